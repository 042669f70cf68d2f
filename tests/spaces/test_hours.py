"""Opening hours: how they are typed, and what they mean at a moment, also on the nights when the clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberate.spaces.hours import WEEKDAYS, is_open_during, read_day, state_at, typed_day

MADRID = ZoneInfo("Europe/Madrid")
EVENINGS = {day: [["18:00", "02:30"]] for day in WEEKDAYS}


def at(text: str, *, fold: int = 0) -> datetime:
    """A moment on the wall clock of Madrid."""
    return datetime.fromisoformat(text).replace(tzinfo=MADRID, fold=fold)


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("", ""),
        ("9-14", "09:00–14:00"),
        ("9:00–14:00, 16:00–21:00", "09:00–14:00, 16:00–21:00"),
        ("16.30 - 21h ; 9h-14h30", "09:00–14:30, 16:30–21:00"),
        ("18:00-2:00", "18:00–02:00"),
        ("0-24", "00:00–24:00"),
    ],
)
def test_hours_are_typed_as_people_write_them(typed: str, understood: str):
    day = read_day(typed)

    assert day is not None
    assert typed_day(day) == understood


@pytest.mark.parametrize(
    "typed",
    [
        "morning",
        "9",
        "9-",
        "25-26",
        "9:60-10",
        "24:30-25",
        "9-9",
        "9-14, 13-20",
        "18-2, 20-22",
        "١-٢",
        "1-2,3-4,5-6,7-8,9-10",
    ],
)
def test_hours_that_mean_nothing_are_not_guessed(typed: str):
    assert read_day(typed) is None


@given(st.text(max_size=40))
def test_whatever_is_typed_is_understood_or_not_and_stays_the_same(typed: str):
    day = read_day(typed)

    assert day is None or read_day(typed_day(day)) == day


def test_a_place_is_open_until_it_closes_and_closed_until_it_opens():
    week = {"monday": [["09:00", "14:00"], ["16:00", "21:00"]]}

    morning = state_at(week, "Europe/Madrid", at("2026-03-02T10:00"))
    noon = state_at(week, "Europe/Madrid", at("2026-03-02T15:00"))
    night = state_at(week, "Europe/Madrid", at("2026-03-02T21:00"))

    assert (morning.is_open, morning.until) == (True, at("2026-03-02T14:00"))
    assert (noon.is_open, noon.until) == (False, at("2026-03-02T16:00"))
    assert (night.is_open, night.until) == (False, at("2026-03-09T09:00"))


def test_a_place_without_hours_opens_never_and_one_without_nights_closes_never():
    always = {day: [["00:00", "24:00"]] for day in WEEKDAYS}

    assert state_at({}, "Europe/Madrid", at("2026-03-02T10:00")).until is None
    state = state_at(always, "Europe/Madrid", at("2026-03-02T10:00"))
    assert (state.is_open, state.until) == (True, None)


def test_an_evening_goes_on_past_midnight():
    friday = {"friday": [["18:00", "02:00"]]}

    assert is_open_during(friday, "Europe/Madrid", at("2026-03-06T23:00"), at("2026-03-07T01:30"))
    assert not is_open_during(friday, "Europe/Madrid", at("2026-03-07T01:30"), at("2026-03-07T02:30"))
    assert not is_open_during(friday, "Europe/Madrid", at("2026-03-07T18:00"), at("2026-03-07T19:00"))


def test_until_midnight_and_from_midnight_on_is_one_evening():
    week = {"friday": [["18:00", "24:00"]], "saturday": [["00:00", "02:00"]]}

    assert is_open_during(week, "Europe/Madrid", at("2026-03-06T23:00"), at("2026-03-07T01:00"))


def test_a_meeting_over_the_lunch_break_is_not_inside_the_hours():
    week = {"monday": [["09:00", "14:00"], ["16:00", "21:00"]]}

    assert is_open_during(week, "Europe/Madrid", at("2026-03-02T12:00"), at("2026-03-02T14:00"))
    assert not is_open_during(week, "Europe/Madrid", at("2026-03-02T13:00"), at("2026-03-02T17:00"))


def test_the_night_that_is_an_hour_shorter_closes_behind_the_gap():
    """T-70: on 29 March 2026 Madrid has no 2:30; the clock jumps from 2:00 to 3:00."""
    closing = state_at(EVENINGS, "Europe/Madrid", at("2026-03-29T01:30")).until

    assert closing == at("2026-03-29T03:30")
    assert is_open_during(EVENINGS, "Europe/Madrid", at("2026-03-29T01:00"), at("2026-03-29T03:30"))


def test_the_night_that_is_an_hour_longer_closes_at_the_second_half_past_two():
    """T-70: on 25 October 2026 Madrid has 2:30 twice."""
    closing = state_at(EVENINGS, "Europe/Madrid", at("2026-10-24T23:00")).until

    assert closing == at("2026-10-25T02:30", fold=1).astimezone(UTC)
    assert closing - at("2026-10-24T23:00").astimezone(UTC) == timedelta(hours=4, minutes=30)


def test_a_meeting_is_compared_on_the_clock_of_the_place_whatever_its_own_zone():
    """T-70: seven in the evening in the Canaries is eight in Madrid, when the place has closed."""
    week = {"monday": [["16:00", "20:00"]]}
    starts = datetime(2026, 3, 2, 19, 0, tzinfo=ZoneInfo("Atlantic/Canary"))

    assert is_open_during(week, "Europe/Madrid", starts - timedelta(hours=1), starts)
    assert not is_open_during(week, "Europe/Madrid", starts, starts + timedelta(hours=1))
