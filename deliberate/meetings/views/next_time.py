"""What a group keeps for its next meetings: suggestions, and agendas to begin with."""

from __future__ import annotations

from flask import Response
from werkzeug.wrappers import Response as BaseResponse

from deliberate.groups import queries as groups
from deliberate.kernel import pages
from deliberate.kernel.db import reading
from deliberate.kernel.errors import Invalid, Refused
from deliberate.meetings import queries, words
from deliberate.meetings.views import suggestions
from deliberate.meetings.views.blueprint import blueprint


@blueprint.get("/groups/<code>/next-time")
def next_time(code: str) -> Response:
    """What waits for the group's next agenda."""
    return _page(code)


@blueprint.post("/groups/<code>/next-time/do/<act>")
def act_next_time(code: str, act: str) -> Response | BaseResponse:
    """Suggest something, answer a suggestion, keep an agenda."""
    group = groups.group_of_code(reading(), code)
    name = act if act == "undo" else f"meetings.{act}"
    try:
        answer = pages.perform(f"group/{group.id}", name)
    except (Invalid, Refused) as unmet:
        return _page(code, pages.refusal_of(unmet))
    undo = f"/groups/{code}/next-time/do/undo" if "undo_until" in answer else None
    pages.notice(pages.say(words.DONE), undo=undo, seq=answer["seq"])
    return pages.redirect(f"/groups/{code}/next-time")


def _page(code: str, refused: pages.Refusal | None = None) -> Response:
    group, viewer = groups.group_of_code(reading(), code), pages.signed_in()
    return pages.show(
        "groups/next_time.html",
        refused=refused,
        group=group,
        may_manage=groups.facilitates(viewer, reading(), group),
        answered=suggestions.answered(viewer, group),
        kept_agendas=queries.templates_of(viewer, reading(), group),
        **suggestions.of_group(reading(), viewer, group),
    )
