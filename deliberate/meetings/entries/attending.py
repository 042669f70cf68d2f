"""Who comes in, arrives, leaves, and does what."""

from __future__ import annotations

from dataclasses import dataclass

from deliberate.kernel.record import Entry


@dataclass(frozen=True)
class PersonArrived(Entry):
    """Somebody is here; `mode` is how."""

    kind = "person_arrived"

    seat: int
    mode: str


@dataclass(frozen=True)
class PersonLeft(Entry):
    """Somebody is no longer here."""

    kind = "person_left"

    seat: int


@dataclass(frozen=True)
class RoleGiven(Entry):
    """Somebody does something for this meeting."""

    kind = "role_given"

    seat: int
    role: str


@dataclass(frozen=True)
class RoleTakenBack(Entry):
    """Somebody no longer does it."""

    kind = "role_taken_back"

    seat: int
    role: str


@dataclass(frozen=True)
class AccessWithdrawn(Entry):
    """A guest's devices no longer count."""

    kind = "access_withdrawn"
    in_minutes = False

    seat: int


@dataclass(frozen=True)
class DoorSet(Entry):
    """People who come with the code wait until they are let in, or no longer do."""

    kind = "door_set"
    in_minutes = False

    one_by_one: bool


@dataclass(frozen=True)
class PersonTurnedAway(Entry):
    """Somebody who waited at the door was not let in; who, and what they were told, is not in the record."""

    kind = "person_turned_away"
    in_minutes = False


@dataclass(frozen=True)
class ReturnCodeMade(Entry):
    """The desk made a code for coming back to a seat; `lost`: the phones known until then count no more."""

    kind = "return_code_made"
    in_minutes = False

    seat: int
    lost: bool


@dataclass(frozen=True)
class CameBack(Entry):
    """A guest goes on with their seat on another phone."""

    kind = "came_back"
    in_minutes = False

    seat: int


@dataclass(frozen=True)
class SeatClaimed(Entry):
    """A guest goes on with an account: `seat` is what it is from now on, `guest` what it was until then."""

    kind = "seat_claimed"
    in_minutes = False

    seat: int
    guest: int
