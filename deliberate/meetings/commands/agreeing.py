"""Plain agreement: any objection to this agenda?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select

from deliberate.kernel.acts import Act, command
from deliberate.meetings import entries, rules
from deliberate.meetings.commands.shared import seat_at, the_meeting
from deliberate.meetings.models import Agreement, AgreementReply, AgreementState, Reply, Seat
from deliberate.meetings.queries import replies_of
from deliberate.people.models import SignIn


@command()
def ask_agreement(act: Act) -> None:
    """Ask everyone: any objection to this agenda? Asking again sets the earlier question aside."""
    meeting = the_meeting(act)
    act.refuse_if(rules.why_not_go_on(meeting))

    for earlier in meeting.agreements:
        if earlier.state == AgreementState.ASKED:
            earlier.state, earlier.settled_at = AgreementState.SET_ASIDE, act.at
            act.write(entries.AgreementSetAside(agreement=earlier.id))
    asked = act.add(Agreement(meeting_id=meeting.id, about="agenda", state=AgreementState.ASKED, asked_at=act.at))
    act.ids["agreement"] = asked.id
    act.write(entries.AgreementAsked(agreement=asked.id, about=asked.about))


Said = Mapping[tuple[int, int], AgreementReply]
"""What was said before, by agreement and seat."""


def _said_by_those(acts: Sequence[Act]) -> Said:
    agreements = {act.inputs["agreement"] for act in acts}
    return replies_of(acts[0].session, agreements, {act.standing.seat_id for act in acts})


@command(many=True, reads=_said_by_those)
def answer_agreement(act: Act, said: Said, *, agreement: int, reply: str, words: str) -> None:
    """Say whether one objects. It can be changed until it is settled; only its author takes an objection back."""
    asked = act.get(Agreement, agreement)
    seat = act.get(Seat, act.standing.seat_id)
    objects = reply == Reply.OBJECTION
    act.refuse_if(rules.why_not_under_way(asked.meeting))
    act.refuse_if(rules.why_not_answer(asked.state, is_here=seat.is_here, objects=objects, words=words))

    _answer(act, asked, seat, said.get((asked.id, seat.id)), reply=reply, words=words, entered_by=None)


@command()
def answer_for(act: Act, *, agreement: int, seat: int, reply: str, words: str) -> None:
    """Enter what somebody without a device says. Their own answer wins, and then nobody enters one for them."""
    asked = act.get(Agreement, agreement)
    theirs = seat_at(act, seat)
    before = replies_of(act.session, [asked.id], [theirs.id]).get((asked.id, theirs.id))
    objects = reply == Reply.OBJECTION
    act.refuse_if(rules.why_not_under_way(asked.meeting))
    act.refuse_if(rules.why_not_answer(asked.state, is_here=True, objects=objects, words=words))
    act.refuse_if(
        rules.why_not_answer_for(
            theirs.mode,
            is_here=theirs.is_here,
            has_device=theirs.id == act.standing.seat_id or _has_device(act, theirs),
            answered_themselves=before is not None and before.entered_by_id is None,
            takes_objection_back=before is not None and before.reply == Reply.OBJECTION and not objects,
        )
    )

    _answer(act, asked, theirs, before, reply=reply, words=words, entered_by=act.standing.person_id)
    # So that this act is found, and forgotten, together with the person whose words it holds.
    act.ids["person"] = theirs.person_id
    act.write(entries.AnswerEntered(agreement=asked.id, seat=theirs.id, helper=act.standing.seat_id))


def _answer(
    act: Act,
    asked: Agreement,
    seat: Seat,
    before: AgreementReply | None,
    *,
    reply: str,
    words: str,
    entered_by: int | None,
) -> None:
    objects = reply == Reply.OBJECTION
    objection_before = before.words if before is not None and before.reply == Reply.OBJECTION else None
    mine = before or AgreementReply(agreement_id=asked.id, seat_id=seat.id, words="", objected=False)
    mine.reply, mine.words, mine.objected = reply, words if objects else mine.words, mine.objected or objects
    mine.entered_by_id = entered_by
    act.session.add(mine)
    if objects and words != objection_before:
        act.write(entries.ObjectionToAgreement(agreement=asked.id, seat=seat.id, words=words))
    elif not objects and objection_before is not None:
        act.write(entries.ObjectionToAgreementWithdrawn(agreement=asked.id, seat=seat.id))


def _has_device(act: Act, seat: Seat) -> bool:
    """Whether a phone of theirs is known in this meeting; of an account's devices, the way of taking part tells."""
    known = select(SignIn).where(SignIn.person_id == seat.person_id, SignIn.meeting_id == seat.meeting_id)
    return any(one.counts_at(act.at) for one in act.session.scalars(known))


@command(undoable=True)
def settle_agreement(act: Act, *, agreement: int) -> None:
    """Note that nobody objects: it is agreed."""
    asked = act.get(Agreement, agreement)
    act.refuse_if(rules.why_not_go_on(asked.meeting))
    act.refuse_if(rules.why_not_settle(asked.state, objections=len(asked.standing_objections)))

    asked.state, asked.settled_at = AgreementState.AGREED, act.at
    present = act.session.scalar(
        select(func.count()).where(
            Seat.meeting_id == asked.meeting_id, Seat.arrived_at.is_not(None), Seat.left_at.is_(None)
        )
    )
    act.write(
        entries.AgreementSettled(
            agreement=asked.id,
            about=asked.about,
            present=present or 0,
            no_objection=sum(reply.reply == Reply.NO_OBJECTION for reply in asked.replies),
        )
    )
