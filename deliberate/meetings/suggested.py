"""How suggestions are shown to somebody in their room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from deliberate.kernel.acts import Who
from deliberate.kernel.language import day
from deliberate.kernel.record import Room
from deliberate.meetings.models import Meeting
from deliberate.meetings.queries import meetings_of_numbers, suggestions_in
from deliberate.meetings.waiting import Suggestion, SuggestionState, name_beside_suggestion


@dataclass(frozen=True)
class ShownSuggestion:
    """A suggestion, for somebody in its room."""

    id: int
    title: str
    purpose: str
    minutes: int | None
    words: str
    heading: str
    by: str
    presenter: str
    presents: bool
    mine: bool
    state: str
    answer: str
    not_reached_on: str
    taken_meeting: int | None


def shown_suggestions(session: Session, viewer: Who, meeting: Meeting) -> list[ShownSuggestion]:
    """What was suggested for a meeting."""
    room = session.get_one(Room, meeting.room_id)
    return shown(session, viewer, suggestions_in(session, room), viewer.language)


def shown(
    session: Session, viewer: Who | None, suggestions: Sequence[Suggestion], language: str
) -> list[ShownSuggestion]:
    """These suggestions, for this viewer."""
    meetings = meetings_of_numbers(session, (one.from_meeting_id for one in suggestions))
    return [_one(viewer, one, meetings.get(one.from_meeting_id or 0), language) for one in suggestions]


def _one(viewer: Who | None, one: Suggestion, earlier: Meeting | None, language: str) -> ShownSuggestion:
    return ShownSuggestion(
        id=one.id,
        title=one.title,
        purpose=one.purpose,
        minutes=one.minutes,
        words=one.words,
        heading=one.heading,
        by=name_beside_suggestion(one.person),
        presenter=name_beside_suggestion(one.presenter),
        presents=one.presenter_id is not None and one.presenter_id == one.person_id,
        mine=viewer is not None and one.person_id == viewer.person_id,
        state=SuggestionState(one.state).value,
        answer=one.answer,
        not_reached_on=day(language, earlier.starts_at, earlier.zone) if earlier else "",
        taken_meeting=one.taken_meeting_id,
    )
