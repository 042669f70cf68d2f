"""The input of acts in groups."""

from __future__ import annotations

import json
from typing import Any

from wtforms import Field

from deliberate.groups.models import GroupKind, Role
from deliberate.kernel.forms import NOT_TEXT, ActForm, one_of, thing, words
from deliberate.kernel.language import LANGUAGES


class WordingField(Field):
    """One text in several languages, as a JSON object from language code to text."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take languages we speak, and texts only."""
        try:
            self.data = json.loads(valuelist[0]) if valuelist else {}
        except ValueError:
            self.data = None
        if not isinstance(self.data, dict) or not all(
            code in LANGUAGES and isinstance(text, str) for code, text in self.data.items()
        ):
            raise ValueError(self.gettext(NOT_TEXT))


class NewGroup(ActForm):
    """A group that comes into being."""

    code = words(longest=8)
    kind = one_of(GroupKind)
    names = WordingField()
    purposes = WordingField()


class NewMember(ActForm):
    """Who belongs to the group from now on."""

    person = thing()
    role = one_of(Role)


class RoleChange(ActForm):
    """Who does what from now on."""

    membership = thing()
    role = one_of(Role)


class OneMembership(ActForm):
    """Whose membership."""

    membership = thing()
