"""The story of a meeting: its record, told in a reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from deliberate.kernel.language import say
from deliberate.kernel.record import Entry, EntryRow
from deliberate.meetings import words
from deliberate.meetings.entries.on_paper import FromPaper
from deliberate.meetings.models import Meeting


@dataclass(frozen=True)
class Told:
    """One thing that happened, as a sentence. `undone`: it was taken back at once."""

    at: datetime
    kind: str
    words: str
    undone: bool
    from_paper: bool
    """`at` is only when it was entered."""


def tell(
    language: str,
    meeting: Meeting,
    record: Sequence[EntryRow],
    entries: Mapping[str, type[Entry]],
    names: Mapping[int, str],
) -> list[Told]:
    """What the minutes would show of a meeting's record, in its order; `names` are those of the seats."""
    undone = {row.corrects_seq for row in record if row.kind == "undone"}
    items = _titles(meeting, record)
    nameless = (say(language, words.SOMEBODY), say(language, words.A_FACILITATOR))
    told = []
    for row in record:
        kind = entries.get(row.kind)
        if kind is None or not kind.in_minutes:
            continue
        facts = row.read_facts()
        sentence = words.sentence_of(row.kind, facts)
        if sentence:
            holes = _holes(language, facts, items, names)
            from_paper = issubclass(kind, FromPaper)
            told.append(
                Told(row.at, row.kind, _said(language, sentence, holes, nameless), row.seq in undone, from_paper)
            )
    return told


def answers_on_paper(language: str, record: Sequence[EntryRow]) -> dict[str, Any]:
    """What the slips said to the agenda: as many without objection, and the objections, which count as taken back once it was agreed."""
    undone = {row.corrects_seq for row in record if row.kind == "undone"}
    rows = [row for row in record if row.seq not in undone]
    outcome = next((row for row in rows if row.kind in ("agreed_on_paper", "not_agreed_on_paper")), None)
    if outcome is None:
        return {}
    forgotten = say(language, words.FORGOTTEN)
    return {
        "no_objection": outcome.read_facts()["no_objection"] or 0,
        "objections": [
            {"words": row.read_facts()["words"] or forgotten, "withdrawn": outcome.kind == "agreed_on_paper"}
            for row in rows
            if row.kind == "objection_on_paper"
        ],
    }


def _holes(language: str, facts: dict[str, Any], items: dict[int, str], names: Mapping[int, str]) -> dict[str, Any]:
    holes = dict(facts)
    if "item" in facts:
        holes["item"] = items.get(facts["item"], "")
    if "items" in facts:
        holes["items"] = ", ".join(f"“{items.get(number, '')}”" for number in facts["items"])
    if "seat" in facts:
        holes["person"] = names.get(facts["seat"], say(language, words.SOMEBODY))
    if "helper" in facts:
        holes["helper"] = names.get(facts["helper"]) or say(language, words.A_FACILITATOR)
    if "role" in facts:
        holes["role"] = say(language, words.ROLES.get(facts["role"], facts["role"]))
    for spoken in ("words", "reason", "title"):
        if facts.get(spoken, "") is None:
            holes[spoken] = say(language, words.FORGOTTEN)
    return holes


def _said(language: str, sentence: str, holes: dict[str, Any], nameless: tuple[str, ...]) -> str:
    """The sentence; whoever has no name in it is written with a small letter, unless it begins with them."""
    small = {name: one[0].lower() + one[1:] for name, one in holes.items() if one in nameless}
    said = say(language, sentence, **holes | small)
    return said[0].upper() + said[1:] if said.startswith(tuple(small.values())) else said


def _titles(meeting: Meeting, record: Sequence[EntryRow]) -> dict[int, str]:
    """The last title of every item, those included that are gone."""
    titles = {}
    for row in record:
        facts = row.read_facts() if row.kind in ("item_added", "item_changed") else {}
        if facts:
            titles[facts["item"]] = facts["title"]
    return titles | {item.id: item.title for item in meeting.items}
