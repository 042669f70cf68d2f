"""A laptop in a hall: what it sets up by itself, what it shows, and what it does not do."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from deliberate import hall
from deliberate.config import from_environment, why_not_start
from deliberate.kernel import nearby
from tests.cast import Browser, World, convened_meeting
from tests.installation import Installation


@pytest.fixture
def empty(tmp_path: Path) -> Installation:
    """A laptop on which nobody has started anything yet."""
    (tmp_path / "data").mkdir()
    return Installation(tmp_path / "data", settings={"DELIBERATE_HALL": "1"})


@pytest.fixture
def in_a_hall(installation: Installation) -> World:
    """The cast, served by a laptop in a hall."""
    installation.settings |= {"DELIBERATE_HALL": "1", "DELIBERATE_WIFI": "Factory", "DELIBERATE_WIFI_PASSWORD": "bread"}
    return World(installation)


def test_the_first_start_makes_a_database_a_group_and_somebody_who_facilitates(empty: Installation):
    app = empty.app()

    person = hall.set_up(app, "Ana Prats")

    assert people_in(empty) == [("Ana Prats", "facilitator", "HALL", person)]


def test_a_second_start_changes_nothing_but_takes_in_whoever_is_new(empty: Installation):
    app = empty.app()
    ana = hall.set_up(app, "Ana Prats")

    assert hall.set_up(app, "") == ana
    assert hall.set_up(app, "Ana Prats") == ana
    bo = hall.set_up(app, "Bo Etxea")

    assert [name for name, *_ in people_in(empty)] == ["Ana Prats", "Bo Etxea"]
    assert bo != ana


def test_who_facilitates_already_is_found_and_nobody_is_made(in_a_hall: World):
    assert hall.set_up(in_a_hall.app, "") == in_a_hall.person("ana").id
    assert hall.set_up(in_a_hall.app, "Dee Vidal") == in_a_hall.person("dee").id


def people_in(installation: Installation) -> list[tuple[str, str, str, int]]:
    question = """select persons.name, memberships.role, groups.code, persons.id from memberships
        join persons on persons.id = memberships.person_id join groups on groups.id = memberships.group_id order by memberships.id"""
    with closing(sqlite3.connect(installation.folder / "deliberate.sqlite")) as database:
        return database.execute(question).fetchall()


def test_it_keeps_a_secret_of_its_own_that_only_its_user_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in [name for name in os.environ if name.startswith("DELIBERATE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DELIBERATE_DATA", str(tmp_path))
    monkeypatch.setenv("DELIBERATE_HALL", "1")

    first, second = from_environment(), from_environment()

    assert first.secret == second.secret
    assert why_not_start(first) is None
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
    (tmp_path / "secret").chmod(0o644)
    assert "chmod 600" in (why_not_start(first) or "")
    monkeypatch.delenv("DELIBERATE_HALL")
    assert "DELIBERATE_SECRET is not set" in (why_not_start(from_environment()) or "")


def test_it_answers_to_its_addresses_and_to_no_foreign_name(in_a_hall: World):
    """T-37"""
    client = in_a_hall.app.test_client()

    assert client.get("/", base_url="http://10.42.0.1:5000").status_code == 200
    assert client.get("/", base_url="http://192.168.1.20:5000").status_code == 200
    assert client.get("/", base_url="http://evil.example:5000").status_code == 400


def test_the_wall_shows_the_wifi_and_the_code_of_the_next_meeting_with_an_address_for_phones(
    in_a_hall: World, monkeypatch: pytest.MonkeyPatch
):
    """On the laptop itself the browser says 127.0.0.1, which leads a phone nowhere."""
    monkeypatch.setattr(nearby, "addresses", lambda: ["10.42.0.1", "192.168.1.20"])
    meeting = convened_meeting(in_a_hall)
    ana = in_a_hall.person("ana").browser

    on_the_laptop = ana.get("/hall", base_url="http://localhost:5000").get_data(as_text=True)

    assert "open 10.42.0.1:5000/join and type" in on_the_laptop
    assert meeting.code in on_the_laptop
    assert "Factory" in on_the_laptop
    assert "Password: bread" in on_the_laptop
    assert "192.168.1.20:5000" in on_the_laptop


def test_only_who_facilitates_sees_the_wall(in_a_hall: World):
    assert in_a_hall.person("ana").browser.get("/hall").status_code == 200

    for stranger in (in_a_hall.person("cai").browser, Browser(in_a_hall.app)):
        assert stranger.get("/hall").status_code == 404


def test_elsewhere_there_is_no_wall(world: World):
    assert world.person("ana").browser.get("/hall").status_code == 404


def test_where_no_mail_is_sent_the_page_that_would_says_so(in_a_hall: World, prepared: Installation):
    assert "Send me the link" in Browser(prepared.app()).get("/sign-in").get_data(as_text=True)

    asking = Browser(in_a_hall.app).get("/sign-in").get_data(as_text=True)

    assert "no mail is sent from here" in asking
    assert "Send me the link" not in asking
    assert "I have a password" in asking


def test_a_mail_server_of_the_settings_is_not_called_from_a_hall(installation: Installation):
    installation.settings |= {
        "DELIBERATE_MAIL": "smtp://mail.example.org",
        "DELIBERATE_URL": "https://meet.example.org",
    }
    assert installation.read_settings().mail_url

    installation.settings |= {"DELIBERATE_HALL": "1"}

    assert installation.read_settings().mail_url == ""
    assert installation.read_settings().public_url == ""
    assert installation.read_settings().host == "0.0.0.0"
