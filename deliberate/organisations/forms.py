"""The input of acts about organisations."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from deliberate.kernel.forms import ActForm, DayField, WordsField, number, one_of, thing, words
from deliberate.organisations.models import Level, OrganisationKind
from deliberate.organisations.rules import LONGEST_NAME, LONGEST_WEB_ADDRESS
from deliberate.organisations.words import NOT_AN_ADDRESS


class WebAddressField(WordsField):
    """Where one can read more; nothing but the web, so that a link can never do anything else."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take an address of the web; without a beginning it is taken for a safe one."""
        super().process_formdata(valuelist)
        if not self.data:
            return
        typed = self.data if "://" in self.data else f"https://{self.data}"
        if len(typed) > self.longest or not _is_web_address(typed):
            raise ValueError(self.gettext(NOT_AN_ADDRESS))
        self.data = typed


class NewOrganisation(ActForm):
    """An organisation as it is called, and where it stands among the others."""

    name = words(longest=LONGEST_NAME)
    kind = one_of(OrganisationKind)
    level = number(least=min(Level), most=max(Level))
    parent = thing(required=False)
    web_address = WebAddressField(LONGEST_WEB_ADDRESS)


class ChangedOrganisation(NewOrganisation):
    """The same of one that is known."""

    organisation = thing()


class Naming(ActForm):
    """Who speaks for which organisation in which group, and until when."""

    organisation = thing()
    group = thing()
    person = thing()
    last_day = DayField(required=False)
    zone = one_of(sorted(available_timezones()))


class OneRepresentative(ActForm):
    """Whose representation."""

    representative = thing()


class OwnOrganisation(ActForm):
    """To which one belongs, or none."""

    organisation = thing(required=False)


class OnePerson(ActForm):
    """Who."""

    person = thing()


def _is_web_address(typed: str) -> bool:
    try:
        parts = urlsplit(typed)
        return (
            parts.scheme in ("http", "https") and "." in (parts.hostname or "") and not (parts.username or " " in typed)
        )
    except ValueError:
        return False
