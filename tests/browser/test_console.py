"""The facilitator's console."""

from playwright.sync_api import expect

from tests.browser.live import big_button, go_in, title


def test_the_big_button_opens_the_meeting(page_for, meeting, ana):
    console = go_in(page_for(ana), meeting)

    expect(big_button(console)).to_have_text("Open the meeting")
    big_button(console).click()

    expect(title(console)).to_have_text("The meeting is about to begin")
