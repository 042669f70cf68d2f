"""What can be done with the items of an agenda, with suggestions for it, and with the agendas that a group keeps."""

from __future__ import annotations

from datetime import datetime

from deliberate.meetings.rules.limits import MOST_SUGGESTIONS, MOST_SUGGESTIONS_A_DAY, MOST_TEMPLATES
from deliberate.meetings.rules.states import ItemLike, MeetingLike, why_not_go_on, why_not_prepare
from deliberate.meetings.rules.why import Why


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


def seconds_run(running_since: datetime | None, now: datetime) -> int:
    """How long the present stretch of an item has lasted."""
    return max(0, round((now - running_since).total_seconds())) if running_since else 0
