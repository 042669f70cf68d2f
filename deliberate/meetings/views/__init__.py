"""The pages of meetings."""

from deliberate.meetings.views import calendar, home, joining, meeting, planning
from deliberate.meetings.views.blueprint import blueprint

__all__ = ["blueprint", "calendar", "home", "joining", "meeting", "planning"]
