"""The input of a whole meeting that was held on paper."""

from __future__ import annotations

import json
from typing import Any

from wtforms import Field

from deliberate.kernel import text
from deliberate.kernel.forms import (
    BIGGEST_NUMBER,
    NOT_A_NUMBER,
    NOT_TEXT,
    OUT_OF_RANGE,
    TOO_LONG,
    ActForm,
    number,
    one_of,
)
from deliberate.kernel.language import N_
from deliberate.meetings import models, rules
from deliberate.meetings.forms import MomentField, NumbersField
from deliberate.people.rules import LONGEST_NAME

TOO_MANY_LINES = N_("Please write at most %(max)d lines.")


class LinesField(Field):
    """Several short texts, one in each line."""

    def __init__(self, *, longest: int, most: int, **options: Any) -> None:
        super().__init__(**options)
        self.longest, self.most = longest, most

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Clean each; lines in which nothing can be seen are none."""
        typed = valuelist[0].splitlines() if valuelist else []
        self.data = []
        if any(len(one) > 2 * self.longest + 100 for one in typed):
            raise ValueError(self.gettext(TOO_LONG) % {"max": self.longest})
        self.data = [cleaned for one in typed if text.is_visible(cleaned := text.line(one))]
        if any(len(one) > self.longest for one in self.data):
            raise ValueError(self.gettext(TOO_LONG) % {"max": self.longest})
        if len(self.data) > self.most:
            raise ValueError(self.gettext(TOO_MANY_LINES) % {"max": self.most})


class ItemsOnPaperField(Field):
    """What became of the items, as JSON: `[{"item": 3, "minutes": 20, "words": "…"}, …]`; those that are missing were not dealt with."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take lists of such objects only."""
        self.data = []
        try:
            listed = json.loads(valuelist[0]) if valuelist and valuelist[0] else []
        except (ValueError, RecursionError):
            listed = None
        if not isinstance(listed, list) or len(listed) > rules.MOST_ITEMS:
            raise ValueError(self.gettext(NOT_TEXT))
        self.data = [self._read(one) for one in listed]

    def _read(self, one: Any) -> tuple[int, int | None, str]:
        if not isinstance(one, dict) or not one.keys() <= {"item", "minutes", "words"}:
            raise ValueError(self.gettext(NOT_TEXT))
        minutes = None if one.get("minutes") is None else self._number(one["minutes"], most=rules.MOST_MINUTES)
        return self._number(one.get("item"), most=BIGGEST_NUMBER), minutes, self._words(one.get("words", ""))

    def _number(self, given: Any, *, most: int) -> int:
        if not isinstance(given, int) or isinstance(given, bool):
            raise ValueError(self.gettext(NOT_A_NUMBER))
        if not 1 <= given <= most:
            raise ValueError(self.gettext(OUT_OF_RANGE) % {"min": 1, "max": most})
        return given

    def _words(self, given: Any) -> str:
        if not isinstance(given, str):
            raise ValueError(self.gettext(NOT_TEXT))
        if len(given) > rules.LONGEST_NOTE:
            raise ValueError(self.gettext(TOO_LONG) % {"max": rules.LONGEST_NOTE})
        cleaned = text.paragraphs(given)
        return cleaned if text.is_visible(cleaned) else ""


class HeldOnPaper(ActForm):
    """A whole meeting, as the paper tells it. Whom it names is sorted by how they want to be named outside."""

    longest_input = 100_000

    began_at = MomentField()
    ended_at = MomentField()
    members = NumbersField()
    in_full = LinesField(longest=LONGEST_NAME, most=rules.MOST_NAMES)
    by_first_name = LinesField(longest=LONGEST_NAME, most=rules.MOST_NAMES)
    by_role = LinesField(longest=LONGEST_NAME, most=rules.MOST_NAMES)
    children = number(most=rules.MOST_NAMES, required=False)
    items = ItemsOnPaperField()
    agenda = one_of(models.AgendaOnPaper)
    no_objection = number(most=rules.MOST_SEATS, required=False)
    objections = LinesField(longest=rules.LONGEST_WORDS, most=rules.MOST_NAMES)
