"""Who may invite, and who may take an invitation back."""

from __future__ import annotations

from deliberate.groups.rights import THE_PROGRAM
from deliberate.invitations.rules import Why
from deliberate.kernel.feature import Right, anyone

# Who has an account stands in the network's room; the commands look whose group, and whose invitation, it is.
IN_THE_NETWORK = Right(lambda standing: standing.member, Why.NOT_YOURS_TO_INVITE)

RIGHTS = {
    "invitations.invite": IN_THE_NETWORK,
    "invitations.withdraw": IN_THE_NETWORK,
    "invitations.accept_as_newcomer": THE_PROGRAM,
    "invitations.accept_as_known": THE_PROGRAM,
}
PAGES = {f"invitations.{page}": anyone for page in ("mine", "act", "letter", "accept")}
