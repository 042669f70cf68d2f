"""Opening hours: a week of stretches on the wall clock of a place, and what they mean at a moment.

A stretch that ends before it begins goes past midnight. On the nights when the clocks change, a time that comes twice opens at the first
and closes at the second; one that never comes is moved behind the gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MOST_STRETCHES = 4
LOOK_AHEAD = 9

Week = Mapping[str, Sequence[Sequence[str]]]
"""For each weekday its stretches: `{"monday": [["09:00", "14:00"], ["16:00", "21:00"]]}`. A day that is missing is closed."""

_STRETCH = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?h?\s*[-–—]\s*(\d{1,2})(?:[:.h](\d{2}))?h?", re.ASCII)
_MINUTES_OF_DAY = 24 * 60


@dataclass(frozen=True)
class Stretch:
    """Open from one moment to another, in UTC."""

    opens: datetime
    closes: datetime


@dataclass(frozen=True)
class OpenState:
    """Whether a place is open at a moment, and until when that lasts; None when no change is in sight."""

    is_open: bool
    until: datetime | None


def read_day(typed: str) -> list[list[str]] | None:
    """The stretches of a day as somebody types them (`9–14, 16:00–21:30`); None when they cannot be understood."""
    parts = [part.strip() for part in re.split(r"[,;]", typed) if part.strip()]
    found = [_read_stretch(part) for part in parts]
    stretches = sorted(one for one in found if one is not None)
    if len(stretches) < len(parts) or len(parts) > MOST_STRETCHES or _overlap(stretches):
        return None
    return [[_clock(opens), _clock(closes)] for opens, closes in stretches]


def typed_day(stretches: Sequence[Sequence[str]]) -> str:
    """The stretches of a day as people read and type them."""
    return ", ".join(f"{opens}–{closes}" for opens, closes in stretches)


def state_at(week: Week, zone: str, now: datetime) -> OpenState:
    """Open or closed, and until when."""
    ahead = list(_joined(stretches(week, zone, since=now, days=LOOK_AHEAD)))
    horizon = now + timedelta(days=LOOK_AHEAD - 2)
    for stretch in ahead:
        if stretch.opens <= now < stretch.closes:
            return OpenState(True, stretch.closes if stretch.closes < horizon else None)
        if stretch.opens > now:
            return OpenState(False, stretch.opens)
    return OpenState(False, None)


def is_open_during(week: Week, zone: str, starts: datetime, ends: datetime) -> bool:
    """Whether a place is open all the time from one moment to another."""
    around = stretches(week, zone, since=starts, days=(ends - starts).days + 2)
    return any(one.opens <= starts and ends <= one.closes for one in _joined(around))


def stretches(week: Week, zone: str, *, since: datetime, days: int) -> Iterator[Stretch]:
    """When a place is open on the days from the eve of a moment, in their order."""
    local = ZoneInfo(zone)
    eve = since.astimezone(local).date() - timedelta(days=1)
    for day in (eve + timedelta(days=n) for n in range(days + 1)):
        for opens, closes in week.get(WEEKDAYS[day.weekday()], ()):
            yield _on(day, opens, closes, local)


def _on(day: date, opens: str, closes: str, zone: ZoneInfo) -> Stretch:
    next_day = day + timedelta(days=1)
    if closes == "24:00":
        last, until = next_day, time()
    else:
        last, until = (next_day if closes <= opens else day), time.fromisoformat(closes)
    ending = datetime.combine(last, until, zone)
    return Stretch(
        datetime.combine(day, time.fromisoformat(opens), zone).astimezone(UTC),
        max(ending.replace(fold=fold).astimezone(UTC) for fold in (0, 1)),
    )


def _joined(apart: Iterable[Stretch]) -> Iterator[Stretch]:
    """The same with neighbours made one: until midnight and from midnight on is open all night."""
    current: Stretch | None = None
    for stretch in apart:
        if current is not None and stretch.opens <= current.closes:
            current = Stretch(current.opens, max(current.closes, stretch.closes))
            continue
        if current is not None:
            yield current
        current = stretch
    if current is not None:
        yield current


def _read_stretch(part: str) -> tuple[int, int] | None:
    match = _STRETCH.fullmatch(part)
    if match is None:
        return None
    opens, closes = (int(hour) * 60 + int(minute or 0) for hour, minute in ((match[1], match[2]), (match[3], match[4])))
    minutes_fit = all(int(minute or 0) < 60 for minute in (match[2], match[4]))
    if not minutes_fit or opens >= _MINUTES_OF_DAY or closes > _MINUTES_OF_DAY or opens == closes:
        return None
    return opens, closes


def _overlap(day: list[tuple[int, int]]) -> bool:
    """Also when one goes past midnight and is not the day's last."""
    ends = [closes if closes > opens else closes + _MINUTES_OF_DAY for opens, closes in day]
    return any(end > following for end, (following, _) in zip(ends, day[1:], strict=False))


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
