"""Having a hall for a time: done inside the acts of whatever is held there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from deliberate.kernel.acts import Act, command
from deliberate.spaces import queries, rules
from deliberate.spaces.models import Booking, Hall


def hold_hall(act: Act, room_id: int, hall_id: int, *, starts_at: datetime, ends_at: datetime) -> Booking | None:
    """Have a hall for what is held in a room, instead of the one it had; the booking that is in the way is returned, if there is one.

    Two acts in different rooms may want the same hall at the same moment. Each locks the hall's row first and looks at who has it then, so
    the second one finds what the first has stored. (SQLite has one writer at a time anyway.)
    """
    own = booking_of(act, room_id)
    hall = locked_hall(act, hall_id)
    act.refuse_if(rules.why_not_hold(hall, had_before=own is not None and own.hall_id == hall_id))

    in_the_way = queries.bookings_during(act.session, hall_id, starts_at, ends_at, but=room_id)
    if in_the_way:
        return in_the_way[0]
    if own is None:
        act.add(Booking(hall_id=hall_id, held_by=room_id, starts_at=starts_at, ends_at=ends_at))
    else:
        own.hall_id, own.starts_at, own.ends_at = hall_id, starts_at, ends_at
        act.session.flush()
        act.session.expire(own, ["hall"])
    return None


def release_hall(act: Act, room_id: int) -> None:
    """Have no hall for what is held in a room any more."""
    own = booking_of(act, room_id)
    if own is not None:
        act.delete(own)
        act.session.flush()


def booking_of(act: Act, room_id: int) -> Booking | None:
    """The hall that is kept for what is held in a room."""
    return act.session.scalar(select(Booking).where(Booking.held_by == room_id))


def locked_hall(act: Act, hall_id: int) -> Hall | None:
    """The hall as it is now, which nobody else changes, takes or removes before this act has ended."""
    return act.session.scalar(
        select(Hall).where(Hall.id == hall_id).with_for_update(of=Hall).execution_options(populate_existing=True)
    )


def show_bookings_anew(act: Act, halls: Sequence[Hall]) -> None:
    """Have everything that will be held in these halls show them as they are now."""
    for room in queries.rooms_that_come_to(act.session, [hall.id for hall in halls], since=act.at):
        act.elsewhere(room, "spaces.show_place_anew", {})


@command()
def show_place_anew(act: Act) -> None:
    """The place of this meeting is described otherwise now."""
    own = booking_of(act, act.room.id)
    if own is not None:
        act.touch(own)
