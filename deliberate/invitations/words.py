"""Sentences for refusals about invitations, and for letters."""

from deliberate.invitations.rules import Why
from deliberate.kernel.language import N_

REFUSALS = {
    Why.NOT_YOURS_TO_INVITE.value: N_("Only a facilitator of the group can invite to it. You can ask one of them."),
    Why.INVITED_ALREADY.value: N_(
        "You have invited this address already. To send it again, withdraw the first invitation."
    ),
    Why.TOO_MANY_INVITATIONS.value: N_("These are many invitations for one day. Please go on tomorrow."),
    Why.INVITATION_OVER.value: N_(
        "This invitation was used or withdrawn, or it is too old. Please ask for a new one where it came from."
    ),
    Why.SIGN_IN_FIRST.value: N_("You have an account here already. Please sign in, then open the invitation again."),
}
SENT = N_("The invitation is on its way.")
WITHDRAWN = N_("The invitation no longer works.")
WELCOME = N_("Welcome to %(where)s.")
NO_GROUP_YET = N_("The network, no group yet")
THE_NETWORK = N_("the network")
SUBJECT = N_("You are invited to %(where)s")
LETTER = N_(
    "Hello,\n\nyou are invited to %(where)s. With this link you accept, once and within seven days:\n\n%(link)s\n\n"
    "The page that opens tells you more; nothing happens until you press its button.\n"
    "If you do not want to, you need to do nothing.\n"
)
