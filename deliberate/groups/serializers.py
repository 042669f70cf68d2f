"""Groups as their members' devices see them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from deliberate.groups import queries
from deliberate.groups.models import Group, JoinRequest, Link, Mandate, Membership, PolicyVersion, RequestState
from deliberate.kernel.clock import iso
from deliberate.kernel.feature import Shown
from deliberate.kernel.record import Room


def group(one: Group) -> dict[str, Any]:
    """The group itself, in whichever languages it has a name and a purpose."""
    return {
        "code": one.code,
        "kind": one.kind,
        "names": one.names,
        "purposes": one.purposes,
        "openness": one.openness,
        "ended_at": iso(one.ended_at),
    }


def membership(one: Membership) -> dict[str, Any] | None:
    """A member, for the other members; one who left is not shown."""
    if not one.is_current:
        return None
    return {
        "person": one.person_id,
        "name": one.person.name,
        "role": one.role,
        "last_day": _day(one.role_until),
        "has_account": one.person.account is not None,
    }


def join_request(one: JoinRequest) -> dict[str, Any] | None:
    """Somebody who waits for an answer, for those who give it."""
    if one.state != RequestState.ASKED:
        return None
    return {"person": one.person_id, "name": one.person.name, "words": one.words, "asked_at": iso(one.asked_at)}


def policy(one: PolicyVersion) -> dict[str, Any]:
    """The rules by which the group decides, complete."""
    return {"version": one.version, "changed_at": iso(one.changed_at), **one.policy.as_stored()}


def link(one: Link) -> dict[str, Any] | None:
    """Who represents one group in another, as they are named outside; one who no longer does is not shown."""
    if not one.is_current:
        return None
    return {
        "person": one.person_id,
        "name": one.person.outside_name or "",
        "group": one.group.code,
        "to_group": one.to_group.code,
        "last_day": _day(one.last_day),
    }


def mandate(one: Mandate) -> dict[str, Any]:
    """What one group asked another to do."""
    return {
        "group": one.group.code,
        "delegator": one.delegator.code,
        "purpose": one.purpose,
        "proposal": one.proposal,
        "reporting": one.reporting,
        "starts_on": _day(one.starts_on),
        "ends_on": _day(one.ends_on),
        "extensions": one.extensions,
        "closed_at": iso(one.closed_at),
        "outcome": one.outcome,
    }


def _day(day: Any) -> str | None:
    return day.isoformat() if day else None


class _Policy(Shown):
    """Named after its group: a new version takes the place of the one before."""

    def key(self, thing: Any) -> str:
        return f"{self.kind}/{thing.group_id}"


def _group_in(session: Session, room: Room) -> Iterable[Group]:
    return session.scalars(select(Group).where(Group.id == room.number))


def _members_in(session: Session, room: Room) -> Iterable[Membership]:
    return session.scalars(select(Membership).where(Membership.group_id == room.number, Membership.is_current))


def _requests_in(session: Session, room: Room) -> Iterable[JoinRequest]:
    return queries.open_requests(session, room.number)


def _policy_in(session: Session, room: Room) -> Iterable[PolicyVersion]:
    newest = queries.newest_policy(session, room.number)
    return [newest] if newest else []


def _links_in(session: Session, room: Room) -> Iterable[Link]:
    here = or_(Link.group_id == room.number, Link.to_group_id == room.number)
    return session.scalars(select(Link).where(here, Link.is_current))


def _mandates_in(session: Session, room: Room) -> Iterable[Mandate]:
    here = or_(Mandate.group_id == room.number, Mandate.delegator_id == room.number)
    return session.scalars(select(Mandate).where(here))


SHOWN = (
    Shown("group", Group, _group_in, group),
    Shown("membership", Membership, _members_in, membership),
    Shown("join_request", JoinRequest, _requests_in, join_request, audience="desk"),
    _Policy("policy", PolicyVersion, _policy_in, policy),
    Shown("link", Link, _links_in, link),
    Shown("mandate", Mandate, _mandates_in, mandate),
)
