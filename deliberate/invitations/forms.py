"""The input of acts about invitations."""

from __future__ import annotations

from wtforms import HiddenField

from deliberate.groups.models import Role
from deliberate.kernel import language
from deliberate.kernel.forms import ActForm, DayField, one_of, thing
from deliberate.people.forms import EmailField, Introduction, NewSignIn
from deliberate.people.rules import LONGEST_EMAIL


class Invite(ActForm):
    """Who is invited, where, to do what, perhaps until when; and the language of the letter. `by` is heard from the program only."""

    email = EmailField(LONGEST_EMAIL)
    group = thing(required=False)
    role = one_of(Role)
    language = one_of(language.LANGUAGES)
    last_day = DayField(required=False)
    by = thing(required=False)


class OneInvitation(ActForm):
    """Which invitation."""

    invitation = thing()


class Newcomer(Introduction, NewSignIn):
    """Who comes in, the link they followed, and what will be known of their sign-in."""

    link_hash = HiddenField()


class Known(ActForm):
    """Who comes in, and the link they followed."""

    link_hash = HiddenField()
    person = thing()
