"""What is said of points that wait for an agenda."""

from __future__ import annotations

from deliberate.kernel.forms import ActForm, long_words, number, one_of, thing, tick, words
from deliberate.meetings import models, rules
from deliberate.meetings.forms.calling import OneMeeting
from deliberate.meetings.forms.fields import NumbersField


class Suggested(ActForm):
    """A point for an agenda, why, and whether one would present it."""

    title = words(longest=rules.LONGEST_TITLE)
    purpose = one_of(models.Purpose)
    minutes = number(least=1, most=rules.MOST_MINUTES, required=False)
    words = long_words(longest=rules.LONGEST_WORDS, required=False)
    presents = tick()


class OneSuggestion(ActForm):
    """Which suggestion."""

    suggestion = thing()


class Reworded(Suggested):
    """A suggestion as it should be."""

    suggestion = thing()


class TakenSuggestion(OneSuggestion):
    """Which suggestion, and its place on the agenda."""

    parent = thing(required=False)
    before = thing(required=False)


class DeclinedSuggestion(OneSuggestion):
    """Which suggestion, and why not."""

    words = long_words(longest=rules.LONGEST_ANSWER)


class AnsweredItem(OneSuggestion):
    """Which suggestion is on an agenda, as which item."""

    item = thing()


class KeptItems(OneMeeting):
    """What a meeting did not get to."""

    items = NumbersField()
    suggestions = NumbersField()
