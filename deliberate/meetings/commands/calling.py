"""Calling people, telling them what has changed, and calling a meeting off."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from deliberate.kernel.acts import Act, command
from deliberate.kernel.clock import iso
from deliberate.meetings import entries, rules
from deliberate.meetings.commands.carrying import carry_over
from deliberate.meetings.commands.shared import the_meeting
from deliberate.meetings.expecting import expectations
from deliberate.meetings.letters import LetterKind
from deliberate.meetings.models import AgreementState, Meeting, MeetingState


def call_people(act: Act, meeting: Meeting) -> None:
    """Have a letter written to everybody in the groups that meet, and one the day before."""
    meeting.told = as_told(meeting)
    _write_to_all(act, meeting, LetterKind.CALLED)
    _remind(act, meeting)


def tell_change_later(act: Act, meeting: Meeting, *, before: dict[str, Any]) -> None:
    """What stands in people's calendars is another now; one letter will tell them, with whatever else changes in these minutes."""
    now = as_told(meeting)
    if meeting.state != MeetingState.CONVENED or now == before:
        return
    meeting.sequence += 1
    meeting.told = meeting.told or before
    if now["starts_at"] != before["starts_at"]:
        _remind(act, meeting)
    if _day(meeting, now) != _day(meeting, before):
        _forget_answers(act, meeting)
    if meeting.change_due_at is None:
        starts = [datetime.fromisoformat(one["starts_at"]) for one in (before, now)]
        meeting.change_due_at = rules.tell_change_at(now=act.at, starts=starts)
        act.elsewhere(meeting.room, "meetings.tell_change", {}, due=meeting.change_due_at)


@command()
def tell_change(act: Act) -> None:
    """Write to people what was before and what is now, if it is still another than they know."""
    meeting = the_meeting(act)
    before, now = meeting.told, as_told(meeting)
    meeting.change_due_at = None
    if meeting.state != MeetingState.CONVENED or before == now:
        return

    meeting.told = now
    _write_to_all(act, meeting, LetterKind.CHANGED, before=before)


@command(undoable=True)
def cancel(act: Act, *, reason: str) -> None:
    """Call the meeting off for good; what it should have talked about is kept for the next one."""
    meeting = the_meeting(act)
    act.refuse_if(rules.why_not_cancel(meeting))

    meeting.state, meeting.reason = MeetingState.CANCELLED, reason
    meeting.sequence += 1
    act.write(entries.MeetingCancelled(reason=reason))
    carry_over(act, meeting, meeting.not_dealt_with)
    _write_to_all(act, meeting, LetterKind.CANCELLED)


@command(undoable=True)
def postpone(act: Act, *, reason: str, starts_at: datetime | None) -> None:
    """Hold it later: on a new date, to which people are called anew, or on one that is still to be found."""
    meeting = the_meeting(act)
    to = starts_at.replace(tzinfo=ZoneInfo(meeting.zone)) if starts_at else None
    act.refuse_if(rules.why_not_postpone(meeting, to=to, now=act.at))

    before = None if meeting.state == MeetingState.POSTPONED else meeting.told
    meeting.reason, meeting.sequence = reason, meeting.sequence + 1
    meeting.state = MeetingState.CONVENED if to else MeetingState.POSTPONED
    meeting.starts_at, meeting.change_due_at = to or meeting.starts_at, None
    meeting.told = as_told(meeting)
    _forget_answers(act, meeting)
    _forget_who_came(meeting)
    act.write(entries.MeetingPostponed(reason=reason, to=iso(to)))
    _write_to_all(act, meeting, LetterKind.POSTPONED, before=before)
    if to:
        _remind(act, meeting)


@command(undoable=True)
def declare_not_held(act: Act, *, because: str, reason: str) -> None:
    """Say that people were called and the meeting did not take place; what it should have talked about is kept."""
    meeting = the_meeting(act)
    why = rules.why_not_declare_not_held(meeting, items=meeting.items, starts_at=meeting.starts_at, now=act.at)
    act.refuse_if(why)

    for asked in meeting.agreements:
        if asked.state == AgreementState.ASKED:
            asked.state, asked.settled_at = AgreementState.SET_ASIDE, act.at
            act.write(entries.AgreementSetAside(agreement=asked.id))
    meeting.state, meeting.not_held_because, meeting.reason = MeetingState.NOT_HELD, because, reason
    meeting.paused_at, meeting.pause_reason = None, ""
    act.write(entries.MeetingNotHeld(because=because, reason=reason))
    carry_over(act, meeting, meeting.not_dealt_with)
    _write_to_all(act, meeting, LetterKind.NOT_HELD)


@command(undoable=True)
def drop_draft(act: Act) -> None:
    """Let go of a meeting that nobody was called to; what others had suggested for it is kept."""
    meeting = the_meeting(act)
    act.refuse_if(rules.why_not_drop(meeting))

    meeting.state = MeetingState.DROPPED
    act.write(entries.DraftDropped())
    carry_over(act, meeting, [item for item in meeting.not_dealt_with if item.suggestion_id is not None])


def as_told(meeting: Meeting) -> dict[str, Any]:
    """What a letter says of the meeting, as it is kept to be compared later."""
    return {
        "title": meeting.title,
        "place": meeting.place,
        "starts_at": iso(meeting.starts_at),
        "planned_minutes": meeting.planned_minutes,
    }


def _write_to_all(act: Act, meeting: Meeting, letter: LetterKind, *, before: dict[str, Any] | None = None) -> None:
    """One row, however many they are: the worker makes a letter for each of them."""
    payload = {"meeting": meeting.id, "letter": letter, "sequence": meeting.sequence, "before": before}
    act.later("meetings.write_to_all", payload)


def _remind(act: Act, meeting: Meeting) -> None:
    """If the date changes, this one finds that it is no longer that of the meeting, and is left aside."""
    due = rules.remind_at(meeting.starts_at.astimezone(ZoneInfo(meeting.zone)), now=act.at)
    if due is not None:
        act.later(
            "meetings.remind", {"meeting": meeting.id, "starts_at": iso(meeting.starts_at)}, due=due.astimezone(UTC)
        )


def _day(meeting: Meeting, told: dict[str, Any]) -> str:
    return datetime.fromisoformat(told["starts_at"]).astimezone(ZoneInfo(meeting.zone)).date().isoformat()


def _forget_answers(act: Act, meeting: Meeting) -> None:
    """Whoever could come on that day was not asked about this one."""
    for expectation in expectations(act.session, meeting):
        act.delete(expectation)


def _forget_who_came(meeting: Meeting) -> None:
    """Who had come already, and till when they would stay, was about the other date."""
    for seat in meeting.seats:
        seat.mode = seat.arrived_at = seat.left_at = seat.leaves_at = None
