"""What is on in a space, for its page."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from deliberate.kernel.acts import Who
from deliberate.meetings import queries
from deliberate.spaces.models import Space


def space_panel(session: Session, viewer: Who | None, space: Space) -> dict[str, Any]:
    """The coming meetings in its halls, day by day on the space's own calendar; drafts are nobody's business yet."""
    zone = ZoneInfo(space.zone)
    days = groupby(queries.coming_in(session, space), key=lambda meeting: meeting.starts_at.astimezone(zone).date())
    return {"meetings_by_day": [list(meetings) for _, meetings in days]}
