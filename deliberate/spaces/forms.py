"""The input of acts about spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from wtforms import Field, Form
from wtforms.validators import StopValidation

from deliberate.kernel.forms import NOT_A_CHOICE, OUT_OF_RANGE, ActForm, WordsField, number, one_of, thing, words
from deliberate.kernel.language import N_
from deliberate.kernel.wording import CodeShape, WordingField
from deliberate.spaces import hours, models, rules

NOT_HOURS = N_("Please write hours like 9:00–14:00, 16:00–21:00, or leave it empty for a closed day.")
NOT_A_PLACE = N_("Please give a number of degrees, such as 41.3874, or leave both empty.")
BOTH_NEEDED = N_("Please give both numbers or neither.")
NOT_AN_ADDRESS = N_("Please give a web address that begins with https:// or http://.")
NO_MAIL_ADDRESS = N_("Everyone can read this: please give a web page or a telephone number, not an e-mail address.")

_DEGREES = re.compile(r"-?\d{1,3}(?:[.,]\d{1,9})?", re.ASCII)


class CodesField(Field):
    """Several of a closed list of codes, with commas between, in the order of the list."""

    def __init__(self, codes: Iterable[Any], **options: Any) -> None:
        super().__init__(**options)
        self.codes = [str(code) for code in codes]

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take what was ticked."""
        ticked = {part.strip() for value in valuelist for part in value.split(",") if part.strip()}
        self.data = [code for code in self.codes if code in ticked]
        if len(self.data) < len(ticked):
            raise ValueError(self.gettext(NOT_A_CHOICE))


class HoursField(Field):
    """The stretches of a day, as people write them."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take hours that can be understood."""
        self.data = hours.read_day(valuelist[0] if valuelist else "")
        if self.data is None:
            raise ValueError(self.gettext(NOT_HOURS))


class DegreesField(Field):
    """A latitude or longitude; nothing given is None."""

    def __init__(self, most: int, **options: Any) -> None:
        super().__init__(**options)
        self.most = most

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take a number with a point or a comma."""
        self.data = None
        typed = valuelist[0].strip() if valuelist else ""
        if not typed:
            return
        if not _DEGREES.fullmatch(typed):
            raise ValueError(self.gettext(NOT_A_PLACE))
        degrees = float(typed.replace(",", "."))
        if abs(degrees) > self.most:
            raise ValueError(self.gettext(NOT_A_PLACE))
        self.data = degrees


class FloorField(Field):
    """On which floor: 0 is the ground, below it are minus numbers."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take a small whole number; nothing given is the ground."""
        typed = (valuelist[0].strip() if valuelist else "").replace("−", "-") or "0"
        self.data = int(typed) if re.fullmatch(r"-?\d{1,3}", typed, re.ASCII) else None
        if self.data is None or not rules.LOWEST_FLOOR <= self.data <= rules.HIGHEST_FLOOR:
            self.data = None
            bounds = {"min": rules.LOWEST_FLOOR, "max": rules.HIGHEST_FLOOR}
            raise ValueError(self.gettext(OUT_OF_RANGE) % bounds)


class WebAddress:
    """A page that a browser opens, with nobody's name or password in it; nothing given is fine."""

    def __call__(self, form: Form, field: Field) -> None:
        """Stop at anything else: another scheme in a link of ours could run a script."""
        if field.data and not _is_web_address(field.data):
            raise StopValidation(field.gettext(NOT_AN_ADDRESS))


class NoMailAddress:
    """What everybody reads holds no e-mail address."""

    def __call__(self, form: Form, field: Field) -> None:
        """Stop when there seems to be one."""
        if "@" in (field.data or "") or "＠" in (field.data or ""):
            raise StopValidation(field.gettext(NO_MAIL_ADDRESS))


def _is_web_address(typed: str) -> bool:
    try:
        parts = urlsplit(typed)
        return parts.scheme in ("https", "http") and bool(parts.hostname) and "@" not in typed and " " not in typed
    except ValueError:
        return False


class Description(ActForm):
    """All that is said of a space but its hours and halls."""

    kind = one_of(models.SpaceKind)
    names = WordingField(longest=rules.LONGEST_NAME)
    address = words(longest=rules.LONGEST_ADDRESS)
    directions = WordingField(required=False, longest=rules.LONGEST_WORDS)
    latitude = DegreesField(90)
    longitude = DegreesField(180)
    capacity = number(least=1, most=rules.MOST_PEOPLE, required=False)
    facilities = CodesField(models.Facility)
    access_words = WordingField(required=False, longest=rules.LONGEST_WORDS)
    website = words(longest=rules.LONGEST_ADDRESS, required=False)
    contact = words(longest=rules.LONGEST_LINE, required=False)

    def validate(self, extra_validators: Any = None) -> bool:
        """Half a place on earth is none."""
        more: dict[str, list[Any]] = {"website": [WebAddress()], "contact": [NoMailAddress()]}
        fine = bool(super().validate(more))
        if fine and (self.latitude.data is None) != (self.longitude.data is None):
            half = self.latitude if self.latitude.data is None else self.longitude
            half.errors = [half.gettext(BOTH_NEEDED)]
            return False
        return fine


class NewSpace(Description):
    """A space that comes into the network."""

    code = WordsField(8, validators=[CodeShape()])
    zone = one_of(sorted(available_timezones()))


class OneSpace(ActForm):
    """Which space."""

    space = thing()


class DescribedSpace(Description):
    """Which space, and what is said of it now."""

    space = thing()


class OpeningHours(OneSpace):
    """Which space, and when it is open on each weekday."""

    monday = HoursField()
    tuesday = HoursField()
    wednesday = HoursField()
    thursday = HoursField()
    friday = HoursField()
    saturday = HoursField()
    sunday = HoursField()


class Closing(OneSpace):
    """Which space, and why it is closed for now."""

    reason = words(longest=rules.LONGEST_LINE)


class HallDescription(ActForm):
    """What a hall is like."""

    name = words(longest=rules.LONGEST_NAME)
    floor = FloorField()
    capacity = number(least=1, most=rules.MOST_PEOPLE, required=False)
    facilities = CodesField(models.OF_HALLS)


class NewHall(HallDescription):
    """Which space has a hall more."""

    space = thing()


class OneHall(ActForm):
    """Which hall."""

    hall = thing()


class ChangedHall(HallDescription):
    """Which hall, and what it is like now."""

    hall = thing()


class MovedHall(OneHall):
    """Which hall, and which one follows it on the list."""

    before = thing(required=False)
