"""Every page, on every size of screen, in every theme: whole, translated, in reach of thumbs and of screen readers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.sweeping import at, axe, contrasts, in_theme, looks_of, our_eye, told, wide, with_big_letters
from tests.browser.visits import LAPTOP, Visits
from tests.cast import World
from tests.installation import Installation, Server
from tests.looks import LOOKS, NOT_PAGES, READERS, Look
from tests.town import Town, in_a_hall, town_of

# What does not depend on the language is looked at in one: this one, whose words are the longest.
LONGEST = "eu"
# Two languages as near to each other as these share the pages out among them. English has the same pages with shorter words, and
# nothing of it can be left in English. `python -m tests.screenshots` looks at every page in every language.
PAGES = {LONGEST: LOOKS, "ca": LOOKS[0::2], "es": LOOKS[1::2]}


@pytest.fixture(scope="module")
def installation(prepared: Installation, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """As the demonstration, so that every page is open."""
    copy = prepared.copy_to(tmp_path_factory.mktemp("swept"))
    copy.settings["DELIBERATE_DEMO"] = "1"
    return copy


@pytest.fixture(scope="module")
def town(world: World) -> Town:
    return town_of(world)


@pytest.fixture(scope="module")
def hall(town: Town, installation: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The same town, on a laptop in a hall."""
    with in_a_hall(installation, tmp_path_factory.mktemp("in_a_hall")).serving() as serving:
        yield serving


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.timeout(300)
def test_every_page_is_whole_translated_and_accessible(browser, server, hall, town, language):
    """T-75, T-78: at 320 pixels, nothing is cut off, covered, too small to press or to read, or left in English; axe finds nothing."""
    visits = Visits(browser, server.url)
    found: list[str] = []

    for look, page in looks_of(visits, town, language, hall=hall.url, looks=PAGES[language]):
        found += told(look, our_eye(page, language))
        if language == LONGEST:
            found += seen_on_every_screen(look, page)

    assert not found, "\n".join(found)
    assert visits.unexcused() == []


def seen_on_every_screen(look: Look, page: Page) -> list[str]:
    """T-75: axe on a phone, in light and in dark; our eye on a laptop; text at 200 %, never wider than the smallest phone.

    Once for all languages, because what axe asks for lies in the markup and in the sheets; a name that is missing in one language only
    would be one that is not translated. `python -m tests.screenshots` looks at the rest: each language in each theme on each screen.
    """
    found = told(look, axe(page))
    found += told(look, in_theme(page, "dark", check=contrasts), "dark")
    found += told(look, at(LAPTOP, page, lambda page: our_eye(page, LONGEST)), "laptop")
    found += told(look, with_big_letters(page, wide), "200 %")
    return found


def test_every_page_has_its_looks(world):
    """A page that no sweep sees and no picture shows would be the one that is wrong."""
    pages = {rule.endpoint for rule in world.app.url_map.iter_rules() if "GET" in (rule.methods or set())}

    assert pages - NOT_PAGES == {look.endpoint for look in LOOKS} - {""}


def test_looks_have_names_of_their_own():
    names = [look.name for look in LOOKS]

    assert len(names) == len(set(names))
    assert {look.reader for look in LOOKS} <= set(READERS)
    assert all(Path(name).name == name for name in names)
