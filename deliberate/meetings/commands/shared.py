"""What several commands of a meeting need."""

from __future__ import annotations

from deliberate.groups.queries import memberships_of
from deliberate.kernel.acts import Act
from deliberate.meetings.models import Meeting


def the_meeting(act: Act) -> Meeting:
    """The meeting whose room the act is in."""
    return act.session.get_one(Meeting, act.room.number)


def is_member(act: Act, meeting: Meeting, person_id: int) -> bool:
    """Whether somebody belongs to one of the groups that meet."""
    return bool(memberships_of(act.session, person_id, [group.id for group in meeting.groups]))


def tell_groups(act: Act, meeting: Meeting, name: str) -> None:
    """Have an act done in the room of each group that meets."""
    for group in meeting.groups:
        act.elsewhere(f"group/{group.id}", name, {"meeting": meeting.id})
