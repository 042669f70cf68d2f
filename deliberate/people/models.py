"""Persons, their accounts, and the proofs of who they are."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.kernel.db import Base


class PublicName(StrEnum):
    """How a person is named to people outside their group."""

    FULL = "full"
    FIRST_NAME = "first_name"
    ROLE_ONLY = "role_only"


class Person(Base):
    """Anyone who takes part. Their name is read by whoever shares a room with them; outside, only as they chose."""

    __tablename__ = "persons"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    public_name: Mapped[str] = mapped_column(default=PublicName.FIRST_NAME)
    language: Mapped[str]
    created_at: Mapped[datetime]
    is_child: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Under 14: never named publicly, and without an account or an e-mail address."""
    forgotten_at: Mapped[datetime | None]

    account: Mapped[Account | None] = relationship(back_populates="person", lazy="joined")

    @property
    def outside_name(self) -> str | None:
        """The name for people outside the group, or None when they are named by their role only: by choice, as a child, once forgotten."""
        if self.is_child or not self.name:
            return None
        if self.public_name == PublicName.FULL:
            return self.name
        if self.public_name == PublicName.FIRST_NAME:
            return self.name.split(" ")[0]
        return None


class Account(Base):
    """A person's way to sign in again. Only the person reads it; the e-mail address is shown to nobody else."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), unique=True)
    email: Mapped[str] = mapped_column(unique=True)
    password: Mapped[str | None]

    person: Mapped[Person] = relationship(back_populates="account", lazy="joined")


class SignIn(Base):
    """One device on which a person is known. Only the person reads it.

    A guest's is good for one meeting; a withdrawn or ended one counts no more, at once, on every open connection.
    """

    __tablename__ = "sign_ins"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    meeting_id: Mapped[int | None]
    device: Mapped[str]
    began_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()

    def counts_at(self, moment: datetime) -> bool:
        """Whether it proves anything at that moment."""
        return self.ended_at is None and self.expires_at > moment


class AddressChange(Base):
    """An e-mail address that somebody wants to have and has not proved yet. Only they read it; of the link only the hash is stored."""

    __tablename__ = "address_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    email: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()


class SignInLink(Base):
    """A link sent by mail that signs in once. Nobody reads it; only its hash is stored."""

    __tablename__ = "sign_in_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship()
