"""The lists of meetings: on now, to come, past, in preparation; of the network, a group, a space, or the viewer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session, selectinload

from deliberate.groups.models import Group, Membership
from deliberate.groups.queries import belongs, facilitates
from deliberate.kernel import clock
from deliberate.kernel.acts import Who
from deliberate.meetings.models import Meeting, MeetingGroup, MeetingState, Seat
from deliberate.meetings.queries.access import standing_of
from deliberate.spaces.models import Booking, Hall, Space

STILL_EXPECTED = timedelta(hours=12)
LISTED = 20
LISTED_IN_CALENDAR = 100
WITH_ITS_HALL = select(Meeting).options(selectinload(Meeting.booking))
EXPECTED = (MeetingState.CONVENED, MeetingState.CANCELLED, MeetingState.POSTPONED)


def under_way(session: Session, *, group: Group | None = None) -> Sequence[Meeting]:
    """What is on now, in a group or anywhere in the network."""
    chosen = (
        WITH_ITS_HALL.where(Meeting.state.in_([MeetingState.OPEN, MeetingState.PAUSED]))
        .order_by(Meeting.opened_at, Meeting.id)
        .limit(LISTED)
    )
    return session.scalars(_of(chosen, group)).all()


def coming(session: Session, *, group: Group | None = None) -> Sequence[Meeting]:
    """Meetings that people were called to, soonest first; whoever looks for one that is called off finds that it is."""
    chosen = (
        WITH_ITS_HALL.where(Meeting.state.in_(EXPECTED), Meeting.starts_at > clock.now() - STILL_EXPECTED)
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(LISTED)
    )
    return session.scalars(_of(chosen, group)).all()


def never_opened(viewer: Who | None, session: Session, group: Group) -> Sequence[Meeting]:
    """Meetings that people were called to and that never began here: whoever facilitates the group can enter them from paper."""
    if not facilitates(viewer, session, group):
        return []
    chosen = (
        WITH_ITS_HALL.where(Meeting.state == MeetingState.CONVENED, Meeting.starts_at <= clock.now() - STILL_EXPECTED)
        .order_by(Meeting.starts_at.desc(), Meeting.id.desc())
        .limit(LISTED)
    )
    return session.scalars(_of(chosen, group)).all()


def coming_in(session: Session, space: Space) -> Sequence[Meeting]:
    """The meetings that people were called to in the halls of a space, from now on."""
    chosen = (
        WITH_ITS_HALL.join(Booking, Booking.held_by == Meeting.room_id)
        .join(Hall, Hall.id == Booking.hall_id)
        .where(
            Hall.space_id == space.id,
            Meeting.state.in_([MeetingState.CONVENED, MeetingState.OPEN, MeetingState.PAUSED]),
            Booking.ends_at > clock.now(),
        )
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(LISTED_IN_CALENDAR)
    )
    return session.scalars(chosen).all()


def postponed(session: Session, group: Group) -> Sequence[Meeting]:
    """A group's meetings whose day has passed and whose new date is still to be found."""
    chosen = (
        WITH_ITS_HALL.where(Meeting.state == MeetingState.POSTPONED, Meeting.starts_at <= clock.now() - STILL_EXPECTED)
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(LISTED)
    )
    return session.scalars(_of(chosen, group)).all()


def past(session: Session, group: Group) -> Sequence[Meeting]:
    """The meetings that a group has had or should have had, latest first."""
    gone_by = and_(Meeting.state == MeetingState.CANCELLED, Meeting.starts_at <= clock.now() - STILL_EXPECTED)
    chosen = (
        WITH_ITS_HALL.where(or_(Meeting.state.in_([MeetingState.CLOSED, MeetingState.NOT_HELD]), gone_by))
        .order_by(Meeting.starts_at.desc(), Meeting.id.desc())
        .limit(LISTED)
    )
    return session.scalars(_of(chosen, group)).all()


def drafts(viewer: Who | None, session: Session, group: Group) -> Sequence[Meeting]:
    """What a group's members are preparing."""
    if not belongs(viewer, session, [group.id]):
        return []
    chosen = (
        WITH_ITS_HALL.where(Meeting.state == MeetingState.DRAFT).order_by(Meeting.starts_at, Meeting.id).limit(LISTED)
    )
    return session.scalars(_of(chosen, group)).all()


def mine(viewer: Who | None, session: Session) -> Sequence[Meeting]:
    """The viewer's meetings that are on or to come: of their groups, or where they have a seat."""
    if viewer is None:
        return []
    seated = select(Seat.meeting_id).where(Seat.person_id == viewer.person_id)
    member = (
        select(MeetingGroup.meeting_id)
        .join(Membership, Membership.group_id == MeetingGroup.group_id)
        .where(Membership.person_id == viewer.person_id, Membership.is_current)
    )
    wanted = seated if not viewer.has_account else seated.union(member)
    return session.scalars(
        WITH_ITS_HALL.where(
            Meeting.id.in_(wanted), Meeting.state.in_([*EXPECTED, MeetingState.OPEN, MeetingState.PAUSED])
        )
        .where(Meeting.starts_at > clock.now() - STILL_EXPECTED)
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(LISTED)
    ).all()


def next_facilitated(viewer: Who | None, session: Session) -> Meeting | None:
    """The meeting that the viewer facilitates now, or next."""
    for meeting in mine(viewer, session):
        standing = standing_of(viewer, session, meeting)
        if standing is not None and standing.desk:
            return meeting
    return None


def _of(chosen: Select[Meeting], group: Group | None) -> Select[Meeting]:
    if group is None:
        return chosen
    return chosen.join(MeetingGroup, MeetingGroup.meeting_id == Meeting.id).where(MeetingGroup.group_id == group.id)
