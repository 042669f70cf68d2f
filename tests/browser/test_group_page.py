"""A group's page while its members look at it."""

from __future__ import annotations

import threading

from playwright.sync_api import Route, expect

from tests.browser.live import press, unfold
from tests.cast import Person, World
from tests.every.scenes import asked_to_join, group_room, membership
from tests.installation import Server
from tests.wire_client import Client


def test_a_request_appears_without_reload_and_is_answered_there(page_for, world: World, ana: Person, dee: Person):
    page = page_for(ana)
    page.goto("/groups/MOB")
    expect(page.get_by_text("Who asks to join")).to_have_count(0)
    asker = page_for(dee, phone=True)
    asker.goto("/groups/MOB")
    asker.get_by_label("Why you would like to join").fill("I cycle to work")

    press(asker, "Ask to join")

    expect(page.get_by_text("I cycle to work")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("Dee Vidal asks to join.")
    press(page, "Take in: Dee Vidal")
    expect(page.get_by_text("I cycle to work")).to_have_count(0)
    expect(page.locator("[data-live=members]")).to_contain_text("Dee Vidal")
    asker.reload()
    expect(asker.get_by_text("You and this group")).to_be_visible()


def test_what_is_being_typed_survives_what_others_do(page_for, server: Server, world: World, ana: Person):
    eli = asked_to_join(world, "eli")
    page = page_for(ana)
    page.goto("/groups/MOB")
    expect(page.get_by_text("Eli Soler", exact=True)).to_be_visible()
    unfold(page, "Not now")
    page.get_by_label("Say why, in a sentence").fill("Full until spring")

    another_device = Client(server.url, group_room(world), token=ana.token).connect()
    changed = {"membership": membership(world, "cai"), "role": "observer", "last_day": "2027-03-31"}
    another_device.do("groups.change_role", **changed)

    expect(page.locator("[data-live=members]")).to_contain_text("Observer until March 31, 2027")
    press(page, "Send this answer")
    expect(page.get_by_text("Who asks to join")).to_have_count(0)
    assert ana.act(group_room(world), "groups.admit_asker", request=eli).code == "request_settled"


def test_what_is_typed_before_the_scripts_arrive_stays_when_the_page_comes_alive(page_for, world: World, ana: Person):
    asked_to_join(world, "eli")
    page = page_for(ana)
    on_their_way: list[Route] = []
    arrived = threading.Event()
    page.route("**/*.js", lambda route: route.continue_() if arrived.is_set() else on_their_way.append(route))
    page.goto("/groups/MOB", wait_until="commit")
    unfold(page, "Not now")
    page.get_by_label("Say why, in a sentence").fill("Full until spring")

    arrived.set()
    for route in on_their_way:
        route.continue_()

    expect(page.locator("[data-live=members] [data-act]").first).to_be_attached()
    expect(page.get_by_label("Say why, in a sentence")).to_have_value("Full until spring")
    press(page, "Send this answer")
    expect(page.get_by_text("Who asks to join")).to_have_count(0)
