"""What is decided about organisations, without looking anything up."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from deliberate.people import rules as people

LONGEST_NAME = 120
LONGEST_WEB_ADDRESS = 200


class Why(StrEnum):
    """Why something about an organisation is refused."""

    NAME_TAKEN = "organisation_name_taken"
    PARENT_NOT_ABOVE = "parent_not_above"
    MEMBERS_NOT_BELOW = "members_not_below"
    NOT_IN_THE_GROUP = "representative_not_in_group"
    NAMED_ALREADY = "representative_named_already"
    ENDED_ALREADY = "representation_ended_already"
    ENDS_IN_THE_PAST = "representation_ends_in_the_past"


def why_not_stand(*, level: int, parent_level: int | None, member_levels: Iterable[int]) -> Why | None:
    """A federation is of organisations, a confederation of federations or organisations: so no organisation ever contains itself."""
    if parent_level is not None and parent_level <= level:
        return Why.PARENT_NOT_ABOVE
    if any(below >= level for below in member_levels):
        return Why.MEMBERS_NOT_BELOW
    return None


def why_not_speak_of_representatives(*, tends_network: bool, represents_it: bool) -> people.Why | None:
    """Whom an organisation names is said by whoever tends the network, or by those whom it has named already."""
    return None if tends_network or represents_it else people.Why.ONLY_NETWORK_TENDERS


def why_not_name(*, in_group: bool, named_already: bool, ends_before_it_begins: bool) -> Why | None:
    """Only a member of the group can represent somebody there, once for each organisation."""
    if not in_group:
        return Why.NOT_IN_THE_GROUP
    if ends_before_it_begins:
        return Why.ENDS_IN_THE_PAST
    return Why.NAMED_ALREADY if named_already else None
