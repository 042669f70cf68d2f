"""Reading about groups; the viewer comes first.

Who belongs, and with which role, is judged by today's date: ask `Membership.is_current` and `Membership.role`, never `until`.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from deliberate.groups.models import (
    Group,
    GroupKind,
    JoinRequest,
    Link,
    Mandate,
    Membership,
    PolicyVersion,
    RequestState,
    Role,
)
from deliberate.groups.policy import DEFAULT, Policy
from deliberate.kernel.acts import Standing, Who
from deliberate.kernel.errors import NotFound
from deliberate.kernel.record import EntryRow, Room
from deliberate.kernel.text import place_of
from deliberate.people.models import Person

ORDER = {kind.value: place for place, kind in enumerate(GroupKind)}
PLACE = {role.value: place for place, role in enumerate(Role)}


# -- groups ---------------------------------------------------------------------------------------------------------


def all_groups(session: Session) -> list[Group]:
    """Every group: tables first, then working groups, follow-up and assembly, each by code; those that ended come last."""
    return sorted(session.scalars(select(Group)), key=lambda group: (group.has_ended, ORDER[group.kind], group.code))


def group_of_code(session: Session, code: str) -> Group:
    """The group of that code."""
    group = session.scalar(select(Group).where(Group.code == code))
    if group is None:
        raise NotFound
    return group


def record_of(session: Session, group: Group) -> Sequence[EntryRow]:
    """The record of a group, in its order."""
    return session.scalars(
        select(EntryRow).where(EntryRow.room_id == group.room_id).order_by(EntryRow.seq, EntryRow.n)
    ).all()


def has_met(session: Session, room: Room, meeting: int) -> bool:
    """Whether the group's own record says that it has held this meeting."""
    held = select(EntryRow.facts).where(EntryRow.room_id == room.id, EntryRow.kind == "group_met")
    return any(json.loads(facts)["meeting"] == meeting for facts in session.scalars(held))


# -- who belongs ----------------------------------------------------------------------------------------------------


def members(session: Session, group: Group) -> Sequence[Membership]:
    """Who belongs to it now, facilitators first."""
    found = session.scalars(select(Membership).where(Membership.group_id == group.id, Membership.is_current))
    return sorted(found, key=lambda membership: (PLACE[membership.role], place_of(membership.person.name)))


def everybody_ever(session: Session, group: Group) -> Sequence[Membership]:
    """Who belongs or has belonged to it."""
    return session.scalars(select(Membership).where(Membership.group_id == group.id)).all()


def memberships_of(session: Session, person_id: int, group_ids: Sequence[int]) -> Sequence[Membership]:
    """What a person is in these groups now."""
    return memberships_of_many(session, [person_id], group_ids).get(person_id, [])


def memberships_of_many(
    session: Session, people: Collection[int], group_ids: Sequence[int]
) -> dict[int, list[Membership]]:
    """What each of these people is in these groups now; who is nothing there is left out."""
    chosen = select(Membership).where(
        Membership.person_id.in_(people), Membership.group_id.in_(group_ids), Membership.is_current
    )
    found: dict[int, list[Membership]] = {}
    for membership in session.scalars(chosen):
        found.setdefault(membership.person_id, []).append(membership)
    return found


def membership_of(session: Session, group_id: int, person_id: int) -> Membership | None:
    """What a person is in this group now."""
    return next(iter(memberships_of(session, person_id, [group_id])), None)


def count_facilitators(session: Session, group_id: int) -> int:
    """How many facilitate a group today."""
    found = select(func.count()).where(
        Membership.group_id == group_id, Membership.is_current, Membership.role == Role.FACILITATOR
    )
    return session.scalar(found) or 0


def rooms_that_show(session: Session, person_id: int) -> list[tuple[str, str]]:
    """The groups that this person belongs to, or has asked to join."""
    belongs = select(Membership.group_id).where(Membership.person_id == person_id, Membership.is_current)
    asks = select(JoinRequest.group_id).where(
        JoinRequest.person_id == person_id, JoinRequest.state == RequestState.ASKED
    )
    return [(f"group/{number}", "groups.show_person_anew") for number in session.scalars(belongs.union(asks))]


def alone_in(session: Session, person_id: int) -> list[Group]:
    """The groups of which this person is the only facilitator."""
    facilitating = select(Membership.group_id).where(
        Membership.person_id == person_id, Membership.role == Role.FACILITATOR, Membership.is_current
    )
    others = (
        select(Membership.id)
        .where(
            Membership.group_id == Group.id,
            Membership.person_id != person_id,
            Membership.role == Role.FACILITATOR,
            Membership.is_current,
            # The membership of somebody who has just been forgotten ends a moment later.
            Membership.person.has(Person.forgotten_at.is_(None)),
        )
        .exists()
    )
    alone = select(Group).where(Group.id.in_(facilitating), Group.ended_at.is_(None), ~others)
    return list(session.scalars(alone.order_by(Group.code)))


def groups_of(viewer: Who, session: Session) -> Sequence[Membership]:
    """The groups that the viewer belongs to now."""
    return session.scalars(
        select(Membership).where(Membership.person_id == viewer.person_id, Membership.is_current)
    ).all()


def callable_groups(session: Session, person_id: int, host: Group) -> list[Group]:
    """Which groups somebody may call to a meeting of `host`: all of them for the assembly, else those they belong to."""
    every = [group for group in all_groups(session) if not group.has_ended]
    if host.kind == GroupKind.ASSEMBLY:
        return every
    mine = {one.group_id for one in memberships_of(session, person_id, [group.id for group in every])}
    return [group for group in every if group.id == host.id or group.id in mine]


# -- what somebody is there -----------------------------------------------------------------------------------------


def standings_in_group(session: Session, room: Room, people: Collection[Who]) -> dict[Who, Standing]:
    """In a group's room are its members; a guest of one meeting is none. A group that has ended has no desk: it is only read."""
    memberships = memberships_of_many(session, {who.person_id for who in people}, [room.number])
    return {
        who: _as_member(memberships[who.person_id][0])
        for who in people
        if who.has_account and who.person_id in memberships
    }


def _as_member(membership: Membership) -> Standing:
    desk = membership.role == Role.FACILITATOR and not membership.group.has_ended
    return Standing(person_id=membership.person_id, desk=desk, member=True, roles=frozenset({membership.role}))


def standing_in_network(session: Session, room: Room, who: Who) -> Standing:
    """In the network's room is everybody with an account. At its desk, for what belongs to no single group (new groups, spaces,
    organisations), are the facilitators of the assembly and of the follow-up groups."""
    if not who.has_account:
        raise NotFound
    return Standing(person_id=who.person_id, desk=tends_network(who, session), member=True)


def tends_network(viewer: Who | None, session: Session) -> bool:
    """Whether the viewer looks after what belongs to the network as a whole."""
    if viewer is None or not viewer.has_account:
        return False
    tended = select(Membership.id).join(Group)
    tended = tended.where(
        Membership.person_id == viewer.person_id,
        Membership.is_current,
        Membership.role == Role.FACILITATOR,
        Group.kind.in_([GroupKind.ASSEMBLY, GroupKind.OVERSIGHT_GROUP]),
        Group.ended_at.is_(None),
    )
    return session.scalar(tended.limit(1)) is not None


def facilitates(viewer: Who | None, session: Session, group: Group) -> bool:
    """Whether the viewer may convene this group."""
    if viewer is None or not viewer.has_account or group.has_ended:
        return False
    found = membership_of(session, group.id, viewer.person_id)
    return found is not None and found.role == Role.FACILITATOR


def belongs(viewer: Who | None, session: Session, group_ids: Sequence[int]) -> bool:
    """Whether the viewer is in one of these groups now."""
    if viewer is None or not viewer.has_account:
        return False
    return bool(memberships_of(session, viewer.person_id, group_ids))


# -- asking to join -------------------------------------------------------------------------------------------------


def open_request(session: Session, group_id: int, person_id: int) -> JoinRequest | None:
    """What a person has asked and nobody answered yet."""
    request = last_request(session, group_id, person_id)
    return request if request and request.state == RequestState.ASKED else None


def last_request(session: Session, group_id: int, person_id: int) -> JoinRequest | None:
    """What a person asked last, whatever became of it."""
    asked = select(JoinRequest).where(JoinRequest.group_id == group_id, JoinRequest.person_id == person_id)
    return session.scalar(asked.order_by(JoinRequest.id.desc()).limit(1))


def requests_of(session: Session, group_id: int, person_id: int) -> Sequence[JoinRequest]:
    """All that a person has ever asked a group."""
    asked = select(JoinRequest).where(JoinRequest.group_id == group_id, JoinRequest.person_id == person_id)
    return session.scalars(asked.order_by(JoinRequest.id)).all()


def open_requests(session: Session, group_id: int) -> Sequence[JoinRequest]:
    """Who waits for an answer, longest first."""
    asked = select(JoinRequest).where(JoinRequest.group_id == group_id, JoinRequest.state == RequestState.ASKED)
    return session.scalars(asked.order_by(JoinRequest.id)).all()


# -- how it decides, who represents whom, what was asked of whom ----------------------------------------------------


def policy_versions(session: Session, group_id: int) -> Sequence[PolicyVersion]:
    """The rules by which a group has decided, newest first."""
    versions = select(PolicyVersion).where(PolicyVersion.group_id == group_id)
    return session.scalars(versions.order_by(PolicyVersion.version.desc())).all()


def newest_policy(session: Session, group_id: int) -> PolicyVersion | None:
    """The version in force; None while the group has changed nothing."""
    versions = select(PolicyVersion).where(PolicyVersion.group_id == group_id)
    return session.scalar(versions.order_by(PolicyVersion.version.desc()).limit(1))


def policy_of(session: Session, group_id: int) -> Policy:
    """The rules by which a group decides now."""
    newest = newest_policy(session, group_id)
    return newest.policy if newest else DEFAULT


def links_from(session: Session, group_id: int) -> Sequence[Link]:
    """Who represents a group elsewhere today: members of it, as long as they are."""
    return session.scalars(_links().where(Link.group_id == group_id)).all()


def links_to(session: Session, group_id: int) -> Sequence[Link]:
    """Who represents other groups in this one today."""
    return session.scalars(_links().where(Link.to_group_id == group_id)).all()


def links_of(session: Session, group_id: int, person_id: int) -> Sequence[Link]:
    """Where somebody represents a group today."""
    own = select(Link).where(Link.group_id == group_id, Link.person_id == person_id, Link.is_current)
    return session.scalars(own.order_by(Link.id)).all()


def mandates_of(session: Session, group_id: int) -> Sequence[Mandate]:
    """What a group was asked to do, latest first."""
    return session.scalars(
        select(Mandate).where(Mandate.group_id == group_id).order_by(Mandate.closed_at.is_not(None), Mandate.id.desc())
    ).all()


def mandates_by(session: Session, group_id: int) -> Sequence[Mandate]:
    """What a group has asked others to do, latest first."""
    given = select(Mandate).where(Mandate.delegator_id == group_id)
    return session.scalars(given.order_by(Mandate.closed_at.is_not(None), Mandate.id.desc())).all()


def _links() -> Select[Link]:
    belongs = (
        select(Membership.id)
        .where(Membership.group_id == Link.group_id, Membership.person_id == Link.person_id, Membership.is_current)
        .exists()
    )
    return select(Link).where(Link.is_current, belongs).order_by(Link.id)
