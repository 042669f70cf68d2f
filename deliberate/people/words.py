"""Sentences for refusals about accounts."""

from deliberate.kernel.language import N_
from deliberate.people.rules import Why

REFUSALS = {
    Why.LINK_USED_OR_OLD.value: N_("This link was used already, or it is too old. Please ask for a new one."),
    Why.WRONG_PASSWORD.value: N_("The e-mail address or the password is not right. You can ask for a link instead."),
    Why.EMAIL_KNOWN.value: N_("Somebody has an account with this e-mail address already."),
    Why.ONLY_YOURSELF.value: N_("Only the person themselves can do this."),
    Why.ONLY_NETWORK_TENDERS.value: N_(
        "Only the facilitators of the assembly and of the follow-up groups can do this. You can ask one of them."
    ),
    Why.ONLY_THE_PROGRAM.value: N_("This is done by whoever runs the server."),
    Why.SIGN_IN_AGAIN.value: N_("Please sign out, sign in again by a link, and then change the address."),
    Why.NOT_YOUR_NAME.value: N_("This is not your name as it stands above. Nothing was changed."),
    Why.FORGOTTEN_ALREADY.value: N_("This person has been forgotten already."),
    Why.CHILD_WITHOUT_ACCOUNT.value: N_("Accounts are for people of 14 years or more."),
}
MAIL_SUBJECT = N_("Your link to sign in")
EMAIL_NEEDED = N_("Please write your e-mail address, like name@example.org.")
PASSWORD_SHORT = N_("Please use at least %(min)d characters: a few words that only you would put together.")
NOT_YOUR_PASSWORD = N_("This is not your current password.")
SOME_DEVICE = N_("A device")
SAVED = N_("Saved.")
ADDRESS_ASKED = N_("If the address is right, an e-mail with a link is on its way there. Please open it on this device.")
ADDRESS_CHANGED = N_("From now on you sign in with %(address)s.")
FORGOTTEN = N_("Your name, your address and your words have been erased. Goodbye, and thank you.")
