"""The pages of meetings."""

from deliberate.meetings.views import (
    calendar,
    calling,
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
    "calling",
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
