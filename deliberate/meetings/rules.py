"""What is decided about meetings, without looking anything up."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

LONGEST_TITLE = 160
LONGEST_PLACE = 160
LONGEST_WORDS = 2000
LONGEST_REASON = 160
MOST_MINUTES = 24 * 60
MOST_ITEMS = 200
MOST_SEATS = 2000
MOST_NAMES = 300
LONGEST_NOTE = 1000


class Why(StrEnum):
    """Why something in a meeting is refused."""

    ONLY_FACILITATORS = "only_facilitators"
    NEEDS_A_SEAT = "needs_a_seat"
    ONLY_BY_JOINING = "only_by_joining"
    NOT_CONVENED = "not_convened"
    ALREADY_CONVENED = "already_convened"
    ALREADY_OPEN = "already_open"
    NOT_OPEN = "not_open"
    IS_PAUSED = "is_paused"
    NOT_PAUSED = "not_paused"
    IS_CLOSED = "is_closed"
    NOT_YET_CONVENED = "not_yet_convened"
    NO_AGENDA = "no_agenda"
    ITEM_HAS_BEGUN = "item_has_begun"
    ANOTHER_ITEM_IS_CURRENT = "another_item_is_current"
    NOT_CURRENT = "not_current"
    TOO_MANY_ITEMS = "too_many_items"
    MEETING_IS_FULL = "meeting_is_full"
    NOT_HERE = "not_here"
    NO_LONGER_ASKED = "no_longer_asked"
    OBJECTION_STANDS = "objection_stands"
    WORDS_NEEDED = "words_needed"
    IN_BY_RIGHT = "in_by_right"
    ACCESS_WITHDRAWN = "access_withdrawn"
    NOT_YOUR_GROUP = "not_your_group"
    NOT_A_MEMBER = "not_a_member"
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
    TOO_LONG_FOR_ONE = "too_long_for_one"
    NOT_OVER_YET = "not_over_yet"
    NOBODY_WAS_THERE = "nobody_was_there"


class MeetingLike(Protocol):
    """As much of a meeting as the rules look at."""

    state: str
    current_item_id: int | None


class ItemLike(Protocol):
    """As much of an agenda item as the rules look at."""

    id: int
    state: str


def why_not_prepare(meeting: MeetingLike) -> Why | None:
    """The agenda can be changed until the meeting is closed."""
    return Why.IS_CLOSED if meeting.state == "closed" else None


def why_not_convene(meeting: MeetingLike, *, items: int) -> Why | None:
    """People are called to a draft that says what it is about."""
    if meeting.state != "draft":
        return Why.ALREADY_CONVENED
    return None if items else Why.NO_AGENDA


def why_not_open(meeting: MeetingLike) -> Why | None:
    """A meeting opens once, after people were called."""
    if meeting.state == "draft":
        return Why.NOT_CONVENED
    if meeting.state == "closed":
        return Why.IS_CLOSED
    return None if meeting.state == "convened" else Why.ALREADY_OPEN


def why_not_under_way(meeting: MeetingLike) -> Why | None:
    """For what happens only while people meet, paused or not."""
    if meeting.state == "closed":
        return Why.IS_CLOSED
    return None if meeting.state in ("open", "paused") else Why.NOT_OPEN


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
    if meeting.state not in ("draft", "convened"):
        return Why.IS_CLOSED
    if ended <= began:
        return Why.ENDS_BEFORE_IT_BEGINS
    if ended - began > timedelta(minutes=MOST_MINUTES):
        return Why.TOO_LONG_FOR_ONE
    return Why.NOT_OVER_YET if ended > now else None


def why_not_come(meeting: MeetingLike) -> Why | None:
    """People arrive from the convening to the closing."""
    if meeting.state == "draft":
        return Why.NOT_YET_CONVENED
    return Why.IS_CLOSED if meeting.state == "closed" else None


def why_not_start(meeting: MeetingLike, *, after: int | None) -> Why | None:
    """An item starts after the one that the facilitator saw as current: two facilitators cannot both jump."""
    if why := why_not_go_on(meeting):
        return why
    return None if meeting.current_item_id == after else Why.ANOTHER_ITEM_IS_CURRENT


def why_not_finish(meeting: MeetingLike, item: ItemLike) -> Why | None:
    """Only the current item is finished."""
    if why := why_not_go_on(meeting):
        return why
    return None if meeting.current_item_id == item.id else Why.NOT_CURRENT


def why_not_remove(meeting: MeetingLike, item: ItemLike) -> Why | None:
    """What was dealt with stays on the agenda."""
    return why_not_prepare(meeting) or (None if item.state == "planned" else Why.ITEM_HAS_BEGUN)


def why_not_answer(state: str, *, is_here: bool, objects: bool, words: str) -> Why | None:
    """Whoever is here answers while it is asked; an objection says what it is."""
    if state != "asked":
        return Why.NO_LONGER_ASKED
    if not is_here:
        return Why.NOT_HERE
    return Why.WORDS_NEEDED if objects and not words else None


def why_not_settle(state: str, *, objections: int) -> Why | None:
    """One objection is enough to talk first; nobody but its author takes it back."""
    if state != "asked":
        return Why.NO_LONGER_ASKED
    return Why.OBJECTION_STANDS if objections else None


def seconds_run(running_since: datetime | None, now: datetime) -> int:
    """How long the present stretch of an item has lasted."""
    return max(0, round((now - running_since).total_seconds())) if running_since else 0
