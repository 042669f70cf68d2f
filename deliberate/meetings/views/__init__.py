"""The pages of meetings."""

from deliberate.meetings.views import hall, home, joining, meeting, paper, plain, planning
from deliberate.meetings.views.blueprint import blueprint

__all__ = ["blueprint", "hall", "home", "joining", "meeting", "paper", "plain", "planning"]
