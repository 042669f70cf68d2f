"""Every page in every theme, on every size of screen, and with letters of twice the size."""

from __future__ import annotations

import pytest

from tests.browser.sweeping import at, axe, in_theme, looks_of, our_eye, told, wide, with_big_letters
from tests.browser.visits import LAPTOP, Visits
from tests.installation import Installation
from tests.looks import Town, town_of

TABLET = {"width": 768, "height": 1024}
# Its words are the longest.
LANGUAGE = "eu"


@pytest.fixture(scope="module")
def installation(prepared: Installation, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """As the demonstration, so that every page is open."""
    copy = prepared.copy_to(tmp_path_factory.mktemp("swept"))
    copy.settings["DELIBERATE_DEMO"] = "1"
    return copy


@pytest.fixture(scope="module")
def town(world) -> Town:
    return town_of(world)


@pytest.mark.timeout(300)
def test_every_page_can_be_read_on_every_screen_in_every_theme(browser, server, town):
    """T-75: tablet and laptop; dark and high contrast; text at 200 %, where nothing may be wider than the smallest phone."""
    visits = Visits(browser, server.url)
    found: list[str] = []

    for look, page in looks_of(visits, town, LANGUAGE):
        found += told(look, at(LAPTOP, page, lambda page: [*our_eye(page, LANGUAGE), *axe(page)]), "laptop")
        found += told(look, at(TABLET, page, wide), "tablet")
        found += told(look, with_big_letters(page, lambda page: [*wide(page), *axe(page, contrast=False)]), "200 %")
        for theme, dark in (("dark", False), ("contrast", False)):
            seen = in_theme(page, theme, dark=dark, check=lambda page: axe(page, "color-contrast"))
            found += told(look, seen, f"{theme} on a {'dark' if dark else 'light'} device")

    assert not found, "\n".join(found)
    assert visits.unexcused() == []
