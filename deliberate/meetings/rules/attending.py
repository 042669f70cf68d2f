"""Who says whether they come, is turned away, comes back on another phone, or takes their seat to an account."""

from __future__ import annotations

from datetime import datetime

from deliberate.meetings.rules.limits import OVERTIME
from deliberate.meetings.rules.states import MeetingLike, why_not_come
from deliberate.meetings.rules.why import Why


def why_not_say_whether(meeting: MeetingLike, *, is_here: bool) -> Why | None:
    """People say whether they will come until they are here."""
    return why_not_come(meeting) or (Why.HERE_ALREADY if is_here else None)


def why_not_stay_until(meeting: MeetingLike, until: datetime, *, ends_at: datetime) -> Why | None:
    """People leave early while the meeting lasts, or a little after it should have ended."""
    return why_not_come(meeting) or (None if until <= ends_at + OVERTIME else Why.OUTSIDE_THE_MEETING)


def why_not_turn_away(state: str) -> Why | None:
    """Only who still waits is turned away; who is inside is shown out in another way."""
    return Why.IS_INSIDE if state == "let_in" else None


def why_not_return(*, has_account: bool, is_member: bool) -> Why | None:
    """A code from the desk brings guests back; an account proves by itself who somebody is, and nobody else can."""
    return Why.SIGNS_IN_BY_LINK if has_account or is_member else None


def why_not_use_return_code(used_at: datetime | None, expires_at: datetime, now: datetime) -> Why | None:
    """A code for coming back serves once, and not for long."""
    return Why.RETURN_CODE_USED_OR_OLD if used_at is not None or now >= expires_at else None


def why_not_claim(*, is_child: bool, by_return_code: bool) -> Why | None:
    """A seat goes to the account of whoever took it themselves; a child has no account.

    Who came back by a code was vouched for by the desk, for this meeting; that is not enough to take the seat away for good.
    """
    if is_child:
        return Why.CHILD_WITHOUT_ACCOUNT
    return Why.GOT_BY_RETURN_CODE if by_return_code else None
