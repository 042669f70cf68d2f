"""What a meeting shows one person on its plain page. Each thing that is asked has a part of its own; so has each that can be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from deliberate.kernel import clock
from deliberate.kernel.acts import Standing, Who
from deliberate.kernel.feature import PlainPart
from deliberate.kernel.text import place_of
from deliberate.meetings.expecting import expectation_of
from deliberate.meetings.models import ItemState, Meeting, MeetingState, Reply, Seat, SeatMode, SeatRole, WaitState
from deliberate.meetings.next_step import asked_agreement, next_step
from deliberate.meetings.queries import at_the_door, possible_presenters
from deliberate.meetings.rules import MOST_LET_IN_AT_ONCE, why_not_come
from deliberate.meetings.showing import Showing
from deliberate.meetings.suggested import ShownSuggestion, shown_suggestions
from deliberate.meetings.waiting import SuggestionState

FOLDER = "meetings/plain"
NEAR = timedelta(hours=2)
"""So long before a meeting people rather arrive than say whether they will come."""


def parts(session: Session, who: Who, standing: Standing, meeting: Meeting) -> Iterable[PlainPart]:
    """All of them, each in its place."""
    seat = next((one for one in meeting.seats if one.id == standing.seat_id), None)
    suggestions = shown_suggestions(session, who, meeting)
    yield from _asked(session, who, meeting, seat)
    yield from _mine(meeting, seat, suggestions)
    if standing.desk or SeatRole.STEWARD in standing.roles:
        yield from _helping(meeting, seat)
    if standing.desk:
        yield from _desk(session, who, meeting, suggestions)
    yield from _read(who, meeting)


def _asked(session: Session, who: Who, meeting: Meeting, seat: Seat | None) -> Iterator[PlainPart]:
    if why_not_come(meeting):
        return
    if seat is None or not seat.is_here:
        arrive = _part("asked", "arrive")
        if meeting.state != MeetingState.CONVENED:
            yield arrive
            return
        coming = _will_you_come(session, who, meeting)
        yield from (arrive, coming) if meeting.starts_at - clock.now() < NEAR else (coming, arrive)
        return
    asked = asked_agreement(meeting)
    if asked is None:
        return
    reply = next((one for one in asked.replies if one.seat_id == seat.id), None)
    if reply is None:
        yield _part("asked", "any_objection", agreement=asked.id)
    else:
        objected, entered = reply.reply == Reply.OBJECTION, reply.entered_by_id is not None
        yield _part("mine", "answered", agreement=asked.id, objected=objected, words=reply.words, entered=entered)


def _will_you_come(session: Session, who: Who, meeting: Meeting) -> PlainPart:
    said = expectation_of(session, meeting.id, who.person_id)
    answer, words = (said.answer, said.words) if said else ("", "")
    return _part("mine" if said else "asked", "will_you_come", answer=answer, words=words)


def _mine(meeting: Meeting, seat: Seat | None, suggestions: Sequence[ShownSuggestion]) -> Iterator[PlainPart]:
    if seat is not None and not why_not_come(meeting):
        if seat.is_here:
            yield _part("mine", "leave")
        yield _part("mine", "stay_until", leaves_at=seat.leaves_at)
    yield _part("mine", "suggest", suggestions=suggestions)


def _helping(meeting: Meeting, mine: Seat | None) -> Iterator[PlainPart]:
    asked = asked_agreement(meeting)
    if asked is None:
        return
    replies = {reply.seat_id: reply for reply in asked.replies}
    people = [
        (
            seat.id,
            seat.person.name,
            seat.id in replies,
            seat.id in replies and replies[seat.id].reply == Reply.OBJECTION,
        )
        for seat in meeting.seats
        if seat.is_here and seat.mode == SeatMode.THROUGH_A_STEWARD and seat is not mine
        if seat.id not in replies or replies[seat.id].entered_by_id is not None
    ]
    if people:
        yield _part("desk", "answer_for", agreement=asked.id, people=people)


def _desk(session: Session, who: Who, meeting: Meeting, suggestions: Sequence[ShownSuggestion]) -> Iterator[PlainPart]:
    names = {seat.id: seat.person.name for seat in meeting.seats}
    asked = asked_agreement(meeting)
    yield _part(
        "desk",
        "next_step",
        next=next_step(meeting, who.language),
        asked=asked,
        answered=len(asked.replies) if asked else 0,
        objections=[(reply.words, names[reply.seat_id]) for reply in asked.standing_objections] if asked else [],
        here=sum(seat.is_here for seat in meeting.seats),
    )
    waiting = [one for one in at_the_door(session, meeting) if one.state == WaitState.WAITING]
    if waiting and not why_not_come(meeting):
        yield _part("desk", "at_the_door", waiting=waiting, most=MOST_LET_IN_AT_ONCE)
    unanswered = [one for one in suggestions if one.state == SuggestionState.OPEN]
    if unanswered:
        yield _part("desk", "answer_suggestions", suggestions=unanswered)
    if not why_not_come(meeting):
        here = {seat.person_id for seat in meeting.seats if seat.is_here}
        missing = [(one.id, one.name) for one in possible_presenters(session, meeting) if one.id not in here]
        yield _part("desk", "enter_person", missing=missing)
    if meeting.is_under_way:
        yield _part("desk", "any_time")


def _read(who: Who, meeting: Meeting) -> Iterator[PlainPart]:
    items = Showing(meeting, inside=True, language=who.language).items()
    walked = (item for item in items if not item.parts)
    yield _part("now", "now", current=next((item for item in walked if item.state == ItemState.CURRENT), None))
    yield _part("read", "agenda", items=items)
    here = sorted((seat for seat in meeting.seats if seat.is_here), key=lambda seat: place_of(seat.person.name))
    yield _part("read", "people", here=here)


def _part(place: str, name: str, **shown: object) -> PlainPart:
    return PlainPart(place, f"{FOLDER}/_{name}.html", shown)
