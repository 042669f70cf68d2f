"""Texts in several languages, and the codes that stand in addresses: how both are typed and checked."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from wtforms import Field, Form
from wtforms.validators import StopValidation

from deliberate.kernel import text
from deliberate.kernel.forms import NOT_TEXT, REQUIRED, TOO_LONG
from deliberate.kernel.language import LANGUAGES, N_

NOT_A_CODE = N_("Please use 2 to 8 capital letters or digits.")
LONGEST_WORDING = 2000


class WordingField(Field):
    """One text in several languages, as a JSON object from language code to text."""

    def __init__(self, *, required: bool = True, longest: int = LONGEST_WORDING, **options: Any) -> None:
        super().__init__(**options)
        self.required = required
        self.longest = longest

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take languages we speak, and texts that can be read."""
        try:
            typed = json.loads(valuelist[0]) if valuelist else {}
        except (ValueError, RecursionError):
            typed = None
        if not isinstance(typed, dict) or not all(
            code in LANGUAGES and isinstance(words, str) for code, words in typed.items()
        ):
            raise ValueError(self.gettext(NOT_TEXT))
        if any(len(words) > self.longest for words in typed.values()):
            raise ValueError(self.gettext(TOO_LONG) % {"max": self.longest})
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


def together(typed: Mapping[str, str]) -> dict[str, str]:
    """What a plain form sent, with the boxes of one text (`names.ca`, `names.eu`) put together as `WordingField` takes it."""
    inputs: dict[str, str] = {}
    wordings: dict[str, dict[str, str]] = {}
    for key, value in typed.items():
        name, dot, code = key.partition(".")
        if dot and code in LANGUAGES:
            wordings.setdefault(name, {})[code] = value
        else:
            inputs[key] = value
    return inputs | {name: json.dumps(wording) for name, wording in wordings.items()}
