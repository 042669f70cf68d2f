"""Pictures of every page and every face of the live page: `python -m tests.screenshots FOLDER [LANGUAGE …]`.

Every look (`tests/looks.py`) is taken in each language, in light and in dark, on three sizes of screen: below `FOLDER/looks/`. Then
the demonstration's next meeting is held in front of the camera; each moment is taken on a phone and on a laptop.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from deliberate.demo import load, network
from deliberate.kernel.db import reading_session
from deliberate.kernel.language import LANGUAGES
from deliberate.people.tokens import hash_of
from tests.browser.launch import chromium_browser
from tests.browser.live import chip, go_in, press, unfold
from tests.browser.sweeping import looks_of
from tests.browser.visits import LAPTOP, PHONE, Visits
from tests.cast import Meeting, Person, World
from tests.installation import Installation, Server
from tests.looks import town_of
from tests.wire_client import Client, guest

WIDTHS = (320, 768, 1280)

WORDS = "The parking comes before the night bus: without it nobody can say anything about the stations."


class Camera:
    """Takes a page as it is now, in four pictures."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, page: Page, name: str) -> None:
        for device, size in (("phone", PHONE), ("laptop", LAPTOP)):
            page.set_viewport_size(size)
            for theme in ("light", "dark"):
                page.emulate_media(color_scheme=theme)
                page.screenshot(path=self._folder / f"{name}-{device}-{theme}.png", full_page=True)

    def visit(self, page: Page, path: str, name: str) -> None:
        page.goto(path)
        self.take(page, name)


class Demo:
    """The demonstration network, with its people at hand."""

    def __init__(self, folder: Path) -> None:
        self.installation = Installation(folder, settings={"DELIBERATE_DEMO": "1"})
        self.installation.migrate()
        self.installation.command("demo")
        self.world = World(self.installation)
        with self.world.app.app_context(), reading_session() as session:
            found = load.next_meeting(session)
            self.meeting = Meeting(self.world, found.id, [item.id for item in found.items])
            self.host = found.host.code
            self.title = found.title

    def person(self, role: str, *, group: str = "") -> Person:
        """Somebody who has this role in the group that meets, signed in."""
        membership = (group or self.host, role)
        handle = next(one.handle for one in network.PEOPLE if membership in one.memberships)
        with self.world.app.app_context(), reading_session() as session:
            number = load.account_of(session, handle).person_id
        token = f"screenshots-{handle}-{'x' * 32}"
        self.world.program(
            f"person/{number}", "people.sign_in_by_password", token_hash=hash_of(token), device="Firefox/140 Linux"
        )
        return Person(self.world, token)

    def link(self, email: str) -> str:
        """Where the link of a letter leads."""
        return self.installation.command("user", "link", email).stdout.strip()

    @property
    def past_meeting(self) -> int:
        """One that was held."""
        from sqlalchemy import select

        from deliberate.meetings.models import Meeting as Row

        with self.world.app.app_context(), reading_session() as session:
            return session.scalars(select(Row.id).where(Row.state == "closed")).first() or 0


def main(folder: Path, languages: list[str]) -> None:
    camera = Camera(folder)
    with tempfile.TemporaryDirectory() as place, chromium_browser() as browser:
        take_looks(folder / "looks", Installation(Path(place), settings={"DELIBERATE_DEMO": "1"}), browser, languages)
    with (
        tempfile.TemporaryDirectory() as place,
        chromium_browser() as browser,
    ):
        demo = Demo(Path(place))
        with demo.installation.serving() as server:
            visits = Visits(browser, server.url)
            facilitator, member = demo.person("facilitator"), demo.person("member")
            take_pages(camera, visits, demo, facilitator, member)
            hold_meeting(camera, visits, demo, server, facilitator)
            visits.close()


def take_looks(folder: Path, installation: Installation, browser: Browser, languages: list[str]) -> None:
    """Every page in each of its states, as people of our tests find it."""
    folder.mkdir(parents=True, exist_ok=True)
    installation.migrate()
    world = World(installation)
    world.fill()
    town = town_of(world)
    with installation.serving() as server:
        for language in languages:
            for look, page in looks_of(Visits(browser, server.url), town, language):
                for width in WIDTHS:
                    page.set_viewport_size({"width": width, "height": 900})
                    for theme in ("light", "dark"):
                        page.emulate_media(color_scheme=theme)
                        page.screenshot(path=folder / f"{look.name}-{language}-{width}-{theme}.png", full_page=True)


def take_pages(camera: Camera, visits: Visits, demo: Demo, facilitator: Person, member: Person) -> None:
    """Every ordinary page."""
    stranger, signed_in, desk = visits(language="en"), visits(member, language="en"), visits(facilitator, language="en")
    about = f"/meetings/{demo.meeting.id}"

    camera.visit(stranger, "/", "home")
    camera.visit(stranger, "/groups", "groups")
    camera.visit(stranger, f"/groups/{demo.host}", "group")
    camera.visit(stranger, about, "before")
    camera.visit(stranger, f"/meetings/{demo.past_meeting}", "story")
    camera.visit(stranger, "/join", "join_code")
    camera.visit(stranger, "/join?code=0000-0000", "join_code_wrong")
    camera.visit(stranger, f"/join/{demo.meeting.code}", "join")
    camera.visit(stranger, "/nothing-here", "nothing")
    camera.visit(stranger, "/sign-in", "sign_in")
    stranger.get_by_label("Your e-mail address").first.fill("rosa@example.org")
    press(stranger, "Send me the link")
    camera.take(stranger, "link_sent")
    email = load.email_of(next(one.handle for one in network.PEOPLE if (demo.host, "member") in one.memberships))
    camera.visit(stranger, demo.link(email), "confirm_link")

    camera.visit(signed_in, "/", "home_member")
    camera.visit(signed_in, "/me", "me")
    camera.visit(signed_in, about, "before_member")
    camera.visit(desk, about, "before_desk")
    camera.visit(desk, f"/groups/{demo.host}", "group_desk")
    camera.visit(desk, f"/groups/{demo.host}/meetings/new", "plan")
    camera.visit(desk, f"{about}/qr", "code")


def hold_meeting(camera: Camera, visits: Visits, demo: Demo, server: Server, facilitator: Person) -> None:
    """Every face of the live page, in the order of a meeting."""
    meeting = demo.meeting
    console = go_in(visits(facilitator, language="en"), meeting)
    desk = Client(server.url, meeting.room, token=facilitator.token).connect()
    guests = [guest(server.url, meeting.code, name) for name in ("Aitor Lasa", "Berta Puig", "Clara Ruiz", "Dídac Mas")]
    rosa = demo.meeting.guest("Rosa Ferrer")
    phone = go_in(visits(rosa, language="en"), meeting)

    both = {"console": console, "participant": phone}

    def face(name: str) -> None:
        for who, page in both.items():
            camera.take(page, f"live_{name}_{who}")

    expect(console.get_by_text("Join code")).to_be_visible()
    face("1_not_arrived")
    for one in guests:
        one.do("meetings.arrive", mode="in_the_room")
    desk.do("meetings.arrive", mode="in_the_room")
    desk.do("meetings.give_role", seat=desk.me["seat"] or desk.catch_up()["me"]["seat"], role="facilitator")
    press(phone, "I am in the room")
    expect(phone.get_by_text("Nothing is asked of you now.")).to_be_visible()
    face("2_waiting")

    desk.do("meetings.open")
    expect(phone.get_by_text("The meeting is about to begin")).to_be_visible()
    face("3_opened")

    asked = desk.do("meetings.ask_agreement")["ids"]["agreement"]
    expect(phone.get_by_text("Any objection to this agenda?")).to_be_visible()
    face("4_asked")
    unfold(phone, "Wait, I see a problem")
    phone.get_by_label("What is the problem with this agenda?").fill(WORDS)
    face("5_objecting")
    press(phone, "Send my objection")
    expect(console.get_by_role("button", name="Ask again")).to_be_visible()
    face("6_objected")

    press(console, "Ask again")
    for one in guests:
        one.do("meetings.answer_agreement", agreement=asked + 1, reply="no_objection", words="")
    press(phone, "No objection, go ahead")
    expect(phone.get_by_text("You have no objection.")).to_be_visible()
    face("7_answered")
    press(console, "The agenda is agreed")
    expect(console.get_by_role("button", name="Undo")).to_be_visible()
    face("8_agreed")

    desk.do("meetings.start_item", item=meeting.items[0], after="")
    desk.do("meetings.start_item", item=meeting.items[1], after=meeting.items[0])
    expect(phone.locator(".clock__time")).to_be_visible()
    face("9_item")
    camera.visit(visits(language="en"), f"/meetings/{meeting.id}", "under_way")
    camera.visit(visits(language="en"), "/", "home_under_way")
    unfold(console, "Pause, close or leave the meeting")
    unfold(console, "Add a point")
    unfold(console, "Add a person without a device")
    console.locator(".console__people summary", has_text="Change").first.click()
    console.locator(".console__agenda summary", has_text="Change").first.click()
    camera.take(console, "live_10_unfolded_console")

    desk.do("meetings.pause", reason="Coffee")
    expect(phone.get_by_text("Coffee")).to_be_visible()
    face("11_paused")
    camera.visit(visits(language="en"), f"/meetings/{meeting.id}", "under_way_paused")

    server.kill()
    expect(chip(phone)).to_contain_text("offline since")
    press(phone, "Leave the meeting")
    press(console, "Go on with the meeting")
    expect(phone.get_by_text("Continue without live updates").first).to_be_visible()
    phone.wait_for_timeout(6000)
    face("12_offline")
    server.start()
    expect(chip(phone)).to_have_text("live")
    expect(chip(console)).to_have_text("live")

    desk = Client(server.url, meeting.room, token=facilitator.token).connect()
    seat = next(number for number, one in desk.of("seat").items() if one["name"] == "Aitor Lasa")
    desk.do("meetings.withdraw_access", seat=seat)
    aitor = visits(language="en")
    aitor.context.add_cookies([{"name": "deliberate", "value": guests[0].token, "url": server.url}])
    camera.visit(aitor, f"/meetings/{meeting.id}/live", "live_13_not_let_in")
    seat = next(number for number, one in desk.of("seat").items() if one["name"] == "Rosa Ferrer")
    desk.do("meetings.resume")
    desk.do("meetings.close")
    expect(phone.get_by_text("Read what happened")).to_be_visible()
    face("14_closed")
    desk.do("meetings.withdraw_access", seat=seat)
    expect(phone.get_by_role("alert")).to_be_visible()
    camera.take(phone, "live_15_gone_participant")
    camera.visit(visits(language="en"), f"/meetings/{meeting.id}", "story_today")
    without = visits(facilitator, scripts=False, language="en")
    camera.visit(without, f"/meetings/{meeting.id}", "without_scripts")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:] or list(LANGUAGES))
