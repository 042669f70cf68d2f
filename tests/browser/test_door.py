"""The door on real phones: waiting without reloading, two people on one phone, coming back on another."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.live import chip, go_in, press, unfold
from tests.browser.visits import LOST_CONNECTION, REFUSED_PAGE


def join(page: Page, code: str, name: str) -> Page:
    page.goto(f"/join/{code}")
    page.get_by_label("Your name").fill(name)
    press(page, "Join")
    return page


def test_who_waits_is_let_in_without_reloading(page_for, meeting, ana):
    console = go_in(page_for(ana), meeting)
    unfold(console, "How people come in")
    press(console, "Let people in one by one")
    expect(console.get_by_role("heading", name="Waiting to be let in")).to_be_visible()

    phone = join(page_for(phone=True), meeting.code, "Rosa")
    expect(phone.get_by_role("heading", name="You will be let in")).to_be_visible()
    expect(phone.get_by_text("This page goes on by itself")).to_be_visible()
    expect(console.get_by_text("1 person waits")).to_be_visible()
    press(console, "Let in")

    expect(phone.get_by_text("Where are you?")).to_be_visible(timeout=20_000)
    expect(console.get_by_text("0 people wait")).to_be_visible()


def test_who_waits_without_scripts_looks_again_by_hand(page_for, meeting, ana):
    assert ana.act(meeting.room, "meetings.set_door", one_by_one="true").ok

    phone = join(page_for(phone=True, scripts=False), meeting.code, "Rosa")
    press_link(phone, "Look again")
    expect(phone.get_by_role("heading", name="You will be let in")).to_be_visible()
    assert ana.act(meeting.room, "meetings.set_door", one_by_one="").ok
    press_link(phone, "Look again")

    expect(phone).to_have_url(re.compile(r"/plain$"))


def test_the_door_says_what_everyone_will_read_of_the_name(page_for, meeting):
    page = page_for(phone=True)
    page.goto(f"/join/{meeting.code}")
    page.get_by_label("Your name").fill("Rosa Luz")
    expect(page.get_by_text("Outside this meeting everyone reads “Rosa”.")).to_be_visible()

    page.get_by_text("The name as it is written above").click()
    expect(page.get_by_text("Outside this meeting everyone reads “Rosa Luz”.")).to_be_visible()
    page.get_by_label("I am under 14").check()
    expect(page.get_by_text("Outside this meeting everyone reads “a participant”.")).to_be_visible()


def test_what_one_did_offline_is_not_sent_as_another_of_the_same_phone(page_for, meeting, ana):
    """Maria's page waits for the line; meanwhile Pere acts on this phone. What Maria pressed counts for Maria."""
    page_for.excuse(*LOST_CONNECTION)
    marias = join(page_for(phone=True), meeting.code, "Maria")
    expect(chip(marias)).to_have_text("live")
    marias.context.set_offline(True)
    press(marias, "I am in the room")
    marias.context.set_offline(False)
    other_tab = marias.context.new_page()
    other_tab.goto(f"/meetings/{meeting.id}/phone")
    unfold(other_tab, "Add another person on this phone")
    other_tab.get_by_label("Their name").fill("Pere")
    press(other_tab, "Add this person")
    expect(other_tab.get_by_text("You are: Pere")).to_be_visible()

    expect(marias.get_by_text("Maria (you)")).to_be_visible(timeout=20_000)
    expect(other_tab.locator(".seat", has_text="Maria")).to_contain_text("In the room", timeout=20_000)
    expect(other_tab.locator(".seat", has_text="Pere (you)")).to_contain_text("not here yet")


def test_a_guest_comes_back_on_another_phone_by_a_code_of_the_console(page_for, meeting, ana):
    page_for.excuse(*REFUSED_PAGE)
    lost = join(page_for(phone=True), meeting.code, "Rosa")
    expect(chip(lost)).to_have_text("live")
    console = go_in(page_for(ana), meeting)
    rosa = console.locator(".seat", has_text="Rosa")
    rosa.locator("summary", has_text="Change").click()
    rosa.locator("summary", has_text="Came back on another phone").click()
    rosa.get_by_label("The old phone is lost").check()
    rosa.get_by_role("button", name="Make a code").click()
    code = rosa.locator(".code")
    expect(code).to_be_visible()
    expect(lost.get_by_role("alert")).to_be_visible()

    back = page_for(phone=True)
    back.goto("/join")
    back.get_by_label("Code of the meeting").fill(code.inner_text().lower().replace("-", ""))
    press(back, "Go in")
    press(back, "Yes, go in as Rosa")

    expect(chip(back)).to_have_text("live")
    expect(code).to_have_count(0)


def press_link(page: Page, words: str) -> None:
    page.get_by_role("link", name=words).click()
