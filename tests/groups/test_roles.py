"""Roles that last until a day: judged by the date wherever it matters, by nobody having done anything at midnight."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import structlog

from deliberate.kernel import clock, days, outbox
from deliberate.kernel.db import writer_engine
from deliberate.kernel.feature import Tools
from deliberate.kernel.mail import Mailer
from tests.cast import Person, World, convened_meeting
from tests.every.scenes import group_room, leave_by_date, membership
from tests.installation import SECRET

LOG = structlog.get_logger("tests.roles")


def give(ana: Person, handle: str, role: str, last_day: date | str = ""):
    world = ana.world
    number = membership(world, handle)
    return ana.act(group_room(world), "groups.change_role", membership=number, role=role, last_day=str(last_day))


def page(person: Person, path: str = "/groups/MOB") -> str:
    return person.browser.get(path).get_data(as_text=True)


def in_days(number: int):
    return clock.set_to(clock.now() + timedelta(days=number))


def carry_out(world: World) -> int:
    with world.app.app_context():
        return outbox.carry_out_acts(writer_engine(), world.doors.act_as_system, LOG)


@pytest.fixture
def mail(world: World, tmp_path: Path):
    """Carries out what is due, and gives the letters that were written."""
    tools = Tools(
        Mailer("", "from@example.org", tmp_path / "letters"),
        lambda path: f"https://example.org{path}",
        SECRET,
        tmp_path,
    )

    def write_all() -> list[str]:
        with world.app.app_context():
            while outbox.carry_out(writer_engine(), world.house.jobs(tools), LOG):
                pass
        return [file.read_text() for file in (tmp_path / "letters").glob("*.eml")]

    return write_all


def test_a_facilitator_until_a_day_is_a_member_afterwards(ana: Person, cai: Person):
    """T-34: no timer has fired, and the right is gone."""
    last_day = days.today() + timedelta(days=10)
    assert give(ana, "cai", "facilitator", last_day).ok

    with in_days(10):
        assert "Plan a meeting" in page(cai), "the last day lasts until its end"
        assert "Facilitator until" in page(cai)
    with in_days(11):
        assert "Plan a meeting" not in page(cai)
        assert "You and this group" in page(cai)
        assert (
            cai.act(group_room(cai.world), "groups.change_openness", openness="open").code == "only_group_facilitators"
        )


def test_a_member_until_a_day_is_none_afterwards(ana: Person, cai: Person, world: World):
    """T-29: they read what others read, their act finds no room, and the meeting lets them in no more."""
    meeting = convened_meeting(world)
    assert give(ana, "cai", "member", days.today() + timedelta(days=3)).ok

    with in_days(3):
        assert "Bo Etxea" in page(cai)
        assert cai.act(meeting.room, "meetings.arrive", mode="remote").ok
    with in_days(4):
        assert "Bo Etxea" not in page(cai)
        assert "Cai Roca" not in page(ana)
        assert cai.act(group_room(world), "groups.leave_group").code == "not_found"
        assert cai.act(meeting.room, "meetings.arrive", mode="remote").code == "not_found"


def test_a_role_is_prolonged_and_ended_early(ana: Person, cai: Person):
    soon = days.today() + timedelta(days=3)
    give(ana, "cai", "facilitator", soon)

    assert give(ana, "cai", "facilitator", soon + timedelta(days=20)).ok
    with in_days(10):
        assert "Plan a meeting" in page(cai)

    assert give(ana, "cai", "member").ok
    assert "Plan a meeting" not in page(cai)


def test_a_last_day_is_not_over_already(ana: Person):
    assert give(ana, "cai", "scribe", days.today()).ok
    assert give(ana, "cai", "scribe", days.today() - timedelta(days=1)).code == "last_day_past"
    assert give(ana, "cai", "scribe", "2090-01-01").code == "last_day_too_far"
    assert "last_day" in give(ana, "cai", "scribe", "2027-02-29").fields


@pytest.mark.parametrize(
    ("zone", "end"),
    [("Europe/Madrid", "2026-03-31T22:00"), ("Pacific/Auckland", "2026-03-31T11:00"), ("UTC", "2026-04-01T00:00")],
)
def test_a_last_day_lasts_until_midnight_where_the_installation_is_at_home(zone: str, end: str):
    """T-70"""
    days.live_in(zone)
    try:
        ends = days.end_of(date(2026, 3, 31))
        assert ends == datetime.fromisoformat(end).replace(tzinfo=UTC)
        assert days.day_of(ends - timedelta(seconds=1)) == date(2026, 3, 31)
        assert days.day_of(ends) == date(2026, 4, 1)
    finally:
        days.live_in("Europe/Madrid")


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25), date(2028, 2, 29)])
def test_the_day_of_a_changed_clock_and_a_leap_day_end_at_their_midnight(day: date):
    """T-70"""
    days.live_in("Europe/Madrid")

    assert days.day_of(days.end_of(day)) == day + timedelta(days=1)
    assert days.day_of(days.end_of(day) - timedelta(milliseconds=1)) == day


def test_when_the_day_is_over_the_record_says_so(ana: Person, cai: Person, world: World):
    give(ana, "cai", "facilitator", days.today() + timedelta(days=2))
    carry_out(world)
    assert "Facilitator" in page(cai, "/groups/MOB/members")

    with in_days(3):
        carry_out(world)

        assert membership(world, "cai")
        told = page(cai, "/groups/MOB/members")
        assert told.count("Cai Roca") == 3, "member, facilitator, and member again"


def test_what_was_prolonged_meanwhile_does_not_end(ana: Person, cai: Person, world: World):
    give(ana, "cai", "facilitator", days.today() + timedelta(days=2))
    give(ana, "cai", "facilitator", days.today() + timedelta(days=30))

    with in_days(3):
        carry_out(world)
        assert "Plan a meeting" in page(cai)


def test_a_week_before_the_person_and_the_facilitators_are_reminded(ana: Person, mail):
    give(ana, "cai", "scribe", days.today() + timedelta(days=20))
    with in_days(12):
        assert mail() == []

    with in_days(14):
        letters = mail()

    assert len(letters) == 2
    assert {line for letter in letters for line in letter.splitlines() if line.startswith("To:")} == {
        "To: cai@example.org",
        "To: ana@example.org",
    }
    assert all("Cai Roca" in letter and "https://example.org/groups/MOB" in letter for letter in letters)


def test_nobody_is_reminded_of_what_was_prolonged(ana: Person, mail):
    give(ana, "cai", "scribe", days.today() + timedelta(days=20))
    give(ana, "cai", "scribe")

    with in_days(14):
        assert mail() == []


def test_a_group_is_warned_of_having_no_facilitator_soon(ana: Person, cai: Person):
    assert "nobody facilitates this group" not in page(cai)

    give(ana, "ana", "facilitator", days.today() + timedelta(days=30))

    assert "nobody facilitates this group" in page(cai)


def test_the_network_asks_somebody_to_facilitate_a_group_that_lost_its_facilitator(world: World, ana: Person):
    from tests.every.scenes import group_number, tended_by_ana

    tended_by_ana(world)
    asked = {"group": group_number(world, "HOU"), "membership": membership(world, "eli", "HOU")}
    assert ana.act("network/1", "groups.entrust_group", **asked).code == "has_facilitator"
    leave_by_date(world, "dee", "HOU")

    assert (
        ana.browser.send(
            "/groups/HOU/edit", "/groups/HOU/edit", form="entrust_group", membership=asked["membership"]
        ).status_code
        == 303
    )

    assert "Plan a meeting" in page(world.person("eli"), "/groups/HOU")


def test_who_had_which_role_is_read_by_everybody_under_the_names_they_chose(ana: Person, dee: Person, cai: Person):
    give(ana, "cai", "scribe")

    inside, outside = page(ana, "/groups/MOB/members"), page(dee, "/groups/MOB/members")

    assert inside.count("Cai Roca") == outside.count("<strong>Cai</strong>") == 2
    assert "Roca" not in outside
