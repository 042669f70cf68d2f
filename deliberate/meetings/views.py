"""The pages of meetings: home, joining, planning, before, during and after."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import segno
from flask import Blueprint, Response, jsonify, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as BaseResponse

from deliberate.groups import queries as groups
from deliberate.groups.models import Group
from deliberate.kernel import clock, forms, pages
from deliberate.kernel.acts import Standing, Who
from deliberate.kernel.db import reading
from deliberate.kernel.errors import Invalid, NotFound, Refused, TooMany
from deliberate.kernel.limits import Limit
from deliberate.meetings import models, queries, serializers, words
from deliberate.meetings.forms import Joining
from deliberate.meetings.models import Meeting, MeetingState
from deliberate.meetings.showing import Showing
from deliberate.meetings.story import tell
from deliberate.people.rules import GUEST_SESSION
from deliberate.people.tokens import hash_of, new_token

blueprint = Blueprint("meetings", __name__)

# A right code is always let in; a whole hall behind one address mistypes less than this.
WRONG_CODES = Limit("wrong codes", "120/10 minutes")
USUAL_LENGTH = 90


# -- home and joining -----------------------------------------------------------------------------------------------


@blueprint.get("/")
def home() -> Response:
    """What is on now, my next meetings, the next ones of the network."""
    viewer = pages.viewer()
    mine = queries.mine(viewer, reading())
    known = {meeting.id for meeting in mine}
    return pages.show(
        "home.html",
        open_meetings=queries.under_way(reading()),
        my_meetings=[meeting for meeting in mine if not meeting.is_under_way],
        public_meetings=[meeting for meeting in queries.coming(reading()) if meeting.id not in known],
    )


@blueprint.get("/join")
def join() -> Response | BaseResponse:
    """Type the code."""
    typed = request.args.get("code", "")
    if not typed:
        return pages.show("people/join_code.html")
    meeting = queries.meeting_of_code(reading(), typed)
    if meeting is None:
        return _wrong_code(typed)
    return pages.redirect(f"/join/{meeting.join_code}")


@blueprint.get("/join/<code>")
def join_by_code(code: str) -> Response | BaseResponse:
    """The one screen of the door: name, language, join. Whoever has a seat goes straight in."""
    meeting = queries.meeting_of_code(reading(), code)
    if meeting is None:
        return _wrong_code(code)
    if queries.standing_of(pages.viewer(), reading(), meeting) is not None:
        return pages.redirect(f"/meetings/{meeting.id}/live")
    return _door(meeting, code)


@blueprint.post("/join/<code>")
def do_join(code: str) -> Response | BaseResponse:
    """Come in."""
    meeting = queries.meeting_of_code(reading(), code)
    if meeting is None:
        return _wrong_code(code)
    viewer = pages.viewer()
    inside = pages.redirect(f"/meetings/{meeting.id}/live")
    try:
        if viewer and viewer.has_account:
            _admit_account(meeting, viewer)
            return inside
        token = new_token()
        _admit_guest(meeting, request.form.get("name", ""), request.form.get("language", ""), token)
    except (Invalid, Refused) as unmet:
        return _door(meeting, code, pages.refusal_of(unmet, "join"))
    pages.give_cookie(inside, token, seconds=int(GUEST_SESSION.total_seconds()))
    return inside


@blueprint.post("/api/v1/join")
@pages.without_form_token
def api_join() -> tuple[Response, int]:
    """Come in by a program: the proof is in the answer, no cookie is set or read."""
    asked = request.get_json(silent=True)
    if not isinstance(asked, dict):
        raise Invalid({"input": [pages.say(forms.NOT_TEXT)]})
    meeting = queries.meeting_of_code(reading(), asked["code"]) if isinstance(asked.get("code"), str) else None
    if meeting is None:
        WRONG_CODES.count(request.remote_addr or "")
        raise NotFound
    token = new_token()
    answer = _admit_guest(meeting, asked.get("name"), asked.get("language"), token)
    return jsonify(token=token, room=meeting.room, **answer["ids"]), 201


def _door(meeting: Meeting, code: str, refused: pages.Refusal | None = None) -> Response:
    return pages.show("people/join.html", meeting=meeting, code=code, refused=refused)


def _wrong_code(typed: str) -> Response:
    try:
        WRONG_CODES.count(request.remote_addr or "")
        status, sentence = 404, pages.say(words.CODE_NOT_VALID)
    except TooMany as unmet:
        status, sentence = unmet.status, pages.refusal_of(unmet).words
    refused = pages.Refusal("join_code", "", {"code": [sentence]}, {"code": typed[:40]}, status)
    return pages.show("people/join_code.html", refused=refused)


def _admit_guest(meeting: Meeting, name: object, reader_language: object, token: str) -> dict[str, Any]:
    typed = {"name": name, "language": reader_language}
    checked = forms.read(Joining, typed, pages.reader_language())
    room, code = meeting.room, meeting.join_code
    reading().rollback()
    return pages.machine().doors.act_as_system(
        room=room,
        name="meetings.admit_guest",
        inputs={
            **checked,
            "code": code,
            "token_hash": hash_of(token),
            "device": (request.user_agent.string or "")[:120],
        },
        act_id=pages.new_id(),
    )


def _admit_account(meeting: Meeting, viewer: Who) -> None:
    room, code = meeting.room, meeting.join_code
    reading().rollback()
    pages.machine().doors.act_as_system(
        room=room,
        name="meetings.admit_member_of_network",
        inputs={"code": code, "person": viewer.person_id},
        act_id=pages.new_id(),
    )


# -- planning -------------------------------------------------------------------------------------------------------


@blueprint.get("/groups/<code>/meetings/new")
def plan(code: str) -> Response:
    """Plan a meeting of a group."""
    return _plan(code)


@blueprint.post("/groups/<code>/meetings/new")
def do_plan(code: str) -> Response | BaseResponse:
    """The meeting exists from now on, as a draft."""
    group = groups.group_of_code(reading(), code)
    room = f"group/{group.id}"
    reading().rollback()
    typed = {key: value for key, value in request.form.items() if key not in pages.NOT_INPUT}
    typed["with_groups"] = ",".join(request.form.getlist("with_groups"))
    typed.setdefault("zone", pages.machine().zone)
    typed.setdefault("language", pages.reader_language())
    act_id = request.form.get("act_id") or pages.new_id()
    try:
        answer = pages.machine().doors.act(
            pages.signed_in(), room=room, name="meetings.draft_meeting", inputs=typed, act_id=act_id
        )
    except (Invalid, Refused) as unmet:
        return _plan(code, pages.refusal_of(unmet, "plan_meeting"))
    return pages.redirect(f"/meetings/{answer['ids']['meeting']}")


def _plan(code: str, refused: pages.Refusal | None = None) -> Response:
    group = groups.group_of_code(reading(), code)
    pages.signed_in()
    if not groups.facilitates(pages.viewer(), reading(), group):
        raise NotFound
    tomorrow = (clock.now() + timedelta(days=1)).astimezone(ZoneInfo(pages.machine().zone))
    return pages.show(
        "groups/plan_meeting.html",
        refused=refused,
        group=group,
        other_groups=[one for one in groups.all_groups(reading()) if one.id != group.id],
        suggested_start=tomorrow.replace(hour=18, minute=0).strftime("%Y-%m-%dT%H:%M"),
        suggested_minutes=USUAL_LENGTH,
    )


# -- one meeting ----------------------------------------------------------------------------------------------------


@blueprint.get("/meetings/<int:number>")
def show(number: int) -> Response:
    """Before: the agenda and its preparation. Meanwhile: where it is. Afterwards: its story."""
    return _page(number)


@blueprint.post("/meetings/<int:number>/do/<act>")
def act(number: int, act: str) -> Response | BaseResponse:
    """Any act of a meeting, from a plain form; back to the page it came from."""
    name = act if act == "undo" else f"meetings.{act}"
    reading().rollback()
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
    segno.make(f"{request.url_root}join/{meeting.join_code}", error="m").save(
        drawn, kind="svg", scale=8, border=4, xmldecl=False, light="#fff"
    )
    response = Response(drawn.getvalue(), mimetype="image/svg+xml")
    response.headers["Content-Disposition"] = "inline"
    return response


def group_panel(session: Session, viewer: Who | None, group: Group) -> dict[str, Any]:
    """A group's meetings, for its page."""
    return {
        "next_meetings": [
            *(meeting for meeting in queries.under_way(session) if group in meeting.groups),
            *queries.coming(session, group=group),
            *queries.drafts(viewer, session, group),
        ],
        "past_meetings": queries.held(session, group),
        "may_plan": groups.facilitates(viewer, session, group),
    }


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
    told = tell(
        pages.reader_language(),
        meeting,
        queries.record_of(reading(), meeting),
        pages.machine().house.entries,
        showing.names_by_seat(),
    )
    asked = [serializers.agreement(agreement) for agreement in meeting.agreements]
    return pages.show("meetings/story.html", story=told, seats=showing.seats(), agreements=asked, **shown)


def _presenters(meeting: Meeting) -> list[dict[str, Any]]:
    return [{"person": person.id, "name": person.name} for person in queries.possible_presenters(reading(), meeting)]


def _join_address() -> str:
    return f"{request.host}/join"


def _page_data(meeting: Meeting, standing: Standing, viewer: Who) -> dict[str, Any]:
    return {
        "room": meeting.room,
        "meeting": meeting.id,
        "seat": standing.seat_id,
        "desk": standing.desk,
        "person": viewer.person_id,
        "name": viewer.name,
        "language": pages.reader_language(),
        "zone": meeting.zone,
        "people": _presenters(meeting) if standing.desk else [],
        "paths": {
            "meeting": f"/meetings/{meeting.id}",
            "qr": f"/meetings/{meeting.id}/qr",
            "qr_image": f"/meetings/{meeting.id}/qr.svg",
            "sign_in": "/sign-in",
            "join": "/join",
        },
    }
