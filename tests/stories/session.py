"""A real meeting's attendance, roles and agenda, read from its minutes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

MINUTES = Path(__file__).with_name("leadership_council") / "2025-02-14.md"
ABOUT_THE_MEETING = {"Attendance", "Meeting roles", "Consent to agenda"}
PURPOSES = {"Check-in": "check_in", "Check-out": "closing"}


@dataclass(frozen=True)
class Session:
    """What a facilitator knows before, and the one wish about the agenda."""

    title: str
    members: list[str]
    facilitator: str
    scribe: str
    agenda: list[str]
    objector: str
    wish: str

    def purpose(self, item: str) -> str:
        """What an item is for."""
        return PURPOSES.get(item, "explore")

    @property
    def moved(self) -> str:
        """The item that the wish is about."""
        return next(item for item in self.agenda if "Security Response WG" in item)

    @property
    def agreed_agenda(self) -> list[str]:
        """The agenda after the wish was granted: that item in the second place."""
        others = [item for item in self.agenda if item != self.moved]
        return [others[0], self.moved, *others[1:]]


def read_session(minutes: Path = MINUTES) -> Session:
    """Headings that have others below them are groups of items, the rest are the items."""
    text = minutes.read_text()
    objector, wish = re.findall(r"^(\w+) Munns: (.+)$", text, re.MULTILINE)[0]
    return Session(
        title=re.findall(r"^# (.+)$", text, re.MULTILINE)[0],
        members=_listed("Council members", text),
        facilitator=_listed("Facilitator", text)[0],
        scribe=_listed("Minutes", text)[0],
        agenda=_items(re.findall(r"^(##+) (.+)$", text, re.MULTILINE)),
        objector=objector,
        wish=wish,
    )


def _listed(what: str, text: str) -> list[str]:
    return re.findall(rf"^- {what}: (.+)$", text, re.MULTILINE)[0].split(", ")


def _items(headings: list[tuple[str, str]]) -> list[str]:
    followers = [*headings[1:], ("", "")]
    return [
        words
        for (level, words), (next_level, _) in zip(headings, followers, strict=True)
        if words not in ABOUT_THE_MEETING and len(next_level) <= len(level)
    ]
