"""What goes wrong says so in the reader's language, offers one next step, and keeps what was typed."""

from __future__ import annotations

import re
from html import unescape

import pytest

from deliberate.kernel.doors import SENTENCES
from deliberate.kernel.errors import TooMany
from tests.cast import Browser, Meeting, Person, World
from tests.installation import Installation

HERE = {"Origin": "http://localhost", "Referer": "http://localhost/groups/MOB/meetings/new"}
PLAN = "/groups/MOB/meetings/new"
PLANNED = {
    "form": "plan_meeting",
    "title": "The mill <b>& more</b>",
    "kind": "table_session",
    "starts_at": "2026-07-01T18:00",
    "planned_minutes": "90",
    "place": "School",
    "language": "en",
    "act_id": "7f0b7a3e-0d5b-4a3c-9f43-2f1d2a7c9a11",
}


def sent_again(page: str) -> dict[str, str]:
    """The form that a page about a failure offers to send again."""
    form = re.search(r'<form class="form" method="post" action="[^"]*">(.*?)</form>', page, re.DOTALL)
    assert form, "nothing to send again"
    return {name: unescape(value) for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', form[1])}


def test_a_form_of_yesterday_is_shown_with_what_was_typed_and_sent_by_one_button(ana: Person):
    """T-40: the browser was restarted, its session is gone, the typed text is not; sent twice, it counts once."""
    stale = ana.browser.client.post(PLAN, data=PLANNED, headers=HERE)
    page = stale.get_data(as_text=True)

    assert stale.status_code == 403
    assert "This page was open for a long time" in page
    assert "The mill &lt;b&gt;&amp; more&lt;/b&gt;" in page
    again = sent_again(page)
    assert {name: value for name, value in again.items() if name != "csrf_token"} == PLANNED

    planned, twice = (ana.browser.client.post(PLAN, data=again, headers=HERE) for _ in range(2))
    assert planned.status_code == 303
    assert planned.headers["Location"] == twice.headers["Location"]


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}, {"Referer": "https://evil.example/x"}])
def test_a_form_of_another_place_is_not_offered_to_be_sent_again(ana: Person, headers: dict[str, str]):
    """T-40: one press on a page of ours would be all that a foreign page needs."""
    page = ana.browser.client.post(PLAN, data=PLANNED, headers=headers).get_data(as_text=True)

    assert "That did not come from our page" in page
    assert "Send it again" not in page


def test_a_password_is_never_sent_back(world: World):
    browser = Browser(world.app)
    typed = {"form": "password", "email": "cai@example.org", "password": "four words nobody joins", "next": ""}

    page = browser.client.post("/sign-in", data=typed, headers=HERE | {"Referer": "http://localhost/sign-in"}).get_data(
        as_text=True
    )

    assert "four words" not in page
    assert 'href="/sign-in"' in page
    assert "cai@example.org" in page


def test_whoever_was_signed_out_while_typing_finds_the_words_again(world: World, meeting: Meeting):
    browser = Browser(world.app)

    lost = browser.send("/sign-in", PLAN, **PLANNED)

    page = lost.get_data(as_text=True)
    assert lost.status_code == 401
    assert "The mill &lt;b&gt;" in page
    assert 'href="/sign-in?next=' in page


def test_what_could_not_be_done_for_now_is_sent_again_as_it_was(ana: Person, monkeypatch: pytest.MonkeyPatch):
    from deliberate.kernel import pages

    def spent(*_: object, **__: object) -> None:
        raise TooMany

    with monkeypatch.context() as stop:
        stop.setattr(pages, "perform", spent)
        refused = ana.browser.client.post(
            PLAN, data=PLANNED | {"csrf_token": ana.browser.form_token(PLAN)}, headers=HERE
        )

    assert refused.status_code == 429
    assert ana.browser.client.post(PLAN, data=sent_again(refused.get_data(as_text=True))).status_code == 303


def test_a_database_that_fails_is_told_on_a_page_of_ours(installation: Installation, world: World, ana: Person):
    with installation.database_open() as database:
        database.execute("ALTER TABLE persons RENAME TO lost_persons")
    ana.browser.client.set_cookie("language", "ca")

    failed = ana.browser.get("/me")

    assert failed.status_code == 500
    assert '<html lang="ca"' in failed.get_data(as_text=True)


def test_too_much_text_is_refused_with_what_to_do(ana: Person):
    refused = ana.browser.client.post(PLAN, data={"title": "x" * 1_100_000}, headers=HERE)

    assert refused.status_code == 413
    assert SENTENCES["too_much"] in refused.get_data(as_text=True)


@pytest.mark.parametrize("path", ["/language", "/meetings/1/do/open", "/theme"])
def test_an_address_that_only_takes_forms_says_that_nothing_is_there(ana: Person, path: str):
    opened = ana.browser.get(path)

    assert opened.status_code == 405
    assert "Go to the first page" in opened.get_data(as_text=True)


def test_what_is_wrong_with_a_form_is_said_in_the_language_of_its_page(ana: Person):
    """Ana's account reads English; this page of hers does not."""
    ana.browser.client.set_cookie("language", "ca")

    refused = ana.browser.send(PLAN, PLAN, **PLANNED | {"title": " "}).get_data(as_text=True)

    assert "Please fill this in." not in refused
    assert 'id="plan_meeting-title-errors"' in refused
