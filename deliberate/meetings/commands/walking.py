"""Holding the meeting: opening it, turning to its items, pausing, closing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from deliberate.kernel.acts import Act, command
from deliberate.meetings import entries, outline, rules
from deliberate.meetings.commands.carrying import carry_over
from deliberate.meetings.commands.placing import settle_hall_later
from deliberate.meetings.commands.shared import tell_groups, the_meeting
from deliberate.meetings.models import AgendaItem, AgreementState, ItemState, Meeting, MeetingState, Seat
from deliberate.people.models import Person


@command(undoable=True)
def open(act: Act) -> None:
    """Begin."""
    meeting = the_meeting(act)
    act.refuse_if(rules.why_not_open(meeting))

    meeting.state, meeting.opened_at = MeetingState.OPEN, act.at
    act.write(entries.MeetingOpened())


@command(undoable=True)
def start_item(act: Act, *, item: int, after: int | None) -> None:
    """Turn to an item, from the one that is current (none before the first); that one is done."""
    started = act.get(AgendaItem, item)
    meeting = started.meeting
    if meeting.current_item_id == started.id:
        return
    act.refuse_if(rules.why_not_start(meeting, after=after, parts=len(outline.parts_of(meeting.items, started))))

    if after is not None:
        _finish(act, act.get(AgendaItem, after))
    started.state, started.ended_at, started.running_since = ItemState.CURRENT, None, act.at
    started.started_at = started.started_at or act.at
    meeting.current_item_id = started.id
    act.write(entries.ItemStarted(item=started.id))


@command(undoable=True)
def finish_item(act: Act, *, item: int) -> None:
    """Be done with the current item, with nothing current after it."""
    finished = act.get(AgendaItem, item)
    act.refuse_if(rules.why_not_finish(finished.meeting, finished))

    _finish(act, finished)
    finished.meeting.current_item_id = None


@command(undoable=True)
def pause(act: Act, *, reason: str) -> None:
    """Interrupt the meeting; no item's time runs."""
    meeting = the_meeting(act)
    act.refuse_if(rules.why_not_go_on(meeting))

    meeting.state, meeting.paused_at, meeting.pause_reason = MeetingState.PAUSED, act.at, reason
    for item in meeting.items:
        _stop_time(item, act.at)
    act.write(entries.MeetingPaused(reason=reason))


@command(undoable=True)
def resume(act: Act) -> None:
    """Go on where it was interrupted."""
    meeting = the_meeting(act)
    act.refuse_if(rules.why_not_resume(meeting))

    meeting.state, meeting.paused_at, meeting.pause_reason = MeetingState.OPEN, None, ""
    for item in meeting.items:
        if item.state == ItemState.CURRENT:
            item.running_since = act.at
    act.write(entries.MeetingResumed())


@command(undoable=True)
def close(act: Act, *, carry: list[int]) -> None:
    """End the meeting: what is current is done, who is here has been until now; the items of `carry` are kept for the next time."""
    meeting = the_meeting(act)
    act.refuse_if(rules.why_not_under_way(meeting))

    for item in meeting.items:
        if item.state == ItemState.CURRENT:
            _finish(act, item)
    for asked in meeting.agreements:
        if asked.state == AgreementState.ASKED:
            asked.state, asked.settled_at = AgreementState.SET_ASIDE, act.at
            act.write(entries.AgreementSetAside(agreement=asked.id))
    carry_over(act, meeting, [item for item in meeting.not_dealt_with if item.id in carry])
    meeting.state, meeting.closed_at, meeting.current_item_id = MeetingState.CLOSED, act.at, None
    meeting.paused_at, meeting.pause_reason = None, ""
    act.touch(*_of_children(act, meeting))
    act.write(entries.MeetingClosed())
    settle_hall_later(act, meeting)
    tell_groups(act, meeting, "meetings.note_held")


@command()
def note_held(act: Act, *, meeting: int) -> None:
    """Keep in a group's own record that it has met."""
    act.write(entries.GroupMet(meeting=meeting))


def _of_children(act: Act, meeting: Meeting) -> list[Seat | AgendaItem]:
    """What shows a child's name: it is used while people meet, and no longer."""
    seats = select(Seat).join(Person).where(Seat.meeting_id == meeting.id, Person.is_child)
    presented = [item for item in meeting.items if item.presenter is not None and item.presenter.is_child]
    return [*act.session.scalars(seats), *presented]


def _finish(act: Act, item: AgendaItem) -> None:
    _stop_time(item, act.at)
    item.state, item.ended_at = ItemState.DONE, act.at
    act.write(entries.ItemFinished(item=item.id))


def _stop_time(item: AgendaItem, at: datetime) -> None:
    item.spent_seconds += rules.seconds_run(item.running_since, at)
    item.running_since = None
