"""What is written about spaces in the network's record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from deliberate.kernel.record import Entry


@dataclass(frozen=True)
class SpaceFounded(Entry):
    """The network has a space more."""

    kind = "space_founded"

    space: int
    code: str
    names: dict[str, str]


@dataclass(frozen=True)
class SpaceDescribed(Entry):
    """What is said of it is another thing now."""

    kind = "space_described"

    space: int
    names: dict[str, str]
    address: str
    capacity: int | None
    facilities: list[str]


@dataclass(frozen=True)
class OpeningHoursSet(Entry):
    """It is open at these times from now on."""

    kind = "opening_hours_set"

    space: int
    hours: dict[str, Any]


@dataclass(frozen=True)
class SpaceClosed(Entry):
    """It cannot be used for now."""

    kind = "space_closed"

    space: int
    reason: str


@dataclass(frozen=True)
class SpaceReopened(Entry):
    """It can be used again."""

    kind = "space_reopened"

    space: int


@dataclass(frozen=True)
class HallAdded(Entry):
    """A space has a hall more."""

    kind = "hall_added"

    space: int
    hall: int
    name: str
    capacity: int | None
    floor: int
    facilities: list[str]


@dataclass(frozen=True)
class HallChanged(HallAdded):
    """It is another one now in some way."""

    kind = "hall_changed"


@dataclass(frozen=True)
class HallMoved(Entry):
    """It stands elsewhere on the list; `before` is the hall that follows it, None at the end."""

    kind = "hall_moved"

    hall: int
    before: int | None


@dataclass(frozen=True)
class HallRemoved(Entry):
    """It is no longer there; nothing was ever held in it."""

    kind = "hall_removed"

    hall: int
    name: str


@dataclass(frozen=True)
class HallOutOfUse(Entry):
    """Nothing new is held in it."""

    kind = "hall_out_of_use"

    hall: int


@dataclass(frozen=True)
class HallInUseAgain(Entry):
    """It can be chosen again."""

    kind = "hall_in_use_again"

    hall: int


ALL: tuple[type[Entry], ...] = (
    SpaceFounded,
    SpaceDescribed,
    OpeningHoursSet,
    SpaceClosed,
    SpaceReopened,
    HallAdded,
    HallChanged,
    HallMoved,
    HallRemoved,
    HallOutOfUse,
    HallInUseAgain,
)
