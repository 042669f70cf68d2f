"""What people look for on the live page of a meeting, and what they do there."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.cast import Meeting


def go_in(page: Page, meeting: Meeting) -> Page:
    """Open the live page, and wait until it is live."""
    page.goto(f"/meetings/{meeting.id}/live")
    expect(chip(page)).to_have_text("live")
    return page


def chip(page: Page) -> Locator:
    """How the connection is."""
    return page.locator(".chip__words")


def title(page: Page) -> Locator:
    """What is now."""
    return page.locator(".now__title")


def big_button(page: Page) -> Locator:
    """The facilitator's next sensible step."""
    return page.locator(".now .button--big")


def press(page: Page, words: str) -> None:
    """Press the button that says this."""
    page.get_by_role("button", name=words).click()


def unfold(page: Page, words: str | re.Pattern[str]) -> None:
    """Open what is folded away under these words."""
    page.locator("summary", has_text=words).first.click()
