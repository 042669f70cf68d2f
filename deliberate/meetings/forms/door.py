"""What is said at the door: by whoever comes in, and by the desk that lets them in."""

from __future__ import annotations

from wtforms import Field, HiddenField, ValidationError

from deliberate.kernel import language
from deliberate.kernel.forms import ActForm, one_of, thing, tick, words
from deliberate.meetings import rules
from deliberate.meetings.forms.attending import OneSeat
from deliberate.meetings.forms.fields import NOT_GROUPS, CodeField, NumbersField
from deliberate.people.models import PublicName
from deliberate.people.rules import LONGEST_NAME


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
