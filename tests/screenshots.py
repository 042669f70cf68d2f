"""Pictures of every page and every face of the live page: `python -m tests.screenshots FOLDER [LANGUAGE …]`.

Every look (`tests/looks.py`) is taken in each language, in light and in dark, on three sizes of screen: below `FOLDER/looks/`. What is
cut off, too wide, not translated or, by axe, not accessible on one of them, in any theme, is told at the end and in `FOLDER/found.txt`.
Then the demonstration's next meeting is held in front of the camera; each moment is taken on a phone and on a laptop.
"""

from __future__ import annotations

import re
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, Page, expect

from deliberate.demo import load, network
from deliberate.kernel import clock, days
from deliberate.kernel.db import reading_session
from deliberate.kernel.language import LANGUAGES
from deliberate.meetings.jobs import stop_path
from deliberate.people.tokens import hash_of, new_token
from tests.browser.launch import chromium_browser
from tests.browser.live import chip, go_in, press, unfold
from tests.browser.sweeping import SMALL, axe, contrasts, in_theme, looks_of, our_eye, told, wide, with_big_letters
from tests.browser.visits import LAPTOP, PHONE, Visits
from tests.cast import Meeting, Person, World, convened_meeting
from tests.every.scenes import group_number, group_room, rules_agreed
from tests.installation import SECRET, Installation, Server, eventually
from tests.town import in_a_hall, town_of
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
        token = new_token()
        self.world.program(
            f"person/{number}", "people.sign_in_by_password", token_hash=hash_of(token), device="Firefox/140 Linux"
        )
        return Person(self.world, token)

    def plan(self, facilitator: Person, starts_at: str) -> Meeting:
        """Another meeting of the group, to which people are called."""
        return convened_meeting(
            self.world, host=facilitator, group=self.host, starts_at=starts_at, title="The old mill"
        )

    def link(self, email: str) -> str:
        """Where the link of a letter leads."""
        return self.installation.command("user", "link", email).stdout.strip()

    @property
    def host_number(self) -> int:
        """The number of the group that meets."""
        return group_number(self.world, self.host)

    def organisation(self, name: str, *, level: int, parent: int | str = "") -> int:
        """An organisation that the network knows."""
        told = {"name": name, "kind": "association", "level": level, "parent": parent}
        address = {"web_address": "https://example.org/neighbours"}
        return self.world.program("network/1", "organisations.enter_organisation", **told, **address)["organisation"]

    def invite(self, email: str) -> str:
        """The token in the letter of an invitation."""
        to = {"email": email, "group": self.host_number, "role": "member", "language": "en"}
        self.world.program("network/1", "invitations.invite", **to)
        folder = self.installation.folder / "mail"
        eventually(lambda: any(email in path.read_text() for path in folder.glob("*.eml")))
        text = next(text for path in folder.glob("*.eml") if email in (text := path.read_text()))
        return re.search(r"/invitation/([\w-]+)", text.replace("=\n", ""))[1]

    @property
    def past_meeting(self) -> int:
        """One that was held."""
        from sqlalchemy import select

        from deliberate.meetings.models import Meeting as Row

        with self.world.app.app_context(), reading_session() as session:
            return session.scalars(select(Row.id).where(Row.state == "closed")).first() or 0


def main(folder: Path, languages: list[str]) -> None:
    with tempfile.TemporaryDirectory() as place, chromium_browser() as browser:
        installation = Installation(Path(place), settings={"DELIBERATE_DEMO": "1"})
        found = take_looks(folder / "looks", installation, browser, languages)
    (folder / "found.txt").write_text("\n".join(found), encoding="utf-8")
    take_a_meeting(Camera(folder))
    if found:
        sys.exit("\n".join(found))


def take_a_meeting(camera: Camera) -> None:
    """What the looks do not show: the demonstration's next meeting from its call to its story."""
    with (
        tempfile.TemporaryDirectory() as place,
        chromium_browser() as browser,
    ):
        demo = Demo(Path(place))
        with demo.installation.serving() as server:
            visits = Visits(browser, server.url)
            facilitator, member = demo.person("facilitator"), demo.person("member")
            take_pages(camera, visits, demo, facilitator, member)
            take_calling(camera, visits, demo, facilitator, member)
            take_groups(camera, visits, demo, facilitator)
            take_people(camera, visits, demo, member)
            stand_at_the_door(camera, visits, demo, facilitator)
            hold_meeting(camera, visits, demo, server, facilitator)
            visits.close()


def take_looks(folder: Path, installation: Installation, browser: Browser, languages: list[str]) -> list[str]:
    """Every page in each of its states, as people of our tests find it; what is wrong with one is told."""
    folder.mkdir(parents=True, exist_ok=True)
    installation.migrate()
    world = World(installation)
    world.fill()
    town = town_of(world)
    found: list[str] = []
    with (
        tempfile.TemporaryDirectory() as place,
        installation.serving() as server,
        in_a_hall(installation, Path(place)).serving() as hall,
    ):
        for language in languages:
            for look, page in looks_of(Visits(browser, server.url), town, language, hall=hall.url):
                name = f"{look.name}-{language}"
                found += told(look, troubles(page, language), language)
                for width in WIDTHS:
                    page.set_viewport_size({"width": width, "height": 900})
                    found += told(look, our_eye(page, language), f"{language}, {width} pixels")
                    page.evaluate("scrollTo(0, 0)")
                    for theme in ("light", "dark"):
                        page.emulate_media(color_scheme=theme)
                        page.screenshot(path=folder / f"{name}-{width}-{theme}.png", full_page=True)
                page.emulate_media(color_scheme="light")
                page.set_viewport_size(SMALL)
    return found


def troubles(page: Page, language: str) -> list[str]:
    """What axe finds: on the smallest phone, in every theme, and with letters of twice the size."""
    found = axe(page)
    for theme in ("dark", "contrast"):
        found += [f"{theme}: {trouble}" for trouble in in_theme(page, theme, check=contrasts)]
    page.emulate_media(forced_colors="active")
    found += [f"forced colours: {trouble}" for trouble in our_eye(page, language)]
    page.emulate_media(forced_colors="none")
    found += [f"200 %: {trouble}" for trouble in with_big_letters(page, lambda page: wide(page) + axe(page))]
    return found


def take_pages(camera: Camera, visits: Visits, demo: Demo, facilitator: Person, member: Person) -> None:
    """Every ordinary page."""
    stranger, signed_in, desk = visits(language="en"), visits(member, language="en"), visits(facilitator, language="en")
    about = f"/meetings/{demo.meeting.id}"

    camera.visit(stranger, "/", "home")
    camera.visit(stranger, "/spaces", "spaces")
    camera.visit(stranger, "/spaces?kind=knowledge&has=step_free", "spaces_found")
    camera.visit(stranger, "/spaces/HAIZE", "space")
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
    camera.visit(desk, f"{about}/paper", "paper")
    camera.visit(desk, f"{about}/from-paper", "from_paper")
    camera.visit(desk, f"{about}/files", "files_desk")
    camera.visit(signed_in, f"/groups/{demo.host}/next-time", "next_time")
    camera.visit(desk, f"/groups/{demo.host}/next-time", "next_time_desk")
    tender = visits(demo.person("facilitator", group="ASM"), language="en")
    camera.visit(tender, "/spaces/new", "space_new")
    camera.visit(tender, "/spaces/GAR/change", "space_change")


def take_calling(camera: Camera, visits: Visits, demo: Demo, facilitator: Person, member: Person) -> None:
    """A meeting that people answer to, that is postponed and then cancelled; and a draft that is let go of."""
    signed_in, desk, stranger = visits(member, language="en"), visits(facilitator, language="en"), visits(language="en")
    called = demo.plan(facilitator, "2090-03-05T18:00")
    about = f"/meetings/{called.id}"
    for person, answer, words in ((facilitator, "in_the_room", ""), (member, "cannot_come", "I am on a night shift")):
        assert person.act(called.room, "meetings.say_whether", answer=answer, words=words).ok
    camera.visit(signed_in, about, "calling_1_member")
    desk.goto(about)
    for words in ("See the names", "Postpone it", "Cancel it"):
        unfold(desk, words)
    camera.take(desk, "calling_2_desk")
    camera.visit(stranger, about, "calling_3_public")
    later = {"reason": "The mill is being repaired", "starts_at": "2090-03-12T18:00"}
    assert facilitator.act(called.room, "meetings.postpone", **later).ok
    camera.visit(stranger, about, "calling_4_new_date")
    assert facilitator.act(called.room, "meetings.postpone", reason="The mill is still closed", starts_at="").ok
    camera.visit(desk, about, "calling_5_without_date")
    assert facilitator.act(called.room, "meetings.cancel", reason="There is no other place").ok
    camera.visit(stranger, about, "calling_6_cancelled")
    camera.visit(desk, f"/groups/{demo.host}", "calling_7_list")
    camera.visit(stranger, stop_path(SECRET, called.id, member.id), "calling_8_letters")


def take_groups(camera: Camera, visits: Visits, demo: Demo, facilitator: Person) -> None:
    """A group that is lived in: somebody asks to join, a role has a last day, an assignment is running, rules were agreed."""
    live_in_group(demo, facilitator)
    stranger, desk = visits(language="en"), visits(facilitator, language="en")
    asker = visits(demo.person("member", group="CUL"), language="en")
    tending = visits(demo.person("facilitator", group="ASM"), language="en")
    here = f"/groups/{demo.host}"

    camera.visit(stranger, here, "group_lived_in")
    camera.visit(stranger, f"{here}/policy", "group_policy")
    camera.visit(stranger, f"{here}/members", "group_members")
    camera.visit(asker, here, "group_asking")
    asker.get_by_label("Why you would like to join").fill("I push a pram through these streets every day.")
    press(asker, "Ask to join")
    camera.take(asker, "group_asked")
    desk.goto(here)
    expect(desk.get_by_text("Who asks to join")).to_be_visible()
    camera.take(desk, "group_desk_lived_in")
    desk.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    camera.take(desk, "group_desk_unfolded")
    desk.goto(f"{here}/policy")
    unfold(desk, "Change the rules")
    camera.take(desk, "group_policy_change")
    desk.goto(f"{here}/members/import")
    camera.take(desk, "group_import")
    list_of_people = b"name;email;role;until\nPep Riera;;member;\nFlo Serra;flo@example.org;scribe;\n=1+1;;;\n"
    desk.locator("input[type=file]").set_input_files(
        {"name": "list.csv", "mimeType": "text/csv", "buffer": list_of_people}
    )
    press(desk, "See what would happen")
    camera.take(desk, "group_import_preview")
    camera.visit(tending, "/groups", "groups_tending")
    camera.visit(tending, "/groups/new", "group_new")
    camera.visit(tending, "/groups/PRO/edit", "group_edit")


def live_in_group(demo: Demo, facilitator: Person) -> None:
    """What happens in a group between its meetings."""
    room, number = group_room(demo.world, demo.host), group_number(demo.world, demo.host)
    member = membership_of_role(demo, "member")
    in_march = {"membership": member, "role": "scribe", "last_day": (days.today() + timedelta(days=120)).isoformat()}
    assert facilitator.act(room, "groups.change_role", **in_march).ok
    agreed = rules_agreed(
        version=1, quorum="share", quorum_number=40, silence_days=14, words="By consent, in the spring session"
    )
    assert facilitator.act(room, "groups.change_policy", **agreed).ok
    sent = {"membership": member, "group": group_number(demo.world, "ASM"), "last_day": ""}
    assert facilitator.act(room, "groups.send_representative", **sent).ok
    given = {
        "group": number,
        "purpose": "Find out which three streets are the most dangerous on the way to school, and what would make each safe.",
        "proposal": "Walk each street once with parents and once with people in wheelchairs.",
        "reporting": "A page for every plenary.",
        "starts_on": days.today().isoformat(),
        "ends_on": (days.today() + timedelta(days=12)).isoformat(),
    }
    assembly = demo.person("facilitator", group="ASM")
    assert assembly.act(group_room(demo.world, "ASM"), "groups.give_mandate", **given).ok
    demo.world.program(
        room, "groups.ask_to_join", person=demo.person("member", group="HOU").id, words="I ride the night bus."
    )


def membership_of_role(demo: Demo, role: str) -> int:
    """The membership of somebody with this role in the group that meets."""
    from sqlalchemy import select

    from deliberate.groups.models import Membership

    number = group_number(demo.world, demo.host)
    with demo.world.app.app_context(), reading_session() as session:
        chosen = select(Membership.id).where(Membership.group_id == number, Membership.role == role)
        return session.scalars(chosen.order_by(Membership.id)).first() or 0


def take_people(camera: Camera, visits: Visits, demo: Demo, member: Person) -> None:
    """What people say about themselves, their organisations, and whom they invite."""
    federation = demo.organisation("Neighbours together", level=2)
    street = demo.organisation("Neighbours of the upper street", level=1, parent=federation)
    tender = demo.person("facilitator", group="ASM")
    desk, signed_in = visits(tender, language="en"), visits(member, language="en")
    guest_page = visits(demo.meeting.guest("Rosa Ferrer"), language="en")
    demo.world.program(f"person/{member.id}", "organisations.state_affiliation", organisation=street)
    naming = {"organisation": street, "group": demo.host_number, "person": member.id}
    demo.world.program("network/1", "organisations.name_representative", **naming, last_day="", zone="Europe/Madrid")

    camera.visit(signed_in, "/me", "me_organisation")
    camera.visit(signed_in, "/me/data", "me_data")
    camera.visit(signed_in, "/me/forget", "me_forget")
    camera.visit(guest_page, "/me", "me_guest")
    camera.visit(desk, "/me/forget", "me_forget_alone")
    camera.visit(desk, "/organisations", "organisations")
    unfold(desk, "Add an organisation")
    camera.take(desk, "organisations_add")
    camera.visit(desk, f"/organisations/{federation}", "federation")
    camera.visit(desk, f"/organisations/{street}?group={demo.host_number}", "organisation_desk")
    camera.visit(visits(language="en"), f"/organisations/{street}", "organisation")
    camera.visit(signed_in, f"/groups/{demo.host}", "group_member")

    camera.visit(desk, f"/invitations?group={demo.host}", "invitations")
    desk.get_by_label("Their e-mail address").fill("pau@example.org")
    press(desk, "Send the invitation")
    camera.take(desk, "invitations_sent")
    token = demo.invite("mar@example.org")
    camera.visit(visits(language="en"), f"/invitation/{token}", "invitation_newcomer")
    camera.visit(signed_in, f"/invitation/{token}", "invitation_member")


def stand_at_the_door(camera: Camera, visits: Visits, demo: Demo, facilitator: Person) -> None:
    """Coming in, several people on one phone, waiting to be let in, coming back on another phone."""
    meeting, phone = demo.meeting, visits(language="en")
    about = f"/meetings/{meeting.id}"
    phone.goto(f"/join/{meeting.code}")
    phone.get_by_label("Your name").fill("Maria Font")
    camera.take(phone, "door_1_join")
    press(phone, "Join")
    phone.goto(f"{about}/phone")
    unfold(phone, "Add another person on this phone")
    phone.get_by_label("Their name").fill("Pere Font")
    camera.take(phone, "door_2_add_person")
    press(phone, "Add this person")
    expect(phone.get_by_text("You are: Pere Font")).to_be_visible()
    camera.take(phone, "door_3_live_on_a_shared_phone")
    camera.visit(phone, f"{about}/phone", "door_4_two_people")

    console = go_in(visits(facilitator, language="en"), meeting)
    unfold(console, "How people come in")
    press(console, "Let people in one by one")
    waiting = [visits(language="en") for _ in range(2)]
    for one, name in zip(waiting, ("Olga Sant", "Quim Ros"), strict=True):
        one.goto(f"/join/{meeting.code}")
        one.get_by_label("Your name").fill(name)
        press(one, "Join")
    expect(waiting[0].get_by_role("heading", name="You will be let in")).to_be_visible()
    camera.take(waiting[0], "door_5_waiting")
    expect(console.get_by_text("2 people wait")).to_be_visible()
    camera.take(console, "door_6_console_waiting")
    console.locator("summary", has_text="Do not let in").last.click()
    console.get_by_label("A word to them").last.fill("Today only the neighbours of the square meet.")
    console.get_by_role("button", name="Do not let in").last.click()
    expect(waiting[1].get_by_text("You were not let in this time")).to_be_visible(timeout=20_000)
    camera.take(waiting[1], "door_7_turned_away")
    camera.visit(visits(facilitator, language="en"), f"{about}/door", "door_8_desk_without_scripts")
    press(console, "Let in")
    expect(waiting[0].get_by_text("Where are you?")).to_be_visible(timeout=20_000)

    console.locator(".seat", has_text="Maria Font").locator("summary", has_text="Change").click()
    console.locator(".seat", has_text="Maria Font").locator("summary", has_text="Came back").click()
    console.locator(".seat", has_text="Maria Font").get_by_role("button", name="Make a code").click()
    code = console.locator(".seat .code")
    expect(code).to_be_visible()
    camera.take(console, "door_9_console_code")
    back = visits(language="en")
    back.goto("/join")
    back.get_by_label("Code of the meeting").fill(code.inner_text())
    press(back, "Go in")
    camera.take(back, "door_10_coming_back")
    press(back, "Yes, go in as Maria Font")
    expect(chip(back)).to_have_text("live")
    expect(code).to_have_count(0)
    press(console, "Open the door")


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
    expect(phone.get_by_text("The meeting has begun")).to_be_visible()
    face("3_opened")

    asked = desk.do("meetings.ask_agreement")["ids"]["agreement"]
    expect(phone.get_by_role("heading", name="Any objection to this agenda?")).to_be_visible()
    face("4_asked")
    for who, person in (("participant", rosa), ("console", facilitator)):
        camera.visit(visits(person, scripts=False, language="en"), f"/meetings/{meeting.id}/plain", f"plain_{who}")
    camera.visit(
        visits(rosa, scripts=False, language="en"), f"/meetings/{meeting.id}/plain/following", "plain_following"
    )
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
    rosa_until = (clock.now() + timedelta(minutes=5)).astimezone(ZoneInfo("Europe/Madrid")).strftime("%H:%M")
    unfold(phone, "Do you have to leave early?")
    phone.get_by_label("I can stay until").fill(rosa_until)
    press(phone, "Save")
    expect(console.get_by_text("has to leave at")).to_be_visible()
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
    expect(phone.get_by_role("heading", name="Coffee")).to_be_visible()
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
    seat = max(number for number, one in desk.of("seat").items() if one["name"] == "Rosa Ferrer")
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
