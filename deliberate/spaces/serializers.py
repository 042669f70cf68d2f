"""Spaces as devices in the network's room, devices in a meeting and readers of open data see them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from deliberate.kernel.clock import iso
from deliberate.kernel.feature import Shown
from deliberate.kernel.record import Room
from deliberate.spaces.models import Booking, Hall, Space


def space(one: Space) -> dict[str, Any]:
    """A space with all that is said of it."""
    return {
        "code": one.code,
        "kind": one.kind,
        "names": one.names,
        "address": one.address,
        "directions": one.directions,
        "latitude": one.latitude,
        "longitude": one.longitude,
        "capacity": one.capacity,
        "facilities": one.facilities,
        "access_words": one.access_words,
        "website": one.website,
        "contact": one.contact,
        "zone": one.zone,
        "hours": one.hours,
        "state": one.state,
        "closed_reason": one.closed_reason,
    }


def hall(one: Hall) -> dict[str, Any]:
    """A hall; halls stand in the order of `position`."""
    return {"space": one.space_id, "position": one.position, **_hall(one)}


def booking(one: Booking) -> dict[str, Any]:
    """Where a meeting is held, for those who come to it."""
    place = one.hall.space
    return {
        "hall": one.hall.name,
        "floor": one.hall.floor,
        "hall_facilities": one.hall.facilities,
        "space": place.code,
        "names": place.names,
        "address": place.address,
        "facilities": place.facilities,
        "step_free": one.hall.is_step_free,
        "closed_reason": place.closed_reason if place.is_closed else None,
        "starts_at": iso(one.starts_at),
        "ends_at": iso(one.ends_at),
    }


def open_data(one: Space) -> dict[str, Any]:
    """A space with its halls, for programs of others."""
    return {**space(one), "halls": [{"id": each.id, **_hall(each)} for each in one.halls]}


def _hall(one: Hall) -> dict[str, Any]:
    return {
        "name": one.name,
        "floor": one.floor,
        "capacity": one.capacity,
        "facilities": one.facilities,
        "step_free": one.is_step_free,
        "in_use": one.in_use,
    }


def _spaces_in(session: Session, room: Room) -> Iterable[Space]:
    return session.scalars(select(Space).where(Space.room_id == room.id))


def _halls_in(session: Session, room: Room) -> Iterable[Hall]:
    return session.scalars(select(Hall).join(Space).where(Space.room_id == room.id))


def _booking_of(session: Session, room: Room) -> Iterable[Booking]:
    return session.scalars(select(Booking).where(Booking.held_by == room.id))


IN_NETWORK = (
    Shown("space", Space, _spaces_in, space, ripples=lambda thing: thing.halls),
    Shown("hall", Hall, _halls_in, hall),
)
IN_MEETING = (Shown("booking", Booking, _booking_of, booking),)
