"""Every page as somebody finds it: what the sweeps check and the pictures show.

A look is one line: whose page it is, how it is called, who reads it, where it is, and what they do there first. A page without a look fails
`test_every_page_has_its_looks`. In an address, `{open}` is the number of the town's open meeting, `{code}` its code; see `Town`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from deliberate.people.tokens import hash_of
from tests.cast import Meeting, Person, World, convened_meeting, draft_meeting, open_meeting

# Whoever has a place in the town; each reads in a browser of their own.
READERS = ("nobody", "guest", "member", "facilitator")

# What answers GET with something else than a page.
NOT_PAGES = {"meetings.code_image", "operation.health", "operation.ready"}

# Long enough to be cut off where there is no room.
TITLES = ("Hello", "Parking before the night bus, and what the neighbourhood can say about the stations", "Bye")
WORDS = "The parking comes before the night bus: without it nobody can say anything about the stations."


@dataclass(frozen=True)
class Look:
    """A page in one of its states."""

    endpoint: str
    name: str
    reader: str
    path: str
    first: Callable[[Page], None] | None = None
    """What the reader does before we look."""


# -- what readers do ------------------------------------------------------------------------------------------------


def ask_for_a_link(page: Page) -> None:
    page.locator("#link-email").fill("rosa@example.org")
    send(page, "/sign-in")


def type_nothing_but_spaces(page: Page) -> None:
    for field in page.locator("main input[required]").all():
        field.fill("  ", force=True)
    send(page, page.locator("main form").first.get_attribute("action") or "")


def send_from_a_page_of_yesterday(page: Page) -> None:
    """The browser was restarted meanwhile: the page is still there, and its session is not."""
    page.locator("#plan_meeting-title").fill(WORDS)
    page.context.clear_cookies(name="page")
    send(page, page.locator("main form").first.get_attribute("action") or "")


def send(page: Page, action: str) -> None:
    """The browser's own checks are passed over: the server's answer is looked for."""
    with page.expect_navigation():
        page.eval_on_selector(
            f"main form[action='{action}']", "form => { form.noValidate = true; form.requestSubmit() }"
        )


def object_to_it(page: Page) -> None:
    page.locator(".ask textarea").first.evaluate("field => { field.closest('details').open = true }")
    page.locator(".ask textarea").first.fill(WORDS)


# -- the looks ------------------------------------------------------------------------------------------------------

LOOKS = [
    Look("meetings.home", "home", "nobody", "/"),
    Look("meetings.home", "home_member", "member", "/"),
    Look("groups.every", "groups", "nobody", "/groups"),
    Look("groups.one", "group", "nobody", "/groups/MOB"),
    Look("groups.one", "group_desk", "facilitator", "/groups/MOB"),
    Look("meetings.plan", "plan", "facilitator", "/groups/MOB/meetings/new"),
    Look("meetings.plan", "plan_refused", "facilitator", "/groups/MOB/meetings/new", type_nothing_but_spaces),
    Look("meetings.plan", "sent_too_late", "facilitator", "/groups/MOB/meetings/new", send_from_a_page_of_yesterday),
    Look("meetings.show", "draft_empty", "facilitator", "/meetings/{empty}"),
    Look("meetings.show", "draft", "facilitator", "/meetings/{draft}"),
    Look("meetings.show", "before", "nobody", "/meetings/{convened}"),
    Look("meetings.show", "before_desk", "facilitator", "/meetings/{convened}"),
    Look("meetings.show", "under_way", "nobody", "/meetings/{open}"),
    Look("meetings.show", "under_way_paused", "member", "/meetings/{paused}"),
    Look("meetings.show", "story", "nobody", "/meetings/{closed}"),
    Look("meetings.live_page", "live_arriving", "facilitator", "/meetings/{convened}/live"),
    Look("meetings.live_page", "live_asked", "guest", "/meetings/{asked}/live"),
    Look("meetings.live_page", "live_objecting", "member", "/meetings/{asked}/live", object_to_it),
    Look("meetings.live_page", "live_asked_desk", "facilitator", "/meetings/{asked}/live"),
    Look("meetings.live_page", "live_item", "member", "/meetings/{open}/live"),
    Look("meetings.live_page", "live_item_desk", "facilitator", "/meetings/{open}/live"),
    Look("meetings.live_page", "live_paused", "member", "/meetings/{paused}/live"),
    Look("meetings.live_page", "live_paused_desk", "facilitator", "/meetings/{paused}/live"),
    Look("meetings.show_code", "code", "facilitator", "/meetings/{convened}/qr"),
    Look("meetings.join", "join_code", "nobody", "/join"),
    Look("meetings.join", "join_code_wrong", "nobody", "/join?code=0000-0000"),
    Look("meetings.join_by_code", "join", "nobody", "/join/{code}"),
    Look("meetings.join_by_code", "join_refused", "nobody", "/join/{code}", type_nothing_but_spaces),
    Look("people.sign_in", "sign_in", "nobody", "/sign-in"),
    Look("people.sign_in", "link_sent", "nobody", "/sign-in", ask_for_a_link),
    Look("people.link", "confirm_link", "nobody", "/sign-in/link/{link}"),
    Look("people.link", "link_used", "nobody", "/sign-in/link/used-long-ago"),
    Look("people.me", "me", "member", "/me"),
    Look("people.me", "me_refused", "member", "/me", type_nothing_but_spaces),
    Look("people.me", "not_signed_in", "nobody", "/me"),
    Look("styleguide.show", "styleguide", "nobody", "/styleguide"),
    Look("", "nothing", "nobody", "/nothing-here"),
]


@dataclass(frozen=True)
class Town:
    """A meeting of each state, and who reads about them."""

    meetings: dict[str, Meeting]
    readers: dict[str, Person | None]
    link: str

    def path(self, look: Look) -> str:
        """Where a look is."""
        numbers = {state: meeting.id for state, meeting in self.meetings.items()}
        return look.path.format(**numbers, code=self.meetings["convened"].code, link=self.link)


def town_of(world: World) -> Town:
    """Needs an installation that runs as the demonstration, so that /styleguide is open."""
    ana, cai = world.person("ana"), world.person("cai")
    opened, paused, asked, closed = (open_meeting(world, titles=TITLES) for _ in range(4))
    for meeting in (opened, paused, closed):
        do(ana, meeting, "start_item", item=meeting.items[0], after="")
        do(ana, meeting, "start_item", item=meeting.items[1], after=meeting.items[0])
    do(ana, paused, "pause", reason="Coffee")
    question = do(ana, asked, "ask_agreement")["agreement"]
    do(world.person("bo"), asked, "answer_agreement", agreement=question, reply="objection", words=WORDS)
    question = do(ana, closed, "ask_agreement")["agreement"]
    do(cai, closed, "answer_agreement", agreement=question, reply="objection", words=WORDS)
    do(ana, closed, "close")
    guest = asked.guest("Rosa")
    do(guest, asked, "arrive", mode="remote")
    link = "a-link-in-a-letter" + "x" * 32
    world.program(f"person/{cai.id}", "people.make_link", token_hash=hash_of(link))
    meetings = {
        "empty": draft_meeting(world, titles=()),
        "draft": draft_meeting(world, titles=TITLES),
        "convened": convened_meeting(world, titles=TITLES),
        "open": opened,
        "paused": paused,
        "asked": asked,
        "closed": closed,
    }
    return Town(meetings, {"nobody": None, "guest": guest, "member": cai, "facilitator": ana}, link)


def do(person: Person, meeting: Meeting, act: str, **inputs: object) -> dict[str, int]:
    done = person.act(meeting.room, f"meetings.{act}", **inputs)
    assert done.ok, (act, done)
    return done.ids


def see(page: Page, town: Town, look: Look) -> None:
    """Go there, do what is done first, and wait until all stands still, with everything unfolded."""
    page.goto(town.path(look))
    if page.locator("[data-live=chip]").count():
        expect(page.locator(".chip--live")).to_be_visible()
        expect(page.locator("[data-live=main] > *").first).to_be_visible()
    if look.first:
        look.first(page)
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
