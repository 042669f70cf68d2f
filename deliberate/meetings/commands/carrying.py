"""What a meeting did not get to is kept for the next one."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from deliberate.kernel.acts import Act, command
from deliberate.meetings import entries
from deliberate.meetings.models import AgendaItem, Meeting
from deliberate.meetings.queries import suggestions_in
from deliberate.meetings.waiting import Suggestion, SuggestionState


def carry_over(act: Act, meeting: Meeting, items: Sequence[AgendaItem]) -> None:
    """Keep these items as suggestions of the group that convened the meeting, each once, however often it is asked.

    What people had suggested and nobody answered goes with them.
    """
    kept = [item for item in items if not item.carried_over]
    unanswered = [one for one in suggestions_in(act.session, act.room) if one.state == SuggestionState.OPEN]
    for item in kept:
        item.carried_over = True
    for suggestion in unanswered:
        suggestion.state, suggestion.settled_at = SuggestionState.KEPT, act.at
    if kept:
        act.write(entries.ItemsCarriedOver(items=[item.id for item in kept]))
    if kept or unanswered:
        inputs = {"meeting": meeting.id, "items": _listed(kept), "suggestions": _listed(unanswered)}
        act.elsewhere(f"group/{meeting.host.id}", "meetings.keep_for_next_time", inputs)


@command()
def keep_for_next_time(act: Act, *, meeting: int, items: list[int], suggestions: list[int]) -> None:
    """Keep in a group's room what one of its meetings did not get to."""
    of = act.session.get_one(Meeting, meeting)
    known = set(act.session.scalars(select(Suggestion.from_item_id).where(Suggestion.from_item_id.in_(items))))
    found = act.session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == of.id, AgendaItem.id.in_(items)))
    for item in sorted(found, key=lambda item: item.position):
        if item.id not in known:
            _keep_item(act, item)
    _keep_suggestions(act, of, suggestions)


def _keep_item(act: Act, item: AgendaItem) -> None:
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


def _keep_suggestions(act: Act, meeting: Meeting, numbers: list[int]) -> None:
    known = set(
        act.session.scalars(select(Suggestion.from_suggestion_id).where(Suggestion.from_suggestion_id.in_(numbers)))
    )
    found = act.session.scalars(
        select(Suggestion)
        .where(Suggestion.room_id == meeting.room_id, Suggestion.id.in_(numbers))
        .order_by(Suggestion.id)
    )
    for one in found.all():
        if one.id in known or _was_forgotten(one):
            continue
        kept = act.add(
            Suggestion(
                room_id=act.room.id,
                title=one.title,
                purpose=one.purpose,
                minutes=one.minutes,
                words=one.words,
                person_id=one.person_id,
                presenter_id=one.presenter_id,
                from_meeting_id=meeting.id,
                from_suggestion_id=one.id,
                state=SuggestionState.OPEN,
                suggested_at=one.suggested_at,
            )
        )
        act.write(entries.SuggestionKept(suggestion=kept.id, meeting=meeting.id, item=None, title=one.title))


def _was_forgotten(one: Suggestion) -> bool:
    """Its author may have asked to be forgotten since the meeting ended."""
    return one.person is not None and one.person.forgotten_at is not None


def _listed(things: Sequence[AgendaItem] | Sequence[Suggestion]) -> str:
    return ",".join(str(thing.id) for thing in things)
