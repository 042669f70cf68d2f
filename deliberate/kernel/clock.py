"""The time, in UTC, that never goes back within a process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

_EARLIEST = datetime.min.replace(tzinfo=UTC)
_last = _EARLIEST
_shift = timedelta(0)


def now() -> datetime:
    """The present moment, aware and in UTC, to the millisecond; never earlier than the one told before."""
    global _last
    moment = datetime.now(UTC) + _shift
    moment = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
    _last = max(_last, moment)
    return _last


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Let it be another moment for a while: for the past that the demo shows, and for tests."""
    global _last, _shift
    before = _shift
    _last, _shift = _EARLIEST, moment - datetime.now(UTC)
    try:
        yield
    finally:
        _last, _shift = _EARLIEST, before


def iso(moment: datetime | None) -> str | None:
    """A moment as it travels: `2026-03-05T17:04:11.302Z`; None stays None."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
