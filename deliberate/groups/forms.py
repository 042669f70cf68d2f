"""The input of acts in groups."""

from __future__ import annotations

import json
import re
from typing import Any

from wtforms import Field, Form
from wtforms.validators import StopValidation

from deliberate.groups.models import GroupKind, Role
from deliberate.kernel import text
from deliberate.kernel.forms import NOT_TEXT, REQUIRED, ActForm, WordsField, one_of, thing
from deliberate.kernel.language import LANGUAGES, N_

NOT_A_CODE = N_("Please use 2 to 8 capital letters or digits.")


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


class CodeShape:
    """A code stands in addresses and in the numbers of decisions for ever."""

    def __call__(self, form: Form, field: Field) -> None:
        """Stop when it is anything but capital letters and digits."""
        if not re.fullmatch("[A-Z0-9]{2,8}", field.data or ""):
            raise StopValidation(field.gettext(NOT_A_CODE))


class NewGroup(ActForm):
    """A group that comes into being."""

    code = WordsField(8, validators=[CodeShape()])
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
