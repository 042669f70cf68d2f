"""Who may say what about organisations. Everybody may read them."""

from __future__ import annotations

from deliberate.groups.rights import THE_PROGRAM
from deliberate.kernel.feature import Right, anyone
from deliberate.organisations.rules import Why
from deliberate.people.rights import ONESELF

TENDS_NETWORK = Right(lambda standing: standing.desk, Why.NOT_FOR_THE_NETWORK)
# Representatives may, too: the command looks whether it is their own organisation.
IN_THE_NETWORK = Right(lambda standing: standing.member, Why.NOT_FOR_THE_NETWORK)

RIGHTS = {
    "organisations.enter_organisation": TENDS_NETWORK,
    "organisations.change_organisation": TENDS_NETWORK,
    "organisations.name_representative": IN_THE_NETWORK,
    "organisations.end_representation": IN_THE_NETWORK,
    "organisations.state_affiliation": ONESELF,
    "organisations.forget_person": THE_PROGRAM,
}
PAGES = {f"organisations.{page}": anyone for page in ("every", "one", "enter", "act", "state_mine")}
