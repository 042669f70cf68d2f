"""The halls that a form offers for a meeting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from deliberate.kernel import pages
from deliberate.kernel.db import reading
from deliberate.meetings.models import Meeting
from deliberate.spaces import queries as spaces


def halls_offered(zone: str, refused: pages.Refusal | None, meeting: Meeting | None = None) -> dict[str, Any]:
    """The halls under their spaces; after a refusal, with a mark at those that are taken at the time that was typed."""
    present = meeting.hall.id if meeting and meeting.hall else None
    offered = spaces.halls_to_choose(reading(), present=present)
    return {"halls_offered": offered, "halls_taken": _taken(zone, refused, meeting)}


def _taken(zone: str, refused: pages.Refusal | None, meeting: Meeting | None) -> set[int]:
    if refused is None or refused.errors or not {"starts_at", "planned_minutes"} <= set(refused.typed):
        return set()
    # The input was understood, or the refusal would have errors: what was typed is a moment and a number.
    wished = datetime.strptime(refused.typed["starts_at"].strip(), "%Y-%m-%dT%H:%M")  # noqa: DTZ007 - the zone is added
    starts_at = wished.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    ends_at = starts_at + timedelta(minutes=int(refused.typed["planned_minutes"]))
    return spaces.halls_taken(reading(), starts_at, ends_at, but=meeting.room_id if meeting else None)
