"""Who may do what to an account: its own person, nobody else. And two rights that every feature has."""

from __future__ import annotations

from deliberate.kernel.feature import Right, anyone
from deliberate.people.rules import Why

ONESELF = Right(lambda standing: "oneself" in standing.roles, Why.ONLY_YOURSELF)
# A guest stands in their own room only to be forgotten.
ONESELF_OR_GUEST = Right(lambda standing: bool({"oneself", "guest"} & standing.roles), Why.ONLY_YOURSELF)
# For what belongs to the network as a whole: who stands at its desk is said in groups/queries.py.
TENDS_NETWORK = Right(lambda standing: standing.desk, Why.ONLY_NETWORK_TENDERS)
# Done by the operator's command line, by a page for whoever it has recognised, or as the effect of another act; no client can send it.
DONE_BY_PROGRAM = Right(lambda standing: standing.is_system, Why.ONLY_THE_PROGRAM)
# The act is done by the program after a door has proved who it is for: a link of the mail, a password. No client can send it.
THE_PROGRAM = Right(lambda standing: standing.is_system, Why.ONLY_YOURSELF)


RIGHTS = {
    "people.introduce_oneself": ONESELF,
    "people.set_password": THE_PROGRAM,
    "people.sign_out": ONESELF,
    "people.sign_out_everywhere": ONESELF,
    "people.register_person": THE_PROGRAM,
    "people.send_link": THE_PROGRAM,
    "people.make_link": THE_PROGRAM,
    "people.sign_in_by_link": THE_PROGRAM,
    "people.sign_in_by_password": THE_PROGRAM,
    "people.ask_for_address": THE_PROGRAM,
    "people.confirm_address": THE_PROGRAM,
    "people.give_room": THE_PROGRAM,
    "people.forget_me": ONESELF_OR_GUEST,
    "people.forget_in_own_room": THE_PROGRAM,
    "people.forget_in_network": THE_PROGRAM,
}
PAGES = {
    f"people.{page}": anyone
    for page in (
        "sign_in",
        "ask_link",
        "link",
        "use_link",
        "sign_out",
        "me",
        "act",
        "choose_language",
        "choose_text_size",
        "choose_theme",
        "address_link",
        "use_address_link",
        "about_me",
        "about_me_file",
        "ask_to_forget",
        "forget",
    )
}
