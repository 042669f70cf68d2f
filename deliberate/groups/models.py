"""Groups and who belongs to them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.kernel.db import Base
from deliberate.people.models import Person


class GroupKind(StrEnum):
    """What kind of group it is."""

    TABLE = "table"
    WORKING_GROUP = "working_group"
    OVERSIGHT_GROUP = "oversight_group"
    ASSEMBLY = "assembly"


class Role(StrEnum):
    """What a person does in a group."""

    FACILITATOR = "facilitator"
    SCRIBE = "scribe"
    MEMBER = "member"
    OBSERVER = "observer"


class Group(Base):
    """People who belong together. Everyone may read a group's name and purpose, in whichever language it has them."""

    __tablename__ = "groups"

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int | None] = mapped_column(ForeignKey("rooms.id"))
    code: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    names: Mapped[dict[str, Any]]
    purposes: Mapped[dict[str, Any]]

    def name_in(self, language: str) -> str:
        """The name for a reader of that language."""
        return str(self.names.get(language) or next(iter(self.names.values())))

    def purpose_in(self, language: str) -> str:
        """The purpose for a reader of that language."""
        return str(self.purposes.get(language) or next(iter(self.purposes.values()), ""))


class Membership(Base):
    """A person in a group, from and until. Members read it whole; others see the name that the person chose for outside."""

    __tablename__ = "memberships"

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    role: Mapped[str]
    since: Mapped[datetime]
    until: Mapped[datetime | None]

    group: Mapped[Group] = relationship()
    person: Mapped[Person] = relationship(lazy="joined")

    @property
    def room_id(self) -> int:
        """The room of its group."""
        return self.group.room_id or 0
