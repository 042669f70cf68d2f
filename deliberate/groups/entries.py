"""What groups write in their record. Days travel as `2026-03-31`, none as an empty text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from deliberate.kernel.record import Entry


@dataclass(frozen=True)
class GroupFounded(Entry):
    """The group came into being."""

    kind = "group_founded"

    group_kind: str


@dataclass(frozen=True)
class GroupDescribed(Entry):
    """Its name, purpose or kind are others from now on."""

    kind = "group_described"

    group_kind: str
    names: dict[str, Any]
    purposes: dict[str, Any]


@dataclass(frozen=True)
class GroupEnded(Entry):
    """The group ended; it stays readable."""

    kind = "group_ended"

    words: str


@dataclass(frozen=True)
class OpennessChanged(Entry):
    """People come in otherwise from now on."""

    kind = "openness_changed"

    openness: str


@dataclass(frozen=True)
class MemberAdmitted(Entry):
    """A person belongs to the group."""

    kind = "member_admitted"

    membership: int
    person: int
    role: str
    last_day: str = ""


@dataclass(frozen=True)
class MembersTakenIn(Entry):
    """Several people belong to the group, as a list gave them: for each the membership, the person, the role and the last day."""

    kind = "members_taken_in"

    members: list[list[Any]]
    invited: int


@dataclass(frozen=True)
class RoleChanged(Entry):
    """A member does something else in the group from now on, or until another day."""

    kind = "group_role_changed"

    membership: int
    person: int
    role: str
    last_day: str = ""


@dataclass(frozen=True)
class MembershipEnded(Entry):
    """A person no longer belongs to the group."""

    kind = "membership_ended"

    membership: int
    person: int


@dataclass(frozen=True)
class PolicyChanged(Entry):
    """The group decides by other rules from now on: for each that changed, the old and the new."""

    kind = "policy_changed"
    forgettable = ("words",)

    version: int
    changes: dict[str, Any]
    agreed_in: int | None
    words: str | None


@dataclass(frozen=True)
class RepresentativeSent(Entry):
    """A member of one group represents it in another."""

    kind = "representative_sent"

    link: int
    person: int
    group: int
    to_group: int
    last_day: str = ""


@dataclass(frozen=True)
class RepresentativeRecalled(Entry):
    """They no longer do."""

    kind = "representative_recalled"

    link: int
    person: int
    group: int
    to_group: int


@dataclass(frozen=True)
class MandateGiven(Entry):
    """A group was asked to do something, until a day."""

    kind = "mandate_given"

    mandate: int
    group: int
    delegator: int
    purpose: str
    ends_on: str


@dataclass(frozen=True)
class MandateExtended(Entry):
    """It ends on another day."""

    kind = "mandate_extended"

    mandate: int
    ends_on: str
    words: str


@dataclass(frozen=True)
class MandateClosed(Entry):
    """It is closed; what came of it."""

    kind = "mandate_closed"

    mandate: int
    outcome: str


ALL: tuple[type[Entry], ...] = (
    GroupFounded,
    GroupDescribed,
    GroupEnded,
    OpennessChanged,
    MemberAdmitted,
    MembersTakenIn,
    RoleChanged,
    MembershipEnded,
    PolicyChanged,
    RepresentativeSent,
    RepresentativeRecalled,
    MandateGiven,
    MandateExtended,
    MandateClosed,
)
