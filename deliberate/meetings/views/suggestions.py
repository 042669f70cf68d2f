"""What pages show of suggestions and of agendas to begin with."""

from __future__ import annotations

from collections.abc import Sequence
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
from deliberate.meetings.suggested import ShownSuggestion, shown
from deliberate.meetings.waiting import Suggestion


def of_meeting(meeting: Meeting, viewer: Who | None, standing: Standing | None) -> dict[str, Any]:
    """What was suggested for a meeting, for those in its room; for who prepares it, also what waits in its group."""
    if standing is None or viewer is None:
        return {"suggestions": [], "waiting": []}
    room = reading().get_one(Room, meeting.room_id)
    suggested = _shown(reading(), viewer, queries.suggestions_in(reading(), room))
    waiting = queries.waiting_in_group(viewer, reading(), meeting.host) if standing.desk else []
    return {"suggestions": suggested, "waiting": _shown(reading(), viewer, waiting)}


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
    return shown(session, viewer, suggestions, pages.reader_language())
