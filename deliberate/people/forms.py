"""The input of acts about people."""

from __future__ import annotations

from wtforms import Field, Form, HiddenField
from wtforms.validators import StopValidation

from deliberate.kernel import language
from deliberate.kernel.forms import TOO_LONG, ActForm, number, one_of, words
from deliberate.people.models import PublicName
from deliberate.people.rules import LONGEST_NAME, LONGEST_PASSWORD, SHORTEST_PASSWORD
from deliberate.people.words import PASSWORD_SHORT


class Introduction(ActForm):
    """How one is called."""

    name = words(longest=LONGEST_NAME)
    public_name = one_of(PublicName)
    language = one_of(language.LANGUAGES)


class Registration(Introduction):
    """Who is taken into the network."""

    email = words(longest=254)


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


class LinkUsed(ActForm):
    """The link that was followed, and what will be known of the new sign-in."""

    link_hash = HiddenField()
    token_hash = HiddenField()
    device = words(longest=120, required=False)


class PasswordUsed(ActForm):
    """What will be known of the new sign-in."""

    token_hash = HiddenField()
    device = words(longest=120, required=False)
