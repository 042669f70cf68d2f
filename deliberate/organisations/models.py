"""Organisations, who says to belong to one, and who represents one in a group."""

from __future__ import annotations

from datetime import datetime
from enum import IntEnum, StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.groups.models import Group
from deliberate.kernel.db import Base
from deliberate.people.models import Person


class OrganisationKind(StrEnum):
    """What kind of organisation it is."""

    ASSOCIATION = "association"
    PUBLIC_BODY = "public_body"


class Level(IntEnum):
    """An organisation by itself, one of organisations, or one of those."""

    ITSELF = 1
    FEDERATION = 2
    CONFEDERATION = 3


class Organisation(Base):
    """An association or a public body. Everyone may read it."""

    __tablename__ = "organisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    name: Mapped[str]
    kind: Mapped[str]
    level: Mapped[int]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    web_address: Mapped[str] = mapped_column(default="")


class Affiliation(Base):
    """That a person belongs to an organisation, as they say themselves. Read by them, and by the members of their groups."""

    __tablename__ = "affiliations"

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    stated_at: Mapped[datetime]

    organisation: Mapped[Organisation] = relationship(lazy="joined")


class Representative(Base):
    """Whom an organisation has named to a group, from and until. Everyone may read it, with the name that the person chose for outside."""

    __tablename__ = "representatives"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    since: Mapped[datetime]
    until: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship(lazy="joined")
    group: Mapped[Group] = relationship(lazy="joined")
    person: Mapped[Person] = relationship(lazy="joined")

    @property
    def room_id(self) -> int:
        """The room of its organisation."""
        return self.organisation.room_id
