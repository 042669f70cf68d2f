"""Suggesting points for an agenda, and what becomes of them. In a meeting's room for that meeting, in a group's for the next time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import ColumnElement, func, select

from deliberate.groups.queries import memberships_of
from deliberate.kernel.acts import Act, command
from deliberate.kernel.errors import NotFound
from deliberate.kernel.record import Room
from deliberate.meetings import entries, outline, rules
from deliberate.meetings.commands.preparing import concern_suggestion, may_present, new_item
from deliberate.meetings.commands.shared import the_meeting
from deliberate.meetings.models import AgendaItem, Meeting
from deliberate.meetings.rules import Why
from deliberate.meetings.waiting import Suggestion, SuggestionState


@command()
def suggest_item(act: Act, *, title: str, purpose: str, minutes: int | None, words: str, presents: bool) -> None:
    """Suggest a point; `presents` is whether one would present it."""
    _refuse_when_over(act)
    act.refuse_if(
        rules.why_not_suggest(waiting=_mine(act, Suggestion.state == SuggestionState.OPEN), today=_today(act))
    )

    suggested = act.add(
        Suggestion(
            room_id=act.room.id,
            title=title,
            purpose=purpose,
            minutes=minutes,
            words=words,
            person_id=act.standing.person_id,
            presenter_id=act.standing.person_id if presents else None,
            state=SuggestionState.OPEN,
            suggested_at=act.at,
        )
    )
    act.ids["suggestion"] = suggested.id
    act.write(entries.ItemSuggested(suggestion=suggested.id, title=title, words=words or None))


@command()
def reword_suggestion(
    act: Act, *, suggestion: int, title: str, purpose: str, minutes: int | None, words: str, presents: bool
) -> None:
    """Say one's own suggestion otherwise, while nobody has answered it."""
    reworded = _own_open(act, suggestion)

    reworded.title, reworded.purpose, reworded.minutes, reworded.words = title, purpose, minutes, words
    reworded.presenter_id = act.standing.person_id if presents else None
    act.session.flush()
    act.session.expire(reworded, ["presenter"])
    act.write(entries.SuggestionReworded(suggestion=reworded.id, title=title, words=words or None))


@command()
def withdraw_suggestion(act: Act, *, suggestion: int) -> None:
    """Take one's own suggestion back, while nobody has answered it."""
    withdrawn = _own_open(act, suggestion)

    withdrawn.state, withdrawn.settled_at = SuggestionState.WITHDRAWN, act.at
    act.write(entries.SuggestionWithdrawn(suggestion=withdrawn.id, title=withdrawn.title))


@command(undoable=True)
def decline_suggestion(act: Act, *, suggestion: int, words: str) -> None:
    """Say that it will not be on the agenda, and why."""
    declined = act.get(Suggestion, suggestion)
    _refuse_when_over(act)
    act.refuse_if(rules.why_not_answer_suggestion(declined.state))

    declined.state, declined.answer, declined.settled_at = SuggestionState.DECLINED, words, act.at
    concern_suggestion(act, declined.id)
    act.write(entries.SuggestionDeclined(suggestion=declined.id, title=declined.title, words=words))


@command(undoable=True)
def take_suggestion(act: Act, *, suggestion: int, parent: int | None, before: int | None) -> None:
    """Put a suggestion on the agenda: one of this meeting, or one that waits in the group that convened it."""
    meeting = the_meeting(act)
    heading = act.get(AgendaItem, parent) if parent is not None else None
    follower = act.get(AgendaItem, before) if before is not None else None
    taken = _suggestion_for(act, meeting, suggestion)
    act.refuse_if(rules.why_not_prepare(meeting))
    act.refuse_if(rules.why_not_head(heading))
    act.refuse_if(rules.why_not_answer_suggestion(taken.state))
    act.refuse_if(Why.ANSWERED_ALREADY if _is_on_an_agenda(act, taken) else None)

    presenter = taken.presenter_id if may_present(act, meeting, taken.presenter_id) else None
    item = new_item(act, meeting, title=taken.title, purpose=taken.purpose, presenter=presenter, minutes=taken.minutes)
    item.suggestion_id = taken.id
    outline.put(meeting.items, item, parent=heading, before=follower)
    act.ids["item"] = item.id
    concern_suggestion(act, taken.id)
    act.write(entries.SuggestionTaken(suggestion=taken.id, item=item.id, title=taken.title))
    if taken.room_id == act.room.id:
        _note_taken(taken, item, act)
    else:
        act.elsewhere(f"group/{meeting.host.id}", "meetings.note_taken", {"suggestion": taken.id, "item": item.id})


@command()
def note_taken(act: Act, *, suggestion: int, item: int) -> None:
    """Keep in a group's room that one of its suggestions is on the agenda of a meeting."""
    taken, on_agenda = act.get(Suggestion, suggestion), act.session.get(AgendaItem, item)
    if on_agenda is None or on_agenda.suggestion_id != taken.id or taken.state != SuggestionState.OPEN:
        return
    _note_taken(taken, on_agenda, act)
    act.write(entries.SuggestionTaken(suggestion=taken.id, item=item, title=taken.title))


@command()
def note_released(act: Act, *, suggestion: int, item: int) -> None:
    """Keep in a group's room that one of its suggestions is on no agenda any more, and open again."""
    released = act.get(Suggestion, suggestion)
    if released.taken_item_id != item or _is_on_an_agenda(act, released):
        return
    released.reopen()
    act.write(entries.SuggestionReleased(suggestion=released.id, title=released.title))


@command()
def show_suggester_anew(act: Act, *, person: int) -> None:
    """Somebody is called otherwise now: what they suggested to the group looks different."""
    of_person = (Suggestion.person_id == person) | (Suggestion.presenter_id == person)
    act.touch(*act.session.scalars(select(Suggestion).where(Suggestion.room_id == act.room.id, of_person)))


# The same in a group's room, for the next time.
suggest_for_next_time = replace(suggest_item, name="meetings.suggest_for_next_time")
reword_for_next_time = replace(reword_suggestion, name="meetings.reword_for_next_time")
withdraw_for_next_time = replace(withdraw_suggestion, name="meetings.withdraw_for_next_time")
decline_for_next_time = replace(decline_suggestion, name="meetings.decline_for_next_time")


def _mine(act: Act, among: ColumnElement[bool]) -> int:
    """How many of these in this room are one's own."""
    mine = Suggestion.room_id == act.room.id, Suggestion.person_id == act.standing.person_id
    return act.session.scalar(select(func.count()).where(*mine, among)) or 0


def _today(act: Act) -> int:
    return _mine(act, Suggestion.suggested_at > act.at - timedelta(days=1))


def _own_open(act: Act, number: int) -> Suggestion:
    mine = act.get(Suggestion, number)
    _refuse_when_over(act)
    act.refuse_if(Why.ONLY_ITS_AUTHOR if mine.person_id != act.standing.person_id else None)
    act.refuse_if(rules.why_not_answer_suggestion(mine.state))
    return mine


def _refuse_when_over(act: Act) -> None:
    if act.room.kind == "meeting":
        act.refuse_if(rules.why_not_prepare(the_meeting(act)))


def _suggestion_for(act: Act, meeting: Meeting, number: int) -> Suggestion:
    """One of this room's; or one of its group's, for those who belong to the group."""
    suggestion = act.session.get(Suggestion, number)
    if suggestion is not None and suggestion.room_id == act.room.id:
        return suggestion
    room = act.session.get(Room, suggestion.room_id) if suggestion is not None else None
    belongs = memberships_of(act.session, act.standing.person_id or 0, [meeting.host.id])
    if suggestion is None or room is None or not belongs or (room.kind, room.number) != ("group", meeting.host.id):
        raise NotFound
    return suggestion


def _is_on_an_agenda(act: Act, suggestion: Suggestion) -> bool:
    # The group's room learns of it only after a while; until then the item says so.
    return act.session.scalar(select(AgendaItem.id).where(AgendaItem.suggestion_id == suggestion.id)) is not None


def _note_taken(suggestion: Suggestion, item: AgendaItem, act: Act) -> None:
    suggestion.state, suggestion.settled_at = SuggestionState.TAKEN, act.at
    suggestion.taken_meeting_id, suggestion.taken_item_id = item.meeting_id, item.id
