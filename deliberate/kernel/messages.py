"""What travels after an act: the new form of every object it touched, for each audience; and whole snapshots."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from deliberate.kernel.acts import Act, Standing
from deliberate.kernel.feature import House, Shown
from deliberate.kernel.record import Room
from deliberate.kernel.spelled import spell

Objects = dict[str, dict[str, Any] | None]


@dataclass
class Bundle:
    """One act's messages, kept together: whoever gets any part of an act gets it whole, in one message."""

    room: str
    epoch: str
    after: int
    seq: int
    entries: list[dict[str, Any]]
    to_all: Objects = field(default_factory=dict)
    to_desk: Objects = field(default_factory=dict)
    to_seats: dict[int, Objects] = field(default_factory=dict)
    rights_changed_for: set[int] = field(default_factory=set)
    forgets: bool = False
    """Somebody was forgotten: what was told before must not be told again."""
    _spelled: dict[bool, str] = field(default_factory=dict, init=False)

    def message(self, *, desk: bool, seat_id: int | None) -> dict[str, Any]:
        """The one message of this act for a viewer: what is for all, for the desk, and for that seat alone."""
        changed = dict(self.to_all)
        if desk:
            changed |= self.to_desk
        if seat_id is not None:
            changed |= self.to_seats.get(seat_id, {})
        return {
            "room": self.room,
            "epoch": self.epoch,
            "after": self.after,
            "seq": self.seq,
            "entries": self.entries,
            "changed": changed,
        }

    def as_json(self) -> dict[str, Any]:
        """The bundle whole, as other processes are told of it."""
        told = {field.name: getattr(self, field.name) for field in fields(self) if field.init}
        seats = {str(seat): objects for seat, objects in self.to_seats.items()}
        return told | {"to_seats": seats, "rights_changed_for": sorted(self.rights_changed_for)}

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Bundle:
        """The bundle that another process told of."""
        seats = {int(seat): objects for seat, objects in told["to_seats"].items()}
        return cls(**told | {"to_seats": seats, "rights_changed_for": set(told["rights_changed_for"])})

    def spelled(self, *, desk: bool, seat_id: int | None) -> str:
        """The same as JSON text, written once for all to whom nothing of it goes alone."""
        if seat_id in self.to_seats:
            return spell(self.message(desk=desk, seat_id=seat_id))
        if desk not in self._spelled:
            self._spelled[desk] = spell(self.message(desk=desk, seat_id=None))
        return self._spelled[desk]


def together(bundles: Sequence[Bundle]) -> Bundle:
    """Acts of one room that follow each other, told as one: all their entries, and each object in its last form."""
    first, last = bundles[0], bundles[-1]
    if first is last:
        return first
    told = Bundle(first.room, first.epoch, first.after, last.seq, [entry for one in bundles for entry in one.entries])
    for one in bundles:
        told.to_all |= one.to_all
        told.to_desk |= one.to_desk
        for seat, objects in one.to_seats.items():
            told.to_seats[seat] = told.to_seats.get(seat, {}) | objects
    return told


def bundles_of(house: House, acts: Sequence[Act], *, things: Iterable[Any], epoch: str) -> list[Bundle]:
    """What acts that were done together changed, as its audiences will see it. Called inside their savepoint, after its flush.

    Each has its own entries. What they changed is told with the last, once and in its last form: nobody sees the room in between.
    """
    bundles = [
        Bundle(
            room=act.room.reference,
            epoch=epoch,
            after=act.seq - 1,
            seq=act.seq,
            entries=[entry.as_message() for entry in act.entries],
            rights_changed_for=set(act.rights_changed_for),
            forgets=act.forgets,
        )
        for act in acts
    ]
    shown = house.shown_in(acts[-1].room)
    for thing in _with_ripples(things, shown):
        for row in shown:
            if isinstance(thing, row.model):
                _put(bundles[-1], row, thing, gone=_is_gone(thing))
    return bundles


def keys_of(house: House, room: Room, things: Iterable[Any]) -> set[str]:
    """The names of these things themselves, without those whose form only depends on them."""
    return {row.key(thing) for thing in things for row in house.shown_in(room) if isinstance(thing, row.model)}


def snapshot(session: Session, house: House, room: Room, standing: Standing) -> Objects:
    """Everything that this viewer may see in the room, now."""
    private: Objects = {}
    if standing.seat_id is not None:
        private = private_snapshots(session, house, room, [standing.seat_id]).get(standing.seat_id, {})
    return shared_snapshot(session, house, room, desk=standing.desk) | private


def shared_snapshot(session: Session, house: House, room: Room, *, desk: bool) -> Objects:
    """What everybody in the room may see, or everybody at its desk: the same for all of them as long as `seq` is."""
    audiences = {"all", "desk"} if desk else {"all"}
    return {
        row.key(thing): form
        for row in house.shown_in(room)
        if row.audience in audiences
        for thing in row.in_room(session, room)
        if (form := row.form(thing)) is not None
    }


def private_snapshots(session: Session, house: House, room: Room, seats: Collection[int]) -> dict[int, Objects]:
    """What only each of these seats may see; those that see no more than others are left out."""
    found: dict[int, Objects] = {}
    for row in house.shown_in(room):
        if row.audience == "seat" and row.of_seats is not None and row.seat_of is not None:
            for thing in row.of_seats(session, room, seats):
                found.setdefault(row.seat_of(thing), {})[row.key(thing)] = row.form(thing)
    return found


def _with_ripples(things: Iterable[Any], shown: list[Shown]) -> list[Any]:
    changed = dict.fromkeys(things)
    ripples = [
        other for thing in changed for row in shown if isinstance(thing, row.model) for other in row.ripples(thing)
    ]
    return list(changed | dict.fromkeys(ripples))


def _put(bundle: Bundle, row: Shown, thing: Any, *, gone: bool) -> None:
    form = None if gone else row.form(thing)
    if row.audience == "all":
        bundle.to_all[row.key(thing)] = form
    elif row.audience == "desk":
        bundle.to_desk[row.key(thing)] = form
    elif row.seat_of is not None:
        bundle.to_seats.setdefault(row.seat_of(thing), {})[row.key(thing)] = form


def _is_gone(thing: Any) -> bool:
    state = inspect(thing)
    return bool(state.was_deleted or state.deleted or state.detached)
