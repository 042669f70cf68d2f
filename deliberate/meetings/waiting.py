"""Points that wait for an agenda: the model of suggestions."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

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
    """Who suggested it; nobody did when it was carried over."""
    presenter_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    """Who would present it."""
    # No foreign keys: an item that was taken off an agenda is gone, and its suggestion is not.
    from_meeting_id: Mapped[int | None]
    from_item_id: Mapped[int | None] = mapped_column(unique=True)
    """The item of which meeting it was; an item is carried over once."""
    state: Mapped[str] = mapped_column(default=SuggestionState.OPEN)
    answer: Mapped[str] = mapped_column(default="")
    """Why it was declined."""
    taken_meeting_id: Mapped[int | None]
    taken_item_id: Mapped[int | None]
    suggested_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]

    person: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=person_id)
    presenter: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=presenter_id)

    @property
    def is_open(self) -> bool:
        """Waiting to be taken in or declined."""
        return self.state == SuggestionState.OPEN
