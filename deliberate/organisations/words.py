"""Sentences for refusals about organisations, and for what is said of them."""

from deliberate.kernel.language import N_
from deliberate.organisations.rules import Why

REFUSALS = {
    Why.NAME_TAKEN.value: N_("Another organisation has this name."),
    Why.PARENT_NOT_ABOVE.value: N_("An organisation can only belong to one of a higher level."),
    Why.MEMBERS_NOT_BELOW.value: N_("Organisations of that level belong to it. Please change those first."),
    Why.NOT_IN_THE_GROUP.value: N_("Only a member of the group can represent an organisation there."),
    Why.NAMED_ALREADY.value: N_("This person represents the organisation there already."),
    Why.ENDED_ALREADY.value: N_("This person no longer represents the organisation there."),
    Why.ENDS_IN_THE_PAST.value: N_("Please give a last day that is still to come."),
}
NOT_AN_ADDRESS = N_("Please write the address as in a browser, like https://example.org.")
SAVED = N_("Saved.")
