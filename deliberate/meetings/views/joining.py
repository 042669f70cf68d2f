"""Coming in: the code, a name, and in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, jsonify, request
from werkzeug.wrappers import Response as BaseResponse

from deliberate.kernel import forms, pages
from deliberate.kernel.acts import Who
from deliberate.kernel.db import reading
from deliberate.kernel.doors import checked_id
from deliberate.kernel.errors import Invalid, NotFound, Refused, TooMany
from deliberate.kernel.limits import Limit
from deliberate.kernel.phone import MOST_PEOPLE
from deliberate.meetings import queries, words
from deliberate.meetings.forms import Joining
from deliberate.meetings.models import Meeting, ReturnCode, WaitState
from deliberate.meetings.rules import Why
from deliberate.meetings.views.blueprint import blueprint
from deliberate.people.models import PublicName
from deliberate.people.tokens import hash_of, token_for

# A right code is always let in; a whole hall behind one address mistypes less than this.
WRONG_CODES = Limit("wrong codes", "120/10 minutes")
# A plenary of a thousand behind one address, some of whom type their name twice; and too few to go on so from one machine.
ADMISSIONS = Limit("admissions", "1500/10 minutes")

ASKED_AT_THE_DOOR = ("name", "language", "public_name", "is_child")


@blueprint.get("/join")
def join() -> Response | BaseResponse:
    """Type the code: the meeting's, or one from the facilitator for coming back."""
    typed = request.args.get("code", "")
    if not typed:
        return pages.show("people/join_code.html")
    meeting = queries.meeting_of_code(reading(), typed)
    if meeting is not None:
        return pages.redirect(f"/join/{meeting.join_code}")
    way_back = queries.usable_return_code(reading(), typed)
    return _opens_nothing(typed) if way_back is None else _ask_to_come_back(way_back, typed)


@blueprint.post("/join")
def do_come_back() -> Response | BaseResponse:
    """Go on with one's seat on this phone; the code serves once."""
    typed = request.form.get("code", "")
    way_back = _way_back(typed)
    if way_back is None:
        return _wrong_code(typed)
    try:
        act_id = checked_id(request.form.get("act_id"), pages.reader_language())
        admitted = _lead_back(way_back, act_id)
    except (Invalid, Refused, TooMany) as unmet:
        refused = pages.refusal_of(unmet, "join_code")
        return pages.show("people/join_code.html", refused=refused)
    return inside(admitted)


@blueprint.get("/join/<code>")
def join_by_code(code: str) -> Response | BaseResponse:
    """The one screen of the door: name, language, join. Whoever has a seat goes straight in."""
    meeting = queries.meeting_of_code(reading(), code)
    if meeting is None:
        return _opens_nothing(code)
    viewer = pages.viewer()
    if queries.standing_of(viewer, reading(), meeting) is not None:
        return pages.redirect(f"/meetings/{meeting.id}/live")
    if viewer is not None and queries.waiting_of(reading(), meeting.id, viewer.person_id) is not None:
        return pages.redirect(f"/meetings/{meeting.id}/wait")
    return _door(meeting, code)


@blueprint.post("/join/<code>")
def do_join(code: str) -> Response | BaseResponse:
    """Come in."""
    meeting = queries.meeting_of_code(reading(), code)
    if meeting is None:
        return _opens_nothing(code)
    viewer = pages.viewer()
    try:
        if viewer and viewer.has_account:
            pages.refuse_if_another_acts(viewer)
            return _admit_account(meeting, viewer)
        refuse_without_place(meeting)
        act_id = checked_id(request.form.get("act_id"), pages.reader_language())
        admitted = _admit_guest(meeting, request.form, act_id)
    except (Invalid, Refused, TooMany) as unmet:
        return _door(meeting, code, pages.refusal_of(unmet, "join"))
    return inside(admitted)


@blueprint.post("/api/v1/join")
@pages.without_form_token
def api_join() -> tuple[Response, int]:
    """Come in by a program: the proof is in the answer, no cookie is set or read."""
    asked = request.get_json(silent=True)
    if not isinstance(asked, dict):
        raise Invalid({"input": [pages.say(forms.NOT_NAMED)]})
    code = asked["code"] if isinstance(asked.get("code"), str) else ""
    act_id = checked_id(asked.get("id", pages.new_id()), pages.reader_language())
    if meeting := queries.meeting_of_code(reading(), code):
        admitted = _admit_guest(meeting, {"public_name": PublicName.FIRST_NAME.value} | asked, act_id)
    elif way_back := _way_back(code):
        admitted = _lead_back(way_back, act_id)
    else:
        WRONG_CODES.count(request.remote_addr or "")
        raise NotFound("code_not_valid")
    return jsonify(token=admitted.token, room=admitted.room, **admitted.ids), 201 if admitted.is_inside else 202


@dataclass(frozen=True)
class Admitted:
    """Somebody who was taken in: the proof to show from now on, and where. Without a seat they wait at the door."""

    token: str
    room: str
    ids: dict[str, int]

    @property
    def is_inside(self) -> bool:
        """Whether they have a seat."""
        return "seat" in self.ids

    @property
    def path(self) -> str:
        """The page to go on to."""
        return f"/{self.room.replace('meeting/', 'meetings/')}/{'live' if self.is_inside else 'wait'}"


def refuse_without_place(meeting: Meeting) -> None:
    """A phone holds a household, not a hall; and whoever was just turned away does not come again under another name."""
    known = [one.who for one in pages.known_here() if one.who.meeting_id in (None, meeting.id)]
    if len(known) >= MOST_PEOPLE:
        raise Refused(Why.PHONE_IS_FULL)
    at_door = [queries.waiting_of(reading(), meeting.id, who.person_id) for who in known]
    if any(one is not None and one.state == WaitState.TURNED_AWAY for one in at_door):
        raise Refused(Why.TURNED_AWAY)


def taken_in(room: str, name: str, inputs: dict[str, Any], act_id: str) -> Admitted:
    """Let the program take somebody in on this device; whoever asks again with the same id gets the same seat and proof."""
    token = token_for(pages.machine().secret, room, act_id)
    device = (request.user_agent.string or "")[:120]
    answer = pages.program(room, name, inputs | {"token_hash": hash_of(token), "device": device}, act_id)
    return Admitted(token, room, answer["ids"])


def checked_introduction(given: Any) -> dict[str, Any]:
    """What somebody says of themselves at the door; raises Invalid."""
    ADMISSIONS.count(request.remote_addr or "")
    return forms.read(Joining, {name: given.get(name) for name in ASKED_AT_THE_DOOR}, pages.reader_language())


def _door(meeting: Meeting, code: str, refused: pages.Refusal | None = None) -> Response:
    known = [one.who for one in pages.known_here() if queries.standing_of(one.who, reading(), meeting) is not None]
    return pages.show("people/join.html", meeting=meeting, code=code, already_inside=known, refused=refused)


def _opens_nothing(typed: str) -> Response | BaseResponse:
    """Whoever comes to a meeting that was called off reads that it was."""
    called_off = queries.called_off_of_code(reading(), typed)
    return _wrong_code(typed) if called_off is None else pages.redirect(f"/meetings/{called_off.id}")


def _wrong_code(typed: str) -> Response:
    try:
        WRONG_CODES.count(request.remote_addr or "")
        status, sentence = 404, pages.say(words.CODE_NOT_VALID)
    except TooMany as unmet:
        status, sentence = unmet.status, pages.refusal_of(unmet).words
    refused = pages.Refusal("join_code", "", {"code": [sentence]}, {"code": typed[:40]}, status)
    return pages.show("people/join_code.html", refused=refused)


def _admit_guest(meeting: Meeting, given: Any, act_id: str) -> Admitted:
    introduction = checked_introduction(given)
    return taken_in(meeting.room, "meetings.admit_guest", introduction | {"code": meeting.join_code}, act_id)


def _admit_account(meeting: Meeting, viewer: Who) -> BaseResponse:
    inputs = {"code": meeting.join_code, "person": viewer.person_id}
    number = meeting.id
    answer = pages.program(meeting.room, "meetings.admit_member_of_network", inputs)
    return pages.redirect(f"/meetings/{number}/{'live' if 'seat' in answer['ids'] else 'wait'}")


def _way_back(typed: str) -> ReturnCode | None:
    """The code for coming back that was typed. One that was used is found, too: whoever presses twice is let in once, and let in."""
    usable = queries.usable_return_code(reading(), typed)
    return usable or next(iter(queries.return_codes_of(reading(), typed)), None)


def _lead_back(way_back: ReturnCode, act_id: str) -> Admitted:
    return taken_in(way_back.seat.meeting.room, "meetings.come_back", {"code_hash": way_back.code_hash}, act_id)


def inside(admitted: Admitted) -> BaseResponse:
    """On to the meeting, or to its door, as the one who acts on this device now."""
    response = pages.redirect(admitted.path)
    pages.give_cookie(response, admitted.token)
    return response


def _ask_to_come_back(way_back: ReturnCode, typed: str) -> Response:
    return pages.show(
        "people/come_back.html", meeting=way_back.seat.meeting, name=way_back.seat.person.name, code=typed
    )
