"""What is held about a person among invitations, and what becomes of it when they ask to be forgotten."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from deliberate.invitations.commands import take_back
from deliberate.invitations.models import Invitation
from deliberate.invitations.queries import waiting
from deliberate.kernel.acts import Act
from deliberate.kernel.feature import Held
from deliberate.kernel.language import N_
from deliberate.people.models import Account


def forget(act: Act, person_id: int) -> None:
    """What was sent to the person's address, or by them, leads nowhere any more. Done at once, while the address is known."""
    for invitation in act.session.scalars(select(Invitation).where(waiting(), _theirs(person_id))):
        take_back(act, invitation)


def held(session: Session, person_id: int, language: str) -> Iterable[Held]:
    """What they sent, and what was sent to them."""
    labels = {
        "invited_at": N_("When"),
        "to": N_("Sent to"),
        "works_until": N_("Works until"),
        "accepted_at": N_("Accepted"),
        "withdrawn_at": N_("Withdrawn"),
    }
    accepted = Invitation.accepted_by_id == person_id
    found = session.scalars(select(Invitation).where(or_(accepted, _theirs(person_id))))
    rows = [
        {
            "invited_at": one.invited_at,
            "room": one.room.reference,
            "sent_by_me": one.invited_by_id == person_id,
            "to": one.email,
            "works_until": one.expires_at,
            "accepted_at": one.accepted_at,
            "withdrawn_at": one.withdrawn_at,
        }
        for one in found
    ]
    yield Held("invitations", N_("Invitations that you sent or were sent"), labels, rows)


def _theirs(person_id: int) -> ColumnElement[bool]:
    address = select(Account.email).where(Account.person_id == person_id).scalar_subquery()
    return or_(Invitation.invited_by_id == person_id, Invitation.email == address)
