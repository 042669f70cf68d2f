"""A meeting that is on: opened, paused, closed, its items begun and ended."""

from __future__ import annotations

from dataclasses import dataclass

from deliberate.kernel.record import Entry


@dataclass(frozen=True)
class MeetingOpened(Entry):
    """It began."""

    kind = "meeting_opened"


@dataclass(frozen=True)
class MeetingPaused(Entry):
    """It was interrupted."""

    kind = "meeting_paused"
    forgettable = ("reason",)

    reason: str | None


@dataclass(frozen=True)
class MeetingResumed(Entry):
    """It went on."""

    kind = "meeting_resumed"


@dataclass(frozen=True)
class MeetingClosed(Entry):
    """It ended."""

    kind = "meeting_closed"


@dataclass(frozen=True)
class ItemStarted(Entry):
    """The meeting turned to it."""

    kind = "item_started"

    item: int


@dataclass(frozen=True)
class ItemFinished(Entry):
    """The meeting was done with it."""

    kind = "item_finished"

    item: int


@dataclass(frozen=True)
class ItemsCarriedOver(Entry):
    """What was not dealt with is kept for the next time."""

    kind = "items_carried_over"

    items: list[int]
