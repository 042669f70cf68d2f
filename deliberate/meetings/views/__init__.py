"""The pages of meetings."""

from deliberate.meetings.views import door, home, joining, meeting, phone, planning, waiting
from deliberate.meetings.views.blueprint import blueprint

__all__ = ["blueprint", "door", "home", "joining", "meeting", "phone", "planning", "waiting"]
