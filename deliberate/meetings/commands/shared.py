"""What several commands of a meeting need."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from deliberate.groups.queries import memberships_of, memberships_of_many
from deliberate.kernel.acts import Act
from deliberate.kernel.errors import NotFound
from deliberate.meetings import rules
from deliberate.meetings.models import Meeting, ReturnCode, Seat
from deliberate.meetings.queries import seats_of_people
from deliberate.meetings.rules import Why
from deliberate.people.models import Person, PublicName, SignIn


def the_meeting(act: Act) -> Meeting:
    """The meeting whose room the act is in."""
    return act.session.get_one(Meeting, act.room.number)


def moment_at(on_the_clock: datetime, zone: str) -> datetime:
    """In UTC at once: adding minutes to a local time would lose or win an hour on the nights when the clocks change."""
    return on_the_clock.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def is_member(act: Act, meeting: Meeting, person_id: int) -> bool:
    """Whether somebody belongs to one of the groups that meet."""
    return bool(memberships_of(act.session, person_id, [group.id for group in meeting.groups]))


def members_among(act: Act, meeting: Meeting, people: Collection[int]) -> set[int]:
    """Which of these people belong to one of the groups that meet."""
    return set(memberships_of_many(act.session, people, [group.id for group in meeting.groups]))


@dataclass(frozen=True)
class Places:
    """What some people have in a meeting: the seats, and who of them belongs to a group that meets."""

    seats: Mapping[int, Seat]
    members: Collection[int]


def places_of(act: Act, meeting: Meeting, people: Collection[int]) -> Places:
    """The places of these people."""
    return Places(seats_of_people(act.session, meeting.id, people), members_among(act, meeting, people))


def seated_among(act: Act, meeting: Meeting, people: Sequence[int]) -> set[int]:
    """Which of these people have a seat already."""
    seats = select(Seat.person_id).where(Seat.meeting_id == meeting.id, Seat.person_id.in_(people))
    return set(act.session.scalars(seats))


def tell_groups(act: Act, meeting: Meeting, name: str) -> None:
    """Have an act done in the room of each group that meets."""
    for group in meeting.groups:
        act.elsewhere(f"group/{group.id}", name, {"meeting": meeting.id})


def new_guest(
    act: Act, *, name: str, language: str, is_child: bool = False, public_name: PublicName = PublicName.FIRST_NAME
) -> Person:
    """Somebody without an account; outside, who is under 14 is never named."""
    chosen = PublicName.ROLE_ONLY if is_child else public_name
    guest: Person = act.add(
        Person(name=name, language=language, public_name=chosen, is_child=is_child, created_at=act.at)
    )
    return guest


def seat_for(act: Act, meeting: Meeting, person_id: int) -> Seat:
    """The seat of somebody who may be here: the one they have, or a new one."""
    return seat_among(act, meeting, places_of(act, meeting, [person_id]), person_id)


def seat_among(act: Act, meeting: Meeting, places: Places, person_id: int | None) -> Seat:
    """The same for one of several whose places were read together."""
    if person_id is None:
        raise NotFound
    seat, member = places.seats.get(person_id), person_id in places.members
    if seat is None:
        return _new_seat(act, meeting, person_id, member=member)
    act.refuse_if(Why.ACCESS_WITHDRAWN if seat.withdrawn_at and not member else None)
    if seat.withdrawn_at or seat.member != member:
        seat.withdrawn_at, seat.member = None, member
        act.rights_changed([person_id])
    return seat


def seat_at(act: Act, number: int | None) -> Seat:
    """The seat of that number; one that goes on as another is no longer there."""
    seat = act.get(Seat, number)
    if seat.merged_into_id is not None:
        raise NotFound
    return seat


def spend_return_code(act: Act, seat: Seat) -> None:
    """No code leads back to this seat any more."""
    unused = select(ReturnCode).where(ReturnCode.seat_id == seat.id, ReturnCode.used_at.is_(None))
    for code in act.session.scalars(unused):
        code.used_at = act.at


def seats_in(act: Act, meeting: Meeting) -> int:
    """How many seats it has."""
    return act.session.scalar(select(func.count()).where(Seat.meeting_id == meeting.id)) or 0


def end_guest_sign_ins(act: Act, person_id: int) -> None:
    """Let none of a guest's phones be known any more."""
    still_open = select(SignIn).where(
        SignIn.person_id == person_id, SignIn.meeting_id == act.room.number, SignIn.ended_at.is_(None)
    )
    for sign_in in act.session.scalars(still_open):
        sign_in.ended_at = act.at


def _new_seat(act: Act, meeting: Meeting, person_id: int, *, member: bool) -> Seat:
    act.refuse_if(Why.MEETING_IS_FULL if seats_in(act, meeting) >= rules.MOST_SEATS else None)
    seat: Seat = act.add(Seat(meeting_id=meeting.id, person_id=person_id, roles=[], member=member))
    act.rights_changed([person_id])
    return seat
