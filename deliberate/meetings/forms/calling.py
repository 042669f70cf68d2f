"""What is said to plan a meeting or to call it off, and by whoever is called to it."""

from __future__ import annotations

from zoneinfo import available_timezones

from deliberate.kernel import language
from deliberate.kernel.forms import ActForm, number, one_of, thing, words
from deliberate.meetings import expecting, models, rules
from deliberate.meetings.forms.fields import MomentField, NumbersField, PerhapsMomentField, WallClockField


class Description(ActForm):
    """What, where and when."""

    title = words(longest=rules.LONGEST_TITLE)
    hall = thing(required=False)
    place = words(longest=rules.LONGEST_PLACE, required=False)
    starts_at = MomentField()
    planned_minutes = number(least=5, most=rules.MOST_MINUTES)


class Draft(Description):
    """A new meeting."""

    kind = one_of(models.MeetingKind)
    language = one_of(language.LANGUAGES)
    zone = one_of(sorted(available_timezones()))
    with_groups = NumbersField()


class Reason(ActForm):
    """Why."""

    reason = words(longest=rules.LONGEST_REASON)


class Postponement(Reason):
    """Why, and until when, if that is known."""

    starts_at = PerhapsMomentField()


class NotHeld(ActForm):
    """Why a meeting was not held."""

    because = one_of(models.NotHeldCause)
    reason = words(longest=rules.LONGEST_REASON, required=False)


class Whether(ActForm):
    """Whether one comes; words are for an apology."""

    answer = one_of(expecting.Answer)
    words = words(longest=rules.LONGEST_REASON, required=False)


class Until(ActForm):
    """Until when one can stay."""

    until = WallClockField()


class LettersOf(ActForm):
    """Letters about a group, or none."""

    group = thing()
    letters = one_of(("on", "off"))


class OneMeeting(ActForm):
    """Which meeting."""

    meeting = thing()
