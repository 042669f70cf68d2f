"""The pages of meetings."""

from deliberate.meetings.views import (
    calendar,
    calling,
    door,
    hall,
    home,
    joining,
    meeting,
    next_time,
    paper,
    phone,
    plain,
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
    "hall",
    "home",
    "joining",
    "meeting",
    "next_time",
    "paper",
    "phone",
    "plain",
    "planning",
    "suggestions",
    "waiting",
]
