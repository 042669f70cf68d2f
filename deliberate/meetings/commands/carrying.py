"""What a meeting did not get to is kept for the next one."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from deliberate.kernel.acts import Act, command
from deliberate.meetings import entries
from deliberate.meetings.models import AgendaItem, Meeting
from deliberate.meetings.waiting import Suggestion, SuggestionState


def carry_over(act: Act, meeting: Meeting, items: Sequence[AgendaItem]) -> None:
    """Keep these items as suggestions of the group that convened the meeting; each item once, however often it is asked."""
    kept = [item for item in items if not item.carried_over]
    if not kept:
        return
    for item in kept:
        item.carried_over = True
    numbers = [item.id for item in kept]
    act.write(entries.ItemsCarriedOver(items=numbers))
    inputs = {"meeting": meeting.id, "items": ",".join(str(number) for number in numbers)}
    act.elsewhere(f"group/{meeting.host.id}", "meetings.keep_for_next_time", inputs)


@command()
def keep_for_next_time(act: Act, *, meeting: int, items: list[int]) -> None:
    """Keep in a group's room what one of its meetings did not get to."""
    known = set(act.session.scalars(select(Suggestion.from_item_id).where(Suggestion.from_item_id.in_(items))))
    found = act.session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == meeting, AgendaItem.id.in_(items)))
    for item in sorted(found, key=lambda item: item.position):
        if item.id not in known:
            _keep(act, item)


def _keep(act: Act, item: AgendaItem) -> None:
    heading = act.session.get(AgendaItem, item.parent_id) if item.parent_id else None
    kept = act.add(
        Suggestion(
            room_id=act.room.id,
            title=item.title,
            purpose=item.purpose,
            minutes=item.minutes,
            heading=heading.title if heading else "",
            presenter_id=item.presenter_id,
            from_meeting_id=item.meeting_id,
            from_item_id=item.id,
            state=SuggestionState.OPEN,
            suggested_at=act.at,
        )
    )
    act.write(entries.SuggestionKept(suggestion=kept.id, meeting=item.meeting_id, item=item.id, title=item.title))
