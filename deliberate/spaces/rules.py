"""What is decided about spaces and halls, without looking anything up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

LONGEST_NAME = 120
LONGEST_ADDRESS = 200
LONGEST_WORDS = 1000
LONGEST_LINE = 160
MOST_PEOPLE = 100_000
MOST_HALLS = 60
LOWEST_FLOOR, HIGHEST_FLOOR = -5, 60


class Why(StrEnum):
    """Why something about a space is refused."""

    CODE_TAKEN = "space_code_taken"
    CLOSED_ALREADY = "space_closed_already"
    NOT_CLOSED = "space_not_closed"
    TOO_MANY_HALLS = "too_many_halls"
    HALL_NAMED_SO = "hall_named_so"
    OUT_OF_USE_ALREADY = "hall_out_of_use_already"
    IN_USE_ALREADY = "hall_in_use_already"
    HALL_NOT_OFFERED = "hall_not_offered"


class Doubt(StrEnum):
    """What speaks against a hall for a meeting. It is said, and nothing is refused for it."""

    OUT_OF_USE = "out_of_use"
    CLOSED_FOR_NOW = "closed_for_now"
    CLOSED_THEN = "closed_then"
    TOO_SMALL = "too_small"
    NOT_STEP_FREE = "not_step_free"


class SpaceLike(Protocol):
    """As much of a space as the rules look at."""

    @property
    def is_closed(self) -> bool: ...


class HallLike(Protocol):
    """As much of a hall as the rules look at."""

    @property
    def name(self) -> str: ...
    @property
    def in_use(self) -> bool: ...


class BookingLike(Protocol):
    """From when to when somebody has a hall."""

    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...


def why_not_close(space: SpaceLike) -> Why | None:
    """A space is closed once; another reason is given by opening and closing it again."""
    return Why.CLOSED_ALREADY if space.is_closed else None


def why_not_reopen(space: SpaceLike) -> Why | None:
    """Only what is closed is opened again."""
    return None if space.is_closed else Why.NOT_CLOSED


def why_not_name(halls: Iterable[HallLike], name: str) -> Why | None:
    """Two halls of one space are never called the same: nobody would know which door to take."""
    return Why.HALL_NAMED_SO if any(hall.name.casefold() == name.casefold() for hall in halls) else None


def why_not_add(halls: Sequence[HallLike], name: str) -> Why | None:
    """A space has so many halls at most, each with a name of its own."""
    return Why.TOO_MANY_HALLS if len(halls) >= MOST_HALLS else why_not_name(halls, name)


def why_not_hold(hall: HallLike | None, *, had_before: bool) -> Why | None:
    """A hall out of use is given to nobody anew; whoever has it keeps it."""
    return None if hall is not None and (hall.in_use or had_before) else Why.HALL_NOT_OFFERED


def overlaps(booking: BookingLike, starts_at: datetime, ends_at: datetime) -> bool:
    """Whether somebody has the hall at some moment of that time; one may begin when the other ends."""
    return booking.starts_at < ends_at and booking.ends_at > starts_at


def free_from(bookings: Iterable[BookingLike], starts_at: datetime, length: timedelta) -> datetime:
    """The first moment, from the wished one on, at which a hall is free for long enough."""
    wished = starts_at
    for booking in sorted(bookings, key=lambda one: one.starts_at):
        if overlaps(booking, wished, wished + length):
            wished = booking.ends_at
    return wished


def is_step_free(*, space: Iterable[str], hall: Iterable[str], floor: int) -> bool:
    """Whether everybody gets from the street into the hall without a step."""
    way_up = floor == 0 or "lift" in space or "step_free" in hall
    return "step_free" in space and way_up


def doubts(
    *, in_use: bool, is_closed: bool, open_then: bool, step_free: bool, capacity: int | None, people: int
) -> list[Doubt]:
    """What speaks against having a meeting of so many people in a hall, most serious first."""
    found = {
        Doubt.OUT_OF_USE: not in_use,
        Doubt.CLOSED_FOR_NOW: is_closed,
        Doubt.CLOSED_THEN: not is_closed and not open_then,
        Doubt.TOO_SMALL: capacity is not None and people > capacity,
        Doubt.NOT_STEP_FREE: not step_free,
    }
    return [doubt for doubt, holds in found.items() if holds]
