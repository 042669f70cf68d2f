"""The door as the desk sees it, without scripts: how people come in, who waits, who comes back on another phone."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from werkzeug.wrappers import Response as BaseResponse

from deliberate.kernel import pages
from deliberate.kernel.db import reading
from deliberate.kernel.doors import checked_id
from deliberate.kernel.errors import Invalid, NotFound, Refused
from deliberate.meetings import queries, words
from deliberate.meetings.joining import code_from
from deliberate.meetings.models import NOT_LIVE
from deliberate.meetings.rules import MOST_LET_IN_AT_ONCE, RETURN_CODE_LIVES
from deliberate.meetings.views.blueprint import blueprint
from deliberate.people.tokens import token_for

AT_THE_DOOR = ("set_door", "let_in", "turn_away")


@blueprint.get("/meetings/<int:number>/door")
def door(number: int) -> Response | BaseResponse:
    """How people come in."""
    return _page(number)


@blueprint.post("/meetings/<int:number>/door/do/<act>")
def do_at_door(number: int, act: str) -> Response | BaseResponse:
    """Any act at the door, from a plain form."""
    try:
        if act == "make_return_code":
            return _make_return_code(number)
        if act not in AT_THE_DOOR:
            raise NotFound
        pages.perform(f"meeting/{number}", f"meetings.{act}")
    except (Invalid, Refused) as unmet:
        return _page(number, pages.refusal_of(unmet))
    pages.notice(pages.say(words.DONE))
    return pages.redirect(f"/meetings/{number}/door")


def _make_return_code(number: int) -> Response | BaseResponse:
    """The code is shown on this answer and never again. Asking again with the same form shows the same one."""
    room = f"meeting/{number}"
    act_id = checked_id(request.form.get("act_id"), pages.reader_language())
    code = code_from(token_for(pages.machine().secret, "return code", room, act_id))
    answer = pages.perform(room, "meetings.make_return_code", code=code)
    return _page(number, code=code, code_seat=answer["ids"]["seat"])


def _page(number: int, refused: pages.Refusal | None = None, **made: Any) -> Response | BaseResponse:
    meeting = queries.meeting_for(pages.viewer(), reading(), number)
    if meeting.state in NOT_LIVE:
        return pages.redirect(f"/meetings/{number}")
    guests = queries.guests_in(reading(), meeting)
    return pages.show(
        "meetings/door.html",
        meeting=meeting,
        at_door=queries.at_the_door(reading(), meeting),
        guests=guests,
        guest_options=[(seat.id, seat.person.name) for seat in guests],
        join_address=f"{request.host}/join",
        chosen=request.args.get("seat", ""),
        most_at_once=MOST_LET_IN_AT_ONCE,
        minutes=int(RETURN_CODE_LIVES.total_seconds() // 60),
        refused=refused,
        **made,
    )
