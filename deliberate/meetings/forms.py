"""The input of acts in meetings."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from zoneinfo import available_timezones

from wtforms import Field, HiddenField, ValidationError

from deliberate.kernel import language
from deliberate.kernel.forms import NOT_A_CHOICE, REQUIRED, ActForm, long_words, number, one_of, thing, tick, words
from deliberate.kernel.language import N_
from deliberate.meetings import expecting, models, rules
from deliberate.meetings.joining import as_shown
from deliberate.people.models import PublicName
from deliberate.people.rules import LONGEST_NAME

NOT_A_MOMENT = N_("Please give a day and a time.")
NOT_A_TIME = N_("Please give a time, such as 19:30.")
NOT_GROUPS = N_("Please choose from the list.")
NOT_A_CODE = N_("A code has eight letters and digits.")
COMING_MODES = (models.SeatMode.IN_THE_ROOM, models.SeatMode.REMOTE, models.SeatMode.TELEPHONE)


class MomentField(Field):
    """A day and time on the wall clock of the meeting's place, as browsers send it: `2026-03-05T18:00`."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take exactly that form."""
        self.data = None
        typed = valuelist[0].strip() if valuelist else ""
        if not typed:
            self.none_given()
            return
        try:
            self.data = datetime.strptime(typed, "%Y-%m-%dT%H:%M")  # noqa: DTZ007 - the zone is the meeting's; the command adds it
        except ValueError:
            raise ValueError(self.gettext(NOT_A_MOMENT)) from None
        if not 2000 <= self.data.year <= 2100:
            raise ValueError(self.gettext(NOT_A_MOMENT))

    def none_given(self) -> None:
        """It is needed."""
        raise ValueError(self.gettext(REQUIRED))


class PerhapsMomentField(MomentField):
    """The same, or nothing."""

    def none_given(self) -> None:
        """It is not needed."""


class WallClockField(Field):
    """A time of day, as browsers send it: `19:30`."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take exactly that form."""
        self.data = None
        typed = valuelist[0].strip() if valuelist else ""
        try:
            self.data = datetime.strptime(typed, "%H:%M").time()  # noqa: DTZ007 - the day and the zone are the meeting's
        except ValueError:
            raise ValueError(self.gettext(NOT_A_TIME)) from None


class NumbersField(Field):
    """Numbers with commas between: `3,14`."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take plain numbers only."""
        typed = [part.strip() for value in valuelist for part in value.split(",") if part.strip()]
        if not all(part.isascii() and part.isdigit() and len(part) < 16 for part in typed):
            self.data = []
            raise ValueError(self.gettext(NOT_GROUPS))
        self.data = [int(part) for part in typed]


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


class NewItem(ActForm):
    """Something for the agenda."""

    title = words(longest=rules.LONGEST_TITLE)
    purpose = one_of(models.Purpose)
    presenter = thing(required=False)
    minutes = number(least=1, most=rules.MOST_MINUTES, required=False)


class AddedItem(NewItem):
    """The same with the item that it shall be a part of."""

    parent = thing(required=False)


class ChangedItem(NewItem):
    """An item as it should be."""

    item = thing()


class OneItem(ActForm):
    """Which item."""

    item = thing()


class MovedItem(OneItem):
    """Which item, which one follows it, and which one it is a part of."""

    before = thing(required=False)
    parent = thing(required=False)


class StartedItem(OneItem):
    """Which item, and which one was current."""

    after = thing(required=False)


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


class Coming(ActForm):
    """How one takes part."""

    mode = one_of(COMING_MODES)


class SomeoneHere(ActForm):
    """Who is here: a member by number, or somebody by name."""

    name = words(longest=LONGEST_NAME, required=False)
    is_child = tick()
    person = thing(required=False)
    mode = one_of(models.SeatMode)

    def validate(self, extra_validators: Any = None) -> bool:
        """One of the two is needed."""
        fine = bool(super().validate(extra_validators))
        if fine and self.person.data is None and not self.name.data:
            self.name.errors = [self.name.gettext(REQUIRED)]
            return False
        return fine


class OneSeat(ActForm):
    """Whose seat."""

    seat = thing()


class Arrival(OneSeat):
    """Whose seat, and how they take part."""

    mode = one_of(models.SeatMode)


class RoleOfSeat(OneSeat):
    """Whose seat, and which role."""

    role = one_of(models.SeatRole)


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


class Pause(ActForm):
    """Why the meeting is interrupted."""

    reason = words(longest=rules.LONGEST_REASON, required=False)


class OneSignIn(ActForm):
    """Which device of a guest."""

    sign_in = thing()


class OnePerson(ActForm):
    """Who."""

    person = thing()


class OneMeeting(ActForm):
    """Which meeting."""

    meeting = thing()


class KeptItems(OneMeeting):
    """What a meeting did not get to."""

    items = NumbersField()
    suggestions = NumbersField()


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


class Closing(ActForm):
    """What is kept for the next time."""

    carry = NumbersField()


class Source(ActForm):
    """Another agenda: `meeting/12`, `template/3` or `pattern/plenary`."""

    source = words(longest=40)

    def validate_source(self, field: Field) -> None:
        """Only what is spelt like one."""
        if not re.fullmatch(r"(meeting|template)/[1-9][0-9]{0,14}|pattern/[a-z_]{1,20}", field.data, re.ASCII):
            raise ValidationError(field.gettext(NOT_A_CHOICE))


class NewTemplate(OneMeeting):
    """Which meeting's agenda is kept, and under which name."""

    name = words(longest=rules.LONGEST_NAME_OF_TEMPLATE)


class OneTemplate(ActForm):
    """Which template."""

    template = thing()


class RenamedTemplate(OneTemplate):
    """Which template, and its name."""

    name = words(longest=rules.LONGEST_NAME_OF_TEMPLATE)


class Joining(ActForm):
    """Who comes in by the code, on the one screen of the door, and how they are named outside."""

    name = words(longest=LONGEST_NAME)
    language = one_of(language.LANGUAGES)
    public_name = one_of(PublicName)
    is_child = tick()


class Guest(Joining):
    """The same with what will be known of the guest's device."""

    code = HiddenField()
    token_hash = HiddenField()
    device = words(longest=120, required=False)


class Companion(Joining):
    """Somebody else on the phone of a person who is inside, by that person's sign-in there."""

    brought_by = thing()
    token_hash = HiddenField()
    device = words(longest=120, required=False)


class HowPeopleComeIn(ActForm):
    """Whether whoever comes with the code waits until they are let in."""

    one_by_one = tick()


class LettingIn(ActForm):
    """Who of those that wait comes in."""

    waiting = NumbersField()

    def validate_waiting(self, field: Field) -> None:
        """At most so many that nobody else has to wait for it."""
        if len(field.data) > rules.MOST_LET_IN_AT_ONCE:
            raise ValidationError(field.gettext(NOT_GROUPS))


class TurningAway(ActForm):
    """Who is not let in, and what they are told."""

    waiting = thing()
    words = words(longest=rules.LONGEST_REASON, required=False)


class CodeField(HiddenField):
    """A code as people type it."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take it in the form in which codes are shown."""
        self.data = as_shown(valuelist[0]) if valuelist else None
        if self.data is None:
            raise ValueError(self.gettext(NOT_A_CODE))


class WayBack(OneSeat):
    """Whose seat, the code that will lead back to it, and whether the phone they had is lost."""

    code = CodeField()
    lost = tick()


class ComingBack(ActForm):
    """The hash of the code that was typed, and what will be known of the new phone."""

    code_hash = HiddenField()
    token_hash = HiddenField()
    device = words(longest=120, required=False)


class BothProofs(ActForm):
    """The sign-in of a guest and that of an account, both shown at the same moment."""

    guest = thing()
    account = thing()


class MemberOfNetwork(ActForm):
    """Somebody with an account who came with the code."""

    code = HiddenField()
    person = thing()
