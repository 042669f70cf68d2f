"""Reading about groups; the viewer comes first."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from deliberate.groups.models import Group, GroupKind, Membership, Role
from deliberate.kernel.acts import Standing, Who
from deliberate.kernel.errors import NotFound
from deliberate.kernel.record import Room

ORDER = {kind.value: place for place, kind in enumerate(GroupKind)}


def all_groups(session: Session) -> list[Group]:
    """Every group: tables first, then working groups, follow-up and assembly, each by code."""
    return sorted(session.scalars(select(Group)), key=lambda group: (ORDER[group.kind], group.code))


def group_of_code(session: Session, code: str) -> Group:
    """The group of that code."""
    group = session.scalar(select(Group).where(Group.code == code))
    if group is None:
        raise NotFound
    return group


def members(session: Session, group: Group) -> Sequence[Membership]:
    """Who belongs to it now, facilitators first."""
    place = {role.value: n for n, role in enumerate(Role)}
    found = session.scalars(select(Membership).where(Membership.group_id == group.id, Membership.until.is_(None)))
    return sorted(found, key=lambda membership: (place[membership.role], membership.person.name.casefold()))


def memberships_of(session: Session, person_id: int, group_ids: Sequence[int]) -> Sequence[Membership]:
    """What a person is in these groups now."""
    return session.scalars(
        select(Membership).where(
            and_(
                Membership.person_id == person_id,
                Membership.group_id.in_(group_ids),
                Membership.until.is_(None),
            )
        )
    ).all()


def rooms_that_show(session: Session, person_id: int) -> list[tuple[str, str]]:
    """The groups that this person belongs to."""
    groups = session.scalars(
        select(Membership.group_id).where(Membership.person_id == person_id, Membership.until.is_(None))
    )
    return [(f"group/{number}", "groups.show_person_anew") for number in groups]


def groups_of(viewer: Who, session: Session) -> Sequence[Membership]:
    """The groups that the viewer belongs to now."""
    return session.scalars(
        select(Membership).where(Membership.person_id == viewer.person_id, Membership.until.is_(None))
    ).all()


def standing_in_group(session: Session, room: Room, who: Who) -> Standing:
    """In a group's room are its members; a guest of one meeting is none."""
    found = memberships_of(session, who.person_id, [room.number])
    if not found or not who.has_account:
        raise NotFound
    role = found[0].role
    return Standing(person_id=who.person_id, desk=role == Role.FACILITATOR, member=True, roles=frozenset({role}))


def standing_in_network(session: Session, room: Room, who: Who) -> Standing:
    """In the network's room is everybody with an account. At its desk, for what belongs to no single group (spaces,
    organisations), are the facilitators of the assembly and of the follow-up groups."""
    if not who.has_account:
        raise NotFound
    return Standing(person_id=who.person_id, desk=_tends_network(session, who.person_id), member=True)


def tends_network(viewer: Who | None, session: Session) -> bool:
    """Whether the viewer looks after what belongs to the network as a whole."""
    return viewer is not None and viewer.has_account and _tends_network(session, viewer.person_id)


def _tends_network(session: Session, person_id: int) -> bool:
    return (
        session.scalar(
            select(Membership.id)
            .join(Group)
            .where(
                Membership.person_id == person_id,
                Membership.until.is_(None),
                Membership.role == Role.FACILITATOR,
                Group.kind.in_([GroupKind.ASSEMBLY, GroupKind.OVERSIGHT_GROUP]),
            )
            .limit(1)
        )
        is not None
    )


def callable_groups(session: Session, person_id: int, host: Group) -> list[Group]:
    """Which groups somebody may call to a meeting of `host`: all of them for the assembly, else those they belong to."""
    every = all_groups(session)
    if host.kind == GroupKind.ASSEMBLY:
        return every
    mine = {one.group_id for one in memberships_of(session, person_id, [group.id for group in every])}
    return [group for group in every if group.id == host.id or group.id in mine]


def facilitates(viewer: Who | None, session: Session, group: Group) -> bool:
    """Whether the viewer may convene this group."""
    if viewer is None or not viewer.has_account:
        return False
    return any(one.role == Role.FACILITATOR for one in memberships_of(session, viewer.person_id, [group.id]))


def belongs(viewer: Who | None, session: Session, group_ids: Sequence[int]) -> bool:
    """Whether the viewer is in one of these groups now."""
    if viewer is None or not viewer.has_account:
        return False
    return bool(memberships_of(session, viewer.person_id, group_ids))
