"""Having a hall for a meeting, for as long as it is planned to last."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from deliberate.kernel.acts import Act
from deliberate.kernel.errors import Refused
from deliberate.meetings.commands.shared import is_member
from deliberate.meetings.models import Meeting, MeetingState
from deliberate.meetings.rules import Why
from deliberate.spaces.commands.booking import hold_hall, release_hall
from deliberate.spaces.models import Booking
from deliberate.spaces.queries import bookings_during
from deliberate.spaces.rules import free_from

LOOKED_AHEAD = timedelta(days=31)


def hold_place(act: Act, meeting: Meeting, hall: int | None) -> None:
    """Have that hall for the meeting's time, or none; it is refused when another meeting has it then.

    Whatever moves a meeting to another time calls this, too; what calls it off has none for it.
    """
    room_id = meeting.room_id or 0
    act.session.flush()
    if hall is None:
        release_hall(act, room_id)
    else:
        in_the_way = hold_hall(act, room_id, hall, starts_at=meeting.starts_at, ends_at=meeting.ends_at)
        if in_the_way is not None:
            raise _taken(act, meeting, in_the_way)
    act.session.expire(meeting, ["booking"])
    act.touch(meeting)


def _taken(act: Act, meeting: Meeting, booking: Booking) -> Refused:
    """Who has the hall, and when it is free; what another group only prepares is not named."""
    length = meeting.ends_at - meeting.starts_at
    until = meeting.ends_at + LOOKED_AHEAD
    others = bookings_during(act.session, booking.hall_id, meeting.starts_at, until, but=meeting.room_id)
    moments = {
        "start": booking.starts_at,
        "end": booking.ends_at,
        "free": free_from(others, meeting.starts_at, length),
    }
    holes = {name: _told(moment, meeting) for name, moment in moments.items()}
    other = act.session.scalar(select(Meeting).where(Meeting.room_id == booking.held_by))
    if other is None or not _may_know_of(act, other):
        return Refused(Why.HALL_IS_HELD, **holes)
    return Refused(Why.HALL_IS_TAKEN, title=other.title, **holes)


def _may_know_of(act: Act, other: Meeting) -> bool:
    return other.state != MeetingState.DRAFT or is_member(act, other, act.standing.person_id or 0)


def _told(moment: datetime, meeting: Meeting) -> str:
    """The time on the meeting's wall clock, with the date when it is another day; in digits, which every language reads."""
    zone = ZoneInfo(meeting.zone)
    local = moment.astimezone(zone)
    same_day = local.date() == meeting.starts_at.astimezone(zone).date()
    return local.strftime("%H:%M" if same_day else "%Y-%m-%d %H:%M")
