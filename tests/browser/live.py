"""What people look for on the live page of a meeting, and what they do there."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from deliberate.kernel.db import reading_session
from deliberate.meetings.models import Meeting as Row
from deliberate.meetings.queries import record_of
from tests.cast import Meeting, Person
from tests.installation import Server
from tests.wire_client import Client

# A second press of the same button within 0.6 s is taken for a double click.
NOT_A_DOUBLE_CLICK = 650


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


def happened(meeting: Meeting) -> list[str]:
    """What the record says, in its order, from the opening on."""
    app = meeting.world.app
    with app.app_context(), reading_session() as session:
        kinds = [row.kind for row in record_of(session, session.get_one(Row, meeting.id))]
    return kinds[kinds.index("meeting_convened") + 1 :]


def desk_of(server: Server, meeting: Meeting, person: Person) -> Client:
    """Another device of somebody, without a page."""
    return Client(server.url, meeting.room, token=person.token).connect()
