"""Tending spaces: founding and describing them, saying when they are open, closing and reopening them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from deliberate.kernel.acts import Act, command
from deliberate.spaces import entries, rules
from deliberate.spaces.commands.booking import show_bookings_anew
from deliberate.spaces.models import Space, SpaceState
from deliberate.spaces.rules import Why


@command()
def found_space(act: Act, *, code: str, zone: str, **description: Any) -> None:
    """Bring a space into the network; its hours and halls are told afterwards."""
    known = act.session.scalar(select(Space.id).where(Space.code == code))
    act.refuse_if(None if known is None else Why.CODE_TAKEN)

    space = Space(room_id=act.room.id, code=code, zone=zone, hours={}, state=SpaceState.IN_USE)
    _describe(space, description)
    act.add(space)
    act.ids["space"] = space.id
    act.write(entries.SpaceFounded(space=space.id, code=code, names=space.names))


@command(undoable=True)
def describe_space(act: Act, *, space: int, **description: Any) -> None:
    """Say what the space is called, where it is, how people get in, what it has."""
    described = act.get(Space, space)

    _describe(described, description)
    act.write(
        entries.SpaceDescribed(
            space=described.id,
            names=described.names,
            address=described.address,
            capacity=described.capacity,
            facilities=described.facilities,
        )
    )
    show_bookings_anew(act, described.halls)


@command(undoable=True)
def set_opening_hours(act: Act, *, space: int, **days: list[list[str]]) -> None:
    """Say when the space is open, weekday by weekday."""
    opened = act.get(Space, space)

    opened.hours = {day: stretches for day, stretches in days.items() if stretches}
    act.write(entries.OpeningHoursSet(space=opened.id, hours=opened.hours))


@command(undoable=True)
def close_space(act: Act, *, space: int, reason: str) -> None:
    """Say that the space cannot be used for now, and why. What is planned there is not moved: its people decide."""
    closed = act.get(Space, space)
    act.refuse_if(rules.why_not_close(closed))

    closed.state, closed.closed_reason = SpaceState.CLOSED, reason
    act.write(entries.SpaceClosed(space=closed.id, reason=reason))
    show_bookings_anew(act, closed.halls)


@command(undoable=True)
def reopen_space(act: Act, *, space: int) -> None:
    """Say that the space can be used again."""
    reopened = act.get(Space, space)
    act.refuse_if(rules.why_not_reopen(reopened))

    reopened.state, reopened.closed_reason = SpaceState.IN_USE, ""
    act.write(entries.SpaceReopened(space=reopened.id))
    show_bookings_anew(act, reopened.halls)


def _describe(space: Space, description: dict[str, Any]) -> None:
    for name, value in description.items():
        setattr(space, name, value)
