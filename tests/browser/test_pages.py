"""Every page, in every language, on the narrowest phones; and nothing that the policy forbids."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from deliberate.kernel.language import LANGUAGES
from tests.browser.live import press
from tests.browser.visits import REFUSED_PAGE, Visits, policy_reports
from tests.cast import Meeting, Person, World, convened_meeting, draft_meeting, open_meeting
from tests.every.scenes import (
    TO_PAU,
    asked_to_join,
    group_number,
    mandate_of_housing,
    tended_by_ana,
    the_mill_names_cai_to_mobility,
)
from tests.installation import eventually
from tests.spaces.places import new_hall

NARROW = (320, 360)
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth
  const wide = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > width + 1)
  return document.documentElement.scrollWidth > width ? wide.slice(0, 5).map((one) => one.outerHTML.slice(0, 120)) : []
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_is_wider_than_a_small_phone(page_for, world, ana, language):
    """T-75, T-78: in each language, at 320 and 360 pixels, with strict policy and no report."""
    page_for.excuse(*REFUSED_PAGE)
    meetings = make_meetings(world, ana)
    stranger, facilitator = (page_for(person, phone=True, language=language) for person in (None, ana))

    for path in paths_for_everyone(meetings):
        stranger.goto(path)
        fits(stranger)
    for path in paths_for_facilitators(meetings):
        facilitator.goto(path)
        fits(facilitator)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_live_page_is_not_wider_than_a_small_phone(page_for, under_way, ana, cai, language):
    """T-75, T-78: both faces of it, with everything unfolded."""
    ana.act(under_way.room, "meetings.start_item", item=under_way.items[0], after="")
    ana.act(under_way.room, "meetings.ask_agreement")
    for person in (ana, cai):
        page = page_for(person, phone=True, language=language)
        page.goto(f"/meetings/{under_way.id}/live")
        expect(page.locator(".chip--live")).to_be_visible()
        expect(page.locator(".clock__time")).not_to_be_empty()
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        fits(page)


def test_a_reader_changes_the_language_of_the_page_they_are_on(page_for, meeting):
    page = page_for()
    page.goto(f"/meetings/{meeting.id}")

    press(page, "Català")

    expect(page.locator("html")).to_have_attribute("lang", "ca")
    expect(page).to_have_url(f"{page_for.url}/meetings/{meeting.id}")
    page.goto("/groups")
    expect(page.locator("html")).to_have_attribute("lang", "ca")


def test_a_reader_chooses_dark_on_a_device_that_is_light(page_for):
    page = page_for()
    page.goto("/")
    paper = background(page)

    press(page, "Dark")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert background(page) != paper

    press(page, "Like my device")
    assert background(page) == paper


def test_a_device_that_is_dark_gets_dark_pages(page_for):
    light, dark = page_for(), page_for(dark=True)
    for page in (light, dark):
        page.goto("/")

    assert background(light) != background(dark)


def test_a_breach_of_the_policy_would_be_noticed(browser, server):
    """T-44: the net of these tests holds: what the policy forbids does not load, and both sides say so."""
    visits = Visits(browser, server.url)
    before = len(policy_reports(server))
    page = visits()
    page.goto("/")

    page.evaluate(
        "document.body.append(Object.assign(document.createElement('img'), { src: 'https://elsewhere.invalid' }))"
    )

    eventually(lambda: page.evaluate("1") and len(policy_reports(server)) > before, 5, "a report")
    assert any(trouble.startswith("policy: img-src") for trouble in visits.unexcused())
    visits.close()


def make_meetings(world: World, ana: Person) -> dict[str, Meeting]:
    """One of each state, in a group in which there is something of everything."""
    if "admit_asker" not in ana.browser.get("/groups/MOB").get_data(as_text=True):
        live_in_group(world, ana)
    closed = open_meeting(world)
    ana.act(closed.room, "meetings.ask_agreement")
    ana.act(closed.room, "meetings.close")
    return {
        "draft": draft_meeting(world),
        "empty": draft_meeting(world, titles=()),
        "convened": convened_meeting(world, hall=new_hall(world)),
        "open": open_meeting(world),
        "closed": closed,
    }


def live_in_group(world: World, ana: Person) -> None:
    """Once for all tests of this file: somebody asks to join, somebody is invited, somebody speaks for an organisation."""
    tended_by_ana(world)
    asked_to_join(world, "dee")
    mandate_of_housing(world)
    (_, network, named) = the_mill_names_cai_to_mobility(world)
    assert ana.act(network, "organisations.name_representative", **named).ok
    assert ana.act(network, "invitations.invite", **TO_PAU | {"group": group_number(world)}).ok


def paths_for_everyone(meetings: dict[str, Meeting]) -> list[str]:
    code = meetings["convened"].code
    public = [f"/meetings/{meetings[state].id}" for state in ("convened", "open", "closed")]
    return [
        "/",
        "/spaces",
        "/spaces?kind=culture&has=lift",
        "/spaces/MILL",
        "/groups",
        "/groups/MOB",
        "/groups/MOB/policy",
        "/groups/MOB/members",
        "/join",
        "/join?code=0000-0000",
        f"/join/{code}",
        "/sign-in",
        "/me",
        "/nothing-here",
        "/sign-in/link/used-long-ago",
        "/organisations",
        "/organisations/1",
        "/invitation/withdrawn-long-ago",
        *public,
    ]


def paths_for_facilitators(meetings: dict[str, Meeting]) -> list[str]:
    group = group_number(meetings["open"].world)
    own = [f"/meetings/{meeting.id}" for meeting in meetings.values()]
    return [
        "/",
        "/me",
        "/groups/MOB",
        "/groups/MOB/edit",
        "/groups/MOB/members/import",
        "/groups/MOB/policy",
        "/groups/MOB/meetings/new",
        "/spaces/new",
        "/spaces/MILL/change",
        "/groups/new",
        "/me/data",
        "/me/forget",
        "/organisations",
        f"/organisations/1?group={group}",
        "/invitations?group=MOB",
        f"{own[2]}/qr",
        f"{own[2]}/from-paper",
        f"{own[2]}/plain",
        f"{own[3]}/plain",
        f"{own[3]}/plain/following",
        f"/join/{meetings['open'].code}",
        *own,
    ]


def fits(page: Page) -> None:
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate(TOO_WIDE) == [], f"{page.url} at {width} px"


def background(page: Page) -> str:
    return page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
