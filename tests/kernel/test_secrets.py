"""A secret is changed: people stay signed in, and what the old one signed counts as long as the operator keeps it beside (T-72)."""

from __future__ import annotations

import pytest

from deliberate.meetings.jobs import stop_path
from tests.cast import Browser, Meeting, World
from tests.installation import SECRET, Installation
from tests.wire_client import Client, guest

NEW = "another-one-for-tests-another-one-for-tests"
CHANGED = {"DELIBERATE_SECRET": NEW, "DELIBERATE_SECRETS_BEFORE": f"{SECRET},{'an-even-older-one' * 3}"}
FORGOTTEN = {"DELIBERATE_SECRET": NEW}


def restarted(world: World, settings: dict[str, str]) -> World:
    """The same installation, started anew with other settings."""
    return World(Installation(world.installation.folder, settings=settings))


def go_on(browser: Browser, later: World) -> Browser:
    """The same browser, with all its cookies, after the server was started anew."""
    moved = Browser(later.app)
    moved.client._cookies = browser.client._cookies
    return moved


@pytest.fixture
def before(installation: Installation, world: World) -> World:
    """The world under its first secret."""
    return world


def test_whoever_was_signed_in_still_is_and_a_form_that_stood_open_is_taken(before: World):
    """T-72"""
    old_page = before.person("ana").browser
    token = old_page.form_token("/me")

    browser = go_on(old_page, restarted(before, CHANGED))

    assert browser.client.post("/theme", data={"csrf_token": token, "theme": "dark"}).status_code == 303
    assert "Ana Prats" in browser.get("/me").text


def test_what_is_signed_now_does_not_need_the_old_secret(before: World):
    """T-72: the old one can be forgotten later without a trace."""
    between = restarted(before, CHANGED)
    page = between.person("ana").browser
    token = page.form_token("/me")

    browser = go_on(page, restarted(before, FORGOTTEN))

    assert browser.client.post("/theme", data={"csrf_token": token, "theme": "dark"}).status_code == 303


def test_without_the_old_secret_people_are_signed_in_and_send_an_open_form_once_more(before: World):
    """T-72: as after it became known to somebody: nothing that it signed counts."""
    old_page = before.person("ana").browser
    token = old_page.form_token("/me")

    browser = go_on(old_page, restarted(before, FORGOTTEN))
    stale = browser.client.post(
        "/theme", data={"csrf_token": token, "theme": "dark"}, headers={"Origin": "http://localhost"}
    )

    assert stale.status_code == 403
    assert "Nothing is lost" in stale.text
    assert "Ana Prats" in browser.get("/me").text


def test_the_link_that_turns_letters_off_dies_with_the_secret(before: World, meeting: Meeting):
    """T-72: and not before."""
    cai = before.person("cai").id
    old, new = (stop_path(secret, meeting.id, cai) for secret in (SECRET, NEW))
    with_both, with_new = restarted(before, CHANGED), restarted(before, FORGOTTEN)

    assert [Browser(world.app).get(old).status_code for world in (before, with_both, with_new)] == [200, 200, 404]
    assert [Browser(world.app).get(new).status_code for world in (before, with_both, with_new)] == [404, 200, 200]
    assert Browser(with_both.app).get(stop_path("", meeting.id, cai)).status_code == 404


def test_a_meeting_goes_on_while_the_secret_is_changed(before: World, under_way: Meeting):
    """T-72: accounts and guests come back by themselves, and nobody has to keep anything for that."""
    with before.installation.serving() as server:
        devices = [
            Client(server.url, under_way.room, token=before.person("cai").token).connect(),
            guest(server.url, under_way.code, "Rosa"),
        ]
        server.stop()
        server.start(**FORGOTTEN)

        for device in devices:
            device.reconnect()
            assert device.do("meetings.arrive", mode="remote")
            device.drop()
