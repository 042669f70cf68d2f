"""The agenda as an outline of two levels: an item, and its parts right after it.

Whatever order it is given, what comes out is an outline: each part stands under its heading, and numbers have no holes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar


class ItemLike(Protocol):
    """As much of an agenda item as its place needs."""

    id: int
    parent_id: int | None
    position: int
    number: str
    minutes: int | None


class TimedItem(ItemLike, Protocol):
    """The same with the time that it took."""

    state: str
    spent_seconds: int


Item = TypeVar("Item", bound=ItemLike)


def parts_of(items: Sequence[Item], heading: Item) -> list[Item]:
    """What an item consists of, in its order."""
    return [item for item in items if item.parent_id == heading.id]


def leaves(items: Sequence[Item]) -> list[Item]:
    """What is walked: every item but the headings."""
    headings = {item.parent_id for item in items}
    return [item for item in items if item.id not in headings]


def minutes_of(items: Sequence[Item], item: Item) -> int | None:
    """How long an item is planned for: the sum of its parts; its own number when no part has one."""
    planned = [part.minutes for part in parts_of(items, item) if part.minutes is not None]
    return sum(planned) if planned else item.minutes


@dataclass(frozen=True)
class TimePlan:
    """What the agenda asks of the meeting's length, and how the time went so far."""

    planned: int
    length: int
    shares: list[tuple[int, int, ItemLike]]
    """Where each planned item begins on the bar, how long it is, and which it is."""
    late: int
    """Minutes that what is done took more than planned; less, when below nothing."""

    @property
    def left(self) -> int:
        """What is not planned yet; too many, when below nothing."""
        return self.length - self.planned

    @property
    def scale(self) -> int:
        """How long the bar is."""
        return max(self.planned, self.length, 1)


def time_plan(items: Sequence[TimedItem], length: int) -> TimePlan:
    """The agenda against the meeting's length."""
    shares: list[tuple[int, int, ItemLike]] = []
    planned, late = 0, 0
    for item in items:
        if item.parent_id is not None:
            continue
        minutes = minutes_of(items, item)
        if minutes:
            shares.append((planned, minutes, item))
            planned += minutes
    for item in leaves(items):
        if item.state == "done" and item.minutes:
            late += round(item.spent_seconds / 60) - item.minutes
    return TimePlan(planned, length, shares, late)


def put(items: Sequence[Item], item: Item, *, parent: Item | None, before: Item | None) -> None:
    """Give an item its place: under a heading or on the first level, before another one or at the end.

    `before` may meanwhile stand elsewhere than the mover saw it: in a heading, then the item comes before that heading; out of the
    heading, then it comes last in it. So the moves of two people come to the same order everywhere.
    """
    items = sorted(items, key=lambda one: one.position)
    heading_id = parent.id if parent else None
    follower = _on_the_same_level(items, before, heading_id)
    if item.parent_id != heading_id:
        item.parent_id = heading_id
    others = [one for one in items if one is not item]
    others.insert(others.index(follower) if follower in others else len(others), item)
    arrange(others)


def arrange(items: Sequence[Item]) -> None:
    """Number what is given in its order, each part after its heading. A part whose heading is gone stands by itself."""
    first_level: list[Item] = []
    parts: dict[int, list[Item]] = {item.id: [] for item in items}
    for item in items:
        if item.parent_id in parts:
            parts[item.parent_id].append(item)
        else:
            if item.parent_id is not None:
                item.parent_id = None
            first_level.append(item)
    position = 0
    for place, item in enumerate(first_level, 1):
        for number, one in [(f"{place}", item), *((f"{place}.{n}", part) for n, part in enumerate(parts[item.id], 1))]:
            # Only what changes is written: in a long agenda the rest is most of it.
            if (one.position, one.number) != (position, number):
                one.position, one.number = position, number
            position += 1


def _on_the_same_level(items: Sequence[Item], before: Item | None, heading_id: int | None) -> Item | None:
    if before is None or before.parent_id == heading_id:
        return before
    if heading_id is None:
        return next((item for item in items if item.id == before.parent_id), None)
    return None
