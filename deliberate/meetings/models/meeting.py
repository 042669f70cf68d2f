"""A meeting itself: its kind, where it stands, and the groups that take part."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, false
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from deliberate.groups.models import Group
from deliberate.kernel.db import Base
from deliberate.meetings.models.agenda import NOT_MISSED, AgendaItem, ItemState
from deliberate.meetings.models.agreeing import Agreement
from deliberate.meetings.models.attending import Seat
from deliberate.spaces.models import Booking, Hall


class MeetingKind(StrEnum):
    """What kind of meeting it is; in a plenary several groups take part."""

    TABLE_SESSION = "table_session"
    PLENARY = "plenary"
    GATHERING = "gathering"


class MeetingState(StrEnum):
    """draft → convened → open ⇄ paused → closed; or dropped while a draft, cancelled, postponed (and convened again), not held."""

    DRAFT = "draft"
    CONVENED = "convened"
    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"
    DROPPED = "dropped"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    NOT_HELD = "not_held"


NEVER_CALLED = (MeetingState.DRAFT, MeetingState.DROPPED)
"""What only the groups that meet read."""
OVER = (MeetingState.CLOSED, MeetingState.CANCELLED, MeetingState.NOT_HELD, MeetingState.DROPPED)
"""What nothing more happens in."""
NOT_LIVE = (*OVER, MeetingState.POSTPONED)
"""What nobody comes to now."""


class NotHeldCause(StrEnum):
    """Why a meeting that people were called to did not take place."""

    NO_QUORUM = "no_quorum"
    NOBODY_CAME = "nobody_came"
    SOMETHING_ELSE = "something_else"


class Meeting(Base):
    """A meeting. A draft is read by its groups; once convened, its date, place and agenda are public, and so is its story afterwards."""

    __tablename__ = "meetings"

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int | None] = mapped_column(ForeignKey("rooms.id"))
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(default=MeetingState.DRAFT)
    title: Mapped[str]
    place: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    zone: Mapped[str]
    starts_at: Mapped[datetime]
    planned_minutes: Mapped[int]
    join_code: Mapped[str] = mapped_column(unique=True)
    one_by_one: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whoever comes with the code waits at the door until the desk lets them in."""
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    pause_reason: Mapped[str] = mapped_column(default="")
    current_item_id: Mapped[int | None]
    reason: Mapped[str] = mapped_column(default="")
    """Why it was cancelled, postponed or not held, in the words of who said so."""
    not_held_because: Mapped[str] = mapped_column(default="")
    calendar_uid: Mapped[str] = mapped_column(default=lambda: str(uuid.uuid4()))
    sequence: Mapped[int] = mapped_column(default=0)
    """How often what stands in people's calendars has changed since they were called."""
    told: Mapped[dict[str, Any] | None]
    """What the last letter said of title, place and time."""
    change_due_at: Mapped[datetime | None]
    """When a letter will tell what has changed since."""
    entered_at: Mapped[datetime | None]
    """When it was entered, if it was held on paper."""
    entered_by_id: Mapped[int | None]

    groups: Mapped[list[Group]] = relationship(
        secondary="meeting_groups", order_by="MeetingGroup.position", lazy="selectin"
    )
    booking: Mapped[Booking | None] = relationship(
        primaryjoin=lambda: foreign(Booking.held_by) == Meeting.room_id, viewonly=True, uselist=False
    )
    items: Mapped[list[AgendaItem]] = relationship(
        back_populates="meeting", order_by="AgendaItem.position", passive_deletes="all"
    )
    seats: Mapped[list[Seat]] = relationship(back_populates="meeting", order_by="Seat.id", passive_deletes="all")
    agreements: Mapped[list[Agreement]] = relationship(
        back_populates="meeting", order_by="Agreement.id", passive_deletes="all"
    )

    @property
    def host(self) -> Group:
        """The group that convenes it."""
        return self.groups[0]

    @property
    def room(self) -> str:
        """The name of its room."""
        return f"meeting/{self.id}"

    @property
    def hall(self) -> Hall | None:
        """The hall it is held in; None when it is held elsewhere."""
        return self.booking.hall if self.booking else None

    @property
    def ends_at(self) -> datetime:
        """When it is planned to end."""
        return self.starts_at + timedelta(minutes=self.planned_minutes)

    def where_in(self, language: str) -> str:
        """Where it is held, on one line, for a reader of that language."""
        hall = [self.hall.name, self.hall.space.name_in(language)] if self.hall else []
        return ", ".join(part for part in (*hall, self.place) if part)

    @property
    def is_from_paper(self) -> bool:
        """Held without the program, and entered afterwards."""
        return self.entered_at is not None

    @property
    def is_under_way(self) -> bool:
        """Opened and not closed."""
        return self.state in (MeetingState.OPEN, MeetingState.PAUSED)

    @property
    def walked(self) -> list[AgendaItem]:
        """What is begun and finished: every item but the headings."""
        headings = {item.parent_id for item in self.items}
        return [item for item in self.items if item.id not in headings]

    @property
    def has_walked(self) -> bool:
        """Something of the agenda was begun."""
        return any(item.state != ItemState.PLANNED for item in self.walked)

    @property
    def has_points_left(self) -> bool:
        """Something of the agenda was not begun yet."""
        return any(item.state == ItemState.PLANNED for item in self.walked)

    @property
    def not_dealt_with(self) -> list[AgendaItem]:
        """What was planned and not begun, and would be missed: headings, arriving, breaks and the closing are not."""
        return [item for item in self.walked if item.state == ItemState.PLANNED and item.purpose not in NOT_MISSED]


class MeetingGroup(Base):
    """A group that takes part in a meeting; the first convenes it."""

    __tablename__ = "meeting_groups"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)
