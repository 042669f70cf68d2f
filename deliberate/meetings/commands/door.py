"""The door: coming in by the code, waiting to be let in, coming back on another phone."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select

from deliberate.kernel.acts import Act, command
from deliberate.kernel.errors import NotFound, NotSignedIn, Refused
from deliberate.meetings import entries, rules
from deliberate.meetings.commands.shared import (
    end_guest_sign_ins,
    is_member,
    members_among,
    new_guest,
    seat_at,
    seat_for,
    seated_among,
    seats_in,
    the_meeting,
)
from deliberate.meetings.models import Meeting, ReturnCode, Seat, Waiting, WaitState
from deliberate.meetings.queries import meeting_of_code, seat_of, waiting_of
from deliberate.meetings.rules import RETURN_CODE_LIVES, Why
from deliberate.people.models import PublicName, SignIn
from deliberate.people.rules import GUEST_SESSION
from deliberate.people.tokens import hash_of


@command()
def admit_guest(
    act: Act, *, code: str, name: str, language: str, public_name: str, is_child: bool, token_hash: str, device: str
) -> None:
    """Take somebody in who came with the code and has no account."""
    meeting = _meeting_of_code(act, code)
    guest = new_guest(act, name=name, language=language, public_name=PublicName(public_name), is_child=is_child)
    act.ids["person"] = guest.id
    _sign_in(act, guest.id, token_hash, device)
    _take_in(act, meeting, guest.id)


@command()
def admit_companion(
    act: Act,
    *,
    brought_by: int,
    name: str,
    language: str,
    public_name: str,
    is_child: bool,
    token_hash: str,
    device: str,
) -> None:
    """Take somebody in who shares the phone of a person inside: a household, a neighbour without a phone."""
    meeting = the_meeting(act)
    act.refuse_if(rules.why_not_come(meeting))
    _refuse_unless_inside(act, meeting, brought_by)

    guest = new_guest(act, name=name, language=language, public_name=PublicName(public_name), is_child=is_child)
    act.ids["person"] = guest.id
    _sign_in(act, guest.id, token_hash, device)
    _take_in(act, meeting, guest.id)


@command()
def admit_member_of_network(act: Act, *, code: str, person: int) -> None:
    """Take somebody in who came with the code and has an account."""
    _take_in(act, _meeting_of_code(act, code), person)


@command()
def set_door(act: Act, *, one_by_one: bool) -> None:
    """Let in whoever has the code, or one by one. Whoever waits when the door is opened again comes in."""
    meeting = the_meeting(act)
    act.refuse_if(rules.why_not_prepare(meeting))
    if meeting.one_by_one == one_by_one:
        return

    meeting.one_by_one = one_by_one
    act.write(entries.DoorSet(one_by_one=one_by_one))
    if not one_by_one:
        _let_in(act, meeting, _in_line(act, Waiting.state == WaitState.WAITING))


@command()
def let_in(act: Act, *, waiting: list[int]) -> None:
    """Let in these people who wait, or were turned away by mistake."""
    meeting = the_meeting(act)
    act.refuse_if(rules.why_not_come(meeting))
    found = _in_line(act, Waiting.id.in_(waiting))
    if len(found) != len(set(waiting)):
        raise NotFound
    _let_in(act, meeting, [one for one in found if one.state != WaitState.LET_IN])


@command()
def turn_away(act: Act, *, waiting: int, words: str) -> None:
    """Do not let somebody in; they are told so, with a word of the desk."""
    refused = act.get(Waiting, waiting)
    act.refuse_if(rules.why_not_turn_away(refused.state))
    if refused.state == WaitState.TURNED_AWAY:
        return

    refused.state, refused.words = WaitState.TURNED_AWAY, words
    act.write(entries.PersonTurnedAway())


@command()
def make_return_code(act: Act, *, seat: int, code: str, lost: bool) -> None:
    """Let a guest come back on another phone with this code, once; only the newest counts.

    The phone they had stays signed in, unless it is `lost`.
    """
    theirs = seat_at(act, seat)
    act.refuse_if(rules.why_not_come(theirs.meeting))
    _refuse_to_lead_back(act, theirs)

    made = act.session.scalar(select(ReturnCode).where(ReturnCode.seat_id == theirs.id))
    expires_at = act.at + RETURN_CODE_LIVES
    if made is None:
        act.add(ReturnCode(seat_id=theirs.id, code_hash=hash_of(code), expires_at=expires_at))
    else:
        made.code_hash, made.expires_at, made.used_at = hash_of(code), expires_at, None
    act.ids["seat"] = theirs.id
    act.write(entries.ReturnCodeMade(seat=theirs.id, lost=lost))
    if lost:
        end_guest_sign_ins(act, theirs.person_id)
        act.rights_changed([theirs.person_id])


@command()
def come_back(act: Act, *, code_hash: str, token_hash: str, device: str) -> None:
    """Go on with one's seat on another phone, by the code that the desk has made."""
    act.refuse_if(rules.why_not_come(the_meeting(act)))
    code = act.session.scalar(
        select(ReturnCode).join(Seat).where(ReturnCode.code_hash == code_hash, Seat.meeting_id == act.room.number)
    )
    if code is None:
        raise Refused(Why.RETURN_CODE_USED_OR_OLD)
    act.refuse_if(rules.why_not_use_return_code(code.used_at, code.expires_at, act.at))
    _refuse_to_lead_back(act, seat_at(act, code.seat_id))

    code.used_at = act.at
    _sign_in(act, code.seat.person_id, token_hash, device, vouched_for=True)
    act.write(entries.CameBack(seat=code.seat_id))
    act.ids["seat"], act.ids["person"] = code.seat_id, code.seat.person_id


def _meeting_of_code(act: Act, code: str) -> Meeting:
    # Looked up again under the lock: the code may have been renewed while the person typed their name.
    meeting = meeting_of_code(act.session, code)
    if meeting is None or meeting.id != act.room.number:
        raise NotFound
    return meeting


def _sign_in(act: Act, person_id: int, token_hash: str, device: str, *, vouched_for: bool = False) -> None:
    act.add(
        SignIn(
            person_id=person_id,
            token_hash=token_hash,
            meeting_id=act.room.number,
            device=device,
            began_at=act.at,
            expires_at=act.at + GUEST_SESSION,
            vouched_for=vouched_for,
        )
    )


def _take_in(act: Act, meeting: Meeting, person_id: int) -> None:
    """Give a seat, or a place in the line when people are let in one by one; whoever has a seat or belongs here never waits."""
    if not meeting.one_by_one or is_member(act, meeting, person_id) or _has_place(act, meeting, person_id):
        act.ids["seat"] = seat_for(act, meeting, person_id).id
        return
    waiting = waiting_of(act.session, meeting.id, person_id) or _wait(act, meeting, person_id)
    act.refuse_if(Why.TURNED_AWAY if waiting.state == WaitState.TURNED_AWAY else None)
    act.ids["waiting"] = waiting.id


def _has_place(act: Act, meeting: Meeting, person_id: int) -> bool:
    """A seat that was had by a membership which has ended since lets nobody past the door."""
    seat = seat_of(act.session, meeting.id, person_id)
    return seat is not None and not seat.member


def _wait(act: Act, meeting: Meeting, person_id: int) -> Waiting:
    waits = act.session.scalar(select(func.count()).where(Waiting.meeting_id == meeting.id)) or 0
    act.refuse_if(Why.MEETING_IS_FULL if seats_in(act, meeting) + waits >= rules.MOST_SEATS else None)
    waiting: Waiting = act.add(
        Waiting(meeting_id=meeting.id, person_id=person_id, state=WaitState.WAITING, since=act.at, words="")
    )
    return waiting


def _in_line(act: Act, which: ColumnElement[bool]) -> list[Waiting]:
    at_this_door = select(Waiting).where(Waiting.meeting_id == act.room.number, which)
    return list(act.session.scalars(at_this_door.order_by(Waiting.id)))


def _let_in(act: Act, meeting: Meeting, waiting: list[Waiting]) -> None:
    """A seat for each who has none yet, all at once: a plenary may wait at the door."""
    people = [one.person_id for one in waiting]
    members, seated = members_among(act, meeting, people), seated_among(act, meeting, people)
    for one in waiting:
        one.state = WaitState.LET_IN
        if one.person_id in seated:
            seat_for(act, meeting, one.person_id)
        else:
            member = one.person_id in members
            act.session.add(Seat(meeting_id=meeting.id, person_id=one.person_id, roles=[], member=member))
    act.session.flush()
    act.rights_changed(people)


def _refuse_unless_inside(act: Act, meeting: Meeting, sign_in: int) -> None:
    proof = act.session.get(SignIn, sign_in)
    if proof is None or not proof.counts_at(act.at) or proof.meeting_id not in (None, meeting.id):
        raise NotSignedIn
    seat = seat_of(act.session, meeting.id, proof.person_id)
    has_seat = seat is not None and not (seat.withdrawn_at or seat.merged_into_id or seat.member)
    act.refuse_if(None if has_seat or is_member(act, meeting, proof.person_id) else Why.NEEDS_A_SEAT)


def _refuse_to_lead_back(act: Act, seat: Seat) -> None:
    if seat.person.forgotten_at is not None:
        raise NotFound
    member = is_member(act, seat.meeting, seat.person_id)
    act.refuse_if(rules.why_not_return(has_account=seat.person.account is not None, is_member=member))
