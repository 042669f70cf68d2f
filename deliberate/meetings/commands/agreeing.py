"""Plain agreement: any objection to this agenda?"""

from __future__ import annotations

from sqlalchemy import func, select

from deliberate.kernel.acts import Act, command
from deliberate.meetings import entries, rules
from deliberate.meetings.commands.shared import the_meeting
from deliberate.meetings.models import Agreement, AgreementReply, AgreementState, Reply, Seat


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


@command()
def answer_agreement(act: Act, *, agreement: int, reply: str, words: str) -> None:
    """Say whether one objects. It can be changed until it is settled; only its author takes an objection back."""
    asked = act.get(Agreement, agreement)
    seat = act.get(Seat, act.standing.seat_id)
    objects = reply == Reply.OBJECTION
    act.refuse_if(rules.why_not_under_way(asked.meeting))
    act.refuse_if(rules.why_not_answer(asked.state, is_here=seat.is_here, objects=objects, words=words))

    before = next((one for one in asked.replies if one.seat_id == seat.id), None)
    objection_before = before.words if before is not None and before.reply == Reply.OBJECTION else None
    mine = before or act.add(AgreementReply(agreement_id=asked.id, seat_id=seat.id, reply=reply))
    mine.reply, mine.words, mine.objected = reply, words if objects else mine.words, mine.objected or objects
    if objects and words != objection_before:
        act.write(entries.ObjectionToAgreement(agreement=asked.id, seat=seat.id, words=words))
    elif not objects and objection_before is not None:
        act.write(entries.ObjectionToAgreementWithdrawn(agreement=asked.id, seat=seat.id))


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
