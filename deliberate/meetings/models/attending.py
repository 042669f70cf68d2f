"""Seats: who takes part, how, and what they do for the meeting."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.kernel.db import Base
from deliberate.people.models import Person

if TYPE_CHECKING:
    from deliberate.meetings.models.meeting import Meeting


class SeatMode(StrEnum):
    """How a person takes part."""

    IN_THE_ROOM = "in_the_room"
    REMOTE = "remote"
    TELEPHONE = "telephone"
    THROUGH_A_STEWARD = "through_a_steward"


class SeatRole(StrEnum):
    """What a person does for this meeting."""

    FACILITATOR = "facilitator"
    SCRIBE = "scribe"
    TIMEKEEPER = "timekeeper"
    STEWARD = "steward"
    INTERPRETER = "interpreter"


class Seat(Base):
    """One person's place in one meeting. Read by whoever is in the room; afterwards the public reads when they were there,
    under the name that they chose for outside."""

    __tablename__ = "seats"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    mode: Mapped[str | None]
    arrived_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    leaves_at: Mapped[datetime | None]
    """Until when they can stay, if they said so."""
    roles: Mapped[list[str]] = mapped_column(default=list)
    member: Mapped[bool] = mapped_column(default=False)
    """Had as a member of a group that meets, and counting only as long as they are."""
    withdrawn_at: Mapped[datetime | None]
    merged_into_id: Mapped[int | None]
    """The seat of the same person's account, which goes on in its place."""

    meeting: Mapped[Meeting] = relationship(back_populates="seats")
    person: Mapped[Person] = relationship(lazy="joined")

    @property
    def room_id(self) -> int:
        """The room of its meeting."""
        return self.meeting.room_id or 0

    @property
    def is_here(self) -> bool:
        """Arrived and not gone."""
        return self.arrived_at is not None and self.left_at is None
