"""The pictures that the README shows, taken anew: `python -m tests.pictures`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect

from deliberate.config import ROOT
from tests.browser.launch import chromium_browser
from tests.browser.live import go_in, press
from tests.browser.visits import Visits
from tests.installation import Server
from tests.screenshots import Demo
from tests.wire_client import Client, guest

FOLDER = ROOT / "docs" / "pictures"
BIGGEST = 120_000
PHONE = {"width": 360, "height": 640}
LAPTOP = {"width": 1100, "height": 640}
PEOPLE = ("Aitor Lasa", "Berta Puig", "Clara Ruiz", "Dídac Mas", "Edurne Alde")
WORDS = "The night bus needs more time: the people from the hospital come at seven."


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, chromium_browser() as browser:
        demo = Demo(Path(place))
        with demo.installation.serving() as server:
            visits = Visits(browser, server.url)
            show_group(visits, demo)
            show_meeting(visits, demo, server)
            visits.close()


def show_group(visits: Visits, demo: Demo) -> None:
    """A table and its next meeting, as anybody sees them."""
    stranger = visits(language="en")
    stranger.goto("/groups/HOU")
    take(stranger, "group", LAPTOP)


def show_meeting(visits: Visits, demo: Demo, server: Server) -> None:
    """The moment in which everybody is asked, and one objects: the console, a phone, the plain page."""
    meeting, facilitator = demo.meeting, demo.person("facilitator")
    console = go_in(visits(facilitator, language="en"), meeting)
    desk = Client(server.url, meeting.room, token=facilitator.token).connect()
    desk.do("meetings.arrive", mode="in_the_room")
    people = [guest(server.url, meeting.code, name) for name in PEOPLE]
    for one in people:
        one.do("meetings.arrive", mode="in_the_room")
    rosa = meeting.guest("Rosa Ferrer")
    phone = go_in(visits(rosa, language="en", phone=True), meeting)
    press(phone, "I am in the room")
    desk.do("meetings.open")

    asked = desk.do("meetings.ask_agreement")["ids"]["agreement"]
    for one in people[1:]:
        one.do("meetings.answer_agreement", agreement=asked, reply="no_objection", words="")
    expect(phone.get_by_role("heading", name="Any objection to this agenda?")).to_be_visible()
    take(phone, "phone", PHONE)
    plain = visits(rosa, language="en", phone=True, scripts=False)
    plain.goto(f"/meetings/{meeting.id}/plain")
    take(plain, "plain", PHONE)
    people[0].do("meetings.answer_agreement", agreement=asked, reply="objection", words=WORDS)
    expect(console.get_by_text(WORDS).first).to_be_visible()
    take(console, "console", LAPTOP)


def take(page: Page, name: str, size: dict[str, int]) -> None:
    """Take what the reader sees first."""
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    page.evaluate("scrollTo(0, 0)")
    picture = FOLDER / f"{name}.png"
    page.screenshot(path=picture)
    if picture.stat().st_size > BIGGEST:
        raise SystemExit(f"{picture.name} is too big: {picture.stat().st_size} bytes")


if __name__ == "__main__":
    main()
