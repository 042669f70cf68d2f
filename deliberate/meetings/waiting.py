"""Points that wait for an agenda, and agendas kept to be used again: the models of suggestions and templates."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.kernel.db import Base
from deliberate.people.models import Person


class SuggestionState(StrEnum):
    """What became of a suggestion. One that was taken is open again when its item is taken off the agenda."""

    OPEN = "open"
    TAKEN = "taken"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    KEPT = "kept"
    """Its meeting ended without it; it waits in its group's room."""


class Suggestion(Base):
    """A point that somebody suggested, or that a meeting did not get to: it waits in its meeting's room, or in its group's for
    the next time. Read by whoever is in that room. It is never deleted."""

    __tablename__ = "suggestions"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), index=True)
    title: Mapped[str]
    purpose: Mapped[str]
    minutes: Mapped[int | None]
    words: Mapped[str] = mapped_column(default="")
    """Why."""
    heading: Mapped[str] = mapped_column(default="")
    """What it was a part of, when it was carried over."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), index=True)
    """Who suggested it; nobody did when an item was carried over."""
    presenter_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    """Who would present it."""
    # No foreign keys: an item that was taken off an agenda is gone, and its suggestion is not.
    from_meeting_id: Mapped[int | None]
    from_item_id: Mapped[int | None] = mapped_column(unique=True)
    """The item of which meeting it was; an item is carried over once."""
    from_suggestion_id: Mapped[int | None] = mapped_column(unique=True)
    """The suggestion that its meeting ended without."""
    state: Mapped[str] = mapped_column(default=SuggestionState.OPEN)
    answer: Mapped[str] = mapped_column(default="")
    """Why it was declined."""
    taken_meeting_id: Mapped[int | None]
    taken_item_id: Mapped[int | None]
    suggested_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]

    person: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=person_id)
    presenter: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=presenter_id)

    def reopen(self) -> None:
        """What was taken waits again."""
        self.state, self.settled_at = SuggestionState.OPEN, None
        self.taken_meeting_id = self.taken_item_id = None


def name_beside_suggestion(person: Person | None) -> str:
    """What somebody is called beside what they suggested: it waits for other meetings, where a child's name does not belong."""
    return "" if person is None or person.is_child else person.name


class AgendaTemplate(Base):
    """An agenda that a group keeps to begin others with. Read by the group's members."""

    __tablename__ = "agenda_templates"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), index=True)
    name: Mapped[str]
    points: Mapped[list[Any]]
    """In their order: title, purpose, minutes, and whether it is a part of the last one that is none."""
    made_at: Mapped[datetime]
