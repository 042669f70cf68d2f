"""Who may do what in a group, and who may see its pages."""

from __future__ import annotations

from sqlalchemy.orm import Session

from deliberate.groups import queries
from deliberate.groups.rules import Why
from deliberate.kernel.acts import Who
from deliberate.kernel.errors import NotSignedIn
from deliberate.kernel.feature import Right, anyone
from deliberate.people.rights import DONE_BY_PROGRAM, TENDS_NETWORK

FACILITATES = Right(lambda standing: standing.desk, Why.ONLY_FACILITATORS)
BELONGS = Right(lambda standing: standing.member, Why.ONLY_MEMBERS)

RIGHTS = {
    "groups.found_group": TENDS_NETWORK,
    "groups.describe_group": TENDS_NETWORK,
    "groups.end_group": TENDS_NETWORK,
    "groups.entrust_group": TENDS_NETWORK,
    "groups.note_founding": DONE_BY_PROGRAM,
    "groups.note_description": DONE_BY_PROGRAM,
    "groups.note_end": DONE_BY_PROGRAM,
    "groups.note_entrusting": DONE_BY_PROGRAM,
    "groups.admit_member": DONE_BY_PROGRAM,
    "groups.join_group": DONE_BY_PROGRAM,
    "groups.ask_to_join": DONE_BY_PROGRAM,
    "groups.withdraw_request": DONE_BY_PROGRAM,
    "groups.admit_asker": FACILITATES,
    "groups.decline_asker": FACILITATES,
    "groups.leave_group": BELONGS,
    "groups.change_openness": FACILITATES,
    "groups.show_person_anew": DONE_BY_PROGRAM,
    "groups.take_in_members": FACILITATES,
    "groups.forget_person": DONE_BY_PROGRAM,
    "groups.change_role": FACILITATES,
    "groups.note_last_day": DONE_BY_PROGRAM,
    "groups.end_membership": FACILITATES,
    "groups.change_policy": FACILITATES,
    "groups.send_representative": FACILITATES,
    "groups.recall_representative": FACILITATES,
    "groups.note_representative": DONE_BY_PROGRAM,
    "groups.give_mandate": FACILITATES,
    "groups.extend_mandate": FACILITATES,
    "groups.close_mandate": FACILITATES,
    "groups.note_mandate": DONE_BY_PROGRAM,
}


def facilitates(session: Session, viewer: Who | None, *, code: str, **_: object) -> bool:
    """Whoever facilitates the group; who is not signed in is asked to be."""
    group = queries.group_of_code(session, code)
    if viewer is None:
        raise NotSignedIn
    return queries.facilitates(viewer, session, group)


def tends_network(session: Session, viewer: Who | None, **_: object) -> bool:
    """Whoever looks after the network as a whole; who is not signed in is asked to be."""
    if viewer is None:
        raise NotSignedIn
    return queries.tends_network(viewer, session)


PAGES = {
    "groups.every": anyone,
    "groups.one": anyone,
    "groups.act": anyone,
    "groups.join": anyone,
    "groups.members": anyone,
    "groups.policy": anyone,
    "groups.change_policy": facilitates,
    "groups.import_members": facilitates,
    "groups.do_import_members": facilitates,
    "groups.export_members": facilitates,
    "groups.new": tends_network,
    "groups.found": tends_network,
    "groups.edit": tends_network,
    "groups.do_edit": tends_network,
}
