"""Every page in every language on the smallest screen: whole, translated, in reach of a thumb and of a screen reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from deliberate.kernel.language import LANGUAGES
from tests.browser.sweeping import axe, looks_of, our_eye, told
from tests.browser.visits import Visits
from tests.installation import Installation
from tests.looks import LOOKS, NOT_PAGES, READERS, Town, town_of


@pytest.fixture(scope="module")
def installation(prepared: Installation, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """As the demonstration, so that every page is open."""
    copy = prepared.copy_to(tmp_path_factory.mktemp("swept"))
    copy.settings["DELIBERATE_DEMO"] = "1"
    return copy


@pytest.fixture(scope="module")
def town(world) -> Town:
    return town_of(world)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.timeout(300)
def test_every_page_is_whole_translated_and_accessible(browser, server, town, language):
    """T-75, T-78: at 320 pixels, nothing is cut off, covered, too small to press or to read, or left in English; axe finds nothing."""
    visits = Visits(browser, server.url)
    found: list[str] = []

    for look, page in looks_of(visits, town, language):
        found += told(look, [*our_eye(page, language), *axe(page, contrast=language == "en")])

    assert not found, "\n".join(found)
    assert visits.unexcused() == []


def test_every_page_has_its_looks(world):
    """A page that no sweep sees and no picture shows would be the one that is wrong."""
    pages = {rule.endpoint for rule in world.app.url_map.iter_rules() if "GET" in (rule.methods or set())}

    assert pages - NOT_PAGES == {look.endpoint for look in LOOKS} - {""}


def test_looks_have_names_of_their_own():
    names = [look.name for look in LOOKS]

    assert len(names) == len(set(names))
    assert {look.reader for look in LOOKS} <= set(READERS)
    assert all(Path(name).name == name for name in names)
