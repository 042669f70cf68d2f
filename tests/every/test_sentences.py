"""Everything that can be said has a sentence, in every language (T-78 for texts)."""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import subprocess
from collections.abc import Iterator
from dataclasses import fields
from enum import StrEnum
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir

import deliberate
from deliberate.app import FEATURES
from deliberate.config import ROOT
from deliberate.kernel.doors import SENTENCES
from deliberate.kernel.feature import House
from deliberate.kernel.language import LANGUAGES, catalogue, holes_of
from deliberate.kernel.record import Undone
from deliberate.meetings.words import STORY
from tests import provide

HOUSE = House(FEATURES)
TRANSLATED = sorted(LANGUAGES.keys() - {"en"})
FILLED = {"hall_is_taken", "hall_is_held"}
"""Refusals with holes, which their command fills; no other one has any (tests/spaces/test_booking.py reads them)."""
KNOWN_HOLES = {"person", "role", "item"}
PYTHON_HOLE = re.compile(r"%(?:\((\w+)\))?([sd%])")
BROWSER_HOLE = re.compile(r"\{(\w+)\}")


# -- refusals -------------------------------------------------------------------------------------------------------


def whys() -> Iterator[tuple[str, type[StrEnum]]]:
    for module in pkgutil.walk_packages(deliberate.__path__, "deliberate."):
        if module.name.endswith(".rules"):
            found = getattr(importlib.import_module(module.name), "Why", None)
            if found is not None:
                yield module.name.split(".")[-2], found


@pytest.mark.parametrize(("feature", "why"), list(whys()))
def test_every_refusal_has_a_sentence(feature: str, why: type[StrEnum]):
    """T-78: whoever is refused is told what they can do instead, and never a code."""
    sentences = {code: words for one in FEATURES if one.name == feature for code, words in one.refusals.items()}

    assert {one.value for one in why} <= sentences.keys()
    assert all(words.endswith(".") for words in sentences.values())
    assert {code for code, words in sentences.items() if holes_of(words)} <= FILLED


def test_every_code_that_the_program_raises_has_a_sentence():
    """T-78: codes raised outside the rules are found in the source, so that a new one cannot be without words."""
    known = {*SENTENCES, *(code for feature in FEATURES for code in feature.refusals)}
    raised = {code for path in (ROOT / "deliberate").rglob("*.py") for code in codes_raised_in(path)}

    assert raised - known == set()


def codes_raised_in(path: Path) -> Iterator[str]:
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call) and node.args]
    for call in calls:
        if getattr(call.func, "id", "") in ("Refused", "NotFound", "NotSignedIn", "Unmet") and isinstance(
            call.args[0], ast.Constant
        ):
            yield call.args[0].value


def test_every_right_refuses_with_a_sentence():
    known = {code for feature in FEATURES for code in feature.refusals}

    assert {str(right.refusal) for right in HOUSE.rights.values()} <= known


# -- the story ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind", sorted(kind for one in FEATURES if one.name == "meetings" for kind in (entry.kind for entry in one.entries))
)
def test_every_kind_of_entry_is_told_in_a_sentence(kind: str):
    """T-78: and its holes are facts of the entry, or names that the story finds for them."""
    facts = {field.name for field in fields(HOUSE.entries[kind])}

    assert holes_of(STORY[kind]) <= facts | KNOWN_HOLES


def test_undoing_is_told_too():
    assert STORY[Undone.kind]


def test_nothing_is_told_that_is_never_written():
    """A sentence whose kind was misspelt would never be read."""
    assert STORY.keys() <= HOUSE.entries.keys() | {Undone.kind}


def test_browsers_announce_entries_without_a_hole_left_open(tmp_path: Path):
    """T-78: what screen readers are told has every name and title filled in."""
    samples = [
        {"kind": kind, "facts": {field.name: sample_of(field.name) for field in fields(entry)}}
        for kind, entry in HOUSE.entries.items()
    ]
    file = tmp_path / "entries.json"
    file.write_text(json.dumps(samples))

    ran = subprocess.run(
        [provide.node(), ROOT / "tests" / "js" / "announced.mjs", file], capture_output=True, text=True, timeout=60
    )

    assert ran.returncode == 0, ran.stderr
    announced = json.loads(ran.stdout)
    assert announced["item_started"] == "Now: The mill"
    assert {kind: words for kind, words in announced.items() if re.search(r"[{}]|undefined|null|%\(", words)} == {}


def sample_of(field: str) -> object:
    return {"seat": 31, "item": 3, "role": "scribe", "title": "The mill"}.get(field, "something")


# -- the catalogues -------------------------------------------------------------------------------------------------


def sentences(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def translations(message: Message) -> list[str]:
    if isinstance(message.string, str):
        return [message.string]
    return list(message.string or ())


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def holes(sentence: str) -> list[str]:
    """Every hole with its name and kind, those of Python and those of scripts."""
    return sorted([*(str(found[0]) for found in PYTHON_HOLE.finditer(sentence)), *BROWSER_HOLE.findall(sentence)])


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated(language: str):
    """T-78"""
    missing = [message.id for message in messages(language) if not all(translations(message) or [""])]

    assert missing == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_marked_as_doubtful(language: str):
    """T-78: gettext leaves doubtful ones out, so readers would see English."""
    assert [message.id for message in messages(language) if message.fuzzy] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_holes_of_its_sentence(language: str):
    """T-78: a lost hole loses a name; an invented one breaks the page."""
    wrong = {
        words: holes(words)
        for message in messages(language)
        for words in translations(message)
        if words and not any(holes(words) == holes(sentence) for sentence in sentences(message))
    }

    assert wrong == {}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_counting_sentence_has_as_many_forms_as_its_language(language: str):
    """T-78"""
    forms = catalogue(language).num_plurals

    wrong = [message.id for message in messages(language) if message.pluralizable and len(message.string) != forms]
    assert wrong == []


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_catalogue_knows_every_sentence_of_the_program(language: str):
    """T-78: a sentence that was added or reworded after the catalogues were made would be read in English."""
    known = {sentence for message in messages(language) for sentence in sentences(message)}

    assert sentences_of_the_program() - known == set()


def sentences_of_the_program() -> set[str]:
    """What `make catalogues` would find."""
    mapping, options = babel_mapping()
    keywords = {"N_": None, "N_n": (1, 2), "t": None, "tn": (1, 2), "_": None, "gettext": None, "ngettext": (1, 2)}
    found: set[str] = set()
    for _, _, message, _, _ in extract_from_dir(ROOT, mapping, options, keywords=keywords):
        found.update([message] if isinstance(message, str) else message)
    return found


def babel_mapping() -> tuple[list[tuple[str, str]], dict[str, dict[str, str]]]:
    from babel.messages.frontend import parse_mapping_cfg

    with (ROOT / "babel.cfg").open() as file:
        return parse_mapping_cfg(file)
