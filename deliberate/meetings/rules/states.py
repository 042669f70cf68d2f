"""As much of meetings as the rules look at; where one stands, and what can happen in it then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from deliberate.meetings.rules.limits import MOST_MINUTES
from deliberate.meetings.rules.why import Why


class MeetingLike(Protocol):
    """As much of a meeting as the rules look at."""

    state: str
    current_item_id: int | None


class ItemLike(Protocol):
    """As much of an agenda item as the rules look at."""

    id: int
    state: str
    parent_id: int | None


def why_not_prepare(meeting: MeetingLike) -> Why | None:
    """The agenda can be changed until the meeting is over."""
    return why_over(meeting)


def why_over(meeting: MeetingLike) -> Why | None:
    """Nothing happens any more in a meeting that was held or called off."""
    if meeting.state == "closed":
        return Why.IS_CLOSED
    return Why.IS_CALLED_OFF if meeting.state in ("cancelled", "not_held", "dropped") else None


def why_not_convene(meeting: MeetingLike, *, items: int) -> Why | None:
    """People are called to a draft that says what it is about."""
    if why := why_not_drop(meeting):
        return why
    return None if items else Why.NO_AGENDA


def why_not_drop(meeting: MeetingLike) -> Why | None:
    """A draft can be let go of; what people were called to is cancelled, and they are told."""
    if meeting.state == "dropped":
        return Why.IS_CALLED_OFF
    return None if meeting.state == "draft" else Why.ALREADY_CONVENED


def why_not_cancel(meeting: MeetingLike) -> Why | None:
    """What people were called to can be cancelled until it begins."""
    if meeting.state == "draft":
        return Why.NOT_CONVENED
    return why_over(meeting) or (Why.IS_UNDER_WAY if meeting.state in ("open", "paused") else None)


def why_not_postpone(meeting: MeetingLike, *, to: datetime | None, now: datetime) -> Why | None:
    """The same, and a new date lies ahead; what has no date is given one."""
    if why := why_not_cancel(meeting):
        return why
    if to is None:
        return Why.IS_POSTPONED if meeting.state == "postponed" else None
    return Why.DATE_HAS_PASSED if to <= now else None


def why_not_declare_not_held(
    meeting: MeetingLike, *, items: Sequence[ItemLike], starts_at: datetime, now: datetime
) -> Why | None:
    """A meeting whose time has come and in which nothing was dealt with was not held; if something was, it is closed."""
    if meeting.state == "draft":
        return Why.NOT_CONVENED
    if why := why_over(meeting):
        return why
    if meeting.state == "postponed":
        return Why.IS_POSTPONED
    if meeting.state == "convened":
        return Why.NOT_ITS_TIME_YET if now < starts_at else None
    return Why.WAS_HELD if any(item.state != "planned" for item in items) else None


def why_not_open(meeting: MeetingLike) -> Why | None:
    """A meeting opens once, after people were called."""
    if meeting.state == "draft":
        return Why.NOT_CONVENED
    if meeting.state == "postponed":
        return Why.IS_POSTPONED
    return why_over(meeting) or (None if meeting.state == "convened" else Why.ALREADY_OPEN)


def why_not_under_way(meeting: MeetingLike) -> Why | None:
    """For what happens only while people meet, paused or not."""
    return why_over(meeting) or (None if meeting.state in ("open", "paused") else Why.NOT_OPEN)


def why_not_go_on(meeting: MeetingLike) -> Why | None:
    """For what moves the meeting forward: not while it is paused."""
    return Why.IS_PAUSED if meeting.state == "paused" else why_not_under_way(meeting)


def why_not_resume(meeting: MeetingLike) -> Why | None:
    """Only a paused meeting is resumed."""
    return None if meeting.state == "paused" else why_not_under_way(meeting) or Why.NOT_PAUSED


def why_not_enter_from_paper(meeting: MeetingLike, *, began: datetime, ended: datetime, now: datetime) -> Why | None:
    """A meeting that nobody opened here can be entered once it is over, once."""
    if meeting.state in ("open", "paused"):
        return Why.ALREADY_OPEN
    if meeting.state == "postponed":
        return Why.IS_POSTPONED
    if why := why_over(meeting):
        return why
    if ended <= began:
        return Why.ENDS_BEFORE_IT_BEGINS
    if ended - began > timedelta(minutes=MOST_MINUTES):
        return Why.TOO_LONG_FOR_ONE
    return Why.NOT_OVER_YET if ended > now else None


def why_not_come(meeting: MeetingLike) -> Why | None:
    """People arrive from the convening to the closing."""
    if meeting.state == "draft":
        return Why.NOT_YET_CONVENED
    return Why.IS_POSTPONED if meeting.state == "postponed" else why_over(meeting)
