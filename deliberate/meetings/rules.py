"""What is decided about meetings, without looking anything up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Protocol

LONGEST_TITLE = 160
LONGEST_PLACE = 160
LONGEST_WORDS = 2000
LONGEST_REASON = 160
LONGEST_ANSWER = 500
LONGEST_NAME_OF_TEMPLATE = 80
MOST_MINUTES = 24 * 60
MOST_ITEMS = 200
MOST_SEATS = 2000
MOST_LET_IN_AT_ONCE = 50
RETURN_CODE_LIVES = timedelta(minutes=15)
MOST_SUGGESTIONS = 10
MOST_SUGGESTIONS_A_DAY = 30
MOST_TEMPLATES = 50

CHANGES_GATHER = timedelta(minutes=10)
"""What is changed within this time is told in one letter."""
URGENT = timedelta(hours=2)
CHANGES_GATHER_WHEN_URGENT = timedelta(minutes=1)
NO_REMINDER_WITHIN = timedelta(hours=12)
"""Whoever has just been called needs no reminder."""
OVERTIME = timedelta(hours=4)
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
    HAS_PARTS = "has_parts"
    IS_A_PART = "is_a_part"
    HEADING_HAS_BEGUN = "heading_has_begun"
    TOO_MANY_ITEMS = "too_many_items"
    TOO_MANY_SUGGESTIONS = "too_many_suggestions"
    ENOUGH_SUGGESTED = "enough_suggested"
    ANSWERED_ALREADY = "answered_already"
    ONLY_ITS_AUTHOR = "only_its_author"
    TOO_MANY_TEMPLATES = "too_many_templates"
    MEETING_IS_FULL = "meeting_is_full"
    NOT_HERE = "not_here"
    NO_LONGER_ASKED = "no_longer_asked"
    OBJECTION_STANDS = "objection_stands"
    WORDS_NEEDED = "words_needed"
    IN_BY_RIGHT = "in_by_right"
    ACCESS_WITHDRAWN = "access_withdrawn"
    NOT_YOUR_GROUP = "not_your_group"
    NOT_A_MEMBER = "not_a_member"
    HALL_IS_TAKEN = "hall_is_taken"
    HALL_IS_HELD = "hall_is_held"
    TURNED_AWAY = "turned_away"
    IS_INSIDE = "is_inside"
    SIGNS_IN_BY_LINK = "signs_in_by_link"
    RETURN_CODE_USED_OR_OLD = "return_code_used_or_old"
    PHONE_IS_FULL = "phone_is_full"
    CHILD_WITHOUT_ACCOUNT = "child_without_account"
    GOT_BY_RETURN_CODE = "got_by_return_code"
    IS_CALLED_OFF = "is_called_off"
    IS_POSTPONED = "is_postponed"
    IS_UNDER_WAY = "is_under_way"
    DATE_HAS_PASSED = "date_has_passed"
    NOT_ITS_TIME_YET = "not_its_time_yet"
    WAS_HELD = "was_held"
    HERE_ALREADY = "here_already"
    OUTSIDE_THE_MEETING = "outside_the_meeting"
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
    TOO_LONG_FOR_ONE = "too_long_for_one"
    NOT_OVER_YET = "not_over_yet"
    NOBODY_WAS_THERE = "nobody_was_there"
    ONLY_HELPERS = "only_helpers"
    IS_NOT_HERE = "is_not_here"
    HAS_A_DEVICE = "has_a_device"
    ANSWERED_THEMSELVES = "answered_themselves"
    OBJECTION_OF_ANOTHER = "objection_of_another"


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


def why_not_say_whether(meeting: MeetingLike, *, is_here: bool) -> Why | None:
    """People say whether they will come until they are here."""
    return why_not_come(meeting) or (Why.HERE_ALREADY if is_here else None)


def why_not_stay_until(meeting: MeetingLike, until: datetime, *, ends_at: datetime) -> Why | None:
    """People leave early while the meeting lasts, or a little after it should have ended."""
    return why_not_come(meeting) or (None if until <= ends_at + OVERTIME else Why.OUTSIDE_THE_MEETING)


def tell_change_at(*, now: datetime, starts: Sequence[datetime]) -> datetime:
    """When a letter tells what has changed: soon enough for whoever would set out, late enough for a second thought."""
    urgent = any(now <= start < now + URGENT for start in starts)
    return now + (CHANGES_GATHER_WHEN_URGENT if urgent else CHANGES_GATHER)


def remind_at(starts_at: datetime, *, now: datetime) -> datetime | None:
    """The same time on the day before, by the clock of the place that `starts_at` is told in; None when that is too soon."""
    due = starts_at - timedelta(days=1)
    # Moments of one zone are subtracted by the wall clock; across a change of the clocks only UTC tells how long it is.
    return due if due.astimezone(UTC) - now > NO_REMINDER_WITHIN else None


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


def why_not_start(meeting: MeetingLike, *, after: int | None, parts: int) -> Why | None:
    """An item starts after the one that the facilitator saw as current: two facilitators cannot both jump.

    An item with parts is a heading: it begins with the first of them.
    """
    if why := why_not_go_on(meeting):
        return why
    if parts:
        return Why.HAS_PARTS
    return None if meeting.current_item_id == after else Why.ANOTHER_ITEM_IS_CURRENT


def why_not_finish(meeting: MeetingLike, item: ItemLike) -> Why | None:
    """Only the current item is finished."""
    if why := why_not_go_on(meeting):
        return why
    return None if meeting.current_item_id == item.id else Why.NOT_CURRENT


def why_not_remove(meeting: MeetingLike, item: ItemLike) -> Why | None:
    """What was dealt with stays on the agenda."""
    return why_not_prepare(meeting) or (None if item.state == "planned" else Why.ITEM_HAS_BEGUN)


def why_not_head(heading: ItemLike | None) -> Why | None:
    """What was dealt with by itself, or is a part already, gets no parts."""
    if heading is None:
        return None
    if heading.parent_id is not None:
        return Why.IS_A_PART
    return None if heading.state == "planned" else Why.HEADING_HAS_BEGUN


def why_not_put_under(item: ItemLike, heading: ItemLike | None, *, parts: int) -> Why | None:
    """The agenda has two levels: what has parts is nobody's part, and nothing is its own."""
    if heading is not None and (parts or heading.id == item.id):
        return Why.HAS_PARTS
    return why_not_head(heading)


def why_not_suggest(*, waiting: int, today: int) -> Why | None:
    """So many of one's own wait in a room, and so many are made in a day: what was withdrawn is kept, too."""
    if waiting >= MOST_SUGGESTIONS:
        return Why.TOO_MANY_SUGGESTIONS
    return Why.ENOUGH_SUGGESTED if today >= MOST_SUGGESTIONS_A_DAY else None


def why_not_answer_suggestion(state: str) -> Why | None:
    """A suggestion is taken, declined, reworded or withdrawn while it is open."""
    return None if state == "open" else Why.ANSWERED_ALREADY


def why_not_save_template(*, items: int, templates: int) -> Why | None:
    """A template has something in it, and a group keeps only so many."""
    if not items:
        return Why.NO_AGENDA
    return Why.TOO_MANY_TEMPLATES if templates >= MOST_TEMPLATES else None


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


def seconds_run(running_since: datetime | None, now: datetime) -> int:
    """How long the present stretch of an item has lasted."""
    return max(0, round((now - running_since).total_seconds())) if running_since else 0
