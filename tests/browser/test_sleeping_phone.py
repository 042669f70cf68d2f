"""A phone that falls asleep in a pocket: woken, it is right again by itself, and says once what was still unsaid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

from deliberate.app import PING_EVERY, PING_PATIENCE
from tests.browser.live import chip, desk_of, go_in, happened, press, title
from tests.browser.visits import LOST_CONNECTION
from tests.installation import eventually
from tests.stories.line import Line, line_to

UNTIL_MISSED = PING_EVERY + PING_PATIENCE + 12


@contextmanager
def asleep(phone: Page) -> Iterator[None]:
    """No script of the page runs, as when the screen is off."""
    system = phone.context.new_cdp_session(phone)
    system.send("Page.enable")
    system.send("Page.setWebLifecycleState", {"state": "frozen"})
    yield
    system.send("Page.setWebLifecycleState", {"state": "active"})


@contextmanager
def without_a_line(phone: Page, line: Line) -> Iterator[None]:
    """No wifi, for the browser and on the way."""
    phone.context.set_offline(True)
    line.cut()
    yield
    line.mend()
    phone.context.set_offline(False)


def test_a_phone_that_slept_wakes_up_in_the_present(page_for, server, under_way, ana, cai):
    """T-10, T-14: it slept so long that the server gave it up; nobody reloads anything."""
    page_for.excuse(*LOST_CONNECTION)
    desk = desk_of(server, under_way, ana)
    with line_to(server.port) as line:
        phone = go_in(page_for(cai, phone=True, url=line.url), under_way)
        phone.evaluate("window.neverReloaded = true")
        seat = desk.catch_up()["me"]["seat"]
        eventually(lambda: len(desk.online) == 2, what="both being seen")

        with asleep(phone), without_a_line(phone, line):
            eventually(lambda: desk.online == [seat], UNTIL_MISSED, "the sleeping phone being missed")
            desk.do("meetings.start_item", item=under_way.items[1], after="")

        expect(title(phone)).to_have_text("2. The mill")
        expect(chip(phone)).to_have_text("live")
        assert phone.evaluate("window.neverReloaded")


def test_what_was_said_before_falling_asleep_is_sent_once_after_waking(page_for, server, meeting, ana, cai):
    """T-10: said without a line, slept over, and counted once."""
    page_for.excuse(*LOST_CONNECTION)
    with line_to(server.port) as line:
        phone = go_in(page_for(cai, phone=True, url=line.url), meeting)
        with without_a_line(phone, line):
            expect(chip(phone)).to_have_text(re.compile("offline since"))
            press(phone, "I am in the room")
            expect(phone.get_by_text("Will be sent when you are connected again.")).to_be_visible()
            with asleep(phone):
                desk_of(server, meeting, ana).do("meetings.arrive", mode="remote")

        expect(phone.get_by_text("2 people here")).to_be_visible()
        expect(chip(phone)).to_have_text("live")
    assert happened(meeting) == ["person_arrived", "person_arrived"]
