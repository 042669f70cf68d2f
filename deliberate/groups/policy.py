"""A group's policy: what it has agreed about how it decides. Plain rules with a default each, used by whatever is decided later.

What no policy can change stands in no field: a check never adopts while an objection stands, and nothing about rules, people or
assignments is ever decided tacitly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from fractions import Fraction
from math import ceil
from typing import Any


class Decides(StrEnum):
    """Who has consent rights."""

    MEMBERS = "members"
    EVERYONE_HERE = "everyone_here"


class Proposes(StrEnum):
    """Who may bring a proposal."""

    FACILITATORS = "facilitators"
    MEMBERS = "members"
    EVERYONE_HERE = "everyone_here"


class Quorum(StrEnum):
    """How many must be present: no rule, so many people, or so many of a hundred members."""

    NONE = "none"
    PEOPLE = "people"
    SHARE = "share"


class Floor(StrEnum):
    """How many of those present who decide must have answered a check."""

    HALF = "half"
    TWO_THIRDS = "two_thirds"
    ALL = "all"


class PlenaryForm(StrEnum):
    """How a large plenary decides."""

    FULL = "full"
    DELEGATES = "delegates"
    TACIT = "tacit"


class FallbackVote(StrEnum):
    """Whether a vote may follow two failed checks, and by which majority of those present who decide."""

    NEVER = "never"
    MAJORITY = "majority"
    TWO_THIRDS = "two_thirds"


class Sealing(StrEnum):
    """When the notes of an item can no longer be changed."""

    AT_ONCE = "at_once"
    MINUTES_AFTER = "minutes_after"
    AT_END = "at_end"


SHARES = {Floor.HALF: Fraction(1, 2), Floor.TWO_THIRDS: Fraction(2, 3), Floor.ALL: Fraction(1)}

SHORTEST_TACIT = 60
"""Seconds that a text read aloud waits at least for anybody to speak up."""


@dataclass(frozen=True)
class Policy:
    """One group's rules for deciding; every field has the default that holds until the group agrees otherwise."""

    decides: str = Decides.MEMBERS
    proposes: str = Proposes.MEMBERS
    quorum: str = Quorum.PEOPLE
    quorum_number: int = 3
    floor: str = Floor.TWO_THIRDS
    plenary_form: str = PlenaryForm.FULL
    tacit_seconds: int = SHORTEST_TACIT
    money_limit: int = 0
    fallback_vote: str = FallbackVote.NEVER
    silence_days: int = 0
    review_months: int = 12
    sealing: str = Sealing.AT_END
    sealing_minutes: int = 10

    @classmethod
    def stored(cls, rules: Mapping[str, Any]) -> Policy:
        """As it was kept: what an older version did not know yet has its default."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in rules.items() if name in known})

    def as_stored(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)

    def changes_to(self, other: Policy) -> dict[str, list[Any]]:
        """What differs in the other one: for each field the old and the new."""
        old, new = asdict(self), asdict(other)
        return {name: [old[name], new[name]] for name in old if old[name] != new[name]}

    def is_enough(self, *, present: int, members: int) -> bool:
        """Whether enough people are present to decide."""
        if self.quorum == Quorum.PEOPLE:
            return present >= self.quorum_number
        if self.quorum == Quorum.SHARE:
            return present * 100 >= members * self.quorum_number
        return True

    def answers_needed(self, *, present: int) -> int:
        """How many of those present who decide must have answered; below it a check does not adopt."""
        return ceil(SHARES[Floor(self.floor)] * present)

    def may_be_tacit(self, *, about_rules_people_or_mandates: bool, money: int) -> bool:
        """Whether something may be decided by nobody speaking up, in a plenary of this policy."""
        if self.plenary_form != PlenaryForm.TACIT or about_rules_people_or_mandates:
            return False
        return money <= self.money_limit


DEFAULT = Policy()
