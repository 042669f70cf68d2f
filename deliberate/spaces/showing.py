"""How spaces are told to a reader: open until when, and what speaks against a hall."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from deliberate.kernel import language
from deliberate.kernel.language import N_, say
from deliberate.spaces import hours, rules
from deliberate.spaces.models import Hall, Space
from deliberate.spaces.words import DOUBTS

CLOSED_FOR_NOW = N_("Closed for now: %(reason)s")
ALWAYS_OPEN = N_("Open day and night")
OPEN_UNTIL = N_("Open until %(time)s")
OPENS_AT = N_("Closed now. Opens today at %(time)s")
OPENS_ON = N_("Closed now. Opens: %(when)s")
CLOSED_NOW = N_("Closed now")


def open_words(reader: str, space: Space, now: datetime) -> str:
    """Whether one can go there now; nothing when nobody has said when it is open."""
    if space.is_closed:
        return say(reader, CLOSED_FOR_NOW, reason=space.closed_reason)
    if not space.hours:
        return ""
    state = hours.state_at(space.hours, space.zone, now)
    if state.until is None:
        return say(reader, ALWAYS_OPEN if state.is_open else CLOSED_NOW)
    time = language.time(reader, state.until, space.zone)
    if state.is_open:
        return say(reader, OPEN_UNTIL, time=time)
    zone = ZoneInfo(space.zone)
    if state.until.astimezone(zone).date() == now.astimezone(zone).date():
        return say(reader, OPENS_AT, time=time)
    return say(reader, OPENS_ON, when=language.day_and_time(reader, state.until, space.zone))


def week_in(reader: str, space: Space) -> list[tuple[str, str]]:
    """For each weekday its name and its hours, empty when it is closed."""
    return [
        (language.weekday(reader, number), hours.typed_day(space.hours.get(day, ())))
        for number, day in enumerate(hours.WEEKDAYS)
    ]


def doubts_about(reader: str, hall: Hall, starts_at: datetime, ends_at: datetime, *, people: int) -> list[str]:
    """What speaks against having so many people in a hall at that time, in sentences."""
    space = hall.space
    found = rules.doubts(
        in_use=hall.in_use,
        is_closed=space.is_closed,
        open_then=not space.hours or hours.is_open_during(space.hours, space.zone, starts_at, ends_at),
        step_free=hall.is_step_free,
        capacity=hall.capacity,
        people=people,
    )
    holes = {
        "space": space.name_in(reader),
        "reason": space.closed_reason,
        "hall": hall.name,
        "capacity": hall.capacity,
        "people": people,
    }
    return [say(reader, DOUBTS[doubt], **holes) for doubt in found]
