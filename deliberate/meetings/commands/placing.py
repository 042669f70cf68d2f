"""Having a hall for a meeting, for as long as it is planned to last."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from deliberate.kernel.acts import Act, command
from deliberate.kernel.errors import Refused
from deliberate.meetings import entries
from deliberate.meetings.commands.shared import is_member, the_meeting
from deliberate.meetings.commands.telling import as_told, tell_change_later
from deliberate.meetings.models import Meeting, MeetingState
from deliberate.meetings.rules import Why
from deliberate.spaces.commands.booking import hold_hall, release_hall
from deliberate.spaces.models import Booking
from deliberate.spaces.queries import bookings_during
from deliberate.spaces.rules import free_from

LOOKED_AHEAD = timedelta(days=31)
TO_BE_HELD = (MeetingState.DRAFT, MeetingState.CONVENED, MeetingState.OPEN, MeetingState.PAUSED)


def hold_place(act: Act, meeting: Meeting, hall: int | None) -> None:
    """Have that hall for the meeting's time, or none; it is refused when another meeting has it then.

    For acts that cannot be undone: while an undo is possible, nobody else must get the hall. Others have `settle_hall` done afterwards.
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


def settle_hall_later(act: Act, meeting: Meeting) -> None:
    """Have the hall follow what this act does to the meeting, once it can no longer be undone."""
    if meeting.hall is not None:
        act.elsewhere(meeting.room, "meetings.settle_hall", {})


def refuse_if_hall_is_taken(act: Act, meeting: Meeting) -> None:
    """Refuse a new time at which somebody else has the meeting's hall; nothing is held yet.

    Whoever takes the hall between this act and `settle_hall` has it: then this meeting gives its hall back, and people are told.
    """
    if meeting.hall is None:
        return
    others = bookings_during(act.session, meeting.hall.id, meeting.starts_at, meeting.ends_at, but=meeting.room_id)
    if others:
        raise _taken(act, meeting, others[0])


@command()
def settle_hall(act: Act) -> None:
    """Make the hall's booking what has become of the meeting: an ended one had it until then, a moved one has it for its new time if it
    is free, one that is not held gives it back."""
    meeting = the_meeting(act)
    booking, room_id = meeting.booking, meeting.room_id or 0
    if booking is None:
        return

    before = as_told(meeting)
    had = _had_from_to(meeting, booking)
    if had is None or hold_hall(act, room_id, booking.hall_id, starts_at=had[0], ends_at=had[1]):
        act.write(entries.HallGivenBack(hall=booking.hall_id, hall_name=booking.hall.name))
        release_hall(act, room_id)
    act.session.expire(meeting, ["booking"])
    tell_change_later(act, meeting, before=before)


def _had_from_to(meeting: Meeting, booking: Booking) -> tuple[datetime, datetime] | None:
    """From when to when the meeting has its hall, or had it; None when it does not take place."""
    if meeting.state in TO_BE_HELD:
        return meeting.starts_at, meeting.ends_at
    if meeting.state != MeetingState.CLOSED:
        return None
    began, ended = meeting.opened_at or booking.starts_at, meeting.closed_at or booking.ends_at
    # Who opens early or goes on late sits in a hall that others may have had then: only what was kept is shortened.
    if ended <= booking.starts_at:
        return began, ended
    return booking.starts_at, min(booking.ends_at, ended)


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
