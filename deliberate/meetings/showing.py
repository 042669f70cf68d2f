"""How a meeting's people and items are shown to a viewer: those inside read names, everyone else what each person chose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from deliberate.kernel.language import say
from deliberate.meetings.models import OVER, AgendaItem, ItemState, Meeting
from deliberate.meetings.outline import minutes_of, parts_of
from deliberate.meetings.words import SOMEBODY
from deliberate.people.models import Person


@dataclass(frozen=True)
class ShownPerson:
    """Somebody under the name that this viewer may read."""

    id: int
    name: str


@dataclass(frozen=True)
class ShownItem:
    """An agenda item for this viewer."""

    id: int
    number: str
    title: str
    purpose: str
    presenter: ShownPerson | None
    minutes: int | None
    """Its own; `planned` counts its parts."""
    state: str
    started_at: datetime | None
    ended_at: datetime | None
    planned: int | None
    spent_seconds: int
    carried_over: bool
    parent_id: int | None
    parts: list[ShownItem]
    suggested: bool

    @property
    def spent_minutes(self) -> int:
        """How long was really spent on it."""
        return round(self.spent_seconds / 60)

    @property
    def has_begun(self) -> bool:
        """It, or a part of it."""
        return self.state != ItemState.PLANNED or any(part.state != ItemState.PLANNED for part in self.parts)


@dataclass(frozen=True)
class ShownSeat:
    """Who was there, for this viewer."""

    name: str
    mode: str | None
    arrived_at: datetime | None
    left_at: datetime | None
    roles: list[str]


class Showing:
    """A meeting as one viewer sees it; `inside` is whether they have a place in its room."""

    def __init__(self, meeting: Meeting, *, inside: bool, language: str) -> None:
        self._meeting = meeting
        self._inside = inside
        self._language = language

    def name(self, person: Person) -> str:
        """What this person is called here. A child's name is used in the room only, while people meet."""
        if self._inside and not (person.is_child and self._meeting.state in OVER):
            return person.name
        return person.outside_name or say(self._language, SOMEBODY)

    def items(self) -> list[ShownItem]:
        """The agenda, in its order: parts follow their heading, which has them, too."""
        by_id: dict[int, ShownItem] = {}
        # Parts first: a heading is where its parts are.
        for item in sorted(self._meeting.items, key=lambda item: item.parent_id is None):
            parts = [by_id[part.id] for part in parts_of(self._meeting.items, item)]
            by_id[item.id] = self._item(item, parts)
        return [by_id[item.id] for item in self._meeting.items]

    def seats(self) -> list[ShownSeat]:
        """Who came, in the order of coming."""
        came = [seat for seat in self._meeting.seats if seat.arrived_at is not None]
        came.sort(key=lambda seat: (seat.arrived_at, seat.id))
        return [
            ShownSeat(self.name(seat.person), seat.mode, seat.arrived_at, seat.left_at, list(seat.roles))
            for seat in came
        ]

    def names_by_seat(self) -> dict[int, str]:
        """For telling the record, which names people by their seat."""
        seats = {seat.id: seat for seat in self._meeting.seats}
        return {seat.id: self.name(seats[seat.merged_into_id or seat.id].person) for seat in seats.values()}

    def _item(self, item: AgendaItem, parts: list[ShownItem]) -> ShownItem:
        presenter = ShownPerson(item.presenter.id, self.name(item.presenter)) if item.presenter else None
        return ShownItem(
            item.id,
            item.number,
            item.title,
            item.purpose,
            presenter,
            item.minutes,
            _state_of(item, parts),
            item.started_at,
            item.ended_at,
            minutes_of(self._meeting.items, item),
            item.spent_seconds,
            item.carried_over,
            item.parent_id,
            parts,
            item.suggestion_id is not None,
        )


def _state_of(item: AgendaItem, parts: list[ShownItem]) -> str:
    """A heading is where its parts are: current with one of them, done with all."""
    states = {part.state for part in parts}
    if not states:
        return item.state
    if ItemState.CURRENT in states:
        return ItemState.CURRENT
    return ItemState.DONE if states == {ItemState.DONE} else ItemState.PLANNED
