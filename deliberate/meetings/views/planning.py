"""Planning a meeting of a group, and its meetings on the group's page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Response
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as BaseResponse

from deliberate.groups import queries as groups
from deliberate.groups.models import Group
from deliberate.kernel import clock, pages
from deliberate.kernel.acts import Who
from deliberate.kernel.db import reading
from deliberate.kernel.errors import Invalid, NotFound, Refused
from deliberate.meetings import queries
from deliberate.meetings.rules import why_not_come
from deliberate.meetings.views import suggestions
from deliberate.meetings.views.blueprint import blueprint
from deliberate.meetings.views.choosing import halls_offered

USUAL_LENGTH = 90


@blueprint.get("/groups/<code>/meetings/new")
def plan(code: str) -> Response:
    """Plan a meeting of a group."""
    return _plan(code)


@blueprint.post("/groups/<code>/meetings/new")
def do_plan(code: str) -> Response | BaseResponse:
    """The meeting exists from now on, as a draft."""
    group = groups.group_of_code(reading(), code)
    room = f"group/{group.id}"
    usual = {"with_groups": "", "zone": pages.machine().zone, "language": pages.reader_language()}
    try:
        answer = pages.perform(room, "meetings.draft_meeting", **usual)
    except (Invalid, Refused) as unmet:
        return _plan(code, pages.refusal_of(unmet, "plan_meeting"))
    return pages.redirect(f"/meetings/{answer['ids']['meeting']}")


def _plan(code: str, refused: pages.Refusal | None = None) -> Response:
    group = groups.group_of_code(reading(), code)
    who = pages.signed_in()
    if not groups.facilitates(pages.viewer(), reading(), group):
        raise NotFound
    tomorrow = (clock.now() + timedelta(days=1)).astimezone(ZoneInfo(pages.machine().zone))
    return pages.show(
        "groups/plan_meeting.html",
        refused=refused,
        group=group,
        other_groups=[one for one in groups.callable_groups(reading(), who.person_id, group) if one.id != group.id],
        suggested_start=tomorrow.replace(hour=18, minute=0).strftime("%Y-%m-%dT%H:%M"),
        suggested_minutes=USUAL_LENGTH,
        **halls_offered(pages.machine().zone, refused),
    )


def group_panel(session: Session, viewer: Who | None, group: Group) -> dict[str, Any]:
    """A group's meetings, for its page: the one that is on or comes next, and the others."""
    expected = [*queries.under_way(session, group=group), *queries.coming(session, group=group)]
    # What is called off is told in the list; whoever looks for the next meeting looks for one that takes place.
    now = next((one for one in expected if why_not_come(one) is None), None)
    return {
        "meeting_now": now,
        "next_meetings": [
            *(one for one in expected if one is not now),
            *queries.postponed(session, group),
            *queries.drafts(viewer, session, group),
            *queries.never_opened(viewer, session, group),
        ],
        "past_meetings": queries.past(session, group),
        **suggestions.of_group(session, viewer, group),
        "may_plan": groups.facilitates(viewer, session, group),
        "may_suggest": groups.belongs(viewer, session, [group.id]),
    }
