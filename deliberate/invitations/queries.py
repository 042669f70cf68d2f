"""Reading about invitations; the viewer comes first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from deliberate.groups.models import Group
from deliberate.groups.queries import all_groups, facilitates, tends_network
from deliberate.invitations.models import Invitation
from deliberate.kernel.acts import Who
from deliberate.people.tokens import hash_of

A_DAY = timedelta(days=1)


def waiting() -> ColumnElement[bool]:
    """Neither accepted nor withdrawn."""
    return and_(Invitation.accepted_at.is_(None), Invitation.withdrawn_at.is_(None))


def sent_by(viewer: Who, session: Session) -> Sequence[Invitation]:
    """What the viewer has sent and nobody has answered yet."""
    return session.scalars(
        select(Invitation)
        .where(Invitation.invited_by_id == viewer.person_id, waiting())
        .order_by(Invitation.invited_at.desc(), Invitation.id.desc())
    ).all()


def sent_in_a_day(session: Session, person_id: int | None, at: datetime) -> int:
    """How many letters a person has sent since yesterday at this time."""
    sent = select(func.count()).where(Invitation.invited_by_id == person_id, Invitation.invited_at > at - A_DAY)
    return session.scalar(sent) or 0


def invitation_of(session: Session, token: str) -> Invitation | None:
    """The invitation that was sent with that token."""
    return session.scalar(select(Invitation).where(Invitation.token_hash == hash_of(token)))


def groups_to_invite_to(viewer: Who, session: Session) -> list[Group]:
    """The groups into which the viewer may invite."""
    every = all_groups(session)
    if tends_network(viewer, session):
        return every
    return [group for group in every if facilitates(viewer, session, group)]
