"""The items of an agenda: what each is for, and where it is."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from deliberate.kernel.db import Base
from deliberate.people.models import Person

if TYPE_CHECKING:
    from deliberate.meetings.models.meeting import Meeting


class Purpose(StrEnum):
    """What an agenda item is for. Nothing is decided under any other business."""

    CHECK_IN = "check_in"
    INFORM = "inform"
    CONSULT = "consult"
    EXPLORE = "explore"
    DECIDE = "decide"
    REPORT = "report"
    REVIEW = "review"
    BREAK = "break"
    ANY_OTHER_BUSINESS = "any_other_business"
    CLOSING = "closing"


NOT_MISSED = (Purpose.CHECK_IN, Purpose.BREAK, Purpose.CLOSING)
"""What belongs to one meeting and is not carried over to the next."""


class ItemState(StrEnum):
    """Where an item is. A done item can be taken up again."""

    PLANNED = "planned"
    CURRENT = "current"
    DONE = "done"


class AgendaItem(Base):
    """One thing to be dealt with. Read by whoever may read the meeting.

    An item may have parts, and no part has parts of its own. `position` counts along the whole agenda, a part right after its
    heading or the part before it; `number` is what people call it: 3, 3.1, 3.2.
    """

    __tablename__ = "agenda_items"
    # SQLite would give a removed item's number to the next one: the record and late acts would then speak of the wrong item.
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    # No foreign key: undoing puts rows back in any order, and a heading may come back after its parts.
    parent_id: Mapped[int | None]
    position: Mapped[int]
    number: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    purpose: Mapped[str]
    presenter_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    minutes: Mapped[int | None]
    state: Mapped[str] = mapped_column(default=ItemState.PLANNED)
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    running_since: Mapped[datetime | None]
    spent_seconds: Mapped[int] = mapped_column(default=0)
    carried_over: Mapped[bool] = mapped_column(default=False)
    """Not dealt with, and kept for the next time."""
    suggestion_id: Mapped[int | None] = mapped_column(unique=True, index=True)
    """The suggestion that it came from; no suggestion stands on two agendas."""

    meeting: Mapped[Meeting] = relationship(back_populates="items")
    presenter: Mapped[Person | None] = relationship(lazy="joined")

    @property
    def room_id(self) -> int:
        """The room of its meeting."""
        return self.meeting.room_id or 0
