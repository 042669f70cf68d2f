"""Founding groups, and what facilitators do about their members."""

from __future__ import annotations

from sqlalchemy import func, select

from deliberate.groups.entries import MemberAdmitted, MembershipEnded, RoleChanged
from deliberate.groups.models import Group, Membership, Role
from deliberate.groups.queries import memberships_of
from deliberate.groups.rules import Why, why_not_change_role
from deliberate.kernel.acts import Act, command
from deliberate.kernel.errors import NotFound, Refused
from deliberate.kernel.record import open_room
from deliberate.people.models import Person


@command()
def found_group(act: Act, *, code: str, kind: str, names: dict[str, str], purposes: dict[str, str]) -> None:
    """Bring a group into being."""
    if act.session.scalar(select(Group.id).where(Group.code == code)) is not None:
        raise Refused(Why.CODE_TAKEN)
    group = act.add(Group(code=code, kind=kind, names=names, purposes=purposes))
    group.room_id = open_room(act.session, "group", group.id).id
    act.ids["group"] = group.id


@command()
def admit_member(act: Act, *, person: int, role: str) -> None:
    """Take a person into the group."""
    if act.session.get(Person, person) is None:
        raise NotFound
    act.refuse_if(Why.BELONGS_ALREADY if memberships_of(act.session, person, [act.room.number]) else None)

    joined = act.add(Membership(group_id=act.room.number, person_id=person, role=role, since=act.at))
    act.ids["membership"] = joined.id
    act.write(MemberAdmitted(membership=joined.id, person=person, role=role))
    act.rights_changed([person])


@command()
def change_role(act: Act, *, membership: int, role: str) -> None:
    """Let a member do something else in the group."""
    changed = act.get(Membership, membership)
    act.refuse_if(_why_not(act, changed, becomes_facilitator=role == Role.FACILITATOR))

    changed.role = role
    act.write(RoleChanged(membership=changed.id, person=changed.person_id, role=role))
    act.rights_changed([changed.person_id])


@command()
def end_membership(act: Act, *, membership: int) -> None:
    """Say that somebody no longer belongs to the group."""
    ended = act.get(Membership, membership)
    act.refuse_if(_why_not(act, ended, becomes_facilitator=False))

    ended.until = act.at
    act.write(MembershipEnded(membership=ended.id, person=ended.person_id))
    act.rights_changed([ended.person_id])


@command()
def forget_person(act: Act, *, person: int) -> None:
    """Somebody asked to be forgotten: they belong to the group no longer."""
    for membership in memberships_of(act.session, person, [act.room.number]):
        membership.until = act.at
        act.write(MembershipEnded(membership=membership.id, person=person))
    act.forget_words(person)
    act.rights_changed([person])


@command()
def show_person_anew(act: Act, *, person: int) -> None:
    """Somebody is called otherwise now: their membership looks different."""
    act.touch(*memberships_of(act.session, person, [act.room.number]))


def _why_not(act: Act, membership: Membership, *, becomes_facilitator: bool) -> Why | None:
    facilitators = act.session.scalar(
        select(func.count()).where(
            Membership.group_id == membership.group_id,
            Membership.role == Role.FACILITATOR,
            Membership.until.is_(None),
        )
    )
    return why_not_change_role(
        has_left=membership.until is not None,
        is_facilitator=membership.role == Role.FACILITATOR,
        facilitators=facilitators or 0,
        becomes_facilitator=becomes_facilitator,
    )
