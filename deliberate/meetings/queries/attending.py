"""Who has a seat in a meeting, who is here or expected, and where somebody appears."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from deliberate.groups.models import Membership
from deliberate.kernel.record import Room
from deliberate.kernel.text import place_of
from deliberate.meetings.expecting import Expectation
from deliberate.meetings.models import OVER, AgendaItem, Meeting, Seat
from deliberate.meetings.waiting import Suggestion
from deliberate.people.models import Person


def seat_of(session: Session, meeting_id: int, person_id: int) -> Seat | None:
    """A person's seat in a meeting."""
    return seats_of_people(session, meeting_id, [person_id]).get(person_id)


def seats_of_people(session: Session, meeting_id: int, people: Collection[int]) -> dict[int, Seat]:
    """The seats that these people have in a meeting."""
    chosen = select(Seat).where(Seat.meeting_id == meeting_id, Seat.person_id.in_(people))
    return {seat.person_id: seat for seat in session.scalars(chosen)}


def seats_ever(session: Session, meeting: Meeting, person_id: int) -> Sequence[Seat]:
    """A person's seat in a meeting, and those that go on as it."""
    own = select(Seat.id).where(Seat.meeting_id == meeting.id, Seat.person_id == person_id)
    return session.scalars(select(Seat).where(Seat.id.in_(own) | Seat.merged_into_id.in_(own))).all()


def people_here(session: Session, meeting: Meeting) -> int:
    """How many are here now."""
    here = select(func.count()).where(
        Seat.meeting_id == meeting.id, Seat.arrived_at.is_not(None), Seat.left_at.is_(None)
    )
    return session.scalar(here) or 0


def people_expected(session: Session, meeting: Meeting) -> int:
    """How many belong to the groups that meet."""
    groups = [group.id for group in meeting.groups]
    members = select(func.count(Membership.person_id.distinct())).where(
        Membership.group_id.in_(groups), Membership.is_current
    )
    return session.scalar(members) or 0


def possible_presenters(session: Session, meeting: Meeting) -> Sequence[Person]:
    """Who may present an item: members of its groups, and whoever has a seat."""
    groups = [group.id for group in meeting.groups]
    members = select(Membership.person_id).where(Membership.group_id.in_(groups), Membership.is_current)
    seated = select(Seat.person_id).where(Seat.meeting_id == meeting.id, Seat.merged_into_id.is_(None))
    known = select(Person).where(Person.id.in_(members.union(seated)), Person.forgotten_at.is_(None))
    return sorted(session.scalars(known), key=lambda person: place_of(person.name))


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
