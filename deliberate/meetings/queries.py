"""Reading about meetings; the viewer comes first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from deliberate.groups.models import Group, Membership, Role
from deliberate.groups.queries import belongs, facilitates, memberships_of
from deliberate.kernel import clock
from deliberate.kernel.acts import Standing, Who
from deliberate.kernel.errors import NotFound
from deliberate.kernel.record import EntryRow, Room
from deliberate.meetings.expecting import Expectation
from deliberate.meetings.joining import as_shown
from deliberate.meetings.models import (
    NEVER_CALLED,
    OVER,
    AgendaItem,
    Meeting,
    MeetingGroup,
    MeetingState,
    ReturnCode,
    Seat,
    SeatRole,
    Waiting,
    WaitState,
)
from deliberate.meetings.rules import why_not_come, why_not_use_return_code
from deliberate.meetings.waiting import AgendaTemplate, Suggestion, SuggestionState
from deliberate.people.models import Account, Person
from deliberate.people.tokens import hash_of
from deliberate.spaces.models import Booking, Hall, Space

STILL_EXPECTED = timedelta(hours=12)
LISTED = 20
LISTED_IN_CALENDAR = 100
EXPECTED = (MeetingState.CONVENED, MeetingState.CANCELLED, MeetingState.POSTPONED)
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
    """In a meeting's room are those who have a seat, and the members of its groups; a guest only in their own meeting."""
    meeting = session.get(Meeting, room.number, populate_existing=True)
    if meeting is None or who.meeting_id not in (None, meeting.id):
        raise NotFound
    seat = seat_of(session, meeting.id, who.person_id)
    memberships: Sequence[Membership] = []
    if who.has_account:
        memberships = memberships_of(session, who.person_id, [group.id for group in meeting.groups])
    if seat is not None and (seat.withdrawn_at or seat.merged_into_id or (seat.member and not memberships)):
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


def seats_ever(session: Session, meeting: Meeting, person_id: int) -> Sequence[Seat]:
    """A person's seat in a meeting, and those that go on as it."""
    own = select(Seat.id).where(Seat.meeting_id == meeting.id, Seat.person_id == person_id)
    return session.scalars(select(Seat).where(Seat.id.in_(own) | Seat.merged_into_id.in_(own))).all()


def waiting_of(session: Session, meeting_id: int, person_id: int) -> Waiting | None:
    """Whether and how a person waits at the door of a meeting."""
    return session.scalar(select(Waiting).where(Waiting.meeting_id == meeting_id, Waiting.person_id == person_id))


def at_the_door(session: Session, meeting: Meeting) -> Sequence[Waiting]:
    """Who waits at the door, in the order of coming, and who was turned away."""
    return session.scalars(
        select(Waiting)
        .where(Waiting.meeting_id == meeting.id, Waiting.state != WaitState.LET_IN)
        .order_by(Waiting.state.desc(), Waiting.id)
    ).all()


def return_codes_of(session: Session, typed: str) -> Sequence[ReturnCode]:
    """The codes for coming back that this is, in any meeting, the newest first, used or not."""
    code = as_shown(typed)
    if code is None:
        return []
    same = select(ReturnCode).where(ReturnCode.code_hash == hash_of(code))
    return session.scalars(same.order_by(ReturnCode.expires_at.desc())).all()


def usable_return_code(session: Session, typed: str) -> ReturnCode | None:
    """The code for coming back that this is, while it serves; of two seats with the same code, neither's."""
    usable = [
        one
        for one in return_codes_of(session, typed)
        if not why_not_use_return_code(one.used_at, one.expires_at, clock.now())
        and why_not_come(one.seat.meeting) is None
    ]
    return usable[0] if len(usable) == 1 else None


def guests_in(session: Session, meeting: Meeting) -> Sequence[Seat]:
    """The seats of those who have no account, by name: to whom the desk can give a code for coming back."""
    has_account = select(Account.id).where(Account.person_id == Seat.person_id).exists()
    return session.scalars(
        select(Seat)
        .join(Person)
        .where(Seat.meeting_id == meeting.id, Seat.merged_into_id.is_(None), ~has_account)
        .where(Person.forgotten_at.is_(None))
        .order_by(Person.name, Seat.id)
    ).all()


def rooms_that_show(session: Session, person_id: int) -> list[tuple[str, str]]:
    """The meetings, not over yet, in which this person has a seat or another part, and the groups they suggested something to."""
    seated = select(Seat.meeting_id).where(Seat.person_id == person_id)
    presenting = select(AgendaItem.meeting_id).where(AgendaItem.presenter_id == person_id)
    expected = select(Expectation.meeting_id).where(Expectation.person_id == person_id)
    suggesting = (
        select(Room.kind, Room.number)
        .join(Suggestion, Suggestion.room_id == Room.id)
        .where((Suggestion.person_id == person_id) | (Suggestion.presenter_id == person_id))
        .distinct()
    )
    rooms = session.execute(suggesting).all()
    suggested = [number for kind, number in rooms if kind == "meeting"]
    meetings = session.scalars(
        select(Meeting.id).where(
            Meeting.id.in_(seated.union(presenting, expected)) | Meeting.id.in_(suggested), Meeting.state.not_in(OVER)
        )
    )
    return [
        *((f"meeting/{number}", "meetings.show_person_anew") for number in meetings),
        *((f"group/{number}", "meetings.show_suggester_anew") for kind, number in rooms if kind == "group"),
    ]


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
    """Meetings that people were called to, soonest first; whoever looks for one that is called off finds that it is."""
    chosen = (
        select(Meeting)
        .where(Meeting.state.in_(EXPECTED), Meeting.starts_at > clock.now() - STILL_EXPECTED)
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


def coming_in(session: Session, space: Space) -> Sequence[Meeting]:
    """The meetings that people were called to in the halls of a space, from now on."""
    chosen = (
        select(Meeting)
        .join(Booking, Booking.held_by == Meeting.room_id)
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


def people_expected(session: Session, meeting: Meeting) -> int:
    """How many belong to the groups that meet."""
    groups = [group.id for group in meeting.groups]
    members = select(func.count(Membership.person_id.distinct())).where(
        Membership.group_id.in_(groups), Membership.is_current
    )
    return session.scalar(members) or 0


def postponed(session: Session, group: Group) -> Sequence[Meeting]:
    """A group's meetings whose day has passed and whose new date is still to be found."""
    chosen = (
        select(Meeting)
        .where(Meeting.state == MeetingState.POSTPONED, Meeting.starts_at <= clock.now() - STILL_EXPECTED)
        .order_by(Meeting.starts_at)
        .limit(LISTED)
    )
    return session.scalars(_of(chosen, group)).all()


def past(session: Session, group: Group) -> Sequence[Meeting]:
    """The meetings that a group has had or should have had, latest first."""
    gone_by = and_(Meeting.state == MeetingState.CANCELLED, Meeting.starts_at <= clock.now() - STILL_EXPECTED)
    chosen = (
        select(Meeting)
        .where(or_(Meeting.state.in_([MeetingState.CLOSED, MeetingState.NOT_HELD]), gone_by))
        .order_by(Meeting.starts_at.desc())
        .limit(LISTED)
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
        .where(Membership.person_id == viewer.person_id, Membership.is_current)
    )
    wanted = seated if not viewer.has_account else seated.union(member)
    return session.scalars(
        select(Meeting)
        .where(Meeting.id.in_(wanted), Meeting.state.in_([*EXPECTED, MeetingState.OPEN, MeetingState.PAUSED]))
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
    members = select(Membership.person_id).where(Membership.group_id.in_(groups), Membership.is_current)
    seated = select(Seat.person_id).where(Seat.meeting_id == meeting.id, Seat.merged_into_id.is_(None))
    known = select(Person).where(Person.id.in_(members.union(seated)), Person.forgotten_at.is_(None))
    return session.scalars(known.order_by(Person.name)).all()


def suggestions_in(session: Session, room: Room) -> Sequence[Suggestion]:
    """Everything suggested in a room, oldest first, but for what was forgotten at its author's wish."""
    told = select(Suggestion).where(Suggestion.room_id == room.id, Suggestion.title != "")
    return session.scalars(told.order_by(Suggestion.id)).all()


def open_suggestions_in(session: Session, room: Room) -> Sequence[Suggestion]:
    """What waits in a room, oldest first."""
    waiting = select(Suggestion).where(Suggestion.room_id == room.id, Suggestion.state == SuggestionState.OPEN)
    return session.scalars(waiting.order_by(Suggestion.id)).all()


def waiting_in_group(viewer: Who | None, session: Session, group: Group) -> Sequence[Suggestion]:
    """What waits for a group's next agenda, what was carried over first: for its members."""
    if viewer is None or not viewer.has_account:
        return []
    # Asked together: this stands on the page of every meeting.
    belongs_to_it = (
        select(Membership.id)
        .where(Membership.person_id == viewer.person_id, Membership.group_id == group.id, Membership.until.is_(None))
        .exists()
    )
    on_an_agenda = select(AgendaItem.id).where(AgendaItem.suggestion_id == Suggestion.id).exists()
    return session.scalars(
        select(Suggestion)
        .where(Suggestion.room_id == group.room_id, Suggestion.state == SuggestionState.OPEN)
        .where(~on_an_agenda, belongs_to_it)
        .order_by(Suggestion.from_item_id.is_(None), Suggestion.id)
    ).all()


def answered_in_group(viewer: Who | None, session: Session, group: Group) -> Sequence[Suggestion]:
    """What became of what was suggested to a group, latest first: for its members."""
    if not belongs(viewer, session, [group.id]):
        return []
    return session.scalars(
        select(Suggestion)
        .where(Suggestion.room_id == group.room_id, Suggestion.state != SuggestionState.OPEN, Suggestion.title != "")
        .order_by(Suggestion.settled_at.desc())
        .limit(LISTED)
    ).all()


def templates_of(viewer: Who | None, session: Session, group: Group) -> Sequence[AgendaTemplate]:
    """The agendas that a group keeps: for its members."""
    if not belongs(viewer, session, [group.id]):
        return []
    kept = select(AgendaTemplate).where(AgendaTemplate.room_id == group.room_id)
    return session.scalars(kept.order_by(AgendaTemplate.name, AgendaTemplate.id)).all()


def meetings_of_numbers(session: Session, numbers: Iterable[int | None]) -> dict[int, Meeting]:
    """Meetings by their numbers."""
    wanted = {number for number in numbers if number is not None}
    return {one.id: one for one in session.scalars(select(Meeting).where(Meeting.id.in_(wanted)))} if wanted else {}


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


def _of_code(session: Session, typed: str) -> Meeting | None:
    code = as_shown(typed)
    return session.scalar(select(Meeting).where(Meeting.join_code == code)) if code is not None else None


def _belongs_to(viewer: Who | None, session: Session, meeting: Meeting) -> bool:
    return belongs(viewer, session, [group.id for group in meeting.groups])


def _of(chosen: Select[Meeting], group: Group | None) -> Select[Meeting]:
    if group is None:
        return chosen
    return chosen.join(MeetingGroup, MeetingGroup.meeting_id == Meeting.id).where(MeetingGroup.group_id == group.id)
