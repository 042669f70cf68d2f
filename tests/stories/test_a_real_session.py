"""A council's real meeting, held again in deliberate: planned on its pages, walked on its console, followed by everyone."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import Page, expect

from tests.browser.live import NOT_A_DOUBLE_CLICK, big_button, chip, press, title, unfold
from tests.browser.visits import LOST_CONNECTION
from tests.installation import Server, eventually
from tests.stories.line import line_to
from tests.stories.session import Session
from tests.wire_client import Client, guest

GUESTS = 20
BY_SOCKET = ("Eric Huss", "Eric Holk")
LISTENERS = [f"Listener {number}" for number in range(GUESTS - len(BY_SOCKET))]
WITHOUT_DEVICE = ("Mark", "Oli", "Mara")
SOME_TIME = re.compile(r"\d\d:\d\d to \d\d:\d\d")


@pytest.mark.timeout(300)
def test_the_council_meets_again_and_a_phone_that_lost_its_line_misses_nothing(page_for, server, world, tc, session):
    """T-10, T-13: from the plan to the story, with a phone that is cut off for half a minute."""
    page_for.excuse(*LOST_CONNECTION)
    laptop = page_for(tc)
    plan_meeting(laptop, session)
    code = laptop.locator(".code").inner_text()

    with line_to(server.port) as line:
        phone = join_on_a_phone(page_for(phone=True, url=line.url), code, session.objector)
        devices = join_by_sockets(server, code)
        come_in(laptop, session)
        agree_on_the_agenda(laptop, phone, devices, session)

        walk(laptop, session.agreed_agenda[:6])
        cut_off(line, laptop, phone, session.agreed_agenda[6:9])
        walk(laptop, session.agreed_agenda[9:])

        finish(laptop)
        expect(phone.get_by_text("Read what happened")).to_be_visible()
        assert phone.evaluate("window.isStillTheSameDocument")
    everyone_has_the_same_state(server, devices)
    the_story_is_told(page_for(), laptop.url.removesuffix("/live"), session)
    assert "every record is whole" in world.installation.command("verify").stdout


def plan_meeting(laptop: Page, session: Session) -> None:
    """On the pages: the meeting, its agenda, and the call."""
    laptop.goto("/groups/RLC")
    laptop.get_by_role("link", name="Plan a meeting").click()
    laptop.get_by_label("What it is called").fill(session.title)
    laptop.get_by_label("Where").fill("Online and in the hall")
    press(laptop, "Continue with the agenda")

    for item in session.agenda:
        adding = laptop.locator("#add")
        adding.get_by_label("What it is about").fill(item)
        adding.get_by_label("What for").select_option(session.purpose(item))
        adding.get_by_label("Minutes").fill("5")
        press(laptop, "Add to the agenda")
        expect(laptop.locator(".agenda__title").last).to_have_text(item)

    press(laptop, "Call the meeting")
    expect(laptop.get_by_text("Everyone can see it")).to_be_visible()


def join_on_a_phone(phone: Page, code: str, name: str) -> Page:
    """Through the page for codes, typed as people type."""
    phone.goto("/join")
    phone.get_by_label("Code of the meeting").fill(code.lower().replace("-", " "))
    press(phone, "Go in")
    phone.get_by_label("Your name").fill(name)
    press(phone, "Join")
    press(phone, "I am in the room")
    expect(phone.get_by_text("Nothing is asked of you now.")).to_be_visible()
    phone.evaluate("window.isStillTheSameDocument = true")
    return phone


def join_by_sockets(server: Server, code: str) -> list[Client]:
    """Two more of the council and eighteen who listen."""
    devices = [guest(server.url, code, name) for name in (*BY_SOCKET, *LISTENERS)]
    together(devices, lambda device: device.do("meetings.arrive", mode="in_the_room"))
    return devices


def come_in(laptop: Page, session: Session) -> None:
    """The facilitator arrives, enters those who have no device, and gives the roles."""
    laptop.get_by_role("link", name="See who has arrived").click()
    press(laptop, "I am in the room")
    unfold(laptop, "Add a person without a device")
    for name in WITHOUT_DEVICE:
        laptop.get_by_label("Name", exact=True).fill(name)
        press(laptop, "Add this person")
        expect(seat_of(laptop, name)).to_contain_text("Through a helper")
        laptop.wait_for_timeout(NOT_A_DOUBLE_CLICK)
    give_role(laptop, session.scribe, "scribe", "Minute-taker")
    give_role(laptop, session.facilitator, "facilitator", "Facilitator")
    expect(laptop.get_by_text(f"{GUESTS + 5} people here")).to_be_visible()


def give_role(laptop: Page, name: str, role: str, words: str) -> None:
    seat = seat_of(laptop, name)
    seat.locator("summary", has_text="Change").click()
    seat.get_by_label("Role").select_option(role)
    seat.get_by_role("button", name="Give this role").click()
    expect(seat.locator(".badge")).to_have_text(words)
    seat.locator("summary", has_text="Change").click()


def seat_of(laptop: Page, name: str):
    return laptop.locator(".seat", has=laptop.locator(".seat__name", has_text=re.compile(rf"^{name}( \(you\))?$")))


def agree_on_the_agenda(laptop: Page, phone: Page, devices: list[Client], session: Session) -> None:
    """One objects and says what they would rather have; the item moves; then nobody objects."""
    press_big(laptop, "Open the meeting")
    press_big(laptop, "Ask for agreement on the agenda")
    unfold(phone, "Wait, I see a problem")
    phone.get_by_label("What is the problem with this agenda?").fill(session.wish)
    press(phone, "Send my objection")
    expect(laptop.get_by_text(f"{session.objector} objected.")).to_be_visible()
    expect(laptop.locator(".objection__words")).to_have_text(session.wish)

    move_up(laptop, session.moved, to=session.agreed_agenda.index(session.moved) + 1)
    expect(phone.locator(".agenda__title")).to_have_text(session.agreed_agenda)

    press_big(laptop, "Ask again")
    press(phone, "No objection, go ahead")
    asked = newest_question(devices[0])
    together(devices, lambda device: answer(device, asked))
    expect(laptop.get_by_text(f"{GUESTS + 1} of {GUESTS + 5} have answered")).to_be_visible()
    press_big(laptop, "The agenda is agreed")
    expect(phone.locator(".panel__note", has_text="agreed")).to_be_visible()


def newest_question(device: Client) -> int:
    eventually(lambda: len([one for one in device.of("agreement").values() if one["state"] == "asked"]) == 1)
    return max(device.of("agreement"))


def answer(device: Client, asked: int) -> None:
    device.do("meetings.answer_agreement", agreement=asked, reply="no_objection", words="")


def move_up(laptop: Page, item: str, *, to: int) -> None:
    row = laptop.locator(".agenda__item", has=laptop.get_by_text(item, exact=True))
    place = int(row.locator(".agenda__number").inner_text())
    for number in range(place - 1, to - 1, -1):
        row.get_by_role("button", name="Move up").click()
        expect(row.locator(".agenda__number")).to_have_text(str(number))
        laptop.wait_for_timeout(NOT_A_DOUBLE_CLICK)


def walk(laptop: Page, items: list[str]) -> None:
    """Item after item, each by the one big button."""
    for item in items:
        press_big(laptop, item)
        expect(title(laptop)).to_contain_text(item)


def press_big(laptop: Page, words: str) -> None:
    expect(big_button(laptop)).to_contain_text(words)
    laptop.wait_for_timeout(NOT_A_DOUBLE_CLICK)
    big_button(laptop).click()


def cut_off(line, laptop: Page, phone: Page, items: list[str]) -> None:
    """Half a minute without a line: the phone says so, shows what it last knew, and is right again by itself."""
    known = title(phone).inner_text()
    phone.context.set_offline(True)
    line.cut()
    expect(chip(phone)).to_have_text(re.compile(r"offline since \d\d:\d\d"))

    for item in items:
        walk(laptop, [item])
        phone.wait_for_timeout(10_000)
        expect(chip(phone)).to_have_text(re.compile(r"offline since \d\d:\d\d"))
        assert title(phone).inner_text() == known
    expect(phone.get_by_text("This page cannot reach the meeting.")).to_be_visible()

    line.mend()
    phone.context.set_offline(False)
    expect(chip(phone)).to_have_text("live")
    expect(title(phone)).to_contain_text(items[-1])
    assert phone.evaluate("window.isStillTheSameDocument")


def finish(laptop: Page) -> None:
    press_big(laptop, "Finish the last point")
    press_big(laptop, "Close the meeting")
    expect(laptop.get_by_text("Read what happened")).to_be_visible()


def everyone_has_the_same_state(server: Server, devices: list[Client]) -> None:
    """T-01: the state that each device followed is the state that a new one is given."""
    for device in devices:
        fresh = Client(server.url, device.room, token=device.token).connect()
        device.reaches(fresh.seq)
        assert device.objects == fresh.objects


def the_story_is_told(page: Page, path: str, session: Session) -> None:
    """To somebody without account: every item with its times, and everyone who was there, by their first names."""
    page.goto(path)
    expect(page.locator(".agenda__title")).to_have_text(session.agreed_agenda)
    for item in page.locator(".agenda__item").all():
        expect(item).to_contain_text(SOME_TIME)
    there = page.locator("section", has=page.locator("#who")).locator("strong").all_inner_texts()
    assert sorted(there) == sorted(name.split()[0] for name in (*session.members, *LISTENERS))
    expect(page.locator(".objection__words")).to_have_text(session.wish)


def together(devices: list[Client], do) -> None:
    """All of them at the same time, as people do."""
    with ThreadPoolExecutor(len(devices)) as hands:
        list(hands.map(do, devices))
