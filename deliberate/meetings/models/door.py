"""Who waits at the door, and the codes that bring a guest back to their seat."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.kernel.db import Base
from deliberate.meetings.models.attending import Seat
from deliberate.meetings.models.meeting import Meeting
from deliberate.people.models import Person


class WaitState(StrEnum):
    """Whoever waits at the door is let in, or turned away; who was turned away can be let in after all."""

    WAITING = "waiting"
    LET_IN = "let_in"
    TURNED_AWAY = "turned_away"


class Waiting(Base):
    """Somebody who came with the code and waits at the door, or waited. Read by the desk, and its own part by the person;
    they have no seat, so they read nothing of the room."""

    __tablename__ = "waiting"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    state: Mapped[str] = mapped_column(default=WaitState.WAITING)
    since: Mapped[datetime]
    words: Mapped[str] = mapped_column(default="")

    meeting: Mapped[Meeting] = relationship()
    person: Mapped[Person] = relationship(lazy="joined")

    @property
    def room_id(self) -> int:
        """The room of its meeting."""
        return self.meeting.room_id or 0


class ReturnCode(Base):
    """A code from the desk that brings a guest back to their seat on another phone, once. That there is one is read by the desk;
    the code itself by nobody: only its hash is stored."""

    __tablename__ = "return_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"), unique=True)
    code_hash: Mapped[str] = mapped_column(index=True)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    seat: Mapped[Seat] = relationship(lazy="joined")

    @property
    def room_id(self) -> int:
        """The room of its seat's meeting."""
        return self.seat.room_id
