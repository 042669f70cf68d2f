"""Sentences about spaces: refusals, doubts, and the words for the codes of the closed lists."""

from collections.abc import Mapping

from deliberate.kernel.language import N_
from deliberate.spaces.rules import Doubt, Why

REFUSALS = {
    Why.CODE_TAKEN.value: N_("Another space has this code."),
    Why.CLOSED_ALREADY.value: N_("The space is closed already."),
    Why.NOT_CLOSED.value: N_("The space is not closed."),
    Why.TOO_MANY_HALLS.value: N_("The list of halls is full. Please remove one first."),
    Why.HALL_NAMED_SO.value: N_("Another hall of this space has this name. Please choose another one."),
    Why.OUT_OF_USE_ALREADY.value: N_("The hall is out of use already."),
    Why.IN_USE_ALREADY.value: N_("The hall is in use already."),
    Why.HALL_NOT_OFFERED.value: N_("This hall is no longer in use. Please choose another one."),
}

DOUBTS: Mapping[str, str] = {
    Doubt.OUT_OF_USE: N_("This hall is no longer in use. Please choose another one."),
    Doubt.CLOSED_FOR_NOW: N_("%(space)s is closed for now: %(reason)s"),
    Doubt.CLOSED_THEN: N_("%(space)s is not open at that time. Please ask there first."),
    Doubt.TOO_SMALL: N_("%(hall)s has room for %(capacity)s people; the groups that meet have %(people)s."),
    Doubt.NOT_STEP_FREE: N_("%(hall)s can only be reached by steps. Somebody may need a way without."),
}

SAVED = N_("Saved.")
