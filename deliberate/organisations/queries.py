"""Reading about organisations; the viewer comes first, where one matters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from deliberate.groups.models import Group, Membership
from deliberate.groups.queries import tends_network
from deliberate.kernel import clock
from deliberate.kernel.acts import Who
from deliberate.kernel.errors import NotFound
from deliberate.kernel.text import place_of
from deliberate.organisations.models import Affiliation, Organisation, Representative


def all_organisations(session: Session) -> list[Organisation]:
    """Every organisation: confederations first, then federations, each by name."""
    return sorted(session.scalars(select(Organisation)), key=lambda one: (-one.level, place_of(one.name)))


def organisation(session: Session, number: int) -> Organisation:
    """The organisation of that number."""
    found = session.get(Organisation, number) if number < 2**31 else None
    if found is None:
        raise NotFound
    return found


def members_of(session: Session, organisation: Organisation) -> list[Organisation]:
    """The organisations that belong to it."""
    found = session.scalars(select(Organisation).where(Organisation.parent_id == organisation.id))
    return sorted(found, key=lambda one: place_of(one.name))


def representatives_of(session: Session, organisation: Organisation) -> Sequence[Representative]:
    """Whom it has named, to which group, now."""
    return session.scalars(
        select(Representative)
        .where(Representative.organisation_id == organisation.id, _is_current(clock.now()))
        .order_by(Representative.since, Representative.id)
    ).all()


def representatives_in(session: Session, group: Group) -> Sequence[Representative]:
    """Who represents an organisation in a group, now."""
    return session.scalars(
        select(Representative)
        .where(Representative.group_id == group.id, _is_current(clock.now()))
        .order_by(Representative.since, Representative.id)
    ).all()


def represented_by(session: Session, person_id: int, at: datetime) -> Sequence[Representative]:
    """What a person represents, and where."""
    return session.scalars(select(Representative).where(Representative.person_id == person_id, _is_current(at))).all()


def may_name(viewer: Who | None, session: Session, organisation: Organisation) -> bool:
    """Whether the viewer may say who represents it: whoever tends the network, and its representatives."""
    if viewer is None or not viewer.has_account:
        return False
    theirs = represented_by(session, viewer.person_id, clock.now())
    return tends_network(viewer, session) or any(one.organisation_id == organisation.id for one in theirs)


def affiliation_of(session: Session, person_id: int) -> Affiliation | None:
    """The organisation that a person says to belong to."""
    return session.get(Affiliation, person_id)


def affiliations_in(session: Session, group: Group) -> dict[int, str]:
    """By person: the organisations that a group's members say to belong to."""
    found = session.scalars(
        select(Affiliation)
        .join(Membership, Membership.person_id == Affiliation.person_id)
        .where(Membership.group_id == group.id, Membership.is_current)
    )
    return {one.person_id: one.organisation.name for one in found}


def _is_current(at: datetime) -> ColumnElement[bool]:
    """Begun and not over, by somebody who still belongs to the group."""
    still_there = (
        select(Membership.id)
        .where(
            Membership.person_id == Representative.person_id,
            Membership.group_id == Representative.group_id,
            Membership.is_current,
        )
        .exists()
    )
    return and_(or_(Representative.until.is_(None), Representative.until > at), still_there)
