"""The pages of meetings."""

from deliberate.meetings.views import home, joining, meeting, planning
from deliberate.meetings.views.blueprint import blueprint

__all__ = ["blueprint", "home", "joining", "meeting", "planning"]
