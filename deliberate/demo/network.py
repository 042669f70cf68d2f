"""The invented network that the demo shows: its spaces, its groups, its people and their meetings, in the order of time."""

from deliberate.demo.coming import COMING
from deliberate.demo.groups import GROUPS
from deliberate.demo.past_year import PAST_YEAR
from deliberate.demo.people import PEOPLE
from deliberate.demo.spaces import SPACES

__all__ = ["GROUPS", "MEETINGS", "PEOPLE", "SPACES"]

MEETINGS = (*PAST_YEAR, *COMING)
