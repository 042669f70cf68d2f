"""One meeting: before, while it is on, live, and afterwards."""

from __future__ import annotations

import io
from typing import Any
from zoneinfo import ZoneInfo

import segno
from flask import Response, request
from werkzeug.wrappers import Response as BaseResponse

from deliberate.kernel import hall, pages
from deliberate.kernel.acts import Standing, Who
from deliberate.kernel.db import reading
from deliberate.kernel.errors import Invalid, Refused
from deliberate.meetings import models, queries, serializers, words
from deliberate.meetings.models import Meeting, MeetingState
from deliberate.meetings.showing import Showing
from deliberate.meetings.story import answers_on_paper, tell
from deliberate.meetings.views.blueprint import blueprint
from deliberate.people.models import Person


@blueprint.get("/meetings/<int:number>")
def show(number: int) -> Response:
    """Before: the agenda and its preparation. Meanwhile: where it is. Afterwards: its story."""
    return _page(number)


@blueprint.post("/meetings/<int:number>/do/<act>")
def act(number: int, act: str) -> Response | BaseResponse:
    """Any act of a meeting, from a plain form; back to the page it came from."""
    name = act if act == "undo" else f"meetings.{act}"
    try:
        answer = pages.perform(f"meeting/{number}", name)
    except (Invalid, Refused) as unmet:
        return _page(number, pages.refusal_of(unmet))
    undo = f"/meetings/{number}/do/undo" if "undo_until" in answer else None
    pages.notice(pages.say(words.DONE), undo=undo, seq=answer["seq"])
    return pages.redirect(f"/meetings/{number}")


@blueprint.get("/meetings/<int:number>/live")
def live_page(number: int) -> Response | BaseResponse:
    """The live page, for whoever has a place in the meeting's room."""
    meeting = queries.meeting_for(pages.viewer(), reading(), number)
    viewer = pages.viewer()
    standing = queries.standing_of(viewer, reading(), meeting)
    if viewer is None or standing is None or meeting.state == MeetingState.CLOSED:
        return pages.redirect(f"/meetings/{meeting.id}")
    return pages.show(
        "meetings/live.html",
        meeting=meeting,
        items=Showing(meeting, inside=True, language=pages.reader_language()).items(),
        seats_here=queries.people_here(reading(), meeting),
        page_data=_page_data(meeting, standing, viewer),
    )


@blueprint.get("/meetings/<int:number>/qr")
def show_code(number: int) -> Response:
    """The code, big, for showing to the people in the hall."""
    meeting = queries.meeting_for(pages.viewer(), reading(), number)
    return pages.show("meetings/qr.html", meeting=meeting, join_address=_join_address())


@blueprint.get("/meetings/<int:number>/qr.svg")
def code_image(number: int) -> Response:
    """The code as a picture that a phone's camera reads."""
    meeting = queries.meeting_for(pages.viewer(), reading(), number)
    drawn = io.BytesIO()
    segno.make(f"{request.scheme}://{hall.host_for_others()}/join/{meeting.join_code}", error="m").save(
        drawn, kind="svg", scale=8, border=4, xmldecl=False, light="#fff"
    )
    response = Response(drawn.getvalue(), mimetype="image/svg+xml")
    response.headers["Content-Disposition"] = "inline"
    return response


def _page(number: int, refused: pages.Refusal | None = None) -> Response:
    viewer = pages.viewer()
    meeting = queries.meeting_for(viewer, reading(), number)
    standing = queries.standing_of(viewer, reading(), meeting)
    showing = Showing(meeting, inside=standing is not None, language=pages.reader_language())
    items = showing.items()
    shown: dict[str, Any] = {"meeting": meeting, "items": items, "refused": refused, "may_enter": standing is not None}
    if meeting.state == MeetingState.CLOSED:
        return _story(meeting, showing, shown)
    if meeting.is_under_way:
        current = next((item for item in items if item.state == models.ItemState.CURRENT), None)
        here = queries.people_here(reading(), meeting)
        return pages.show("meetings/under_way.html", current=current, here_count=here, **shown)
    may_prepare = standing is not None and standing.desk
    if may_prepare:
        shown |= {
            "people": [(one["person"], one["name"]) for one in _presenters(meeting)],
            "join_address": _join_address(),
            "starts_at_local": meeting.starts_at.astimezone(ZoneInfo(meeting.zone)).strftime("%Y-%m-%dT%H:%M"),
        }
    return pages.show("meetings/before.html", may_prepare=may_prepare, **shown)


def _story(meeting: Meeting, showing: Showing, shown: dict[str, Any]) -> Response:
    record = queries.record_of(reading(), meeting)
    told = tell(
        pages.reader_language(),
        meeting,
        record,
        pages.machine().house.entries,
        showing.names_by_seat(),
    )
    asked = [serializers.agreement(agreement) for agreement in meeting.agreements]
    if meeting.is_from_paper:
        asked = [one | answers_on_paper(pages.reader_language(), record) for one in asked]
    return pages.show(
        "meetings/story.html",
        story=told,
        seats=showing.seats(),
        agreements=asked,
        entered_by=_name_of(showing, meeting.entered_by_id),
        **shown,
    )


def _name_of(showing: Showing, person_id: int | None) -> str:
    person = reading().get(Person, person_id) if person_id else None
    return showing.name(person) if person else ""


def _presenters(meeting: Meeting) -> list[dict[str, Any]]:
    return [{"person": person.id, "name": person.name} for person in queries.possible_presenters(reading(), meeting)]


def _join_address() -> str:
    return f"{hall.host_for_others()}/join"


def _page_data(meeting: Meeting, standing: Standing, viewer: Who) -> dict[str, Any]:
    return {
        "room": meeting.room,
        "seat": standing.seat_id,
        "desk": standing.desk,
        "person": viewer.person_id,
        "language": pages.reader_language(),
        "zone": meeting.zone,
        "people": _presenters(meeting) if standing.desk else [],
        "paths": {
            "meeting": f"/meetings/{meeting.id}",
            "plain": f"/meetings/{meeting.id}/plain",
            "qr": f"/meetings/{meeting.id}/qr",
        },
    }
