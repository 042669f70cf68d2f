"""What is decided about groups, without looking anything up."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

LONGEST_NAME = 80
LONGEST_PURPOSE = 1000
LONGEST_WORDS = 500
LONGEST_TEXT = 2000
LONGEST_TERM = timedelta(days=3660)
REMINDED_BEFORE = timedelta(days=7)


class Why(StrEnum):
    """Why something about a group is refused."""

    ONLY_FACILITATORS = "only_group_facilitators"
    ONLY_MEMBERS = "only_group_members"
    LAST_FACILITATOR = "last_facilitator"
    CODE_TAKEN = "group_code_taken"
    BELONGS_ALREADY = "belongs_already"
    ONLY_FACILITATOR = "only_facilitator_of_a_group"
    HAS_LEFT = "has_left_the_group"
    HAS_ENDED = "group_has_ended"
    NOT_OPEN = "group_not_open"
    TAKES_NO_REQUESTS = "takes_no_requests"
    ASKED_ALREADY = "asked_already"
    REQUEST_SETTLED = "request_settled"
    SAY_WHY = "say_why"
    LAST_DAY_PAST = "last_day_past"
    LAST_DAY_TOO_FAR = "last_day_too_far"
    NEEDS_ACCOUNT = "needs_account"
    POLICY_CHANGED = "policy_changed"
    POLICY_SAME = "policy_same"
    MEETING_NOT_HELD = "meeting_not_held"
    HAS_FACILITATOR = "has_facilitator"
    NOT_IN_GROUP = "not_in_group"
    TO_ITSELF = "to_itself"
    LINKED_ALREADY = "linked_already"
    LINK_ENDED = "link_ended"
    MANDATE_CLOSED = "mandate_closed"
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
    NOBODY_TO_TAKE_IN = "nobody_to_take_in"


def why_not_change_role(
    *, has_left: bool, is_facilitator: bool, facilitators: int, becomes_facilitator: bool
) -> Why | None:
    """A group is never left without anybody who may convene it."""
    if has_left:
        return Why.HAS_LEFT
    if is_facilitator and not becomes_facilitator and facilitators == 1:
        return Why.LAST_FACILITATOR
    return None


def why_not_until(last_day: date | None, today: date) -> Why | None:
    """A last day is still to come, or today, and within ten years."""
    if last_day is None:
        return None
    if last_day < today:
        return Why.LAST_DAY_PAST
    return Why.LAST_DAY_TOO_FAR if last_day - today > LONGEST_TERM else None


def why_not_join(*, has_ended: bool, belongs: bool, openness: str) -> Why | None:
    """Into an open group anybody with an account comes by themselves."""
    if has_ended:
        return Why.HAS_ENDED
    if belongs:
        return Why.BELONGS_ALREADY
    return None if openness == "open" else Why.NOT_OPEN


def why_not_ask(*, has_ended: bool, belongs: bool, openness: str, has_asked: bool) -> Why | None:
    """Whoever wants to join a group that takes requests asks once, and then waits for the answer."""
    if has_ended:
        return Why.HAS_ENDED
    if belongs:
        return Why.BELONGS_ALREADY
    if openness == "closed":
        return Why.TAKES_NO_REQUESTS
    return Why.ASKED_ALREADY if has_asked else None


def why_not_settle_request(state: str) -> Why | None:
    """A request is answered or taken back once."""
    return None if state == "asked" else Why.REQUEST_SETTLED


def why_not_extend_mandate(*, is_closed: bool, starts_on: date, ends_on: date, today: date) -> Why | None:
    """A mandate that is not closed can have another end, which is still to come."""
    if is_closed:
        return Why.MANDATE_CLOSED
    return why_not_until(ends_on, today) or (Why.ENDS_BEFORE_IT_BEGINS if ends_on < starts_on else None)
