"""Answering a call on a phone, and a quiet word to the desk before somebody has to leave."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from deliberate.kernel import clock
from tests.browser.live import NOT_A_DOUBLE_CLICK, go_in, press, unfold
from tests.cast import convened_meeting


def in_minutes(minutes: int) -> str:
    return (clock.now() + timedelta(minutes=minutes)).astimezone(ZoneInfo("Europe/Madrid")).strftime("%H:%M")


def stays_until(phone: Page, time: str) -> None:
    if not phone.get_by_label("I can stay until").is_visible():
        unfold(phone, "Do you have to leave early?")
    phone.get_by_label("I can stay until").fill(time)
    press(phone, "Save")
    expect(phone.get_by_text(f"You can stay until {time}")).to_be_visible()


def test_the_desk_gets_a_quiet_word_ten_minutes_before_somebody_has_to_leave(page_for, under_way, ana, cai):
    console, phone = go_in(page_for(ana), under_way), go_in(page_for(cai, phone=True), under_way)
    soon = console.get_by_text("Cai Roca has to leave at")

    stays_until(phone, in_minutes(45))
    expect(console.get_by_role("heading", name="Leaving early")).to_be_visible()
    expect(soon).to_be_hidden()
    phone.wait_for_timeout(NOT_A_DOUBLE_CLICK)
    stays_until(phone, in_minutes(5))

    expect(soon).to_be_visible()
    press(phone, "I can stay to the end")
    expect(console.get_by_role("heading", name="Leaving early")).to_be_hidden()


def test_a_call_is_answered_with_one_tap_without_scripts(page_for, world, cai):
    meeting = convened_meeting(world, starts_at="2090-03-05T18:00")
    phone = page_for(cai, phone=True, scripts=False)
    phone.goto(f"/meetings/{meeting.id}")

    press(phone, "I cannot come")

    expect(phone.get_by_text("Your answer: I cannot come")).to_be_visible()
    expect(phone.get_by_text("1 person cannot come")).to_be_visible()
    with phone.expect_download() as download:
        phone.get_by_role("link", name="Add to my calendar").click()
    assert download.value.suggested_filename == f"meeting-{meeting.id}.ics"
