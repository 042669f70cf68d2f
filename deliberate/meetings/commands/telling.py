"""Telling people by letter: that they are called, what has changed, what becomes of the meeting."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from deliberate.kernel.acts import Act, command
from deliberate.kernel.clock import iso
from deliberate.kernel.language import LANGUAGES
from deliberate.meetings import rules
from deliberate.meetings.commands.shared import the_meeting
from deliberate.meetings.expecting import expectations
from deliberate.meetings.letters import LetterKind
from deliberate.meetings.models import Meeting, MeetingState


def call_people(act: Act, meeting: Meeting) -> None:
    """Have a letter written to everybody in the groups that meet, and one the day before."""
    meeting.told = as_told(meeting)
    write_to_all(act, meeting, LetterKind.CALLED)
    remind(act, meeting)


def tell_change_later(act: Act, meeting: Meeting, *, before: dict[str, Any]) -> None:
    """What stands in people's calendars is another now; one letter will tell them, with whatever else changes in these minutes."""
    now = as_told(meeting)
    if meeting.state != MeetingState.CONVENED or now == before:
        return
    meeting.sequence += 1
    meeting.told = meeting.told or before
    if now["starts_at"] != before["starts_at"]:
        remind(act, meeting)
    if _day(meeting, now) != _day(meeting, before):
        forget_answers(act, meeting)
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
    write_to_all(act, meeting, LetterKind.CHANGED, before=before)


def as_told(meeting: Meeting) -> dict[str, Any]:
    """What a letter says of the meeting, as it is kept to be compared later."""
    return {
        "title": meeting.title,
        "where": {language: meeting.where_in(language) for language in LANGUAGES},
        "starts_at": iso(meeting.starts_at),
        "planned_minutes": meeting.planned_minutes,
    }


def write_to_all(act: Act, meeting: Meeting, letter: LetterKind, *, before: dict[str, Any] | None = None) -> None:
    """One row, however many they are: the worker makes a letter for each of them."""
    payload = {"meeting": meeting.id, "letter": letter, "sequence": meeting.sequence, "before": before}
    act.later("meetings.write_to_all", payload)


def remind(act: Act, meeting: Meeting) -> None:
    """If the date changes, this one finds that it is no longer that of the meeting, and is left aside."""
    due = rules.remind_at(meeting.starts_at.astimezone(ZoneInfo(meeting.zone)), now=act.at)
    if due is not None:
        act.later(
            "meetings.remind", {"meeting": meeting.id, "starts_at": iso(meeting.starts_at)}, due=due.astimezone(UTC)
        )


def _day(meeting: Meeting, told: dict[str, Any]) -> str:
    return datetime.fromisoformat(told["starts_at"]).astimezone(ZoneInfo(meeting.zone)).date().isoformat()


def forget_answers(act: Act, meeting: Meeting) -> None:
    """Whoever could come on that day was not asked about this one."""
    for expectation in expectations(act.session, meeting):
        act.delete(expectation)
