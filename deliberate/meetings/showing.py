"""How a meeting's people and items are shown to a viewer: those inside read names, everyone else what each person chose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from deliberate.kernel.language import say
from deliberate.meetings.models import AgendaItem, Meeting
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
    state: str
    started_at: datetime | None
    ended_at: datetime | None
    spent_minutes: int


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
        """What this person is called here."""
        if self._inside:
            return person.name
        return person.outside_name or say(self._language, SOMEBODY)

    def items(self) -> list[ShownItem]:
        """The agenda, in its order."""
        return [self._item(item) for item in self._meeting.items]

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
        return {seat.id: self.name(seat.person) for seat in self._meeting.seats}

    def _item(self, item: AgendaItem) -> ShownItem:
        presenter = ShownPerson(item.presenter.id, self.name(item.presenter)) if item.presenter else None
        return ShownItem(
            item.id,
            item.number,
            item.title,
            item.purpose,
            presenter,
            item.minutes,
            item.state,
            item.started_at,
            item.ended_at,
            round(item.spent_seconds / 60),
        )
