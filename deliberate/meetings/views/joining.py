"""The door: the code, a name, and in."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, jsonify, request
from werkzeug.wrappers import Response as BaseResponse

from deliberate.kernel import forms, pages
from deliberate.kernel.acts import Who
from deliberate.kernel.db import reading
from deliberate.kernel.doors import checked_id
from deliberate.kernel.errors import Invalid, NotFound, Refused, TooMany
from deliberate.kernel.limits import Limit
from deliberate.meetings import queries, words
from deliberate.meetings.forms import Joining
from deliberate.meetings.models import Meeting
from deliberate.meetings.views.blueprint import blueprint
from deliberate.people.rules import GUEST_SESSION
from deliberate.people.tokens import hash_of, token_for

# A right code is always let in; a whole hall behind one address mistypes less than this.
WRONG_CODES = Limit("wrong codes", "120/10 minutes")
# More than a hall full of people behind one address, and too few to fill a plenary with names from one machine.
ADMISSIONS = Limit("admissions", "600/10 minutes")


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
        act_id = checked_id(request.form.get("act_id"), pages.reader_language())
        admitted = _admit_guest(meeting, request.form.get("name", ""), request.form.get("language", ""), act_id)
    except (Invalid, Refused, TooMany) as unmet:
        return _door(meeting, code, pages.refusal_of(unmet, "join"))
    pages.give_cookie(inside, admitted.token, seconds=int(GUEST_SESSION.total_seconds()))
    return inside


@blueprint.post("/api/v1/join")
@pages.without_form_token
def api_join() -> tuple[Response, int]:
    """Come in by a program: the proof is in the answer, no cookie is set or read."""
    asked = request.get_json(silent=True)
    if not isinstance(asked, dict):
        raise Invalid({"input": [pages.say(forms.NOT_NAMED)]})
    meeting = queries.meeting_of_code(reading(), asked["code"]) if isinstance(asked.get("code"), str) else None
    if meeting is None:
        WRONG_CODES.count(request.remote_addr or "")
        raise NotFound("code_not_valid")
    act_id = checked_id(asked.get("id", pages.new_id()), pages.reader_language())
    admitted = _admit_guest(meeting, asked.get("name"), asked.get("language"), act_id)
    return jsonify(token=admitted.token, room=admitted.room, **admitted.ids), 201


@dataclass(frozen=True)
class Admitted:
    """A guest who is in: the proof to show from now on, and where."""

    token: str
    room: str
    ids: dict[str, int]


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


def _admit_guest(meeting: Meeting, name: object, language: object, act_id: str) -> Admitted:
    """Give a seat; whoever asks again with the same id gets the same seat and the same proof."""
    checked = forms.read(Joining, {"name": name, "language": language}, pages.reader_language())
    ADMISSIONS.count(request.remote_addr or "")
    room, code = meeting.room, meeting.join_code
    token = token_for(pages.machine().secret, room, act_id)
    device = (request.user_agent.string or "")[:120]
    inputs = {**checked, "code": code, "token_hash": hash_of(token), "device": device}
    answer = pages.program(room, "meetings.admit_guest", inputs, act_id)
    return Admitted(token, room, answer["ids"])


def _admit_account(meeting: Meeting, viewer: Who) -> None:
    inputs = {"code": meeting.join_code, "person": viewer.person_id}
    pages.program(meeting.room, "meetings.admit_member_of_network", inputs)
