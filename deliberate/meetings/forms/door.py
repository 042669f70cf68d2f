"""What is said at the door: by whoever comes in, and by the desk that lets them in."""

from __future__ import annotations

from wtforms import Field, HiddenField, ValidationError

from deliberate.kernel.forms import ActForm, thing, tick, words
from deliberate.meetings import rules
from deliberate.meetings.forms.attending import OneSeat
from deliberate.meetings.forms.fields import NOT_GROUPS, CodeField, NumbersField
from deliberate.people.forms import Introduction, NewSignIn


class Joining(Introduction):
    """Who comes in by the code, on the one screen of the door, and how they are named outside."""

    is_child = tick()


class Guest(Joining, NewSignIn):
    """The same with what will be known of the guest's device."""

    code = HiddenField()


class Companion(Joining, NewSignIn):
    """Somebody else on the phone of a person who is inside, by that person's sign-in there."""

    brought_by = thing()


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


class ComingBack(NewSignIn):
    """The hash of the code that was typed, and what will be known of the new phone."""

    code_hash = HiddenField()


class BothProofs(ActForm):
    """The sign-in of a guest and that of an account, both shown at the same moment."""

    guest = thing()
    account = thing()


class MemberOfNetwork(ActForm):
    """Somebody with an account who came with the code."""

    code = HiddenField()
    person = thing()
