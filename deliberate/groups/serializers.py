"""Groups as their members' devices see them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from deliberate.groups.models import Membership
from deliberate.kernel.feature import Shown
from deliberate.kernel.record import Room


def membership(one: Membership) -> dict[str, Any] | None:
    """A member, for the other members; one who left is not shown."""
    if one.until is not None:
        return None
    return {"person": one.person_id, "name": one.person.name, "role": one.role}


def _in_room(session: Session, room: Room) -> Iterable[Membership]:
    return session.scalars(select(Membership).where(Membership.group_id == room.number, Membership.until.is_(None)))


SHOWN = (Shown("membership", Membership, _in_room, membership),)
