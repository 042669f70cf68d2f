"""The input of one act: a plain form that both doors fill, whose errors are in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, Form, IntegerField, StringField, ValidationError
from wtforms.form import BaseForm
from wtforms.validators import Optional, StopValidation

from deliberate.kernel import language, text
from deliberate.kernel.errors import Invalid
from deliberate.kernel.language import N_

SMALLEST_SCALAR = (str, int, float, bool)
BIGGEST_NUMBER = 2**53 - 1
MOST_DIGITS = 16
LONGEST_INPUT = 10_000
MOST_ERRORS = 10

REQUIRED = N_("Please fill this in.")
NOT_A_NUMBER = N_("This needs a whole number.")
NOT_A_CHOICE = N_("Please choose one of the options.")
TOO_LONG = N_("Please use at most %(max)d characters.")
OUT_OF_RANGE = N_("Please give a number from %(min)d to %(max)d.")
UNEXPECTED = N_("This is not asked for here.")
NOT_NAMED = N_("This needs inputs with names.")
NOT_A_DAY = N_("Please give a day, such as 2026-03-31.")
NOT_TEXT = N_("This needs a text or a number.")


class Sentences:
    """WTForms' way to ask for a translation, answered from our catalogue."""

    def __init__(self, code: str) -> None:
        self._code = code

    def gettext(self, sentence: str) -> str:
        """The sentence in the reader's language."""
        return language.say(self._code, sentence)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The counting sentence in the reader's language."""
        return language.translations(self._code).ngettext(singular, plural, n)


class ActForm(Form):
    """The input of an act. Its fields are the command's keywords; what it does not name is not let in."""

    longest_input = LONGEST_INPUT

    class Meta:
        """Where WTForms finds the words for errors."""

        def get_translations(self, form: Form) -> Sentences:
            """In the language that the form was opened with."""
            return Sentences(getattr(self, "language", language.DEFAULT))


class Nothing(ActForm):
    """An act that needs no input."""


def read(form: type[ActForm], inputs: object, reader_language: str) -> dict[str, Any]:
    """The checked input of an act; raises Invalid with a sentence for each field that cannot be used."""
    if not isinstance(inputs, Mapping):
        raise Invalid({"input": [language.say(reader_language, NOT_NAMED)]})
    _refuse_strangers(form, inputs, reader_language)
    filled = form(
        MultiDict({name: _as_typed(value) for name, value in inputs.items()}), meta={"language": reader_language}
    )
    if not filled.validate():
        raise Invalid({name: list(errors) for name, errors in filled.errors.items() if name})
    return dict(filled.data)


def _refuse_strangers(form: type[ActForm], inputs: Mapping[Any, Any], reader_language: str) -> None:
    expected = {name for name, _ in form()._fields.items()}
    errors: dict[str, list[str]] = {}
    for name, value in inputs.items():
        if len(errors) == MOST_ERRORS:
            break
        if name not in expected:
            errors[str(name)[:40]] = [language.say(reader_language, UNEXPECTED)]
        elif value is not None and not isinstance(value, SMALLEST_SCALAR):
            errors[name] = [language.say(reader_language, NOT_TEXT)]
        elif isinstance(value, str) and len(value) > form.longest_input:
            errors[name] = [language.say(reader_language, TOO_LONG, max=form.longest_input)]
    if errors:
        raise Invalid(errors)


def _as_typed(value: Any) -> str:
    # As a form would have sent it: WTForms takes 0 for missing and would take a dict for a text.
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else ""
    return str(value)


class WordsField(StringField):
    """One line of a person's words, cleaned before it is measured."""

    clean = staticmethod(text.line)

    def __init__(self, longest: int, **options: Any) -> None:
        super().__init__(**options)
        self.longest = longest

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Clean what was typed; what nobody can see was not said."""
        typed = valuelist[0] if valuelist else ""
        # Refused before it is cleaned: composing a long run of combining marks takes time that grows with its square.
        if len(typed) > 2 * self.longest + 100:
            self.data = typed
            raise ValueError(self.gettext(TOO_LONG) % {"max": self.longest})
        cleaned = self.clean(typed)
        self.data = cleaned if text.is_visible(cleaned) else ""


class ParagraphsField(WordsField):
    """Several lines of a person's words."""

    clean = staticmethod(text.paragraphs)


class NumberField(IntegerField):
    """A whole number; nothing given is None."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Plain digits only: no spaces, signs or digits of other scripts."""
        self.data = None
        typed = valuelist[0].strip() if valuelist else ""
        if not typed:
            return
        if not (typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS and int(typed) <= BIGGEST_NUMBER):
            raise ValueError(self.gettext(NOT_A_NUMBER))
        self.data = int(typed)


# WTForms' own validators say a message of ours as it stands; these say it in the reader's language.


class Visible:
    """There must be something to read, not only spaces."""

    def __call__(self, form: Form, field: Field) -> None:
        """Stop when nothing can be seen."""
        if not field.data:
            raise StopValidation(field.gettext(REQUIRED))


@dataclass(frozen=True)
class NotLonger:
    """At most so many characters."""

    than: int

    def __call__(self, form: Form, field: Field) -> None:
        """Stop when there are more."""
        if len(field.data or "") > self.than:
            raise StopValidation(field.gettext(TOO_LONG) % {"max": self.than})


@dataclass(frozen=True)
class Within:
    """A number from one to another, both included."""

    least: int
    most: int

    def __call__(self, form: Form, field: Field) -> None:
        """Stop when it is outside."""
        if field.data is not None and not self.least <= field.data <= self.most:
            raise StopValidation(field.gettext(OUT_OF_RANGE) % {"min": self.least, "max": self.most})


def words(*, longest: int, required: bool = True) -> WordsField:
    """A line of at most so many characters."""
    return WordsField(longest, validators=[*([Visible()] if required else []), NotLonger(longest)])


def long_words(*, longest: int, required: bool = True) -> ParagraphsField:
    """Some lines of at most so many characters."""
    return ParagraphsField(longest, validators=[*([Visible()] if required else []), NotLonger(longest)])


def number(*, least: int = 0, most: int = BIGGEST_NUMBER, required: bool = True) -> NumberField:
    """A whole number of that range."""
    return NumberField(validators=[_Given() if required else Optional(), Within(least, most)])


def thing(*, required: bool = True) -> NumberField:
    """The number of a thing: an item, a seat."""
    return number(least=1, required=required)


class DayField(Field):
    """A day, as browsers send it: `2026-03-31`; nothing given is None."""

    def __init__(self, *, required: bool = True, **options: Any) -> None:
        super().__init__(**options)
        self.required = required

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take exactly that form."""
        self.data = None
        typed = valuelist[0].strip() if valuelist else ""
        if typed:
            self.data = _day_of(typed)
            if self.data is None:
                raise ValueError(self.gettext(NOT_A_DAY))

    def pre_validate(self, form: Any) -> None:
        """A day that is needed is there."""
        if self.required and self.data is None and not self.process_errors:
            raise StopValidation(self.gettext(REQUIRED))


def _day_of(typed: str) -> date | None:
    """The day that is written so, from 2000 to 2100."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", typed):
        return None
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2100 else None


def tick() -> BooleanField:
    """A box to tick; what is not sent is not ticked."""
    return BooleanField(false_values=("", "false"))


def one_of(codes: Iterable[Any]) -> ChoiceField:
    """One of a closed list of codes."""
    return ChoiceField(codes)


class ChoiceField(Field):
    """One of a closed list of codes."""

    def __init__(self, codes: Iterable[Any], **options: Any) -> None:
        super().__init__(**options)
        self.codes = frozenset(str(code) for code in codes)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take what was chosen."""
        self.data = valuelist[0] if valuelist else None

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what is not on the list."""
        if self.data not in self.codes:
            raise ValidationError(self.gettext(NOT_A_CHOICE if self.data else REQUIRED))


class _Given:
    def __call__(self, form: Form, field: Field) -> None:
        if field.data is None and not field.errors:
            raise StopValidation(field.gettext(REQUIRED))
        if field.errors:
            raise StopValidation
