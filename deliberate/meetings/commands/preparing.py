"""Before a meeting: thinking of it, writing its agenda, calling people."""

from __future__ import annotations

from datetime import datetime

from deliberate.groups.models import Group
from deliberate.groups.queries import callable_groups
from deliberate.kernel.acts import Act, command
from deliberate.kernel.clock import iso
from deliberate.kernel.record import open_room
from deliberate.meetings import entries, outline, rules
from deliberate.meetings.commands.placing import hold_place
from deliberate.meetings.commands.shared import is_member, moment_at, tell_groups, the_meeting
from deliberate.meetings.commands.telling import as_told, call_people, tell_change_later
from deliberate.meetings.joining import new_code
from deliberate.meetings.models import AgendaItem, ItemState, Meeting, MeetingGroup, MeetingState
from deliberate.meetings.queries import seat_of
from deliberate.meetings.rules import Why
from deliberate.meetings.waiting import Suggestion

ORDER = "the order of the agenda"


@command()
def draft_meeting(
    act: Act,
    *,
    kind: str,
    title: str,
    hall: int | None,
    place: str,
    starts_at: datetime,
    planned_minutes: int,
    language: str,
    zone: str,
    with_groups: list[int],
) -> None:
    """Think of a meeting of this group, perhaps with others."""
    host = act.session.get_one(Group, act.room.number)
    allowed = {group.id for group in callable_groups(act.session, act.standing.person_id or 0, host)}
    meeting = act.add(
        Meeting(
            kind=kind,
            title=title,
            place=place,
            starts_at=moment_at(starts_at, zone),
            planned_minutes=planned_minutes,
            language=language,
            zone=zone,
            join_code=new_code(),
            state=MeetingState.DRAFT,
        )
    )
    meeting.room_id = open_room(act.session, "meeting", meeting.id).id
    hold_place(act, meeting, hall)
    for position, group_id in enumerate(dict.fromkeys([act.room.number, *with_groups])):
        act.refuse_if(None if group_id in allowed else Why.NOT_YOUR_GROUP)
        act.session.add(MeetingGroup(meeting_id=meeting.id, group_id=group_id, position=position))
    act.ids["meeting"] = meeting.id
    act.write(entries.MeetingPlanned(meeting=meeting.id, title=title))


@command()
def describe_meeting(
    act: Act, *, title: str, hall: int | None, place: str, starts_at: datetime, planned_minutes: int
) -> None:
    """Say what the meeting is called, where and when it is."""
    meeting = the_meeting(act)
    act.refuse_if(rules.why_not_prepare(meeting))

    before = as_told(meeting)
    meeting.title, meeting.place, meeting.planned_minutes = title, place, planned_minutes
    meeting.starts_at = moment_at(starts_at, meeting.zone)
    hold_place(act, meeting, hall)
    act.write(
        entries.MeetingDescribed(
            title=title,
            starts_at=iso(meeting.starts_at) or "",
            planned_minutes=planned_minutes,
            place=place,
            hall=hall,
            hall_name=meeting.hall.name if meeting.hall else "",
        )
    )
    tell_change_later(act, meeting, before=before)


@command()
def add_item(
    act: Act, *, title: str, purpose: str, presenter: int | None, minutes: int | None, parent: int | None
) -> None:
    """Put something at the end of the agenda, or of an item's parts."""
    meeting = the_meeting(act)
    heading = act.get(AgendaItem, parent) if parent is not None else None
    act.refuse_if(rules.why_not_prepare(meeting))
    act.refuse_if(rules.why_not_head(heading))

    item = new_item(act, meeting, title=title, purpose=purpose, presenter=presenter, minutes=minutes)
    outline.put(meeting.items, item, parent=heading, before=None)
    act.ids["item"] = item.id


@command()
def change_item(act: Act, *, item: int, title: str, purpose: str, presenter: int | None, minutes: int | None) -> None:
    """Word or plan an item otherwise."""
    changed = act.get(AgendaItem, item)
    act.refuse_if(rules.why_not_prepare(changed.meeting))

    changed.title, changed.purpose, changed.minutes = title, purpose, minutes
    changed.presenter_id = checked_presenter(act, changed.meeting, presenter)
    act.session.flush()
    act.session.expire(changed, ["presenter"])
    act.write(entries.ItemChanged(changed.id, title, purpose, minutes, presenter))


@command(undoable=True)
def move_item(act: Act, *, item: int, before: int | None, parent: int | None) -> None:
    """Put an item before another one, or at the end: of the agenda, or of the parts of the item that it shall belong to."""
    moved = act.get(AgendaItem, item)
    follower = act.get(AgendaItem, before) if before is not None else None
    heading = act.get(AgendaItem, parent) if parent is not None else None
    items = moved.meeting.items
    act.refuse_if(rules.why_not_prepare(moved.meeting))
    act.refuse_if(rules.why_not_put_under(moved, heading, parts=len(outline.parts_of(items, moved))))
    if follower is moved:
        return

    outline.put(items, moved, parent=heading, before=follower)
    act.concern(ORDER)
    act.write(entries.ItemMoved(item=moved.id, before=before, parent=parent))


@command(undoable=True)
def remove_item(act: Act, *, item: int) -> None:
    """Take something off the agenda that was not begun; its parts stay, each by itself."""
    removed = act.get(AgendaItem, item)
    act.refuse_if(rules.why_not_remove(removed.meeting, removed))

    others = [one for one in removed.meeting.items if one is not removed]
    act.delete(removed)
    outline.arrange(sorted(others, key=lambda one: one.position))
    act.concern(ORDER)
    act.write(entries.ItemRemoved(item=removed.id, title=removed.title))
    _release_suggestion(act, removed)


@command(undoable=True)
def convene(act: Act) -> None:
    """Call people to the meeting: from now on its date, place and agenda are public, and letters go to its groups."""
    meeting = the_meeting(act)
    act.refuse_if(rules.why_not_convene(meeting, items=len(meeting.items)))

    meeting.state = MeetingState.CONVENED
    act.write(entries.MeetingConvened())
    tell_groups(act, meeting, "meetings.note_call")
    call_people(act, meeting)


@command()
def renew_code(act: Act) -> None:
    """Let people in by another code; the old one opens nothing any more."""
    meeting = the_meeting(act)
    act.refuse_if(rules.why_not_prepare(meeting))

    meeting.join_code = new_code()
    act.write(entries.CodeRenewed())


@command()
def note_call(act: Act, *, meeting: int) -> None:
    """Keep in a group's own record that it was called to a meeting."""
    act.write(entries.GroupCalled(meeting=meeting))


def new_item(
    act: Act, meeting: Meeting, *, title: str, purpose: str, presenter: int | None, minutes: int | None
) -> AgendaItem:
    """A new item at the end of the agenda."""
    item = unwritten_item(
        meeting,
        title=title,
        purpose=purpose,
        presenter=checked_presenter(act, meeting, presenter),
        minutes=minutes,
    )
    write_items(act, meeting, [item])
    return item


def unwritten_item(
    meeting: Meeting, *, title: str, purpose: str, presenter: int | None, minutes: int | None
) -> AgendaItem:
    """An item that will come after all that are there."""
    return AgendaItem(
        meeting_id=meeting.id,
        position=rules.MOST_ITEMS,
        title=title,
        purpose=purpose,
        presenter_id=presenter,
        minutes=minutes,
        state=ItemState.PLANNED,
        spent_seconds=0,
    )


def write_items(act: Act, meeting: Meeting, items: list[AgendaItem]) -> None:
    """Put new items on the agenda, at its end."""
    before = sorted(meeting.items, key=lambda item: item.position)
    act.refuse_if(Why.TOO_MANY_ITEMS if len(before) + len(items) > rules.MOST_ITEMS else None)
    act.session.add_all(items)
    act.session.flush()
    meeting.items.extend(items)
    outline.arrange([*before, *items])
    act.concern(ORDER)
    for item in items:
        act.write(entries.ItemAdded(item.id, item.title, item.purpose, item.minutes, item.presenter_id))


def concern_suggestion(act: Act, number: int) -> None:
    """Taking a step back is forbidden once the suggestion was answered otherwise, in whichever room it is."""
    act.concern(f"suggestion {number}")


def _release_suggestion(act: Act, removed: AgendaItem) -> None:
    """What an item was made of is open again when the item is off the agenda."""
    suggestion = act.session.get(Suggestion, removed.suggestion_id) if removed.suggestion_id else None
    if suggestion is None:
        return
    concern_suggestion(act, suggestion.id)
    if suggestion.room_id == act.room.id:
        suggestion.reopen()
    else:
        inputs = {"suggestion": suggestion.id, "item": removed.id}
        act.elsewhere(f"group/{removed.meeting.host.id}", "meetings.note_released", inputs)


def may_present(act: Act, meeting: Meeting, person_id: int | None) -> bool:
    """Whether somebody belongs to the groups that meet, or has a seat."""
    if person_id is None:
        return False
    return is_member(act, meeting, person_id) or seat_of(act.session, meeting.id, person_id) is not None


def checked_presenter(act: Act, meeting: Meeting, person_id: int | None) -> int | None:
    """Somebody who may present something here: a member of the groups that meet, or who has a seat."""
    if person_id is None:
        return None
    act.refuse_if(None if may_present(act, meeting, person_id) else Why.NOT_A_MEMBER)
    return person_id
