"""Reading about spaces. All of it is open to everybody, so no viewer is asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from deliberate.kernel.errors import NotFound
from deliberate.kernel.record import Room
from deliberate.spaces.models import Booking, Hall, Space, SpaceKind

ORDER = {kind.value: place for place, kind in enumerate(SpaceKind)}


def all_spaces(session: Session, *, kind: str = "", facilities: Collection[str] = ()) -> list[Space]:
    """Every space with its halls, by kind and code; with `facilities`, those that have all of these in the house or in a hall."""
    found = session.scalars(select(Space).options(selectinload(Space.halls)))
    wanted = set(facilities)
    chosen = [one for one in found if (not kind or one.kind == kind) and wanted <= _has(one)]
    return sorted(chosen, key=lambda space: (ORDER[space.kind], space.code))


def space_of_code(session: Session, code: str) -> Space:
    """The space of that code."""
    space = session.scalar(select(Space).where(Space.code == code))
    if space is None:
        raise NotFound
    return space


def space_of_number(session: Session, number: int) -> Space:
    """The space of that number."""
    return session.get_one(Space, number)


def bookings_during(
    session: Session, hall_id: int, starts_at: datetime, ends_at: datetime, *, but: int | None = None
) -> Sequence[Booking]:
    """Who else has a hall at some moment of that time, earliest first."""
    chosen = select(Booking).where(Booking.hall_id == hall_id, Booking.starts_at < ends_at, Booking.ends_at > starts_at)
    if but is not None:
        chosen = chosen.where(Booking.held_by != but)
    return session.scalars(chosen.order_by(Booking.starts_at, Booking.id)).all()


def halls_taken(session: Session, starts_at: datetime, ends_at: datetime, *, but: int | None = None) -> set[int]:
    """The halls that somebody else has at some moment of that time."""
    taken = select(Booking.hall_id).where(Booking.starts_at < ends_at, Booking.ends_at > starts_at)
    if but is not None:
        taken = taken.where(Booking.held_by != but)
    return set(session.scalars(taken))


def halls_to_choose(session: Session, *, present: int | None = None) -> list[tuple[Space, list[Hall]]]:
    """The halls that a meeting can be held in, under their spaces; the one it has now stays on the list, even out of use."""
    offered = [
        (space, [hall for hall in space.halls if hall.in_use or hall.id == present]) for space in all_spaces(session)
    ]
    return [(space, halls) for space, halls in offered if halls]


def rooms_that_come_to(session: Session, hall_ids: Collection[int], *, since: datetime) -> list[str]:
    """The rooms of what is or will be held in these halls."""
    rooms = select(Room).join(Booking, Booking.held_by == Room.id)
    return [
        room.reference
        for room in session.scalars(
            rooms.where(Booking.hall_id.in_(hall_ids), Booking.ends_at > since).order_by(Room.id)
        )
    ]


def _has(space: Space) -> set[str]:
    return {*space.facilities, *_of_halls(hall for hall in space.halls if hall.in_use)}


def _of_halls(halls: Iterable[Hall]) -> set[str]:
    # A hall without steps does not make the house so: that is said of the house itself.
    return {facility for hall in halls for facility in hall.facilities} - {"step_free"}
