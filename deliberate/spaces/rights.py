"""Who may do what with spaces: those who tend the network's room."""

from __future__ import annotations

from deliberate.kernel.feature import anyone
from deliberate.people.rights import DONE_BY_PROGRAM, TENDS_NETWORK

RIGHTS = {
    "spaces.found_space": TENDS_NETWORK,
    "spaces.describe_space": TENDS_NETWORK,
    "spaces.set_opening_hours": TENDS_NETWORK,
    "spaces.close_space": TENDS_NETWORK,
    "spaces.reopen_space": TENDS_NETWORK,
    "spaces.add_hall": TENDS_NETWORK,
    "spaces.change_hall": TENDS_NETWORK,
    "spaces.move_hall": TENDS_NETWORK,
    "spaces.remove_hall": TENDS_NETWORK,
    "spaces.use_hall_again": TENDS_NETWORK,
    "spaces.show_place_anew": DONE_BY_PROGRAM,
}
PAGES = {f"spaces.{page}": anyone for page in ("every", "one", "open_data", "found", "do_found", "tend", "act")}
