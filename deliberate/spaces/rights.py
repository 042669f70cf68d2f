"""Who may do what with spaces: those who tend the network's room."""

from __future__ import annotations

from deliberate.kernel.feature import Right, anyone
from deliberate.spaces.rules import Why

TENDS = Right(lambda standing: standing.desk, Why.ONLY_THOSE_WHO_TEND)
# Done as the effect of another act; no client can send it.
THE_PROGRAM = Right(lambda standing: standing.is_system, Why.ONLY_THE_PROGRAM)

RIGHTS = {
    "spaces.found_space": TENDS,
    "spaces.describe_space": TENDS,
    "spaces.set_opening_hours": TENDS,
    "spaces.close_space": TENDS,
    "spaces.reopen_space": TENDS,
    "spaces.add_hall": TENDS,
    "spaces.change_hall": TENDS,
    "spaces.move_hall": TENDS,
    "spaces.remove_hall": TENDS,
    "spaces.use_hall_again": TENDS,
    "spaces.show_place_anew": THE_PROGRAM,
}
PAGES = {f"spaces.{page}": anyone for page in ("every", "one", "open_data", "found", "do_found", "tend", "act")}
