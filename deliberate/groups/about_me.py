"""What is held about a person in groups, and where it is blanked when they ask to be forgotten."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from deliberate.groups.models import Group, JoinRequest, Link, Membership, PolicyVersion, RequestState, Role
from deliberate.groups.queries import alone_in
from deliberate.groups.rules import Why
from deliberate.kernel import days
from deliberate.kernel.acts import Elsewhere
from deliberate.kernel.feature import Held
from deliberate.kernel.forgetting import rooms_acted_in
from deliberate.kernel.language import N_

ROLES = {
    Role.FACILITATOR.value: N_("Facilitator"),
    Role.SCRIBE.value: N_("Minute-taker"),
    Role.MEMBER.value: N_("Member"),
    Role.OBSERVER.value: N_("Observer"),
}
STATES = {
    RequestState.ASKED.value: N_("waiting for an answer"),
    RequestState.ADMITTED.value: N_("taken in"),
    RequestState.DECLINED.value: N_("not taken in"),
    RequestState.WITHDRAWN.value: N_("taken back"),
}


def where(session: Session, person_id: int) -> list[Elsewhere]:
    """Every group that they ever belonged to, asked to join, or did something in."""
    belonged = session.scalars(select(Membership.group_id).where(Membership.person_id == person_id))
    asked = session.scalars(select(JoinRequest.group_id).where(JoinRequest.person_id == person_id))
    numbers = {*belonged, *asked, *rooms_acted_in(session, person_id, "group")}
    return [(f"group/{number}", "groups.forget_person") for number in sorted(numbers)]


def why_not(session: Session, person_id: int) -> Why | None:
    """A group is never left without anybody who may convene it."""
    return Why.ONLY_FACILITATOR if alone_in(session, person_id) else None


def held(session: Session, person_id: int, language: str) -> Iterable[Held]:
    """To which groups they belong or belonged, which they asked to join, and which they represent."""
    found = session.scalars(select(Membership).where(Membership.person_id == person_id).order_by(Membership.id))
    rows = [
        {
            "group": one.group.name_in(language),
            "role": one.role,
            "since": one.since,
            "until": one.until or days.as_text(one.last_day),
        }
        for one in found
    ]
    labels = {"group": N_("Group"), "role": N_("Role"), "since": N_("Since"), "until": N_("Until")}
    yield Held("memberships", N_("Your groups"), labels, rows, ROLES)
    yield _requests(session, person_id, language)
    yield _links(session, person_id, language)
    yield _rules(session, person_id)


def _requests(session: Session, person_id: int, language: str) -> Held:
    found = session.scalars(select(JoinRequest).where(JoinRequest.person_id == person_id).order_by(JoinRequest.id))
    rows = [
        {"group": one.group.name_in(language), "words": one.words, "asked_at": one.asked_at}
        | {"state": one.state, "answer": one.answer}
        for one in found
    ]
    labels = {"group": N_("Group"), "words": N_("In your words"), "asked_at": N_("When"), "answer": N_("The answer")}
    return Held(
        "join_requests", N_("Groups that you asked to join"), labels | {"state": N_("What came of it")}, rows, STATES
    )


def _links(session: Session, person_id: int, language: str) -> Held:
    found = session.scalars(select(Link).where(Link.person_id == person_id).order_by(Link.id))
    rows = [
        {"group": one.group.name_in(language), "to": one.to_group.name_in(language), "since": one.since}
        | {"until": one.until or days.as_text(one.last_day)}
        for one in found
    ]
    labels = {"group": N_("Group"), "to": N_("Where"), "since": N_("Since"), "until": N_("Until")}
    return Held("links", N_("Groups that you speak for"), labels, rows)


def _rules(session: Session, person_id: int) -> Held:
    found = session.execute(
        select(PolicyVersion, Group)
        .join(Group, Group.id == PolicyVersion.group_id)
        .where(PolicyVersion.changed_by == person_id)
        .order_by(PolicyVersion.changed_at, PolicyVersion.id)
    )
    rows = [
        {"group": group.code, "version": one.version, "changed_at": one.changed_at, "words": one.words}
        for one, group in found
    ]
    labels = {"group": N_("Group"), "changed_at": N_("When"), "words": N_("In your words")}
    return Held("rules", N_("Rules of groups that you changed"), labels, rows)
