"""Somebody asked to be forgotten: in each room of meetings and groups their words go, and nobody reads their name. What was done stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select

from deliberate.kernel.acts import Act, command
from deliberate.kernel.forgetting import entries_about, forget_value, when_did
from deliberate.meetings.commands.attending import leaves
from deliberate.meetings.commands.shared import spend_return_code, the_meeting
from deliberate.meetings.expecting import LettersOff, expectation_of
from deliberate.meetings.models import AgreementReply, Meeting, Seat, Waiting
from deliberate.meetings.queries import seats_ever, waiting_of
from deliberate.meetings.waiting import Suggestion, SuggestionState
from deliberate.people.models import Person


@command()
def forget_person(act: Act, *, person: int) -> None:
    """They are no longer here, and nobody expects them; a point of the agenda that was theirs stays, for it is the meeting's."""
    meeting = the_meeting(act)
    seats = seats_ever(act.session, meeting, person)
    _empty_seats(act, meeting, seats)
    _forget_replies(act, seats)
    _forget_before_the_meeting(act, meeting, person)
    _forget_reasons(act, meeting, person, frozenset(seat.id for seat in seats))
    _forget_suggestions(act, {person, *(seat.person_id for seat in seats)}, decline="meetings.decline_suggestion")
    act.touch(*seats, *(item for item in meeting.items if item.presenter_id == person))
    act.forget_words(person, seats=[seat.id for seat in seats])
    act.rights_changed([person])


@command()
def forget_suggester(act: Act, *, person: int) -> None:
    """In a group's room: what they suggested for the next time, and what they answered to others."""
    _forget_suggestions(act, {person}, decline="meetings.decline_for_next_time")
    act.forget_words(person)


def forget_letters(act: Act, person_id: int) -> None:
    """Of which groups they wanted no letters."""
    for off in act.session.scalars(select(LettersOff).where(LettersOff.person_id == person_id)):
        act.delete(off)


def _empty_seats(act: Act, meeting: Meeting, seats: Iterable[Seat]) -> None:
    for seat in seats:
        seat.leaves_at = None
        spend_return_code(act, seat)
        if meeting.is_under_way:
            leaves(act, seat)
        if seat.merged_into_id is not None:
            _forget_guest(act, seat)


def _forget_guest(act: Act, seat: Seat) -> None:
    """What they were called as a guest, before they went on with their account."""
    guest = act.session.get_one(Person, seat.person_id)
    guest.name, guest.forgotten_at = "", guest.forgotten_at or act.at


def _forget_replies(act: Act, seats: Iterable[Seat]) -> None:
    theirs = AgreementReply.seat_id.in_([seat.id for seat in seats])
    for reply in act.session.scalars(select(AgreementReply).where(theirs)):
        reply.words = ""


def _forget_before_the_meeting(act: Act, meeting: Meeting, person: int) -> None:
    for gone in (expectation_of(act.session, meeting.id, person), waiting_of(act.session, meeting.id, person)):
        if gone is not None:
            act.delete(gone)
    if when_did(act.session, act.room, person, "meetings.turn_away"):
        # Who said which of these words is not kept, so all go.
        for turned_away in act.session.scalars(select(Waiting).where(Waiting.meeting_id == meeting.id)):
            turned_away.words = ""


def _forget_reasons(act: Act, meeting: Meeting, person: int, seats: frozenset[int]) -> None:
    """Why it was paused or called off, when they said so: it stands in the meeting, too."""
    said = {entry.read_facts().get("reason") for entry in entries_about(act.session, act.room, person, seats)}
    meeting.reason = "" if meeting.reason in said else meeting.reason
    meeting.pause_reason = "" if meeting.pause_reason in said else meeting.pause_reason


def _forget_suggestions(act: Act, people: set[int], *, decline: str) -> None:
    here = select(Suggestion).where(Suggestion.room_id == act.room.id)
    theirs = act.session.scalars(here.where(Suggestion.person_id.in_(people))).all()
    for suggestion in theirs:
        _forget_suggestion(act, suggestion)
    not_taken = [suggestion.id for suggestion in theirs if not suggestion.title]
    forget_value(act.session, act.room, "title", named="suggestion", ids=not_taken)
    for one in people:
        _forget_answers(act, when_did(act.session, act.room, one, decline))
    act.touch(*act.session.scalars(here.where(Suggestion.presenter_id.in_(people))))


def _forget_suggestion(act: Act, suggestion: Suggestion) -> None:
    """One that was taken in is on an agenda, under a title that is now the meeting's; of the others nothing stays."""
    suggestion.words = ""
    if suggestion.state == SuggestionState.OPEN:
        suggestion.state, suggestion.settled_at = SuggestionState.WITHDRAWN, act.at
    if suggestion.state != SuggestionState.TAKEN:
        suggestion.title = suggestion.heading = ""


def _forget_answers(act: Act, moments: Sequence[datetime]) -> None:
    answered = Suggestion.room_id == act.room.id, Suggestion.settled_at.in_(moments)
    for suggestion in act.session.scalars(select(Suggestion).where(*answered)):
        suggestion.answer = ""
