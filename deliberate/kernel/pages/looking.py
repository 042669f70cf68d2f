"""Who looks at a page, and how they read it: language, theme, size of the text."""

from __future__ import annotations

from typing import Any

from flask import g, request

from deliberate.kernel import language
from deliberate.kernel.acts import Who
from deliberate.kernel.db import reading
from deliberate.kernel.errors import NotSignedIn
from deliberate.kernel.pages.application import machine
from deliberate.kernel.pages.device import proofs_here

LANGUAGE_COOKIE = "language"
THEME_COOKIE = "theme"
THEMES = ("auto", "light", "dark", "contrast")
TEXT_SIZE_COOKIE = "text_size"
TEXT_SIZES = ("100", "125", "150")
A_YEAR = 365 * 24 * 3600


def viewer() -> Who | None:
    """Whoever asks for this page: the one who acts on this device, or a program by its bearer token.

    When that proof has ended nobody else of the device takes the place unasked: what was meant by one would be done as another.
    """
    if "viewer" not in g:
        token = _bearer() or next(iter(proofs_here()), None)
        g.viewer = machine().house.identify(reading(), token) if token else None
    found: Who | None = g.viewer
    return found


def signed_in() -> Who:
    """The viewer; raises NotSignedIn when there is none."""
    who = viewer()
    if who is None:
        raise NotSignedIn
    return who


def reader_language() -> str:
    """The language for this reader: their own choice here, else the account's, else the browser's, else the house's."""
    if "read_in" in g:
        return str(g.read_in)
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    if chosen in language.LANGUAGES:
        return chosen
    if who := viewer():
        return language.known(who.language)
    wishes = [wish for wish, _ in request.accept_languages]
    return language.best_of([*wishes, machine().home_language])


def read_in(code: str) -> None:
    """Show this one page in a language of its own, such as that of the people whom it is printed for."""
    if code in language.LANGUAGES:
        g.read_in = code


def theme() -> str:
    """Light, dark, with high contrast, or as the device is set."""
    chosen = request.cookies.get(THEME_COOKIE, "auto")
    return chosen if chosen in THEMES else "auto"


def text_size() -> str:
    """How big the text is, in percent of what the device shows."""
    chosen = request.cookies.get(TEXT_SIZE_COOKIE, "100")
    return chosen if chosen in TEXT_SIZES else "100"


def say(sentence: str, **holes: Any) -> str:
    """A sentence in the reader's language."""
    return language.say(reader_language(), sentence, **holes)


def _bearer() -> str | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else None
