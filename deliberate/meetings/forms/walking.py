"""What is said while a meeting is on, to lead it from one item to the next."""

from __future__ import annotations

from deliberate.kernel.forms import ActForm, thing, words
from deliberate.meetings import rules
from deliberate.meetings.forms.fields import NumbersField
from deliberate.meetings.forms.preparing import OneItem


class StartedItem(OneItem):
    """Which item, and which one was current."""

    after = thing(required=False)


class Pause(ActForm):
    """Why the meeting is interrupted."""

    reason = words(longest=rules.LONGEST_REASON, required=False)


class Closing(ActForm):
    """What is kept for the next time."""

    carry = NumbersField()
