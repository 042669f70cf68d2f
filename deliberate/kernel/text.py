"""What people type, made safe to keep: one form of each letter, no invisible tricks, no line where none belongs."""

from __future__ import annotations

import re
import unicodedata

_LINE = re.compile(r"\s+")
_BLANK_LINES = re.compile(r"\n{3,}")

# Direction overrides and marks let a name show as another one; joiners and selectors are needed by real scripts and emoji.
_HARMFUL = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\ufeff\u00ad\u180e]")
_NEEDED = frozenset("\u200c\u200d")


def line(typed: str) -> str:
    """One line: composed letters, single spaces, nothing that cannot be seen."""
    return _LINE.sub(" ", _clean(typed)).strip()


def paragraphs(typed: str) -> str:
    """Some lines: as `line`, with line breaks kept and at most one empty line in a row."""
    lines = [
        _LINE.sub(" ", part).strip() for part in _clean(typed).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ]
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def place_of(name: str) -> tuple[str, str]:
    """Where a name stands in a list: À beside A and ñ beside n, in every database alike (each sorts by rules of its own)."""
    parts = unicodedata.normalize("NFKD", name)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold(), name


def is_visible(text: str) -> bool:
    """Whether there is anything to see in it."""
    return any(unicodedata.category(letter)[0] in "LNPS" for letter in text)


def _clean(typed: str) -> str:
    composed = unicodedata.normalize("NFC", _HARMFUL.sub("", typed))
    return "".join(letter for letter in composed if _is_kept(letter))


def _is_kept(letter: str) -> bool:
    # Cc, Cs, Co, Cn: control characters, lone surrogates, private and unassigned ones. Cf: invisible formatting.
    category = unicodedata.category(letter)
    if letter in "\n\r\t" or letter in _NEEDED:
        return True
    return category not in {"Cc", "Cs", "Co", "Cn", "Cf"}
