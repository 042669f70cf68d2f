"""How fast somebody may go: some at once, then so many a second, and never a queue without end."""

from __future__ import annotations

import time

import pytest

from deliberate.kernel.errors import TooMany
from deliberate.kernel.limits import Pace


def test_what_comes_faster_waits_its_turn():
    pace, began = Pace(at_once=2, per_second=4), time.monotonic()

    for _ in range(4):
        pace.take_turn(1)

    assert time.monotonic() - began >= 0.5


def test_who_would_wait_too_long_is_refused_at_once():
    pace, began = Pace(at_once=2, per_second=0.1), time.monotonic()
    for _ in range(2):
        pace.take_turn(1)

    with pytest.raises(TooMany) as refused:
        pace.take_turn(1)

    assert refused.value.code == "too_fast"
    assert time.monotonic() - began < Pace.LONGEST_WAIT


def test_one_who_goes_fast_takes_nothing_from_another():
    pace = Pace(at_once=1, per_second=0.1)
    pace.take_turn(1)
    with pytest.raises(TooMany):
        pace.take_turn(1)

    pace.take_turn(2)


def test_those_whose_turns_are_over_are_forgotten(monkeypatch):
    monkeypatch.setattr(Pace, "REMEMBERED", 10)
    pace = Pace(at_once=1, per_second=1000)

    for key in range(50):
        pace.take_turn(key)
        time.sleep(0.002)

    assert len(pace._paid_until) <= 11
