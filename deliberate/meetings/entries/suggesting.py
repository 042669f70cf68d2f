"""Points that wait for an agenda."""

from __future__ import annotations

from dataclasses import dataclass

from deliberate.kernel.record import Entry


@dataclass(frozen=True)
class SuggestionKept(Entry):
    """In the record of the group that convened: a point its meeting did not get to waits for the next one."""

    kind = "suggestion_kept"
    in_minutes = False
    forgettable = ("title",)

    suggestion: int
    meeting: int
    item: int | None
    title: str | None


@dataclass(frozen=True)
class ItemSuggested(Entry):
    """Somebody suggested a point, and says why."""

    kind = "item_suggested"
    in_minutes = False
    forgettable = ("title", "words")

    suggestion: int
    title: str | None
    words: str | None


@dataclass(frozen=True)
class SuggestionReworded(ItemSuggested):
    """Its author says it otherwise."""

    kind = "suggestion_reworded"


@dataclass(frozen=True)
class SuggestionWithdrawn(Entry):
    """Its author took it back."""

    kind = "suggestion_withdrawn"
    in_minutes = False
    forgettable = ("title",)

    suggestion: int
    title: str | None


@dataclass(frozen=True)
class SuggestionTaken(Entry):
    """It is on the agenda."""

    kind = "suggestion_taken"
    in_minutes = False

    suggestion: int
    item: int
    title: str


@dataclass(frozen=True)
class SuggestionReleased(Entry):
    """In the record of a group: its item was taken off the agenda, so it is open again."""

    kind = "suggestion_released"
    in_minutes = False
    forgettable = ("title",)

    suggestion: int
    title: str | None


@dataclass(frozen=True)
class SuggestionDeclined(Entry):
    """It will not be on the agenda; the facilitator says why."""

    kind = "suggestion_declined"
    in_minutes = False
    forgettable = ("title", "words")

    suggestion: int
    title: str | None
    words: str | None
