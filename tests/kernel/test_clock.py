"""The time of acts: aware, in UTC, and never going back while a process lives (T-26)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from deliberate.kernel import clock
from deliberate.kernel.db import UtcDateTime


class FallingBack(datetime):
    """The machine's clock, set back by an hour while the program runs."""

    moments = (datetime(2026, 3, 5, 18, 0, 0, 7999, tzinfo=UTC), datetime(2026, 3, 5, 17, 0, tzinfo=UTC))
    read = 0

    @classmethod
    def now(cls, tz=None):
        moment = cls.moments[min(cls.read, 1)]
        cls.read += 1
        return moment


def test_time_does_not_go_back_when_the_machines_clock_is_set_back(monkeypatch: pytest.MonkeyPatch):
    """T-26"""
    with clock.set_to(datetime.now(UTC)):
        monkeypatch.setattr(clock, "_shift", timedelta(0))
        monkeypatch.setattr(clock, "datetime", FallingBack)
        before, after = clock.now(), clock.now()

    assert after == before == datetime(2026, 3, 5, 18, 0, 0, 7000, tzinfo=UTC)


def test_a_moment_is_aware_in_utc_and_to_the_millisecond():
    moment = clock.now()

    assert moment.tzinfo == UTC
    assert moment.microsecond % 1000 == 0
    assert datetime.fromisoformat(clock.iso(moment) or "") == moment


def test_a_moment_travels_in_one_spelling():
    madrid = timezone(timedelta(hours=1))

    assert clock.iso(datetime(2026, 3, 5, 18, 4, 11, 302_000, tzinfo=madrid)) == "2026-03-05T17:04:11.302Z"
    assert clock.iso(None) is None


def test_another_moment_ends_with_its_block():
    past = datetime(2020, 2, 29, 12, tzinfo=UTC)

    with clock.set_to(past):
        assert abs(clock.now() - past) < timedelta(minutes=1)
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_moment_without_a_zone_cannot_be_stored():
    with pytest.raises(ValueError, match="without a zone"):
        UtcDateTime().process_bind_param(datetime(2026, 3, 5, 18), None)  # noqa: DTZ001 - that is the mistake
