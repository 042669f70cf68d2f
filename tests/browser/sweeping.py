"""How a sweep looks at a page: our own eye (`tests/js/looking.js`) and axe-core, which checks what WCAG asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from playwright.sync_api import Page

from deliberate.config import ROOT
from deliberate.kernel.language import catalogue
from tests.browser.visits import REFUSED_PAGE, Visits
from tests.looks import LOOKS, Look, see
from tests.town import TITLES, Town

SMALL = {"width": 320, "height": 700}


def looks_of(
    visits: Visits, town: Town, language: str, *, hall: str, looks: Sequence[Look] = LOOKS
) -> Iterator[tuple[Look, Page]]:
    """Each look in turn, read in this language; a reader keeps one page for all of theirs. `hall` is where a hall's laptop answers."""
    visits.excuse(*REFUSED_PAGE)
    pages = {
        reader: visits(person, language=language, width=320, url=hall if reader == "hall" else "")
        for reader, person in town.readers.items()
    }
    for look in looks:
        see(pages[look.reader], town, look)
        yield look, pages[look.reader]
    visits.close()


def told(look: Look, troubles: list[str], how: str = "") -> list[str]:
    """What was found, and where."""
    return [f"{look.name} ({look.path}) {how}: {trouble}" for trouble in dict.fromkeys(troubles)]


def our_eye(page: Page, language: str) -> list[str]:
    """What a careful reader would not be content with."""
    expected = {"language": language, "english": english_sentences(language), "foreign": ["Spring session", *TITLES]}
    return page.evaluate(f"expected => {{ {eye()}; return look(expected) }}", expected)


def wide(page: Page) -> list[str]:
    """What reaches over the edge of the screen."""
    return page.evaluate(f"() => {{ {eye()}; return wide() }}")


def axe(page: Page, *rules: str) -> list[str]:
    """What axe-core finds: by all of its rules, those of good practice too, or by these only."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(axe_core())
    options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
    found = page.evaluate("options => axe.run(document, options)", options)
    return [f"axe {one['id']}: {node['html'][:140]}" for one in found["violations"] for node in one["nodes"]]


def contrasts(page: Page) -> list[str]:
    """What is too faint to read: the rule that a theme can break."""
    return axe(page, "color-contrast")


def at(size: dict[str, int], page: Page, check: Callable[[Page], list[str]]) -> list[str]:
    """The same check on a screen of another size."""
    page.set_viewport_size(size)  # type: ignore[arg-type]
    try:
        return check(page)
    finally:
        page.set_viewport_size(SMALL)  # type: ignore[arg-type]


def with_big_letters(page: Page, check: Callable[[Page], list[str]]) -> list[str]:
    """The same check with text of twice the size (WCAG 1.4.4)."""
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    try:
        return check(page)
    finally:
        page.evaluate("document.documentElement.style.removeProperty('font-size')")


def in_theme(page: Page, theme: str, *, check: Callable[[Page], list[str]]) -> list[str]:
    """The same check in another theme."""
    page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    try:
        return check(page)
    finally:
        page.evaluate("delete document.documentElement.dataset.theme")


@cache
def english_sentences(language: str) -> dict[str, str]:
    """Every sentence of ours that reads otherwise in this language."""
    if language == "en":
        return {}
    return {
        message.id: message.string
        for message in catalogue(language)
        if isinstance(message.id, str) and message.id and isinstance(message.string, str)
        if message.string not in ("", message.id) and not re.search(r"%\(|\{\w+\}", message.id)
    }


@cache
def eye() -> str:
    return (ROOT / "tests" / "js" / "looking.js").read_text(encoding="utf-8").replace("export function", "function")


@cache
def axe_core() -> str:
    return (ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
