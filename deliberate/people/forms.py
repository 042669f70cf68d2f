"""The input of acts about people."""

from __future__ import annotations

from typing import Any

from email_validator import EmailNotValidError, validate_email
from wtforms import Field, Form, HiddenField
from wtforms.validators import StopValidation

from deliberate.kernel import language
from deliberate.kernel.forms import TOO_LONG, ActForm, WordsField, number, one_of, thing, words
from deliberate.people.models import PublicName
from deliberate.people.rules import LONGEST_EMAIL, LONGEST_NAME, LONGEST_PASSWORD, SHORTEST_PASSWORD
from deliberate.people.words import EMAIL_NEEDED, PASSWORD_SHORT


class EmailField(WordsField):
    """An e-mail address in its one spelling; whether it exists is not asked."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take what has the form of an address."""
        super().process_formdata(valuelist)
        try:
            valid = validate_email(self.data or "", check_deliverability=False, test_environment=True)
        except EmailNotValidError:
            raise ValueError(self.gettext(EMAIL_NEEDED)) from None
        self.data = valid.normalized.casefold()


class OneEmail(ActForm):
    """An address."""

    email = EmailField(LONGEST_EMAIL)


class Introduction(ActForm):
    """How one is called."""

    name = words(longest=LONGEST_NAME)
    public_name = one_of(PublicName)
    language = one_of(language.LANGUAGES)


class Registration(Introduction):
    """Who is taken into the network."""

    email = EmailField(LONGEST_EMAIL)


class PasswordLength:
    """Long enough to be hard to guess; no other rule, for others make passwords worse."""

    def __call__(self, form: Form, field: Field) -> None:
        """Stop when it is too short or too long."""
        length = len(field.data or "")
        if length < SHORTEST_PASSWORD:
            raise StopValidation(field.gettext(PASSWORD_SHORT) % {"min": SHORTEST_PASSWORD})
        if length > LONGEST_PASSWORD:
            raise StopValidation(field.gettext(TOO_LONG) % {"max": LONGEST_PASSWORD})


class NewPassword(ActForm):
    """A password as it is typed; spaces count."""

    password = HiddenField(validators=[PasswordLength()])


class PasswordHash(ActForm):
    """What is kept of a password; only the password page sends it."""

    password_hash = HiddenField()


class NewAddress(ActForm):
    """The wanted address, and the token of the link that proves it; only the page sends it, once it has a fresh proof."""

    email = EmailField(LONGEST_EMAIL)
    token = HiddenField()


class Name(ActForm):
    """One's name, typed to show that it is meant."""

    name = words(longest=LONGEST_NAME, required=False)


class OnePerson(ActForm):
    """Who."""

    person = thing()


class OneDevice(ActForm):
    """Where to sign out."""

    sign_in = number(least=1)


class LinkToken(ActForm):
    """The token that a link will carry, and the page to see afterwards."""

    token = HiddenField()
    next = HiddenField()


class MadeLink(ActForm):
    """What is stored of a link."""

    token_hash = HiddenField()


class NewSignIn(ActForm):
    """What will be known of a sign-in: the hash of its token, and the device."""

    token_hash = HiddenField()
    device = words(longest=120, required=False)


class LinkUsed(NewSignIn):
    """The same with the link that was followed."""

    link_hash = HiddenField()
