"""Tending the halls of a space."""

from __future__ import annotations

from sqlalchemy import select

from deliberate.kernel.acts import Act, command
from deliberate.kernel.errors import NotFound
from deliberate.spaces import entries, rules
from deliberate.spaces.commands.booking import locked_hall, show_bookings_anew
from deliberate.spaces.models import Booking, Hall, Space
from deliberate.spaces.rules import Why

ORDER = "the order of the halls"


@command()
def add_hall(act: Act, *, space: int, name: str, floor: int, capacity: int | None, facilities: list[str]) -> None:
    """Say that the space has this hall, too."""
    host = act.get(Space, space)
    act.refuse_if(rules.why_not_add(host.halls, name))

    hall = act.add(
        Hall(
            space_id=host.id,
            position=max((one.position for one in host.halls), default=-1) + 1,
            name=name,
            floor=floor,
            capacity=capacity,
            facilities=facilities,
            in_use=True,
        )
    )
    act.ids["hall"] = hall.id
    act.concern(ORDER)
    act.write(entries.HallAdded(host.id, hall.id, name, capacity, floor, facilities))


@command(undoable=True)
def change_hall(act: Act, *, hall: int, name: str, floor: int, capacity: int | None, facilities: list[str]) -> None:
    """Say what the hall is like now."""
    changed = act.get(Hall, hall)
    others = [one for one in changed.space.halls if one is not changed]
    act.refuse_if(rules.why_not_name(others, name))

    changed.name, changed.floor, changed.capacity, changed.facilities = name, floor, capacity, facilities
    act.write(entries.HallChanged(changed.space_id, changed.id, name, capacity, floor, facilities))
    show_bookings_anew(act, [changed])


@command(undoable=True)
def move_hall(act: Act, *, hall: int, before: int | None) -> None:
    """Put a hall before another one of its space on the list, or at the end."""
    moved = act.get(Hall, hall)
    follower = act.get(Hall, before) if before is not None else None
    if follower is not None and follower.space_id != moved.space_id:
        raise NotFound
    if follower is moved:
        return

    others = [one for one in moved.space.halls if one is not moved]
    others.insert(others.index(follower) if follower else len(others), moved)
    for position, one in enumerate(others):
        one.position = position
    act.concern(ORDER)
    act.write(entries.HallMoved(hall=moved.id, before=before))


@command(undoable=True)
def remove_hall(act: Act, *, hall: int) -> None:
    """Say that there is no such hall. One in which something was or will be held is only taken out of use."""
    removed = act.get(Hall, hall)
    locked_hall(act, removed.id)
    if act.session.scalar(select(Booking.id).where(Booking.hall_id == removed.id).limit(1)) is None:
        act.delete(removed)
        act.concern(ORDER)
        act.write(entries.HallRemoved(hall=removed.id, name=removed.name))
        return

    act.refuse_if(None if removed.in_use else Why.OUT_OF_USE_ALREADY)
    removed.in_use = False
    act.write(entries.HallOutOfUse(hall=removed.id))


@command(undoable=True)
def use_hall_again(act: Act, *, hall: int) -> None:
    """Let a hall that was out of use be chosen again."""
    used = act.get(Hall, hall)
    act.refuse_if(Why.IN_USE_ALREADY if used.in_use else None)

    used.in_use = True
    act.write(entries.HallInUseAgain(hall=used.id))
