"""The pages of meetings."""

from deliberate.meetings.views import home, joining, meeting, next_time, planning, suggestions
from deliberate.meetings.views.blueprint import blueprint

__all__ = ["blueprint", "home", "joining", "meeting", "next_time", "planning", "suggestions"]
