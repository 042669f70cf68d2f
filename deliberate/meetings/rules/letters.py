"""When letters about a meeting go out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

CHANGES_GATHER = timedelta(minutes=10)
"""What is changed within this time is told in one letter."""
URGENT = timedelta(hours=2)
CHANGES_GATHER_WHEN_URGENT = timedelta(minutes=1)
NO_REMINDER_WITHIN = timedelta(hours=12)
"""Whoever has just been called needs no reminder."""


def tell_change_at(*, now: datetime, starts: Sequence[datetime]) -> datetime:
    """When a letter tells what has changed: soon enough for whoever would set out, late enough for a second thought."""
    urgent = any(now <= start < now + URGENT for start in starts)
    return now + (CHANGES_GATHER_WHEN_URGENT if urgent else CHANGES_GATHER)


def remind_at(starts_at: datetime, *, now: datetime) -> datetime | None:
    """The same time on the day before, by the clock of the place that `starts_at` is told in; None when that is too soon."""
    due = starts_at - timedelta(days=1)
    # Moments of one zone are subtracted by the wall clock; across a change of the clocks only UTC tells how long it is.
    return due if due.astimezone(UTC) - now > NO_REMINDER_WITHIN else None
