"""The pages of meetings."""

from deliberate.meetings.views import (
    calendar,
    door,
    home,
    joining,
    meeting,
    next_time,
    phone,
    planning,
    suggestions,
    waiting,
)
from deliberate.meetings.views.blueprint import blueprint

__all__ = [
    "blueprint",
    "calendar",
    "door",
    "home",
    "joining",
    "meeting",
    "next_time",
    "phone",
    "planning",
    "suggestions",
    "waiting",
]
