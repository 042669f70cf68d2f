"""Meetings, their agenda, seats, and the plain agreements asked in them."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint, false
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from deliberate.groups.models import Group
from deliberate.kernel.db import Base
from deliberate.people.models import Person
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


class AgreementState(StrEnum):
    """A plain agreement is asked, then agreed, or set aside because it is asked anew."""

    ASKED = "asked"
    AGREED = "agreed"
    SET_ASIDE = "set_aside"


class WaitState(StrEnum):
    """Whoever waits at the door is let in, or turned away; who was turned away can be let in after all."""

    WAITING = "waiting"
    LET_IN = "let_in"
    TURNED_AWAY = "turned_away"


class Reply(StrEnum):
    """What a person says to a plain agreement."""

    NO_OBJECTION = "no_objection"
    OBJECTION = "objection"


class AgendaOnPaper(StrEnum):
    """What became of the agenda in a meeting that was held on paper."""

    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    NOT_ASKED = "not_asked"


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
        primaryjoin=lambda: foreign(Booking.held_by) == Meeting.room_id, viewonly=True, uselist=False, lazy="selectin"
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

    meeting: Mapped[Meeting] = relationship(back_populates="items", lazy="joined")
    presenter: Mapped[Person | None] = relationship(lazy="joined")

    @property
    def room_id(self) -> int:
        """The room of its meeting."""
        return self.meeting.room_id or 0


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

    meeting: Mapped[Meeting] = relationship(back_populates="seats", lazy="joined")
    person: Mapped[Person] = relationship(lazy="joined")

    @property
    def room_id(self) -> int:
        """The room of its meeting."""
        return self.meeting.room_id or 0

    @property
    def is_here(self) -> bool:
        """Arrived and not gone."""
        return self.arrived_at is not None and self.left_at is None


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

    meeting: Mapped[Meeting] = relationship(lazy="joined")
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


class Agreement(Base):
    """A plain "any objection?", such as to the agenda. Read by whoever is in the room, and afterwards in the public story."""

    __tablename__ = "agreements"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    about: Mapped[str]
    state: Mapped[str] = mapped_column(default=AgreementState.ASKED)
    asked_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship(back_populates="agreements", lazy="joined")
    replies: Mapped[list[AgreementReply]] = relationship(
        back_populates="agreement", order_by="AgreementReply.id", passive_deletes="all"
    )

    @property
    def room_id(self) -> int:
        """The room of its meeting."""
        return self.meeting.room_id or 0

    @property
    def standing_objections(self) -> list[AgreementReply]:
        """Objections that their authors have not taken back."""
        return [reply for reply in self.replies if reply.reply == Reply.OBJECTION]


class AgreementReply(Base):
    """What one seat says to a plain agreement. An objection's words are read by the room and, without
    a name, in the public story; that somebody has none is only counted."""

    __tablename__ = "agreement_replies"
    __table_args__ = (UniqueConstraint("agreement_id", "seat_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreements.id"), index=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"))
    reply: Mapped[str]
    words: Mapped[str] = mapped_column(default="")
    objected: Mapped[bool] = mapped_column(default=False)
    entered_by_id: Mapped[int | None]
    """The helper who entered it for somebody without a device; nobody, once they have answered themselves."""

    agreement: Mapped[Agreement] = relationship(back_populates="replies", lazy="joined")
