"""Reading about meetings, one module for each part of their life; the viewer comes first."""

from __future__ import annotations

from deliberate.meetings.queries.access import (
    called_off_of_code,
    meeting_for,
    meeting_of_code,
    meetings_of_numbers,
    record_of,
    standing_of,
    standings_in_meeting,
)
from deliberate.meetings.queries.agreeing import count_without_objection, objected_or_entered, replies_of
from deliberate.meetings.queries.attending import (
    people_expected,
    people_here,
    possible_presenters,
    rooms_that_show,
    seat_of,
    seats_ever,
    seats_of_people,
)
from deliberate.meetings.queries.door import at_the_door, guests_in, return_codes_of, usable_return_code, waiting_of
from deliberate.meetings.queries.listing import (
    LISTED,
    coming,
    coming_in,
    drafts,
    mine,
    never_opened,
    next_facilitated,
    past,
    postponed,
    under_way,
)
from deliberate.meetings.queries.suggesting import (
    answered_in_group,
    open_suggestions_in,
    suggestions_in,
    templates_of,
    waiting_in_group,
)

__all__ = [
    "LISTED",
    "answered_in_group",
    "at_the_door",
    "called_off_of_code",
    "coming",
    "coming_in",
    "count_without_objection",
    "drafts",
    "guests_in",
    "meeting_for",
    "meeting_of_code",
    "meetings_of_numbers",
    "mine",
    "never_opened",
    "next_facilitated",
    "objected_or_entered",
    "open_suggestions_in",
    "past",
    "people_expected",
    "people_here",
    "possible_presenters",
    "postponed",
    "record_of",
    "replies_of",
    "return_codes_of",
    "rooms_that_show",
    "seat_of",
    "seats_ever",
    "seats_of_people",
    "standing_of",
    "standings_in_meeting",
    "suggestions_in",
    "templates_of",
    "under_way",
    "usable_return_code",
    "waiting_in_group",
    "waiting_of",
]
