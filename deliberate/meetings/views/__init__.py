"""The pages of meetings."""

from deliberate.meetings.views import calling, home, joining, meeting, planning
from deliberate.meetings.views.blueprint import blueprint

__all__ = ["blueprint", "calling", "home", "joining", "meeting", "planning"]
