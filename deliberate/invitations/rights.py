"""Who may invite, and who may take an invitation back."""

from __future__ import annotations

from deliberate.invitations.rules import Why
from deliberate.kernel.feature import Right, anyone
from deliberate.people.rights import DONE_BY_PROGRAM

# Who has an account stands in the network's room; the commands look whose group, and whose invitation, it is.
IN_THE_NETWORK = Right(lambda standing: standing.member, Why.NOT_YOURS_TO_INVITE)

RIGHTS = {
    "invitations.invite": IN_THE_NETWORK,
    "invitations.withdraw": IN_THE_NETWORK,
    "invitations.accept_as_newcomer": DONE_BY_PROGRAM,
    "invitations.accept_as_known": DONE_BY_PROGRAM,
}
PAGES = {f"invitations.{page}": anyone for page in ("mine", "act", "letter", "accept")}
