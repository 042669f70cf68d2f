"""The input of acts in groups."""

from __future__ import annotations

import json
from typing import Any

from wtforms import Field

from deliberate.groups.models import GroupKind, Role
from deliberate.kernel import text
from deliberate.kernel.forms import NOT_TEXT, REQUIRED, ActForm, one_of, thing, words
from deliberate.kernel.language import LANGUAGES


class WordingField(Field):
    """One text in several languages, as a JSON object from language code to text."""

    def __init__(self, *, required: bool = True, **options: Any) -> None:
        super().__init__(**options)
        self.required = required

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take languages we speak, and texts that can be read."""
        try:
            typed = json.loads(valuelist[0]) if valuelist else {}
        except ValueError:
            typed = None
        if not isinstance(typed, dict) or not all(
            code in LANGUAGES and isinstance(words, str) for code, words in typed.items()
        ):
            raise ValueError(self.gettext(NOT_TEXT))
        cleaned = {code: text.paragraphs(words) for code, words in typed.items()}
        self.data = {code: words for code, words in cleaned.items() if text.is_visible(words)}
        if self.required and not self.data:
            raise ValueError(self.gettext(REQUIRED))


class NewGroup(ActForm):
    """A group that comes into being."""

    code = words(longest=8)
    kind = one_of(GroupKind)
    names = WordingField()
    purposes = WordingField(required=False)


class NewMember(ActForm):
    """Who belongs to the group from now on."""

    person = thing()
    role = one_of(Role)


class OnePerson(ActForm):
    """Who."""

    person = thing()


class RoleChange(ActForm):
    """Who does what from now on."""

    membership = thing()
    role = one_of(Role)


class OneMembership(ActForm):
    """Whose membership."""

    membership = thing()
