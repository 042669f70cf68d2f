"""What groups write in their record."""

from __future__ import annotations

from dataclasses import dataclass

from deliberate.kernel.record import Entry


@dataclass(frozen=True)
class MemberAdmitted(Entry):
    """A person belongs to the group."""

    kind = "member_admitted"

    membership: int
    person: int
    role: str


@dataclass(frozen=True)
class RoleChanged(Entry):
    """A member does something else in the group from now on."""

    kind = "group_role_changed"

    membership: int
    person: int
    role: str


@dataclass(frozen=True)
class MembershipEnded(Entry):
    """A person no longer belongs to the group."""

    kind = "membership_ended"

    membership: int
    person: int
