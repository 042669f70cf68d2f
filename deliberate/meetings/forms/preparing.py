"""What is said of an agenda's items, and of the agendas that a group keeps."""

from __future__ import annotations

import re

from wtforms import Field, ValidationError

from deliberate.kernel.forms import NOT_A_CHOICE, ActForm, number, one_of, thing, words
from deliberate.meetings import models, rules
from deliberate.meetings.forms.calling import OneMeeting


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
