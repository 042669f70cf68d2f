"""The pages of groups."""

from deliberate.groups.views import founding, group, members, policy
from deliberate.groups.views.blueprint import blueprint

__all__ = ["blueprint", "founding", "group", "members", "policy"]
