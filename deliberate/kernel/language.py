"""The four languages: sentences, plurals, dates. The language is always named; nothing here knows of a request."""

from __future__ import annotations

import datetime as dates_and_times
import io
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale, dates, units
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

LANGUAGES = {"en": "English", "ca": "Català", "es": "Español", "eu": "Euskara"}
DEFAULT = "en"
CATALOGUES = Path(__file__).resolve().parents[1] / "translations"

_STATIC = "static/"
_IN_BROWSER = "static/js/"
_OPEN_YEAR = re.compile(r"(\d+)\(e\)ko")
_HOLE = re.compile(r"%\((\w+)\)[sd]")


def N_(sentence: str) -> str:
    """Mark a sentence for translation where it is declared; it is translated where it is read."""
    return sentence


def N_n(singular: str, plural: str) -> tuple[str, str]:
    """Mark a sentence that counts."""
    return singular, plural


def known(language: str | None) -> str:
    """That language if we speak it, else the default."""
    return language if language in LANGUAGES else DEFAULT


def best_of(accepted: Iterable[str]) -> str:
    """The first of a reader's wishes (such as `ca-ES`) that we speak."""
    return next((code for wish in accepted if (code := wish.split("-")[0].lower()) in LANGUAGES), DEFAULT)


def say(language: str, sentence: str, **holes: Any) -> str:
    """A sentence in a language, its named holes filled."""
    words = translations(language).gettext(sentence)
    return words % holes if holes else words


def in_language(language: str, wording: Mapping[str, str]) -> str:
    """A text that people wrote in one or several languages, in the reader's if it is there, else in the first it has."""
    return str(wording.get(language) or next(iter(wording.values()), ""))


@cache
def translations(language: str) -> Translations:
    """A language's catalogue, read from its .po file when first needed: there is nothing to compile or to forget compiling."""
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(known(language)))
    compiled.seek(0)
    return Translations(compiled)


@cache
def catalogue(language: str) -> Catalog:
    """A language's sentences, with where each is used."""
    with (CATALOGUES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


@cache
def browser_catalogue(language: str, modules: frozenset[str] | None = None) -> dict[str, Any]:
    """The sentences that our scripts use, or these of them: `{language, messages: {english: words | [singular, plural]}}`."""
    messages: dict[str, Any] = {}
    for message in catalogue(language):
        used = {path.removeprefix(_STATIC) for path, _ in message.locations if path.startswith(_IN_BROWSER)}
        if not message.id or not used or (modules is not None and used.isdisjoint(modules)):
            continue
        english = message.id if isinstance(message.id, str) else message.id[0]
        words = message.string if isinstance(message.string, str) else list(message.string or ())
        if words and words != english and all(words):
            messages[english] = words
    return {"language": language, "messages": messages}


def holes_of(sentence: str) -> set[str]:
    """The names of a sentence's holes."""
    return set(_HOLE.findall(sentence))


def day(language: str, moment: datetime, zone: str) -> str:
    """`Thursday, 5 March 2026`."""
    words = dates.format_date(moment.astimezone(ZoneInfo(zone)), "full", locale=Locale(language))
    return _declined(words) if language == "eu" else words


def weekday(language: str, number: int) -> str:
    """`Thursday`, for 3: from Monday, which is 0."""
    return str(Locale(language).days["stand-alone"]["wide"][number])


def date(language: str, day: dates_and_times.date) -> str:
    """`31 March 2026`, for a day that is the same everywhere."""
    words = dates.format_date(day, "long", locale=Locale(language))
    return _declined(words) if language == "eu" else words


def time(language: str, moment: datetime, zone: str) -> str:
    """`18:04`."""
    return dates.format_time(moment.astimezone(ZoneInfo(zone)), "HH:mm", locale=Locale(language))


def day_and_time(language: str, moment: datetime, zone: str) -> str:
    """`Thursday, 5 March 2026, 18:04`."""
    return f"{day(language, moment, zone)}, {time(language, moment, zone)}"


def duration(language: str, seconds: float) -> str:
    """`7 minutes`, `1 hour 20 minutes`: rounded to minutes; anything shorter than one is one."""
    minutes = max(1, round(seconds / 60))
    hours, minutes = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(units.format_unit(hours, "duration-hour", length="long", locale=language))
    if minutes or not hours:
        parts.append(units.format_unit(minutes, "duration-minute", length="long", locale=language))
    return " ".join(parts)


def _declined(words: str) -> str:
    """Basque dates are declined; Unicode's data leave the endings open: `2026(e)ko martxoaren 5(a)` is `2026ko martxoaren 5a`.

    The year takes *-eko* after a consonant: after bat, bost, hamar and hamabost, in counts of twenty.
    """
    year = _OPEN_YEAR.search(words)
    if year:
        ending = "eko" if int(year[1]) % 20 in (1, 5, 10, 15) else "ko"
        words = words.replace(year[0], f"{year[1]}{ending}")
    return words.replace("(a)", "a")
