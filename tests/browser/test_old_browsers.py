"""Below the tested floor, and without scripts, people get the plain page unasked (T-75)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.live import chip, press

# What Safari 15.3, Firefox 96 and Chrome 98 lack: the layers of our style sheets, and two functions that came with them.
OLDER = {
    "layers": "delete window.CSSLayerBlockRule",
    "findLast": "delete Array.prototype.findLast",
    "hasOwn": "delete Object.hasOwn",
    "ranges": "window.matchMedia = () => ({ matches: false })",
}
PLAIN = re.compile(r"/meetings/\d+/plain$")


@pytest.mark.parametrize("lacks", OLDER)
def test_a_browser_below_the_floor_is_led_to_the_plain_page(page_for, under_way, cai, lacks):
    """T-75"""
    old = page_for(cai, phone=True)
    old.add_init_script(OLDER[lacks])

    old.goto(f"/meetings/{under_way.id}/live")

    expect(old).to_have_url(PLAIN)
    expect(old.get_by_role("heading", name="3 people here")).to_be_visible()


def test_whoever_wants_the_live_page_anyway_is_let(page_for, under_way, cai):
    """Our test of a browser may be wrong; the page says where the other one is."""
    old = page_for(cai, phone=True)
    old.add_init_script(OLDER["ranges"])
    old.goto(f"/meetings/{under_way.id}/plain")

    old.get_by_role("link", name="Go to the page with live updates").click()

    expect(chip(old)).to_have_text("live")
    old.get_by_role("link", name="Continue without live updates").click()
    expect(old).to_have_url(PLAIN)


def test_a_browser_of_today_stays_on_the_live_page(page_for, under_way, cai):
    page = page_for(cai, phone=True)

    page.goto(f"/meetings/{under_way.id}/live")

    expect(chip(page)).to_have_text("live")


def test_without_scripts_a_guest_comes_in_answers_and_leaves(page_for, under_way, ana):
    """T-75: from the code on the wall on, with the keyboard only, at 320 pixels."""
    phone = page_for(phone=True, scripts=False, width=320)
    phone.goto(f"/join/{under_way.code}")
    phone.get_by_label("Your name").fill("Bruna")
    phone.keyboard.press("Enter")
    expect(phone).to_have_url(PLAIN)

    by_keyboard(phone, "I am in the room")
    expect(phone.get_by_role("heading", name="4 people here")).to_be_visible()
    ana.act(under_way.room, "meetings.ask_agreement")
    follow(phone, "Look again")
    phone.get_by_label("What is the problem with this agenda?").fill("The night bus is missing")
    by_keyboard(phone, "Send my objection")
    expect(phone.get_by_text("You objected: The night bus is missing")).to_be_visible()
    by_keyboard(phone, "No objection, go ahead")
    expect(phone.get_by_text("You have no objection.")).to_be_visible()
    press(phone, "Leave the meeting")
    expect(phone.get_by_role("heading", name="3 people here")).to_be_visible()


def test_the_page_that_looks_again_by_itself_is_stopped_by_a_link(page_for, under_way, cai):
    """T-75: WCAG 2.2.2"""
    phone = page_for(cai, phone=True, scripts=False)
    phone.goto(f"/meetings/{under_way.id}/plain")
    follow(phone, "Look again by itself, every 30 seconds")
    expect(phone).to_have_url(re.compile(r"/plain/following$"))

    follow(phone, "Stop this, and act")

    expect(phone).to_have_url(PLAIN)


def by_keyboard(page, words: str) -> None:
    """Press a button as somebody does who has no pointer."""
    page.get_by_role("button", name=words).focus()
    page.keyboard.press("Enter")


def follow(page, words: str) -> None:
    page.get_by_role("link", name=words, exact=True).click()
