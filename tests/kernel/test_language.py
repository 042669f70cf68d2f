"""Four languages: who reads which, how sentences count, how dates are written (T-78)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from deliberate.kernel import language
from deliberate.kernel.language import LANGUAGES
from tests.cast import Browser, World
from tests.every.test_sentences import holes, messages

NIGHT = datetime(2026, 3, 29, 0, 59, tzinfo=UTC)


def test_the_first_wish_that_we_speak_is_granted():
    assert language.best_of(["fr-FR", "eu-ES", "es"]) == "eu"
    assert language.best_of(["CA"]) == "ca"


def test_without_a_wish_that_we_speak_it_is_english():
    assert language.best_of(["fr", "de"]) == language.best_of([]) == "en"
    assert language.known("fr") == language.known(None) == "en"


def test_a_sentence_that_is_not_translated_is_said_in_english():
    assert language.say("ca", "Nobody ever wrote this.") == "Nobody ever wrote this."


def test_holes_are_filled_by_name():
    assert language.say("en", "%(person)s arrived.", person="Rosa 100%") == "Rosa 100% arrived."


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_one_and_many_are_told_apart(code: str):
    """T-78"""
    counting = [message for message in messages(code) if message.pluralizable and "%(n)s person here" in message.id]
    assert counting, "there is a sentence that counts"

    def said(n: int) -> str:
        return language.translations(code).ngettext(*counting[0].id, n) % {"n": n}

    assert "1" in said(1)
    assert said(1) != said(2).replace("2", "1")
    assert "1000000" in said(1_000_000)
    assert said(0) == said(5).replace("5", "0")


@pytest.mark.parametrize("code", ["ca", "es", "eu"])
def test_browsers_get_the_sentences_of_scripts_only(code: str):
    words = language.browser_catalogue(code)

    assert words["language"] == code
    assert words["messages"]["Now: {title}"] != "Now: {title}"
    for english, translated in words["messages"].items():
        said = [translated] if isinstance(translated, str) else translated
        assert all(holes(one) == holes(english) or len(said) == 2 for one in said)
    assert "The meeting was planned." not in words["messages"]


def test_a_page_is_in_the_language_that_the_browser_wishes(world: World):
    page = Browser(world.app).get("/groups", headers={"Accept-Language": "fr;q=1, ca-ES;q=0.9, en;q=0.1"})

    assert '<html lang="ca"' in page.get_data(as_text=True)


def test_a_page_is_in_the_language_of_the_account(world: World):
    from tests.every.scenes import of

    cai, room, inputs = of(world, "cai", {"name": "Cai", "public_name": "full", "language": "eu"})
    assert cai.act(room, "people.introduce_oneself", **inputs).ok

    page = cai.browser.get("/groups", headers={"Accept-Language": "es"}).get_data(as_text=True)

    assert '<html lang="eu"' in page


def test_a_day_is_the_day_of_the_meetings_place():
    """T-70: the same moment is the 29th in Madrid and still the 28th in New York."""
    assert language.day_and_time("en", NIGHT, "Europe/Madrid") == "Sunday, March 29, 2026, 01:59"
    assert "28" in language.day("es", NIGHT, "America/New_York")


def test_the_hour_that_the_clock_skips_does_not_exist():
    """T-70: a minute later it is three o'clock in Madrid."""
    assert language.time("ca", NIGHT.replace(hour=1, minute=0), "Europe/Madrid") == "03:00"


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "1 minute"), (95, "2 minutes"), (3600, "1 hour"), (4800, "1 hour 20 minutes")]
)
def test_durations_are_told_in_minutes(seconds: float, words: str):
    assert language.duration("en", seconds) == words


def test_a_page_brings_the_sentences_of_its_scripts_only(world: World):
    """T-77: whoever is asked to facilitate meanwhile learns the others then."""
    every = language.browser_catalogue("ca")["messages"]
    page = world.app.test_client().get("/words/ca").json

    modules = world.app.extensions["deliberate"].static.modules_for(["room/main.js"])
    brought = language.browser_catalogue("ca", modules)["messages"]

    assert page == {"language": "ca", "messages": every}
    assert "Leave the meeting" in brought
    assert "Open the meeting" in every.keys() - brought.keys()
