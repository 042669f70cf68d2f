"""Sentences for refusals in groups."""

from deliberate.groups.rules import Why
from deliberate.kernel.language import N_

REFUSALS = {
    Why.ONLY_FACILITATORS.value: N_("Only a facilitator of the group can do this. You can ask one of them."),
    Why.LAST_FACILITATOR.value: N_(
        "The group would have no facilitator left. Please make somebody else facilitator first."
    ),
    Why.CODE_TAKEN.value: N_("Another group has this code."),
    Why.BELONGS_ALREADY.value: N_("This person belongs to the group already."),
    Why.ONLY_THE_PROGRAM.value: N_("This is done by whoever runs the server."),
    Why.ONLY_FACILITATOR.value: N_(
        "You are the only facilitator of a group. Please make somebody else facilitator first."
    ),
    Why.HAS_LEFT.value: N_("This person no longer belongs to the group."),
}
SOMEBODY = N_("A member")
SAVED = N_("Saved.")
