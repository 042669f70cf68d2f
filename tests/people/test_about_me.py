"""Everything that is held about me: for me, all of it, and for nobody else (T-74)."""

from __future__ import annotations

import json

import pytest

from tests.cast import Browser, Meeting, Person, World, names, open_meeting
from tests.every.scenes import asked, object_to


def file_of(browser: Browser) -> dict:
    return json.loads(browser.get("/me/data.json").get_data(as_text=True))


def test_the_page_tells_in_words_and_the_file_for_programs(world: World, cai: Person):
    """T-74"""
    meeting, agreement = asked(world)
    object_to(world, meeting, agreement)

    page = cai.browser.get("/me/data").get_data(as_text=True)
    held = file_of(cai.browser)["held"]

    for told in ("Cai Roca", "cai@example.org", "Only my first name", "Mobility", "Spring session", "Too long"):
        assert told in page, told
    assert held["person"][0]["email"] == "cai@example.org"
    assert held["memberships"][0]["role"] == "member"
    assert held["seats"][0]["mode"] == "in_the_room"
    assert held["replies"][0]["words"] == "Too long"
    assert {"meetings.arrive", "meetings.answer_agreement"} <= {act["act"] for act in held["acts"]}
    assert "objection_to_agreement" in {entry["kind"] for entry in held["entries"]}
    assert any("Cai Roca arrived" in one["told"] for one in held["story"])


def test_every_feature_that_names_people_tells_what_it_holds(world: World):
    """A feature that is added must not be forgotten here."""
    silent = {one.name for one in world.house.features if not one.about_me}

    assert silent == {"operation", "script_words", "spaces", "styleguide"}, "these four hold nothing about anybody"


def test_the_file_is_to_be_kept_and_by_nobody_on_the_way(cai: Person):
    """T-73, T-74"""
    answer = cai.browser.get("/me/data.json")

    assert answer.mimetype == "application/json"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="about-me.json"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_nobody_reads_it_about_somebody_else(world: World, under_way: Meeting, dee: Person):
    """T-74: there is no address with another one's number; what one gets is one's own."""
    rosa = under_way.guest("Rosa")
    assert "Cai" in str(file_of(world.person("cai").browser))

    for reader in (dee, rosa, world.person("ana")):
        told = str(file_of(reader.browser))
        assert not names(told, "Cai")
        assert "cai@" not in told
    assert Browser(world.app).get("/me/data").status_code == 401
    assert Browser(world.app).get("/me/data.json").status_code == 401


@pytest.mark.parametrize("path", ["/me/data", "/me/data.json"])
def test_a_guest_reads_it_about_their_seat(under_way: Meeting, path: str):
    """T-74"""
    rosa = under_way.guest("Rosa Luz")
    assert rosa.act(under_way.room, "meetings.arrive", mode="remote").ok

    told = rosa.browser.get(path).get_data(as_text=True)

    assert "Rosa Luz" in told
    assert "Spring session" in told


def test_no_proof_is_in_it(world: World, cai: Person):
    """T-74: neither a token nor what is stored of one, nor of the password."""
    cai.browser.send("/me", "/me/do/set_password", form="set_password", password="four words nobody joins")

    told = str(file_of(cai.browser))

    assert "'has_password': True" in told
    assert "argon2" not in told
    assert "token" not in told


def test_it_does_not_ask_once_for_each_thing(world: World, cai: Person):
    from tests.every.queries import counted

    counts = []
    for _ in range(2):
        for _ in range(3):
            open_meeting(world)
        cai.browser.get("/me/data")
        with counted(world) as sent:
            cai.browser.get("/me/data")
        counts.append(len(sent))

    assert counts[1] <= counts[0] + 6, "at most the record of each meeting"
