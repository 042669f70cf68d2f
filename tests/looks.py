"""Every page as somebody finds it: what the sweeps check and the pictures show.

A look is one line: whose page it is, how it is called, who reads it, where it is, and what they do there first. A page without a look fails
`test_every_page_has_its_looks`. What the addresses name is in `tests/town.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.town import WORDS, Town

# Whoever has a place in the town; each reads in a browser of their own.
READERS = (
    *("nobody", "guest", "member", "facilitator", "asker"),
    *("household", "waiting", "turned_away"),
    "hall",  # the facilitator, at a hall's laptop
)

# What answers GET with something else than a page.
NOT_PAGES = {
    "attachments.download",
    "groups.export_members",
    "meetings.api_waiting",
    "meetings.calendar",
    "meetings.code_image",
    "operation.health",
    "operation.ready",
    "people.about_me_file",
    "script_words.every",
    "spaces.open_data",
}


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


def send_a_list(page: Page) -> None:
    """A list in which somebody is new, somebody is known, and two lines are wrong."""
    people = "name;email;role;until\nPep Riera;;member;\nFlo Serra;flo@example.org;scribe;\nCai;cai@example.org;chief;\n=1+1;;;\n"
    page.locator("main input[type=file]").set_input_files(
        {"name": "list.csv", "mimeType": "text/csv", "buffer": people.encode()}
    )
    send(page, page.locator("main form").first.get_attribute("action") or "")


def make_a_code(page: Page) -> None:
    send(page, page.locator("form[action$=make_return_code]").get_attribute("action") or "")


def object_to_it(page: Page) -> None:
    page.locator(".ask textarea").first.evaluate("field => { field.closest('details').open = true }")
    page.locator(".ask textarea").first.fill(WORDS)


# -- the looks ------------------------------------------------------------------------------------------------------

LOOKS = [
    Look("meetings.home", "home", "nobody", "/"),
    Look("meetings.home", "home_member", "member", "/"),
    Look("spaces.every", "spaces", "nobody", "/spaces"),
    Look("spaces.every", "spaces_none", "nobody", "/spaces?kind=culture&has=lift"),
    Look("spaces.one", "space", "nobody", "/spaces/MILL"),
    Look("spaces.found", "space_new", "facilitator", "/spaces/new"),
    Look("spaces.found", "space_new_refused", "facilitator", "/spaces/new", type_nothing_but_spaces),
    Look("spaces.tend", "space_change", "facilitator", "/spaces/MILL/change"),
    Look("groups.every", "groups", "nobody", "/groups"),
    Look("groups.one", "group", "nobody", "/groups/MOB"),
    Look("groups.one", "group_asked", "asker", "/groups/MOB"),
    Look("groups.one", "group_member", "member", "/groups/MOB"),
    Look("groups.one", "group_desk", "facilitator", "/groups/MOB"),
    Look("groups.new", "group_new", "facilitator", "/groups/new"),
    Look("groups.edit", "group_edit", "facilitator", "/groups/MOB/edit"),
    Look("groups.members", "group_members", "nobody", "/groups/MOB/members"),
    Look("groups.import_members", "import", "facilitator", "/groups/MOB/members/import"),
    Look("groups.import_members", "import_preview", "facilitator", "/groups/MOB/members/import", send_a_list),
    Look("groups.policy", "policy", "nobody", "/groups/HOU/policy"),
    Look("groups.policy", "policy_desk", "facilitator", "/groups/MOB/policy"),
    Look("meetings.next_time", "next_time", "member", "/groups/MOB/next-time"),
    Look("meetings.next_time", "next_time_desk", "facilitator", "/groups/MOB/next-time"),
    Look("meetings.plan", "plan", "facilitator", "/groups/MOB/meetings/new"),
    Look("meetings.plan", "plan_refused", "facilitator", "/groups/MOB/meetings/new", type_nothing_but_spaces),
    Look("meetings.plan", "sent_too_late", "facilitator", "/groups/MOB/meetings/new", send_from_a_page_of_yesterday),
    Look("meetings.show", "draft_empty", "facilitator", "/meetings/{empty}"),
    Look("meetings.show", "draft", "facilitator", "/meetings/{draft}"),
    Look("meetings.show", "before", "nobody", "/meetings/{convened}"),
    Look("meetings.show", "before_member", "member", "/meetings/{convened}"),
    Look("meetings.show", "before_desk", "facilitator", "/meetings/{convened}"),
    Look("meetings.show", "new_date", "member", "/meetings/{later}"),
    Look("meetings.show", "without_date", "nobody", "/meetings/{without_date}"),
    Look("meetings.show", "without_date_desk", "facilitator", "/meetings/{without_date}"),
    Look("meetings.show", "cancelled", "nobody", "/meetings/{cancelled}"),
    Look("meetings.show", "not_held", "facilitator", "/meetings/{not_held}"),
    Look("meetings.show", "under_way", "nobody", "/meetings/{open}"),
    Look("meetings.show", "under_way_desk", "facilitator", "/meetings/{open}"),
    Look("meetings.show", "under_way_paused", "member", "/meetings/{paused}"),
    Look("meetings.show", "story", "nobody", "/meetings/{closed}"),
    Look("attachments.files", "files", "facilitator", "/meetings/{convened}/files"),
    Look("meetings.paper_pack", "paper", "facilitator", "/meetings/{convened}/paper"),
    Look("meetings.from_paper", "from_paper", "facilitator", "/meetings/{convened}/from-paper"),
    Look("meetings.live_page", "live_arriving", "facilitator", "/meetings/{convened}/live"),
    Look("meetings.live_page", "live_asked", "guest", "/meetings/{asked}/live"),
    Look("meetings.live_page", "live_objecting", "member", "/meetings/{asked}/live", object_to_it),
    Look("meetings.live_page", "live_asked_desk", "facilitator", "/meetings/{asked}/live"),
    Look("meetings.live_page", "live_item", "member", "/meetings/{open}/live"),
    Look("meetings.live_page", "live_item_desk", "facilitator", "/meetings/{open}/live"),
    Look("meetings.live_page", "live_paused", "member", "/meetings/{paused}/live"),
    Look("meetings.live_page", "live_household", "household", "/meetings/{door}/live"),
    Look("meetings.live_page", "live_door_desk", "facilitator", "/meetings/{door}/live"),
    Look("meetings.plain_page", "plain", "member", "/meetings/{asked}/plain"),
    Look("meetings.plain_page", "plain_desk", "facilitator", "/meetings/{asked}/plain"),
    Look("meetings.plain_page", "plain_item_desk", "facilitator", "/meetings/{open}/plain"),
    Look("meetings.follow_plainly", "plain_following", "member", "/meetings/{open}/plain/following"),
    Look("meetings.show_code", "code", "facilitator", "/meetings/{convened}/qr"),
    Look("meetings.show_hall", "hall", "hall", "/hall"),
    Look("meetings.join", "join_code", "nobody", "/join"),
    Look("meetings.join", "join_code_wrong", "nobody", "/join?code=0000-0000"),
    Look("meetings.join_by_code", "join", "nobody", "/join/{code}"),
    Look("meetings.join_by_code", "join_refused", "nobody", "/join/{code}", type_nothing_but_spaces),
    Look("meetings.phone", "phone", "household", "/meetings/{door}/phone"),
    Look("meetings.wait", "waiting", "waiting", "/meetings/{door}/wait"),
    Look("meetings.wait", "turned_away", "turned_away", "/meetings/{door}/wait"),
    Look("meetings.door", "door", "facilitator", "/meetings/{door}/door"),
    Look("meetings.door", "return_code", "facilitator", "/meetings/{door}/door", make_a_code),
    Look("meetings.letters", "letters", "nobody", "{stop}"),
    Look("people.sign_in", "sign_in", "nobody", "/sign-in"),
    Look("people.link", "confirm_link", "nobody", "/sign-in/link/{link}"),
    Look("people.link", "link_used", "nobody", "/sign-in/link/used-long-ago"),
    Look("people.sign_in", "link_sent", "nobody", "/sign-in", ask_for_a_link),
    Look("people.me", "me", "member", "/me"),
    Look("people.me", "me_refused", "member", "/me", type_nothing_but_spaces),
    Look("people.me", "me_guest", "guest", "/me"),
    Look("people.me", "not_signed_in", "nobody", "/me"),
    Look("people.address_link", "confirm_address", "member", "/me/address/{address}"),
    Look("people.about_me", "me_data", "member", "/me/data"),
    Look("people.ask_to_forget", "forget", "member", "/me/forget"),
    Look("people.ask_to_forget", "forget_alone", "facilitator", "/me/forget"),
    Look("organisations.every", "organisations", "facilitator", "/organisations"),
    Look("organisations.one", "organisation", "nobody", "/organisations/{organisation}"),
    Look("organisations.one", "organisation_desk", "facilitator", "/organisations/{organisation}?group={group}"),
    Look("invitations.mine", "invitations", "facilitator", "/invitations?group=MOB"),
    Look("invitations.letter", "invitation", "nobody", "/invitation/{invitation}"),
    Look("invitations.letter", "invitation_over", "nobody", "/invitation/withdrawn-long-ago"),
    Look("styleguide.show", "styleguide", "nobody", "/styleguide"),
    Look("", "nothing", "nobody", "/nothing-here"),
]


def see(page: Page, town: Town, look: Look) -> None:
    """Go there, do what is done first, and wait until all stands still, with everything unfolded."""
    page.goto(town.path(look.path))
    if page.locator("[data-live=chip]").count():
        expect(page.locator(".chip--live")).to_be_visible()
        expect(page.locator("[data-live=main] > *").first).to_be_visible()
    if look.first:
        look.first(page)
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
