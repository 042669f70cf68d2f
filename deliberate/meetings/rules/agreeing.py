"""Who answers a plain agreement, for whom, and when it is settled."""

from __future__ import annotations

from deliberate.meetings.rules.why import Why


def why_not_answer(state: str, *, is_here: bool, objects: bool, words: str) -> Why | None:
    """Whoever is here answers while it is asked; an objection says what it is."""
    if state != "asked":
        return Why.NO_LONGER_ASKED
    if not is_here:
        return Why.NOT_HERE
    return Why.WORDS_NEEDED if objects and not words else None


def why_not_answer_for(
    mode: str | None, *, is_here: bool, has_device: bool, answered_themselves: bool, takes_objection_back: bool
) -> Why | None:
    """A helper enters the slip of somebody without a device. A person's own answer wins, and nobody takes back another's objection."""
    if not is_here:
        return Why.IS_NOT_HERE
    if answered_themselves:
        return Why.ANSWERED_THEMSELVES
    if has_device or mode != "through_a_steward":
        return Why.HAS_A_DEVICE
    return Why.OBJECTION_OF_ANOTHER if takes_objection_back else None


def why_not_settle(state: str, *, objections: int) -> Why | None:
    """One objection is enough to talk first; nobody but its author takes it back."""
    if state != "asked":
        return Why.NO_LONGER_ASKED
    return Why.OBJECTION_STANDS if objections else None
