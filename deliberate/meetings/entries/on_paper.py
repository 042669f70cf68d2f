"""A meeting that was held on paper, as it was entered afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from deliberate.kernel.record import Entry


@dataclass(frozen=True)
class FromPaper(Entry):
    """Something that happened in a meeting held on paper: the entry's own time is only when it was entered."""


@dataclass(frozen=True)
class MeetingHeldOnPaper(FromPaper):
    """It was held without the program, and entered afterwards."""

    kind = "meeting_held_on_paper"

    began_at: str
    ended_at: str


@dataclass(frozen=True)
class PeopleWereThere(FromPaper):
    """Who the paper says was there: their seats. They are not told one by one, for an undone entry's seats may be others' later."""

    kind = "people_were_there"

    seats: tuple[int, ...]
    present: int


@dataclass(frozen=True)
class ItemDealtWith(FromPaper):
    """The meeting dealt with it; `minutes` when the paper says how long."""

    kind = "item_dealt_with"

    item: int
    minutes: int | None


@dataclass(frozen=True)
class ItemNotDealtWith(FromPaper):
    """The meeting did not come to it."""

    kind = "item_not_dealt_with"

    item: int


@dataclass(frozen=True)
class ItemNoted(FromPaper):
    """What the paper says about an item."""

    kind = "item_noted"
    forgettable = ("words",)

    item: int
    words: str | None


@dataclass(frozen=True)
class ObjectionOnPaper(FromPaper):
    """An objection to the agenda, on a slip without a name."""

    kind = "objection_on_paper"
    forgettable = ("words",)

    agreement: int
    words: str | None


@dataclass(frozen=True)
class AgreedOnPaper(FromPaper):
    """Nobody objected any more. `no_objection` is how many slips said so, if they were counted."""

    kind = "agreed_on_paper"

    agreement: int
    about: str
    present: int
    no_objection: int | None


@dataclass(frozen=True)
class NotAgreedOnPaper(FromPaper):
    """It was asked, and not agreed."""

    kind = "not_agreed_on_paper"

    agreement: int
    about: str
    no_objection: int | None
