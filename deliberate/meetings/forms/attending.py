"""What is said of who is here, and of what they do."""

from __future__ import annotations

from typing import Any

from deliberate.kernel.forms import REQUIRED, ActForm, one_of, thing, tick, words
from deliberate.meetings import models
from deliberate.people.rules import LONGEST_NAME

COMING_MODES = (models.SeatMode.IN_THE_ROOM, models.SeatMode.REMOTE, models.SeatMode.TELEPHONE)


class Coming(ActForm):
    """How one takes part."""

    mode = one_of(COMING_MODES)


class SomeoneHere(ActForm):
    """Who is here: a member by number, or somebody by name."""

    name = words(longest=LONGEST_NAME, required=False)
    is_child = tick()
    person = thing(required=False)
    mode = one_of(models.SeatMode)

    def validate(self, extra_validators: Any = None) -> bool:
        """One of the two is needed."""
        fine = bool(super().validate(extra_validators))
        if fine and self.person.data is None and not self.name.data:
            self.name.errors = [self.name.gettext(REQUIRED)]
            return False
        return fine


class OneSeat(ActForm):
    """Whose seat."""

    seat = thing()


class Arrival(OneSeat):
    """Whose seat, and how they take part."""

    mode = one_of(models.SeatMode)


class RoleOfSeat(OneSeat):
    """Whose seat, and which role."""

    role = one_of(models.SeatRole)


class OneSignIn(ActForm):
    """Which device of a guest."""

    sign_in = thing()


class OnePerson(ActForm):
    """Who."""

    person = thing()
