"""What is held about a person in groups, and where it is blanked when they ask to be forgotten."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from deliberate.groups.models import Membership, Role
from deliberate.groups.queries import alone_in
from deliberate.groups.rules import Why
from deliberate.kernel.acts import Elsewhere
from deliberate.kernel.feature import Held
from deliberate.kernel.language import N_
from deliberate.kernel.record import rooms_acted_in

ROLES = {
    Role.FACILITATOR.value: N_("Facilitator"),
    Role.SCRIBE.value: N_("Minute-taker"),
    Role.MEMBER.value: N_("Member"),
    Role.OBSERVER.value: N_("Observer"),
}


def where(session: Session, person_id: int) -> list[Elsewhere]:
    """Every group that they ever belonged to, or did something in."""
    belonged = session.scalars(select(Membership.group_id).where(Membership.person_id == person_id))
    numbers = {*belonged, *rooms_acted_in(session, person_id, "group")}
    return [(f"group/{number}", "groups.forget_person") for number in sorted(numbers)]


def why_not(session: Session, person_id: int) -> Why | None:
    """A group is never left without anybody who may convene it."""
    return Why.ONLY_FACILITATOR if alone_in(session, person_id) else None


def held(session: Session, person_id: int, language: str) -> Iterable[Held]:
    """To which groups they belong or belonged."""
    found = session.scalars(select(Membership).where(Membership.person_id == person_id).order_by(Membership.id))
    rows = [
        {"group": one.group.name_in(language), "role": one.role, "since": one.since, "until": one.until}
        for one in found
    ]
    labels = {"group": N_("Group"), "role": N_("Role"), "since": N_("Since"), "until": N_("Until")}
    yield Held("memberships", N_("Your groups"), labels, rows, ROLES)
