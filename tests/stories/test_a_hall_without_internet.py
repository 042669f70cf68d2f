"""Ten people meet in a hall without internet: a laptop, its wifi, three phones, a tablet, six people without any device."""

from __future__ import annotations

import re
import stat
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import provide
from tests.browser.launch import chromium_browser
from tests.browser.live import NOT_A_DOUBLE_CLICK, big_button, chip, press, unfold
from tests.browser.visits import Visits
from tests.installation import eventually
from tests.stories.hall import LAPTOP, NOWHERE, PORT, Laptop, Network, hall_network

ADDRESS = f"http://{LAPTOP}:{PORT}"
WITHOUT_DEVICE = ("Joan", "Carme", "Quim", "Lola", "Mercè", "Santi")
POINTS = ("How we arrive", "The parking at the station", "Who does what")


@pytest.mark.faults
@pytest.mark.browser
@pytest.mark.timeout(180)
def test_ten_people_meet_where_no_way_leads_out_and_read_their_story(tmp_path):
    """T-76: over plain http, by an address, from an empty folder; nothing on the laptop ever tries to reach anything else."""
    with hall_network() as (wifi, around):
        laptop = Laptop(wifi, tmp_path / "data")
        chromium = around.executable(tmp_path, provide.chromium())
        with laptop.serving("Ana Prats"), chromium_browser(chromium) as browser:
            assert laptop.said(r"People in the same wifi open (\S+)") == ADDRESS
            assert stat.S_IMODE((tmp_path / "data" / "secret").stat().st_mode) == 0o600
            hold_the_meeting(browser, laptop)

            assert wifi.attempts_to_leave() == 0
            attempts_are_noticed(wifi)
        assert "every record is whole" in laptop.command("verify")


def hold_the_meeting(browser: Browser, laptop: Laptop) -> None:
    visits = Visits(browser, ADDRESS)
    tablet, rosa, pau = (watched(visits(phone=phone)) for phone in (False, True, True))
    bruna = watched(visits(phone=True, scripts=False))

    code = plan_on_the_tablet(tablet, laptop)
    for phone, name in ((rosa, "Rosa"), (pau, "Pau"), (bruna, "Bruna")):
        come_in(phone, code, name)
    it_is_plain_http(rosa)
    enter_those_without_a_device(tablet)
    for page in (rosa, pau):
        expect(page.get_by_text("10 people here")).to_be_visible()

    agree(tablet, rosa, pau, bruna)
    walk(tablet, bruna)
    read_the_story(rosa)
    visits.close()
    assert visits.unexcused() == []


def plan_on_the_tablet(tablet: Page, laptop: Laptop) -> str:
    """The link that the laptop printed signs in; a meeting is planned and called, and its code stands on the wall."""
    link = laptop.said(r"signs in on this laptop, .*: \S+?(/sign-in/link/\S+)")
    tablet.goto(link)
    press(tablet, "Sign in on this device")
    tablet.goto("/groups/HALL/meetings/new")
    tablet.get_by_label("What it is called").fill("Neighbours' table")
    press(tablet, "Continue with the agenda")
    for point in POINTS:
        tablet.locator("#add").get_by_label("What it is about").fill(point)
        press(tablet, "Add to the agenda")
        expect(tablet.locator(".agenda__title").last).to_have_text(point)
    press(tablet, "Call the meeting")
    meeting = tablet.url
    tablet.goto("/hall")
    expect(tablet.get_by_text(f"{LAPTOP}:{PORT}/join")).to_be_visible()
    code = tablet.locator(".code").inner_text()
    tablet.goto(f"{meeting}/live")
    expect(chip(tablet)).to_have_text("live")
    press(tablet, "I am in the room")
    return code


def come_in(phone: Page, code: str, name: str) -> None:
    """By the address and the code; the phone without scripts is led to the plain page, unasked."""
    phone.goto("/join")
    phone.get_by_label("Code of the meeting").fill(code)
    press(phone, "Go in")
    phone.get_by_label("Your name").fill(name)
    press(phone, "Join")
    press(phone, "I am in the room")
    if name == "Bruna":
        expect(phone).to_have_url(re.compile(r"/plain$"))
        expect(phone.get_by_text(re.compile(r"Counted at \d\d:\d\d\."))).to_be_visible()
    else:
        expect(chip(phone)).to_have_text("live")


def it_is_plain_http(phone: Page) -> None:
    """What browsers keep for https is not there, and nothing missed it."""
    kept_back = "[isSecureContext, typeof crypto.randomUUID, typeof navigator.serviceWorker, typeof navigator.wakeLock]"
    assert phone.evaluate(kept_back) == [False, "undefined", "undefined", "undefined"]


def enter_those_without_a_device(tablet: Page) -> None:
    unfold(tablet, "Add a person without a device")
    for name in WITHOUT_DEVICE:
        tablet.get_by_label("Name", exact=True).fill(name)
        press(tablet, "Add this person")
        expect(tablet.locator(".seat__name", has_text=name)).to_be_visible()
        tablet.wait_for_timeout(NOT_A_DOUBLE_CLICK)


def agree(tablet: Page, rosa: Page, pau: Page, bruna: Page) -> None:
    """One objects on the live page, one answers on the plain page; then nobody objects."""
    step(tablet, "Open the meeting")
    step(tablet, "Ask for agreement on the agenda")
    unfold(rosa, "Wait, I see a problem")
    rosa.get_by_label("What is the problem with this agenda?").fill("The night bus is missing")
    press(rosa, "Send my objection")
    expect(tablet.get_by_text("The night bus is missing")).to_be_visible()
    step(tablet, "Ask again")

    for phone in (rosa, pau):
        press(phone, "No objection, go ahead")
        expect(phone.get_by_text("You have no objection.")).to_be_visible()
    bruna.get_by_role("link", name="Look again", exact=True).click()
    press(bruna, "No objection, go ahead")
    expect(bruna.get_by_text("You have no objection.")).to_be_visible()
    expect(tablet.get_by_text("3 people have no objection")).to_be_visible()
    step(tablet, "The agenda is agreed")


def walk(tablet: Page, bruna: Page) -> None:
    for number, point in enumerate(POINTS, start=1):
        step(tablet, f"Start {number}. {point}")
        bruna.get_by_role("link", name="Look again", exact=True).click()
        expect(bruna.get_by_role("heading", name=f"{number}. {point}")).to_be_visible()
    step(tablet, "Finish the last point")
    step(tablet, "Close the meeting")


def step(tablet: Page, words: str) -> None:
    """The one big button says this, and it is pressed."""
    button = big_button(tablet)
    expect(button).to_contain_text(words)
    button.click()
    expect(button.filter(has_text=words)).to_have_count(0)
    tablet.wait_for_timeout(NOT_A_DOUBLE_CLICK)


def read_the_story(phone: Page) -> None:
    phone.get_by_role("link", name="Read what happened").click()
    expect(phone.get_by_text("The agenda was agreed. People present: 10.")).to_be_visible()
    expect(phone.get_by_text("The night bus is missing").first).to_be_visible()
    for name in ("Ana Prats", "Rosa", "Pau", "Bruna", *WITHOUT_DEVICE):
        expect(phone.locator("section", has=phone.locator("#who")).get_by_text(name, exact=True)).to_be_visible()


def watched(page: Page) -> Page:
    """Whatever a page asks for, it asks of the laptop."""

    def ours(request) -> None:
        assert urlsplit(request.url).hostname in (LAPTOP, None), request.url

    page.on("request", ours)
    return page


def attempts_are_noticed(network: Network) -> None:
    """The count above is not blind: a program that asks for a name, or calls somebody, is counted."""
    before = network.attempts_to_leave()
    for attempt in ("socket.getaddrinfo('example.org', 80)", f"socket.create_connection(('{NOWHERE}', 443))"):
        assert network.run("python3", "-c", f"import socket; {attempt}").returncode != 0
        eventually(lambda seen=before: network.attempts_to_leave() > seen, what=attempt)
        before = network.attempts_to_leave()
