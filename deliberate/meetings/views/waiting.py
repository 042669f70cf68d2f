"""At the door: a calm page for who waits to be let in, and what a program asks meanwhile."""

from __future__ import annotations

from flask import Response, jsonify
from werkzeug.wrappers import Response as BaseResponse

from deliberate.kernel import pages
from deliberate.kernel.db import reading
from deliberate.kernel.errors import NotFound
from deliberate.meetings import queries
from deliberate.meetings.models import NOT_LIVE, Meeting, Waiting
from deliberate.meetings.views.blueprint import blueprint


@blueprint.get("/meetings/<int:number>/wait")
def wait(number: int) -> Response | BaseResponse:
    """You will be let in; nobody needs to reload."""
    meeting = queries.meeting_for(pages.viewer(), reading(), number)
    waiting = _waiting(meeting)
    if meeting.state in NOT_LIVE:
        return pages.redirect(f"/meetings/{meeting.id}")
    if queries.standing_of(pages.viewer(), reading(), meeting) is not None:
        return pages.redirect(f"/meetings/{meeting.id}/live")
    if waiting is None:
        return pages.redirect(f"/meetings/{meeting.id}")
    return pages.show("meetings/wait.html", meeting=meeting, waiting=waiting)


@blueprint.get("/api/v1/meetings/<int:number>/waiting")
def api_waiting(number: int) -> Response:
    """Only one's own: still waiting, let in, or turned away."""
    meeting = queries.meeting_for(pages.viewer(), reading(), number)
    waiting = _waiting(meeting)
    if waiting is None:
        raise NotFound
    is_over = meeting.state in NOT_LIVE
    return jsonify(state="over" if is_over else waiting.state, words="" if is_over else waiting.words)


def _waiting(meeting: Meeting) -> Waiting | None:
    viewer = pages.viewer()
    return None if viewer is None else queries.waiting_of(reading(), meeting.id, viewer.person_id)
