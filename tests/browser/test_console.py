"""The facilitator's console: one big button, every act by keyboard, ten seconds to take a step back."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.keys import focused, tab_to
from tests.browser.live import NOT_A_DOUBLE_CLICK, big_button, chip, desk_of, go_in, happened, press, title, unfold
from tests.browser.visits import LOST_CONNECTION


def test_a_whole_meeting_is_walked_with_the_keyboard_alone(page_for, meeting, ana):
    """T-75: Tab and Enter are enough, from the opening to the story; wherever they lead, the focus is seen."""
    console = go_in(page_for(ana), meeting)

    for step in (
        "Open the meeting",
        "Ask for agreement on the agenda",
        "The agenda is agreed",
        "Start 1. Hello",
        "Start 2. The mill",
        "Start 3. Bye",
        "Finish the last point",
        "Close the meeting",
    ):
        by_keyboard(console, step)

    by_keyboard(console, "Read what happened")
    expect(console.get_by_role("heading", name="The whole story")).to_be_visible()


def test_after_a_step_the_keyboard_is_at_the_next_one(page_for, meeting, ana):
    console = go_in(page_for(ana), meeting)

    by_keyboard(console, "Open the meeting")

    expect(big_button(console)).to_contain_text("Ask for agreement")
    expect(big_button(console)).to_be_focused()


def test_a_step_is_taken_back_within_ten_seconds(page_for, under_way, ana):
    console = go_in(page_for(ana), under_way)
    press(console, "Start 1. Hello")
    expect(title(console)).to_have_text("1. Hello")

    press(console, "Undo")

    expect(title(console)).to_have_text("The meeting has begun")
    expect(console.get_by_role("button", name="Undo")).to_have_count(0)
    assert happened(under_way)[-2:] == ["item_started", "undone"]


def test_a_double_click_does_one_act(page_for, meeting, ana):
    console = go_in(page_for(ana), meeting)

    big_button(console).dblclick()

    expect(big_button(console)).to_contain_text("Ask for agreement")
    assert happened(meeting) == ["meeting_opened"]


def test_what_is_done_at_one_desk_is_seen_at_the_other(page_for, server, under_way, ana, bo):
    desk = desk_of(server, under_way, ana)
    seat = next(number for number, one in desk.of("seat").items() if one["person"] == bo.id)
    desk.do("meetings.give_role", seat=seat, role="facilitator")
    hers, his = go_in(page_for(ana), under_way), go_in(page_for(bo), under_way)

    press(his, "Start 1. Hello")

    expect(title(hers)).to_have_text("1. Hello")
    expect(hers.get_by_text("Bo Etxea: Now: Hello")).to_be_visible()


def test_without_a_connection_a_facilitators_act_is_refused_at_once_and_the_words_are_kept(
    page_for, server, under_way, ana
):
    page_for.excuse(*LOST_CONNECTION)
    console = go_in(page_for(ana), under_way)
    unfold(console, "Add a point")
    what = console.locator("[data-act='meetings.add_item']").get_by_label("What it is about")
    what.fill("A night bus")
    server.kill()
    expect(chip(console)).to_contain_text("offline since")

    press(console, "Add to the agenda")

    expect(console.get_by_role("alert")).to_contain_text("You are not connected, so this was not done.")
    expect(what).to_have_value("A night bus")
    server.start()
    expect(chip(console)).to_have_text("live")
    expect(console.get_by_role("alert")).to_have_count(0)
    assert "item_added" not in happened(under_way)

    press(console, "Add to the agenda")
    expect(console.locator(".agenda__title").last).to_have_text("A night bus")
    assert happened(under_way).count("item_added") == 1


def test_a_guest_who_is_asked_to_facilitate_gets_the_console_without_reloading(page_for, server, under_way, ana):
    """T-34: rights change on the page that is open."""
    guest = under_way.guest("Rosa")
    phone = go_in(page_for(guest, phone=True), under_way)
    press(phone, "I am in the room")
    phone.evaluate("window.isStillTheSameDocument = true")
    desk = desk_of(server, under_way, ana)
    seat = next(number for number, one in desk.of("seat").items() if one["name"] == "Rosa")

    desk.do("meetings.give_role", seat=seat, role="facilitator")
    expect(big_button(phone)).to_contain_text("Ask for agreement")
    expect(phone.get_by_role("heading", name="Join code")).to_be_visible()

    desk.do("meetings.take_back_role", seat=seat, role="facilitator")
    expect(big_button(phone)).to_have_count(0)
    expect(phone.get_by_role("heading", name="Join code")).to_have_count(0)
    assert phone.evaluate("window.isStillTheSameDocument")


def by_keyboard(page: Page, words: str) -> None:
    """Go on with Tab until what says this has the focus, and press Enter."""
    expect(page.locator(".now__act")).to_contain_text(words)
    if not focused(page)["words"].startswith(words):
        tab_to(page, words)
    page.wait_for_timeout(NOT_A_DOUBLE_CLICK)
    page.keyboard.press("Enter")
