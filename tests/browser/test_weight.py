"""What the participant's page costs on a bad connection (T-77; P10, P11)."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.weight import LANGUAGE, idle_bytes_a_minute, is_live, weigh

PAGE = 60_000
ANSWERS = 12
IDLE_A_MINUTE = 3_000


def test_the_participants_page_is_light_and_an_idle_one_is_nearly_silent(page_for, under_way, cai):
    """T-77: at most 60 KB into a browser that has nothing yet, and 3 KB a minute when nothing happens."""
    phone = page_for(cai, phone=True, language=LANGUAGE)

    weight = weigh(phone, f"/meetings/{under_way.id}/live", is_live)

    assert weight.bytes <= PAGE, weight.answers
    assert 5 <= len(weight.answers) <= ANSWERS, weight.answers
    assert weight.frames, "the socket was not seen"
    assert 0 < idle_bytes_a_minute(phone, weight) <= IDLE_A_MINUTE


def test_the_second_page_brings_little_more_than_its_own_words(page_for, under_way, cai):
    """T-77: style sheets, scripts and icons are kept by the browser for as long as they are the same."""
    phone = page_for(cai, phone=True)
    first = weigh(phone, f"/meetings/{under_way.id}/live", is_live).bytes

    again = weigh(phone, f"/meetings/{under_way.id}/live", is_live).bytes

    assert again < first / 4


def test_the_first_screen_is_read_without_scripts_and_with_one_sheet_still_missing(page_for, under_way, cai):
    """P10: what is now and the agenda stand in the page itself."""
    page = page_for(cai, phone=True, scripts=False)
    page.route("**/joined/live.css", lambda route: route.abort())
    page_for.excuse("net::ERR_FAILED")

    page.goto(f"/meetings/{under_way.id}/live")

    expect(page.locator(".agenda__title")).to_have_text(["Hello", "The mill", "Bye"])
    expect(page.get_by_role("heading", level=1)).to_be_visible()
