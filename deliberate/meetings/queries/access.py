"""Which meeting a viewer may read, by its number or its code, what they are in its room, and its record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from deliberate.groups.models import Membership, Role
from deliberate.groups.queries import belongs, memberships_by_person
from deliberate.kernel.acts import Standing, Who
from deliberate.kernel.errors import NotFound
from deliberate.kernel.record import EntryRow, Room
from deliberate.meetings.joining import as_shown
from deliberate.meetings.models import NEVER_CALLED, Meeting, MeetingState, Seat, SeatRole
from deliberate.meetings.queries.attending import seats_of
from deliberate.meetings.rules import why_not_come

CALLED_OFF = (MeetingState.CANCELLED, MeetingState.POSTPONED, MeetingState.NOT_HELD)


def meeting_for(viewer: Who | None, session: Session, meeting_id: int) -> Meeting:
    """A meeting that the viewer may read: a draft only its groups, everything else everybody."""
    meeting = session.get(Meeting, meeting_id) if meeting_id < 2**63 else None
    if meeting is None or (meeting.state in NEVER_CALLED and not _belongs_to(viewer, session, meeting)):
        raise NotFound
    return meeting


def meeting_of_code(session: Session, typed: str) -> Meeting | None:
    """The meeting that this code opens now: convened, and not over or postponed."""
    meeting = _of_code(session, typed)
    return meeting if meeting is not None and why_not_come(meeting) is None else None


def called_off_of_code(session: Session, typed: str) -> Meeting | None:
    """The meeting to which this code would have led, when it does not take place or has no date: its page says so."""
    meeting = _of_code(session, typed)
    return meeting if meeting is not None and meeting.state in CALLED_OFF else None


def standing_in_meeting(session: Session, room: Room, who: Who) -> Standing:
    """What somebody is in a meeting's room; raises NotFound when nothing."""
    standing = standings_in_meeting(session, room, [who]).get(who)
    if standing is None:
        raise NotFound
    return standing


def standings_in_meeting(session: Session, room: Room, people: Sequence[Who]) -> dict[Who, Standing]:
    """In a meeting's room are those who have a seat, and the members of its groups; a guest only in their own meeting."""
    meeting = session.get(Meeting, room.number)
    if meeting is None:
        return {}
    may_be = [who for who in people if who.meeting_id in (None, meeting.id)]
    seats = seats_of(session, meeting.id, [who.person_id for who in may_be])
    groups = [group.id for group in meeting.groups]
    memberships = memberships_by_person(session, [who.person_id for who in may_be if who.has_account], groups)
    standings = {
        who: _standing(who, seats.get(who.person_id), memberships.get(who.person_id, []) if who.has_account else [])
        for who in may_be
    }
    return {who: standing for who, standing in standings.items() if standing is not None}


def _standing(who: Who, seat: Seat | None, memberships: Sequence[Membership]) -> Standing | None:
    if seat is not None and (seat.withdrawn_at or seat.merged_into_id or (seat.member and not memberships)):
        seat = None
    if seat is None and not memberships:
        return None
    convenes = any(one.role == Role.FACILITATOR for one in memberships)
    roles = set(seat.roles) if seat else set()
    return Standing(
        person_id=who.person_id,
        seat_id=seat.id if seat else None,
        desk=convenes or SeatRole.FACILITATOR in roles,
        member=bool(memberships),
        roles=frozenset(roles),
    )


def standing_of(viewer: Who | None, session: Session, meeting: Meeting) -> Standing | None:
    """What the viewer is in this meeting's room; None when nothing."""
    if viewer is None:
        return None
    room = session.get_one(Room, meeting.room_id)
    try:
        return standing_in_meeting(session, room, viewer)
    except NotFound:
        return None


def record_of(session: Session, meeting: Meeting) -> Sequence[EntryRow]:
    """The record of a meeting, in its order."""
    return session.scalars(
        select(EntryRow).where(EntryRow.room_id == meeting.room_id).order_by(EntryRow.seq, EntryRow.n)
    ).all()


def meetings_of_numbers(session: Session, numbers: Iterable[int | None]) -> dict[int, Meeting]:
    """Meetings by their numbers."""
    wanted = {number for number in numbers if number is not None}
    return {one.id: one for one in session.scalars(select(Meeting).where(Meeting.id.in_(wanted)))} if wanted else {}


def _of_code(session: Session, typed: str) -> Meeting | None:
    code = as_shown(typed)
    return session.scalar(select(Meeting).where(Meeting.join_code == code)) if code is not None else None


def _belongs_to(viewer: Who | None, session: Session, meeting: Meeting) -> bool:
    return belongs(viewer, session, [group.id for group in meeting.groups])
