"""What is decided about groups, without looking anything up."""

from __future__ import annotations

from enum import StrEnum


class Why(StrEnum):
    """Why something about a group is refused."""

    ONLY_FACILITATORS = "only_group_facilitators"
    LAST_FACILITATOR = "last_facilitator"
    CODE_TAKEN = "group_code_taken"
    BELONGS_ALREADY = "belongs_already"
    ONLY_THE_PROGRAM = "only_the_program"
    ONLY_FACILITATOR = "only_facilitator_of_a_group"
    HAS_LEFT = "has_left_the_group"


def why_not_change_role(
    *, has_left: bool, is_facilitator: bool, facilitators: int, becomes_facilitator: bool
) -> Why | None:
    """A group is never left without anybody who may convene it."""
    if has_left:
        return Why.HAS_LEFT
    if is_facilitator and not becomes_facilitator and facilitators == 1:
        return Why.LAST_FACILITATOR
    return None
