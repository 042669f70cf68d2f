"""How a moment, a time of day, several numbers or a code are typed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wtforms import Field, HiddenField

from deliberate.kernel.forms import REQUIRED
from deliberate.kernel.language import N_
from deliberate.meetings.joining import as_shown

NOT_A_MOMENT = N_("Please give a day and a time.")
NOT_A_TIME = N_("Please give a time, such as 19:30.")
NOT_GROUPS = N_("Please choose from the list.")
NOT_A_CODE = N_("A code has eight characters, letters or digits.")


class MomentField(Field):
    """A day and time on the wall clock of the meeting's place, as browsers send it: `2026-03-05T18:00`."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take exactly that form."""
        self.data = None
        typed = valuelist[0].strip() if valuelist else ""
        if not typed:
            self.none_given()
            return
        try:
            self.data = datetime.strptime(typed, "%Y-%m-%dT%H:%M")  # noqa: DTZ007 - the zone is the meeting's; the command adds it
        except ValueError:
            raise ValueError(self.gettext(NOT_A_MOMENT)) from None
        if not 2000 <= self.data.year <= 2100:
            raise ValueError(self.gettext(NOT_A_MOMENT))

    def none_given(self) -> None:
        """It is needed."""
        raise ValueError(self.gettext(REQUIRED))


class PerhapsMomentField(MomentField):
    """The same, or nothing."""

    def none_given(self) -> None:
        """It is not needed."""


class WallClockField(Field):
    """A time of day, as browsers send it: `19:30`."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take exactly that form."""
        self.data = None
        typed = valuelist[0].strip() if valuelist else ""
        try:
            self.data = datetime.strptime(typed, "%H:%M").time()  # noqa: DTZ007 - the day and the zone are the meeting's
        except ValueError:
            raise ValueError(self.gettext(NOT_A_TIME)) from None


class NumbersField(Field):
    """Numbers with commas between: `3,14`."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take plain numbers only."""
        typed = [part.strip() for value in valuelist for part in value.split(",") if part.strip()]
        if not all(part.isascii() and part.isdigit() and len(part) < 16 for part in typed):
            self.data = []
            raise ValueError(self.gettext(NOT_GROUPS))
        self.data = [int(part) for part in typed]


class CodeField(HiddenField):
    """A code as people type it."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Take it in the form in which codes are shown."""
        self.data = as_shown(valuelist[0]) if valuelist else None
        if self.data is None:
            raise ValueError(self.gettext(NOT_A_CODE))
