"""The pages of spaces."""

from deliberate.spaces.views import reading, tending
from deliberate.spaces.views.blueprint import blueprint

__all__ = ["blueprint", "reading", "tending"]
