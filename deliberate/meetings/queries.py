"""Reading about meetings; the viewer comes first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from deliberate.groups.models import Group, Membership, Role
from deliberate.groups.queries import belongs, facilitates, memberships_of
from deliberate.kernel import clock
from deliberate.kernel.acts import Standing, Who
from deliberate.kernel.errors import NotFound
from deliberate.kernel.record import EntryRow, Room
from deliberate.meetings.joining import as_shown
from deliberate.meetings.models import AgendaItem, Meeting, MeetingGroup, MeetingState, Seat, SeatRole
from deliberate.people.models import Person

STILL_EXPECTED = timedelta(hours=12)
LISTED = 20


def meeting_for(viewer: Who | None, session: Session, meeting_id: int) -> Meeting:
    """A meeting that the viewer may read: a draft only its groups, everything else everybody."""
    meeting = session.get(Meeting, meeting_id) if meeting_id < 2**63 else None
    if meeting is None or (meeting.state == MeetingState.DRAFT and not _belongs_to(viewer, session, meeting)):
        raise NotFound
    return meeting


def meeting_of_code(session: Session, typed: str) -> Meeting | None:
    """The meeting that this code opens now: convened, and not closed."""
    code = as_shown(typed)
    if code is None:
        return None
    meeting = session.scalar(select(Meeting).where(Meeting.join_code == code))
    if meeting is None or meeting.state in (MeetingState.DRAFT, MeetingState.CLOSED):
        return None
    return meeting


def standing_in_meeting(session: Session, room: Room, who: Who) -> Standing:
    """In a meeting's room are those who have a seat, and the members of its groups; a guest only in their own meeting."""
    meeting = session.get(Meeting, room.number, populate_existing=True)
    if meeting is None or who.meeting_id not in (None, meeting.id):
        raise NotFound
    seat = seat_of(session, meeting.id, who.person_id)
    memberships: Sequence[Membership] = []
    if who.has_account:
        memberships = memberships_of(session, who.person_id, [group.id for group in meeting.groups])
    if seat is not None and (seat.withdrawn_at or (seat.member and not memberships)):
        seat = None
    if seat is None and not memberships:
        raise NotFound
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


def seat_of(session: Session, meeting_id: int, person_id: int) -> Seat | None:
    """A person's seat in a meeting."""
    return session.scalar(select(Seat).where(Seat.meeting_id == meeting_id, Seat.person_id == person_id))


def rooms_that_show(session: Session, person_id: int) -> list[tuple[str, str]]:
    """The meetings, not over yet, in which this person has a seat or presents something."""
    seated = select(Seat.meeting_id).where(Seat.person_id == person_id)
    presenting = select(AgendaItem.meeting_id).where(AgendaItem.presenter_id == person_id)
    meetings = session.scalars(
        select(Meeting.id).where(Meeting.id.in_(seated.union(presenting)), Meeting.state != MeetingState.CLOSED)
    )
    return [(f"meeting/{number}", "meetings.show_person_anew") for number in meetings]


def under_way(session: Session, *, group: Group | None = None) -> Sequence[Meeting]:
    """What is on now, in a group or anywhere in the network."""
    chosen = (
        select(Meeting)
        .where(Meeting.state.in_([MeetingState.OPEN, MeetingState.PAUSED]))
        .order_by(Meeting.opened_at)
        .limit(LISTED)
    )
    return session.scalars(_of(chosen, group)).all()


def coming(session: Session, *, group: Group | None = None) -> Sequence[Meeting]:
    """Meetings that people were called to, soonest first."""
    chosen = (
        select(Meeting)
        .where(Meeting.state == MeetingState.CONVENED, Meeting.starts_at > clock.now() - STILL_EXPECTED)
        .order_by(Meeting.starts_at)
        .limit(LISTED)
    )
    return session.scalars(_of(chosen, group)).all()


def never_opened(viewer: Who | None, session: Session, group: Group) -> Sequence[Meeting]:
    """Meetings that people were called to and that never began here: whoever facilitates the group can enter them from paper."""
    if not facilitates(viewer, session, group):
        return []
    chosen = (
        select(Meeting)
        .where(Meeting.state == MeetingState.CONVENED, Meeting.starts_at <= clock.now() - STILL_EXPECTED)
        .order_by(Meeting.starts_at.desc())
        .limit(LISTED)
    )
    return session.scalars(_of(chosen, group)).all()


def held(session: Session, group: Group) -> Sequence[Meeting]:
    """The meetings that a group has had, latest first."""
    chosen = (
        select(Meeting).where(Meeting.state == MeetingState.CLOSED).order_by(Meeting.opened_at.desc()).limit(LISTED)
    )
    return session.scalars(_of(chosen, group)).all()


def drafts(viewer: Who | None, session: Session, group: Group) -> Sequence[Meeting]:
    """What a group's members are preparing."""
    if not belongs(viewer, session, [group.id]):
        return []
    chosen = select(Meeting).where(Meeting.state == MeetingState.DRAFT).order_by(Meeting.starts_at).limit(LISTED)
    return session.scalars(_of(chosen, group)).all()


def mine(viewer: Who | None, session: Session) -> Sequence[Meeting]:
    """The viewer's meetings that are on or to come: of their groups, or where they have a seat."""
    if viewer is None:
        return []
    seated = select(Seat.meeting_id).where(Seat.person_id == viewer.person_id)
    member = (
        select(MeetingGroup.meeting_id)
        .join(Membership, Membership.group_id == MeetingGroup.group_id)
        .where(Membership.person_id == viewer.person_id, Membership.until.is_(None))
    )
    wanted = seated if not viewer.has_account else seated.union(member)
    return session.scalars(
        select(Meeting)
        .where(
            Meeting.id.in_(wanted), Meeting.state.in_([MeetingState.CONVENED, MeetingState.OPEN, MeetingState.PAUSED])
        )
        .where(Meeting.starts_at > clock.now() - STILL_EXPECTED)
        .order_by(Meeting.starts_at)
        .limit(LISTED)
    ).all()


def next_facilitated(viewer: Who | None, session: Session) -> Meeting | None:
    """The meeting that the viewer facilitates now, or next."""
    for meeting in mine(viewer, session):
        standing = standing_of(viewer, session, meeting)
        if standing is not None and standing.desk:
            return meeting
    return None


def possible_presenters(session: Session, meeting: Meeting) -> Sequence[Person]:
    """Who may present an item: members of its groups, and whoever has a seat."""
    groups = [group.id for group in meeting.groups]
    members = select(Membership.person_id).where(Membership.group_id.in_(groups), Membership.until.is_(None))
    seated = select(Seat.person_id).where(Seat.meeting_id == meeting.id)
    return session.scalars(select(Person).where(Person.id.in_(members.union(seated))).order_by(Person.name)).all()


def record_of(session: Session, meeting: Meeting) -> Sequence[EntryRow]:
    """The record of a meeting, in its order."""
    return session.scalars(
        select(EntryRow).where(EntryRow.room_id == meeting.room_id).order_by(EntryRow.seq, EntryRow.n)
    ).all()


def people_here(session: Session, meeting: Meeting) -> int:
    """How many are here now."""
    here = select(func.count()).where(
        Seat.meeting_id == meeting.id, Seat.arrived_at.is_not(None), Seat.left_at.is_(None)
    )
    return session.scalar(here) or 0


def _belongs_to(viewer: Who | None, session: Session, meeting: Meeting) -> bool:
    return belongs(viewer, session, [group.id for group in meeting.groups])


def _of(chosen: Select[Meeting], group: Group | None) -> Select[Meeting]:
    if group is None:
        return chosen
    return chosen.join(MeetingGroup, MeetingGroup.meeting_id == Meeting.id).where(MeetingGroup.group_id == group.id)
