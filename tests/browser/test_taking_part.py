"""The live page on somebody's phone: what they say counts once, and is never lost."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from sqlalchemy import func, select

from deliberate.kernel.db import reading_session
from deliberate.meetings.models import AgreementReply
from tests.browser.live import NOT_A_DOUBLE_CLICK, chip, desk_of, go_in, happened, press, title, unfold
from tests.browser.visits import LOST_CONNECTION

PROBLEM = "What is the problem with this agenda?"


def test_two_tabs_are_one_seat_with_one_reply(page_for, server, under_way, ana, cai, world):
    """T-11: both tabs show what was said in either, and one reply is stored."""
    asked = desk_of(server, under_way, ana).do("meetings.ask_agreement")["ids"]["agreement"]
    first = go_in(page_for(cai, phone=True), under_way)
    second = go_in(first.context.new_page(), under_way)

    press(first, "No objection, go ahead")
    expect(second.get_by_text("You have no objection.")).to_be_visible()

    unfold(second, "Change my answer")
    object_with(second, "We have no mill")
    for tab in (first, second):
        expect(tab.get_by_text("You objected: We have no mill")).to_be_visible()
    with world.app.app_context(), reading_session() as session:
        replies = select(func.count(AgreementReply.id)).where(AgreementReply.agreement_id == asked)
        assert session.scalar(replies) == 1


def test_what_was_said_while_the_server_was_down_is_sent_once_when_it_is_back(page_for, server, meeting, ana):
    """T-06, T-10: kept on the device until it is answered."""
    page_for.excuse(*LOST_CONNECTION)
    phone = go_in(page_for(meeting.guest("Rosa"), phone=True), meeting)
    server.kill()
    expect(chip(phone)).to_contain_text("offline since")

    press(phone, "I am in the room")
    expect(phone.get_by_text("Will be sent when you are connected again.")).to_be_visible()
    server.start()

    expect(phone.get_by_text("1 person here")).to_be_visible()
    expect(chip(phone)).to_have_text("live")
    assert happened(meeting) == ["person_arrived"]


def test_what_was_said_is_still_sent_after_the_tab_was_closed_and_opened_again(page_for, server, meeting):
    """T-10: the device remembers, not the tab."""
    page_for.excuse(*LOST_CONNECTION)
    phone = go_in(page_for(meeting.guest("Rosa"), phone=True), meeting)
    server.kill()
    expect(chip(phone)).to_contain_text("offline since")
    press(phone, "I am in the room")
    expect(phone.get_by_text("Will be sent when you are connected again.")).to_be_visible()
    device = phone.context
    phone.close()
    server.start()

    again = go_in(device.new_page(), meeting)

    expect(again.get_by_text("1 person here")).to_be_visible()
    again.reload()
    expect(chip(again)).to_have_text("live")
    assert happened(meeting) == ["person_arrived"]


def test_words_that_are_being_typed_survive_what_happens_meanwhile(page_for, server, under_way, ana, bo, cai):
    desk = desk_of(server, under_way, ana)
    desk.do("meetings.ask_agreement")
    phone = go_in(page_for(cai, phone=True), under_way)
    unfold(phone, "Wait, I see a problem")
    field = phone.get_by_label(PROBLEM)
    field.press_sequentially("We have no ")

    desk.do("meetings.move_item", item=under_way.items[2], before=under_way.items[0])
    desk_of(server, under_way, bo).do("meetings.leave")
    expect(phone.locator(".agenda__title").first).to_have_text("Bye")

    expect(field).to_be_focused()
    field.press_sequentially("mill")
    expect(field).to_have_value("We have no mill")


def test_words_that_were_refused_are_still_there_to_be_corrected(page_for, server, under_way, ana, cai):
    desk_of(server, under_way, ana).do("meetings.ask_agreement")
    phone = go_in(page_for(cai, phone=True), under_way)
    unfold(phone, "Wait, I see a problem")
    field = phone.get_by_label(PROBLEM)
    too_long = "We have no mill. " * 150
    field.evaluate("element => element.removeAttribute('maxlength')")
    field.fill(too_long)

    press(phone, "Send my objection")

    expect(phone.locator(".field__errors")).to_be_visible()
    expect(phone.get_by_role("alert")).to_contain_text("Not counted.")
    expect(field).to_have_value(too_long)
    field.fill("We have no mill.")
    phone.wait_for_timeout(NOT_A_DOUBLE_CLICK)
    press(phone, "Send my objection")
    expect(phone.get_by_text("You objected: We have no mill.")).to_be_visible()


def test_somebody_whose_access_is_withdrawn_is_told_so(page_for, server, under_way, ana):
    """T-28: the open page says why it is cut off, and what can be done."""
    phone = go_in(page_for(under_way.guest("Rosa"), phone=True), under_way)
    desk = desk_of(server, under_way, ana)
    seat = next(number for number, one in desk.of("seat").items() if one["name"] == "Rosa")

    desk.do("meetings.withdraw_access", seat=seat)

    expect(phone.get_by_role("alert")).to_contain_text("Please sign in, or join again with the code of the meeting.")
    expect(chip(phone)).to_have_text("not connected")
    phone.get_by_role("link", name="Go to the meeting’s page").click()
    expect(phone.get_by_role("link", name="Join with the code")).to_be_visible()


def test_a_break_and_its_reason_are_seen_and_nothing_moves_on_meanwhile(page_for, server, under_way, ana, cai):
    desk = desk_of(server, under_way, ana)
    desk.do("meetings.start_item", item=under_way.items[0], after="")
    phone = go_in(page_for(cai, phone=True), under_way)

    desk.do("meetings.pause", reason="Coffee")
    expect(title(phone)).to_have_text("Coffee")
    stood_at = phone.locator(".clock__time").inner_text()
    phone.wait_for_timeout(1500)
    expect(phone.locator(".clock__time")).to_have_text(stood_at)

    desk.do("meetings.resume")
    expect(title(phone)).to_have_text("1. Hello")


def test_who_leaves_and_comes_back_keeps_one_seat(page_for, under_way, cai):
    phone = go_in(page_for(cai, phone=True), under_way)

    press(phone, "Leave the meeting")
    press(phone, "I take part from elsewhere")

    expect(phone.locator(".seat", has_text="Cai Roca (you)")).to_have_count(1)
    expect(phone.locator(".seat", has_text="Cai Roca (you)")).to_contain_text("From elsewhere")


def object_with(page: Page, words: str) -> None:
    unfold(page, "Wait, I see a problem")
    page.get_by_label(PROBLEM).fill(words)
    press(page, "Send my objection")


def test_a_suggestion_that_was_sent_is_seen_and_its_form_folds_away(page_for, under_way, cai):
    """Who goes by keyboard stays at the place that opens it again."""
    phone = go_in(page_for(cai, phone=True), under_way)
    unfold(phone, "Suggest a point")
    phone.get_by_label("What it is about").fill("A night bus")

    press(phone, "Suggest it")

    expect(phone.get_by_text("A night bus", exact=True).first).to_be_visible()
    expect(phone.get_by_role("button", name="Suggest it")).to_be_hidden()
    expect(phone.locator("summary", has_text="Suggest a point")).to_be_focused()
