"""What readers choose for their device; and nothing that the policy forbids. How pages look is for `test_sweep.py`."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.live import press
from tests.browser.visits import Visits, policy_reports
from tests.installation import eventually


def test_a_reader_changes_the_language_of_the_page_they_are_on(page_for, meeting):
    page = page_for()
    page.goto(f"/meetings/{meeting.id}")

    press(page, "Català")

    expect(page.locator("html")).to_have_attribute("lang", "ca")
    expect(page).to_have_url(f"{page_for.url}/meetings/{meeting.id}")
    page.goto("/groups")
    expect(page.locator("html")).to_have_attribute("lang", "ca")


def test_a_reader_chooses_dark_on_a_device_that_is_light(page_for):
    page = page_for()
    page.goto("/")
    paper = background(page)

    press(page, "Dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert background(page) != paper

    press(page, "Like my device")
    assert background(page) == paper


def test_a_device_that_is_dark_gets_dark_pages(page_for):
    light, dark = page_for(), page_for(dark=True)
    for page in (light, dark):
        page.goto("/")

    assert background(light) != background(dark)


def test_a_breach_of_the_policy_would_be_noticed(browser, server):
    """T-44: the net of these tests holds: what the policy forbids does not load, and both sides say so."""
    visits = Visits(browser, server.url)
    before = len(policy_reports(server))
    page = visits()
    page.goto("/")

    page.evaluate(
        "document.body.append(Object.assign(document.createElement('img'), { src: 'https://elsewhere.invalid' }))"
    )

    eventually(lambda: page.evaluate("1") and len(policy_reports(server)) > before, what="a report")
    assert any(trouble.startswith("policy: img-src") for trouble in visits.unexcused())
    visits.close()


def background(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
