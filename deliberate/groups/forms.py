"""The input of acts in groups."""

from __future__ import annotations

from wtforms import Field, Form, HiddenField
from wtforms.validators import StopValidation

from deliberate.groups import policy, rules
from deliberate.groups.models import GroupKind, Openness, Role
from deliberate.kernel.forms import (
    ActForm,
    DayField,
    NumberField,
    WordsField,
    long_words,
    number,
    one_of,
    thing,
)
from deliberate.kernel.language import N_
from deliberate.kernel.wording import CodeShape, WordingField

NOT_ENOUGH_SILENCE = N_("Please give 0, or a number from 3 to 60.")


class NewGroup(ActForm):
    """A group that comes into being."""

    code = WordsField(8, validators=[CodeShape()])
    kind = one_of(GroupKind)
    names = WordingField(longest=rules.LONGEST_NAME)
    purposes = WordingField(longest=rules.LONGEST_PURPOSE, required=False)


class GroupDescription(ActForm):
    """What a group is called from now on."""

    group = thing()
    kind = one_of(GroupKind)
    names = WordingField(longest=rules.LONGEST_NAME)
    purposes = WordingField(longest=rules.LONGEST_PURPOSE, required=False)


class GroupsEnd(ActForm):
    """Which group ends, and what is said about it."""

    group = thing()
    words = long_words(longest=rules.LONGEST_WORDS, required=False)


class EndNoted(ActForm):
    """What was said when the group ended."""

    words = long_words(longest=rules.LONGEST_WORDS, required=False)


class Entrusting(ActForm):
    """Which group, and which of its members shall facilitate it."""

    group = thing()
    membership = thing()


class OpennessChange(ActForm):
    """How people come in from now on."""

    openness = one_of(Openness)


class NewMember(ActForm):
    """Who belongs to the group from now on, perhaps until a day."""

    person = thing()
    role = one_of(Role)
    last_day = DayField(required=False)


class OnePerson(ActForm):
    """Who."""

    person = thing()


class Request(ActForm):
    """Who asks, and what they say."""

    person = thing()
    words = long_words(longest=rules.LONGEST_WORDS, required=False)


class OwnRequest(ActForm):
    """Whose request."""

    person = thing()
    request = thing()


class OneRequest(ActForm):
    """Which request."""

    request = thing()


class Answer(ActForm):
    """Which request, and why not."""

    request = thing()
    words = long_words(longest=rules.LONGEST_WORDS, required=False)


class RoleChange(ActForm):
    """Who does what from now on, and perhaps until when."""

    membership = thing()
    role = one_of(Role)
    last_day = DayField(required=False)


class LastDay(ActForm):
    """Whose last day is over."""

    membership = thing()
    last_day = DayField()


class OneMembership(ActForm):
    """Whose membership."""

    membership = thing()


class NewMembers(ActForm):
    """The rows of a list, checked again when they are taken in."""

    longest_input = 600_000

    rows = HiddenField()


class DaysOfSilence:
    """None at all, or enough for somebody who is away to have read the minutes."""

    least = 3
    most = 60

    def __call__(self, form: Form, field: Field) -> None:
        """Stop when it is a number in between, or none was given."""
        if field.data is None or (field.data != 0 and not self.least <= field.data <= self.most):
            raise StopValidation(field.gettext(NOT_ENOUGH_SILENCE))


class PolicyChange(ActForm):
    """The rules by which the group decides from now on, complete."""

    version = number()
    decides = one_of(policy.Decides)
    proposes = one_of(policy.Proposes)
    quorum = one_of(policy.Quorum)
    quorum_number = number(least=2, most=1000)
    floor = one_of(policy.Floor)
    plenary_form = one_of(policy.PlenaryForm)
    tacit_seconds = number(least=policy.SHORTEST_TACIT, most=600)
    money_limit = number(most=10_000_000)
    fallback_vote = one_of(policy.FallbackVote)
    silence_days = NumberField(validators=[DaysOfSilence()])
    review_months = number(least=2, most=60)
    sealing = one_of(policy.Sealing)
    sealing_minutes = number(least=2, most=120)
    agreed_in = thing(required=False)
    words = long_words(longest=rules.LONGEST_WORDS, required=False)


class NewRepresentative(ActForm):
    """Which member represents the group in which other one."""

    membership = thing()
    group = thing()
    last_day = DayField(required=False)


class OneLink(ActForm):
    """Which representation."""

    link = thing()


class NewMandate(ActForm):
    """What a group is asked to do."""

    group = thing()
    purpose = long_words(longest=rules.LONGEST_TEXT)
    proposal = long_words(longest=rules.LONGEST_TEXT, required=False)
    reporting = long_words(longest=rules.LONGEST_WORDS, required=False)
    starts_on = DayField()
    ends_on = DayField()


class MandatesEnd(ActForm):
    """Another end, and why."""

    mandate = thing()
    ends_on = DayField()
    words = long_words(longest=rules.LONGEST_WORDS, required=False)


class MandatesOutcome(ActForm):
    """What came of it."""

    mandate = thing()
    words = long_words(longest=rules.LONGEST_TEXT, required=False)


class MandateNoted(ActForm):
    """What has become of which mandate."""

    mandate = thing()
    change = one_of(("given", "extended", "closed"))
