"""Who waits at the door, and who can come back by a code."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from deliberate.kernel import clock
from deliberate.meetings.joining import as_shown
from deliberate.meetings.models import Meeting, ReturnCode, Seat, Waiting, WaitState
from deliberate.meetings.rules import why_not_come, why_not_use_return_code
from deliberate.people.models import Account, Person
from deliberate.people.tokens import hash_of


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
