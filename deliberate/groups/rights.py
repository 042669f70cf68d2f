"""Who may do what in a group."""

from __future__ import annotations

from deliberate.groups.rules import Why
from deliberate.kernel.feature import Right, anyone

FACILITATES = Right(lambda standing: standing.desk, Why.ONLY_FACILITATORS)


# Done by the operator's command line, or as the effect of another act; no client can send it.
THE_PROGRAM = Right(lambda standing: standing.is_system, Why.ONLY_THE_PROGRAM)

RIGHTS = {
    "groups.found_group": THE_PROGRAM,
    "groups.admit_member": THE_PROGRAM,
    "groups.show_person_anew": THE_PROGRAM,
    "groups.forget_person": THE_PROGRAM,
    "groups.change_role": FACILITATES,
    "groups.end_membership": FACILITATES,
}
PAGES = {"groups.every": anyone, "groups.one": anyone, "groups.act": anyone}
