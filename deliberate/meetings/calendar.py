"""A meeting as a calendar file, for the calendars of phones and computers.

Times are in UTC: a meeting is one moment, and so it stands right on the nights on which clocks change. It is published, not requested
(RFC 5546): nobody's calendar writes an answer to anybody, and nobody reads there who else was called.
"""

from __future__ import annotations

from datetime import UTC, datetime

from icalendar import Calendar, Event, vText, vUri

from deliberate.kernel.clock import now as present
from deliberate.meetings.models import Meeting, MeetingState

PRODUCT = "-//deliberate//meetings//EN"
PUBLISH = "PUBLISH"
CANCEL = "CANCEL"

# A meeting without a date stands in no calendar until it has one again: with the same name, and a higher sequence.
TAKEN_OUT = (MeetingState.CANCELLED, MeetingState.POSTPONED)


def method_for(meeting: Meeting) -> str:
    """What the file asks a calendar to do."""
    return CANCEL if meeting.state in TAKEN_OUT else PUBLISH


def calendar_file(
    meeting: Meeting, *, language: str, page: str, group_page: str, stamp: datetime | None = None
) -> bytes:
    """The meeting as iCalendar (RFC 5545): `page` and `group_page` are full addresses."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method_for(meeting))

    event = Event()
    event.add("uid", meeting.calendar_uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", stamp or present())
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("summary", meeting.title)
    event.add("status", "CANCELLED" if meeting.state in TAKEN_OUT else "CONFIRMED")
    if where := meeting.where_in(language):
        event.add("location", where)
    event.add("description", "\n".join([*(f"{item.number}. {item.title}" for item in meeting.items), "", page]))
    event.add("url", page)
    # Who publishes: the group's page. An address of mail would be answered to.
    organiser = vUri(group_page)
    organiser.params["CN"] = vText(meeting.host.name_in(language))
    event.add("organizer", organiser, encode=False)
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content
