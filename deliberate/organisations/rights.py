"""Who may say what about organisations. Everybody may read them."""

from __future__ import annotations

from deliberate.kernel.feature import Right, anyone
from deliberate.people.rights import DONE_BY_PROGRAM, ONESELF, TENDS_NETWORK
from deliberate.people.rules import Why

# Representatives may, too: the command looks whether it is their own organisation.
IN_THE_NETWORK = Right(lambda standing: standing.member, Why.ONLY_NETWORK_TENDERS)

RIGHTS = {
    "organisations.enter_organisation": TENDS_NETWORK,
    "organisations.change_organisation": TENDS_NETWORK,
    "organisations.name_representative": IN_THE_NETWORK,
    "organisations.end_representation": IN_THE_NETWORK,
    "organisations.state_affiliation": ONESELF,
    "organisations.forget_person": DONE_BY_PROGRAM,
}
PAGES = {f"organisations.{page}": anyone for page in ("every", "one", "enter", "act", "state_mine")}
