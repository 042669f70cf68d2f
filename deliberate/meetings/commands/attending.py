"""Who is here: arriving, leaving, roles."""

from __future__ import annotations

from collections.abc import Sequence

from deliberate.kernel.acts import Act, command
from deliberate.kernel.errors import NotFound
from deliberate.meetings import entries, rules
from deliberate.meetings.commands.shared import (
    Places,
    end_guest_sign_ins,
    is_member,
    new_guest,
    places_of,
    seat_among,
    seat_at,
    seat_for,
    spend_return_code,
    the_meeting,
)
from deliberate.meetings.expecting import expectation_of
from deliberate.meetings.models import Seat, SeatMode, WaitState
from deliberate.meetings.queries import suggestions_in, waiting_of
from deliberate.meetings.rules import Why
from deliberate.people.models import SignIn


def _places_of_those(acts: Sequence[Act]) -> Places:
    people = [act.standing.person_id for act in acts if act.standing.person_id is not None]
    return places_of(acts[0], the_meeting(acts[0]), people)


@command(many=True, reads=_places_of_those)
def arrive(act: Act, places: Places, *, mode: str) -> None:
    """Be here: in the room, remote or by telephone."""
    meeting = the_meeting(act)
    act.refuse_if(rules.why_not_come(meeting))

    _arrives(act, seat_among(act, meeting, places, act.standing.person_id), mode)


@command(many=True)
def leave(act: Act) -> None:
    """Be here no longer."""
    act.refuse_if(rules.why_not_come(the_meeting(act)))
    leaves(act, seat_at(act, act.standing.seat_id))


@command()
def seat_person(act: Act, *, name: str, is_child: bool, person: int | None, mode: str) -> None:
    """Enter somebody who has no device, or a member whom the desk sees in the room. `is_child`: under 14, for who is entered by name."""
    meeting = the_meeting(act)
    act.refuse_if(rules.why_not_come(meeting))
    if person is not None:
        act.refuse_if(None if is_member(act, meeting, person) else Why.NOT_A_MEMBER)
    else:
        person = new_guest(act, name=name, language=meeting.language, is_child=is_child).id

    _arrives(act, seat_for(act, meeting, person), mode)


@command()
def mark_arrival(act: Act, *, seat: int, mode: str) -> None:
    """Say for somebody that they are here."""
    arrived = seat_at(act, seat)
    act.refuse_if(rules.why_not_come(arrived.meeting))
    _arrives(act, arrived, mode)


@command()
def mark_departure(act: Act, *, seat: int) -> None:
    """Say for somebody that they are here no longer."""
    left = seat_at(act, seat)
    act.refuse_if(rules.why_not_come(left.meeting))
    leaves(act, left)


@command()
def give_role(act: Act, *, seat: int, role: str) -> None:
    """Ask somebody to do something for this meeting."""
    given = seat_at(act, seat)
    act.refuse_if(rules.why_not_come(given.meeting))
    if role in given.roles:
        return

    given.roles = [*given.roles, role]
    act.write(entries.RoleGiven(seat=given.id, role=role))
    act.rights_changed([given.person_id])


@command()
def take_back_role(act: Act, *, seat: int, role: str) -> None:
    """Somebody does it no longer."""
    given = seat_at(act, seat)
    act.refuse_if(rules.why_not_come(given.meeting))
    if role not in given.roles:
        return

    given.roles = [one for one in given.roles if one != role]
    act.write(entries.RoleTakenBack(seat=given.id, role=role))
    act.rights_changed([given.person_id])


@command()
def withdraw_access(act: Act, *, seat: int) -> None:
    """Let somebody in no longer: a phone was lost, a code got into wrong hands. The seat stays in the record.

    A guest's devices end, and the guest may come again with the code of the day; an account's seat counts no more. Members of the
    groups that meet are in by right.
    """
    withdrawn = seat_at(act, seat)
    act.refuse_if(Why.IN_BY_RIGHT if is_member(act, withdrawn.meeting, withdrawn.person_id) else None)

    if withdrawn.person.account:
        withdrawn.withdrawn_at = act.at
        leaves(act, withdrawn)
    end_guest_sign_ins(act, withdrawn.person_id)
    spend_return_code(act, withdrawn)
    act.write(entries.AccessWithdrawn(seat=withdrawn.id))
    act.rights_changed([withdrawn.person_id])


@command()
def sign_guest_out(act: Act, *, sign_in: int) -> None:
    """Forget a guest's device at their own wish."""
    ended = act.session.get(SignIn, sign_in)
    if ended is None or ended.meeting_id != act.room.number:
        raise NotFound
    ended.ended_at = ended.ended_at or act.at
    act.rights_changed([ended.person_id])
    waiting = waiting_of(act.session, act.room.number, ended.person_id)
    if waiting is not None and waiting.state == WaitState.WAITING:
        act.delete(waiting)


@command()
def show_person_anew(act: Act, *, person: int) -> None:
    """Somebody is called otherwise now: their seat and what they present look different."""
    meeting = the_meeting(act)
    act.touch(*(seat for seat in meeting.seats if seat.person_id == person))
    act.touch(*(item for item in meeting.items if item.presenter_id == person))
    act.touch(*(one for one in suggestions_in(act.session, act.room) if person in (one.person_id, one.presenter_id)))
    said = expectation_of(act.session, meeting.id, person)
    if said is not None:
        act.touch(said)


def _arrives(act: Act, seat: Seat, mode: str) -> None:
    act.ids["seat"] = seat.id
    if seat.is_here and seat.mode == mode:
        return
    seat.mode, seat.left_at = SeatMode(mode), None
    seat.arrived_at = seat.arrived_at or act.at
    act.write(entries.PersonArrived(seat=seat.id, mode=mode))


def leaves(act: Act, seat: Seat) -> None:
    """Somebody is no longer here, if they were."""
    act.ids["seat"] = seat.id
    if not seat.is_here:
        return
    seat.left_at = act.at
    act.write(entries.PersonLeft(seat=seat.id))
