"""A guest goes on with an account: the seat that was taken by the code becomes the account's."""

from __future__ import annotations

from sqlalchemy import select

from deliberate.kernel.acts import Act, command
from deliberate.kernel.errors import NotFound, NotSignedIn
from deliberate.meetings import entries, rules
from deliberate.meetings.commands.shared import end_guest_sign_ins, is_member, spend_return_code, the_meeting
from deliberate.meetings.models import Agreement, AgreementReply, Meeting, Reply, Seat, WaitState
from deliberate.meetings.queries import seat_of, suggestions_in, waiting_of
from deliberate.meetings.rules import Why
from deliberate.people.models import Person, SignIn


@command()
def claim_seat(act: Act, *, guest: int, account: int) -> None:
    """Make a guest's seat that of their account. Both proofs were just shown on one phone, and both must count at this moment.

    When the account has a seat already, that one goes on: with the earlier arrival and the roles of both. What was done as a guest keeps
    its author in the record.
    """
    meeting = the_meeting(act)
    act.refuse_if(rules.why_not_come(meeting))
    shown, own = _proof(act, guest, meeting_id=meeting.id), _proof(act, account, meeting_id=None)
    act.refuse_if(rules.why_not_claim(is_child=shown.person.is_child, by_return_code=shown.vouched_for))
    claimed = seat_of(act.session, meeting.id, shown.person_id)
    if claimed is None or own.person.account is None:
        raise NotFound

    seat = _take_over(act, meeting, claimed, own.person)
    _present_instead(act, meeting, shown.person, own.person)
    _settle_door(act, meeting, claimed, own.person)
    end_guest_sign_ins(act, shown.person_id)
    _forget_guest(act, shown.person)
    act.write(entries.SeatClaimed(seat=seat.id, guest=claimed.id))
    act.rights_changed([shown.person_id, own.person_id])
    act.ids["seat"] = seat.id


def _proof(act: Act, number: int, *, meeting_id: int | None) -> SignIn:
    found = act.session.get(SignIn, number)
    if found is None or found.meeting_id != meeting_id or not found.counts_at(act.at):
        raise NotSignedIn
    return found


def _take_over(act: Act, meeting: Meeting, claimed: Seat, person: Person) -> Seat:
    own = seat_of(act.session, meeting.id, person.id)
    member = is_member(act, meeting, person.id)
    if own is None:
        claimed.person, claimed.member = person, member
        return claimed
    act.refuse_if(Why.ACCESS_WITHDRAWN if own.withdrawn_at and not member else None)
    _merge(claimed, own)
    own.withdrawn_at, own.member = None, member
    _answer_as_one(act, meeting, claimed, own)
    return own


def _merge(claimed: Seat, own: Seat) -> None:
    """The account's seat goes on. The guest's is empty from now on: nobody is counted twice."""
    if claimed.is_here and not own.is_here:
        own.mode, own.left_at = claimed.mode, None
    own.arrived_at = min((seat.arrived_at for seat in (claimed, own) if seat.arrived_at), default=None)
    own.roles = [*own.roles, *(role for role in claimed.roles if role not in own.roles)]
    claimed.arrived_at = claimed.left_at = claimed.mode = None
    claimed.roles, claimed.merged_into_id = [], own.id


def _answer_as_one(act: Act, meeting: Meeting, claimed: Seat, own: Seat) -> None:
    """One person has one answer to what is asked. An objection stands, whichever of the two seats it came from."""
    for agreement in meeting.agreements:
        replies = {reply.seat_id: reply for reply in agreement.replies}
        if claimed.id in replies:
            guests = replies[claimed.id]
            mine = replies.get(own.id) or _new_reply(act, agreement, own, guests)
            _unite(mine, guests)
            act.delete(guests)
            act.session.flush()
            act.session.expire(agreement, ["replies"])


def _new_reply(act: Act, agreement: Agreement, own: Seat, guests: AgreementReply) -> AgreementReply:
    reply: AgreementReply = act.add(AgreementReply(agreement_id=agreement.id, seat_id=own.id, reply=guests.reply))
    return reply


def _unite(mine: AgreementReply, guests: AgreementReply) -> None:
    spoken = [reply.words for reply in (mine, guests) if reply.reply == Reply.OBJECTION and reply.words]
    if spoken:
        mine.reply, mine.words = Reply.OBJECTION, "\n\n".join(dict.fromkeys(spoken))
    elif guests.objected and not mine.objected:
        mine.words = guests.words
    mine.objected = mine.objected or guests.objected


def _present_instead(act: Act, meeting: Meeting, guest: Person, person: Person) -> None:
    for item in meeting.items:
        if item.presenter_id == guest.id:
            item.presenter = person
    for suggestion in suggestions_in(act.session, act.room):
        if suggestion.person_id == guest.id:
            suggestion.person = person
        if suggestion.presenter_id == guest.id:
            suggestion.presenter = person


def _forget_guest(act: Act, guest: Person) -> None:
    """Nobody is called by the guest's name any more; kept, it would outlive the account that asks to be forgotten."""
    guest.name, guest.forgotten_at = "", act.at
    for phone in act.session.scalars(select(SignIn).where(SignIn.person_id == guest.id)):
        phone.device = ""


def _settle_door(act: Act, meeting: Meeting, claimed: Seat, person: Person) -> None:
    """Whoever is inside waits no more, and no code leads back to what was a guest's."""
    waiting = waiting_of(act.session, meeting.id, person.id)
    if waiting is not None:
        waiting.state = WaitState.LET_IN
    spend_return_code(act, claimed)
