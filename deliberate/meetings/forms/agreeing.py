"""What is said to a plain agreement."""

from __future__ import annotations

from deliberate.kernel.forms import ActForm, long_words, one_of, thing
from deliberate.meetings import models, rules


class Answer(ActForm):
    """Whether one objects, and why."""

    agreement = thing()
    reply = one_of(models.Reply)
    words = long_words(longest=rules.LONGEST_WORDS, required=False)


class AnswerOf(Answer):
    """The same for somebody without a device."""

    seat = thing()


class OneAgreement(ActForm):
    """Which question."""

    agreement = thing()
