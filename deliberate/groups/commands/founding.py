"""A group comes into being, is described otherwise, gets a facilitator when it has none, and ends: the network looks after this."""

from __future__ import annotations

from sqlalchemy import select

from deliberate.groups import entries
from deliberate.groups.commands.shared import a_group, the_group
from deliberate.groups.models import Group, Membership, Openness, Role
from deliberate.groups.queries import count_facilitators, membership_of
from deliberate.groups.rules import Why
from deliberate.kernel.acts import Act, command
from deliberate.kernel.errors import Refused
from deliberate.kernel.record import open_room


@command()
def found_group(act: Act, *, code: str, kind: str, names: dict[str, str], purposes: dict[str, str]) -> None:
    """Bring a group into being. Whoever does is its first facilitator; the program leaves that to the operator."""
    if act.session.scalar(select(Group.id).where(Group.code == code)) is not None:
        raise Refused(Why.CODE_TAKEN)
    group = act.add(Group(code=code, kind=kind, names=names, purposes=purposes, openness=Openness.ON_REQUEST))
    group.room_id = open_room(act.session, "group", group.id).id
    act.ids["group"] = group.id
    if act.standing.person_id is not None:
        act.add(
            Membership(
                group_id=group.id, person_id=act.standing.person_id, role=Role.FACILITATOR, since=act.at, last_day=None
            )
        )
        act.elsewhere(group.room, "groups.note_founding", {})


@command()
def note_founding(act: Act) -> None:
    """Keep in the group's own record that it was founded, and by whom it is facilitated."""
    act.write(entries.GroupFounded(group_kind=the_group(act).kind))
    founders = select(Membership).where(Membership.group_id == act.room.number)
    for one in act.session.scalars(founders):
        act.touch(one)
        act.write(entries.MemberAdmitted(one.id, one.person_id, one.role))


@command()
def describe_group(act: Act, *, group: int, kind: str, names: dict[str, str], purposes: dict[str, str]) -> None:
    """Name a group otherwise, say otherwise what it is for, or of which kind it is."""
    described = a_group(act, group)
    described.kind, described.names, described.purposes = kind, names, purposes
    act.elsewhere(described.room, "groups.note_description", {})


@command()
def note_description(act: Act) -> None:
    """The group is called otherwise now: its room sees it, its record keeps it."""
    group = the_group(act)
    act.touch(group)
    act.write(entries.GroupDescribed(group.kind, group.names, group.purposes))


@command()
def end_group(act: Act, *, group: int, words: str) -> None:
    """A group ends. What it was stays readable for ever."""
    ended = a_group(act, group)
    ended.ended_at = act.at
    act.elsewhere(ended.room, "groups.note_end", {"words": words})


@command()
def note_end(act: Act, *, words: str) -> None:
    """The group's own record keeps that it ended, and nobody facilitates it any more."""
    act.touch(the_group(act))
    act.write(entries.GroupEnded(words=words))
    members = select(Membership.person_id).where(Membership.group_id == act.room.number, Membership.is_current)
    act.rights_changed(act.session.scalars(members))


@command()
def entrust_group(act: Act, *, group: int, membership: int) -> None:
    """Ask a member to facilitate a group that has no facilitator."""
    entrusted = a_group(act, group)
    act.refuse_if(Why.HAS_FACILITATOR if count_facilitators(act.session, group) else None)
    chosen = act.session.get(Membership, membership) if membership < 2**31 else None
    if chosen is None or chosen.group_id != group or not chosen.is_current:
        raise Refused(Why.NOT_IN_GROUP)
    act.refuse_if(None if chosen.person.account else Why.NEEDS_ACCOUNT)

    chosen.role, chosen.last_day = Role.FACILITATOR, None
    act.elsewhere(entrusted.room, "groups.note_entrusting", {"person": chosen.person_id})


@command()
def note_entrusting(act: Act, *, person: int) -> None:
    """The group's own record keeps who was asked to facilitate it."""
    entrusted = membership_of(act.session, act.room.number, person)
    if entrusted is None or entrusted.role != Role.FACILITATOR:
        return
    act.touch(entrusted)
    act.write(entries.RoleChanged(entrusted.id, person, Role.FACILITATOR))
    act.rights_changed([person])
