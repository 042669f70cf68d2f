"""What people have said to a plain agreement."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from deliberate.meetings.models import AgreementReply, Reply


def replies_of(
    session: Session, agreements: Collection[int], seats: Collection[int | None]
) -> dict[tuple[int, int], AgreementReply]:
    """What these seats have said to these agreements, by agreement and seat."""
    said = select(AgreementReply).where(AgreementReply.agreement_id.in_(agreements), AgreementReply.seat_id.in_(seats))
    return {(reply.agreement_id, reply.seat_id): reply for reply in session.scalars(said)}


def count_without_objection(session: Session, agreement: int) -> int:
    """How many have said that they have no objection."""
    without = AgreementReply.reply == Reply.NO_OBJECTION
    return session.scalar(select(func.count()).where(AgreementReply.agreement_id == agreement, without)) or 0


def objected_or_entered(session: Session, agreement: int) -> Sequence[AgreementReply]:
    """What is told one by one: who objected, even if they took it back, and for whom a helper answered."""
    told = AgreementReply.objected | AgreementReply.entered_by_id.is_not(None)
    replies = select(AgreementReply).where(AgreementReply.agreement_id == agreement, told)
    return session.scalars(replies.order_by(AgreementReply.id)).all()
