"""Days where the installation is at home: a last day lasts until midnight there, whatever the zone of a meeting or a reader."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from deliberate.kernel import clock

_home = ZoneInfo("UTC")


def live_in(zone: str) -> None:
    """Say where the installation is at home; done once, when the application is made."""
    global _home
    _home = ZoneInfo(zone)


def today() -> date:
    """The day it is now at home."""
    return day_of(clock.now())


def day_of(moment: datetime) -> date:
    """The day that a moment falls on at home."""
    return moment.astimezone(_home).date()


def end_of(day: date) -> datetime:
    """The moment when a day is over at home: 23, 24 or 25 hours after it began."""
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=_home).astimezone(UTC)


def as_text(day: date | None) -> str:
    """A day as it stands in records and travels: `2026-03-31`; none is an empty text."""
    return day.isoformat() if day else ""
