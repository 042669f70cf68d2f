"""A meeting that cannot be held as planned: cancelled, postponed, not held, or let go of."""

from __future__ import annotations

from datetime import datetime

from deliberate.kernel.acts import Act, command
from deliberate.kernel.clock import iso
from deliberate.meetings import entries, rules
from deliberate.meetings.commands.carrying import carry_over
from deliberate.meetings.commands.placing import refuse_if_hall_is_taken, settle_hall_later
from deliberate.meetings.commands.shared import moment_at, the_meeting
from deliberate.meetings.commands.telling import as_told, forget_answers, remind, write_to_all
from deliberate.meetings.letters import LetterKind
from deliberate.meetings.models import AgreementState, Meeting, MeetingState


@command(undoable=True)
def cancel(act: Act, *, reason: str) -> None:
    """Call the meeting off for good; what it should have talked about is kept for the next one."""
    meeting = the_meeting(act)
    act.refuse_if(rules.why_not_cancel(meeting))

    meeting.state, meeting.reason = MeetingState.CANCELLED, reason
    meeting.sequence += 1
    act.write(entries.MeetingCancelled(reason=reason))
    settle_hall_later(act, meeting)
    carry_over(act, meeting, meeting.not_dealt_with)
    write_to_all(act, meeting, LetterKind.CANCELLED)


@command(undoable=True)
def postpone(act: Act, *, reason: str, starts_at: datetime | None) -> None:
    """Hold it later: on a new date, to which people are called anew, or on one that is still to be found."""
    meeting = the_meeting(act)
    to = moment_at(starts_at, meeting.zone) if starts_at else None
    act.refuse_if(rules.why_not_postpone(meeting, to=to, now=act.at))

    before = None if meeting.state == MeetingState.POSTPONED else meeting.told
    meeting.reason, meeting.sequence = reason, meeting.sequence + 1
    meeting.state = MeetingState.CONVENED if to else MeetingState.POSTPONED
    meeting.starts_at, meeting.change_due_at = to or meeting.starts_at, None
    if to:
        refuse_if_hall_is_taken(act, meeting)
    meeting.told = as_told(meeting)
    forget_answers(act, meeting)
    _forget_who_came(meeting)
    act.write(entries.MeetingPostponed(reason=reason, to=iso(to)))
    settle_hall_later(act, meeting)
    write_to_all(act, meeting, LetterKind.POSTPONED, before=before)
    if to:
        remind(act, meeting)


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
    settle_hall_later(act, meeting)
    carry_over(act, meeting, meeting.not_dealt_with)
    write_to_all(act, meeting, LetterKind.NOT_HELD)


@command(undoable=True)
def drop_draft(act: Act) -> None:
    """Let go of a meeting that nobody was called to; what others had suggested for it is kept."""
    meeting = the_meeting(act)
    act.refuse_if(rules.why_not_drop(meeting))

    meeting.state = MeetingState.DROPPED
    act.write(entries.DraftDropped())
    settle_hall_later(act, meeting)
    carry_over(act, meeting, [item for item in meeting.not_dealt_with if item.suggestion_id is not None])


def _forget_who_came(meeting: Meeting) -> None:
    """Who had come already, and till when they would stay, was about the other date."""
    for seat in meeting.seats:
        seat.mode = seat.arrived_at = seat.left_at = seat.leaves_at = None
