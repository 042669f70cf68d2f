"""What pages show of suggestions and of agendas to begin with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from deliberate.groups.models import Group
from deliberate.kernel import pages
from deliberate.kernel.acts import Standing, Who
from deliberate.kernel.db import reading
from deliberate.kernel.language import day
from deliberate.kernel.record import Room
from deliberate.meetings import queries, words
from deliberate.meetings.models import Meeting
from deliberate.meetings.patterns import PATTERNS
from deliberate.meetings.waiting import Suggestion, SuggestionState


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
    language: str
    """That of the meeting it was on an agenda of; "" when nobody said."""


def of_meeting(meeting: Meeting, viewer: Who | None, standing: Standing | None) -> dict[str, Any]:
    """What was suggested for a meeting, for those in its room; for who prepares it, also what waits in its group."""
    if standing is None or viewer is None:
        return {"suggestions": [], "waiting": []}
    room = reading().get_one(Room, meeting.room_id)
    shown = _shown(reading(), viewer, queries.suggestions_in(reading(), room))
    waiting = queries.waiting_in_group(viewer, reading(), meeting.host) if standing.desk else []
    return {"suggestions": shown, "waiting": _shown(reading(), viewer, waiting)}


def of_group(session: Session, viewer: Who | None, group: Group) -> dict[str, Any]:
    """What waits for a group's next agenda, for its members."""
    waiting = queries.waiting_in_group(viewer, session, group)
    return {"waiting": _shown(session, viewer, waiting)}


def answered(viewer: Who, group: Group) -> list[ShownSuggestion]:
    """What became of what was suggested to a group."""
    return _shown(reading(), viewer, queries.answered_in_group(viewer, reading(), group))


def sources(meeting: Meeting, viewer: Who | None) -> list[tuple[str, str]]:
    """The agendas that this one can begin with: the group's own, the ready ones, those of its earlier meetings."""
    code = pages.reader_language()
    kept = queries.templates_of(viewer, reading(), meeting.host)
    earlier = [one for one in queries.past(reading(), meeting.host) if one.id != meeting.id]
    return [
        *((f"template/{one.id}", pages.say(words.KEPT_AGENDA, name=one.name)) for one in kept),
        *(
            (f"pattern/{name}", pages.say(words.READY_AGENDA, name=pages.say(one.name)))
            for name, one in PATTERNS.items()
        ),
        *(
            (f"meeting/{one.id}", pages.say(words.AGENDA_OF, title=one.title, day=day(code, one.starts_at, one.zone)))
            for one in earlier
        ),
    ]


def _shown(session: Session, viewer: Who | None, suggestions: Sequence[Suggestion]) -> list[ShownSuggestion]:
    meetings = queries.meetings_of_numbers(session, (one.from_meeting_id for one in suggestions))
    return [_one(viewer, one, meetings.get(one.from_meeting_id or 0)) for one in suggestions]


def _one(viewer: Who | None, one: Suggestion, earlier: Meeting | None) -> ShownSuggestion:
    code = pages.reader_language()
    return ShownSuggestion(
        id=one.id,
        title=one.title,
        purpose=one.purpose,
        minutes=one.minutes,
        words=one.words,
        heading=one.heading,
        by=one.person.name if one.person else "",
        presenter=one.presenter.name if one.presenter else "",
        presents=one.presenter_id is not None and one.presenter_id == one.person_id,
        mine=viewer is not None and one.person_id == viewer.person_id,
        state=SuggestionState(one.state).value,
        answer=one.answer,
        not_reached_on=day(code, earlier.starts_at, earlier.zone) if earlier else "",
        taken_meeting=one.taken_meeting_id,
        language=earlier.language if earlier else "",
    )
