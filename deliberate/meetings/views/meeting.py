"""One meeting: before, while it is on, live, and afterwards."""

from __future__ import annotations

import io
from typing import Any
from zoneinfo import ZoneInfo

import segno
from flask import Response, request
from werkzeug.wrappers import Response as BaseResponse

from deliberate.kernel import clock, hall, pages
from deliberate.kernel.acts import Standing, Who
from deliberate.kernel.db import reading
from deliberate.kernel.errors import Invalid, Refused
from deliberate.kernel.outbox import tally
from deliberate.meetings import expecting, models, queries, serializers, words
from deliberate.meetings.jobs import letters_about
from deliberate.meetings.models import NOT_LIVE, Meeting, MeetingState
from deliberate.meetings.outline import time_plan
from deliberate.meetings.showing import Showing
from deliberate.meetings.story import answers_on_paper, tell
from deliberate.meetings.views import suggestions
from deliberate.meetings.views.blueprint import blueprint
from deliberate.meetings.views.choosing import halls_offered
from deliberate.people.models import Person
from deliberate.spaces.showing import doubts_about


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
    if viewer is None or standing is None or meeting.state in NOT_LIVE:
        return pages.redirect(f"/meetings/{meeting.id}{elsewhere(meeting, viewer)}")
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


def elsewhere(meeting: Meeting, viewer: Who | None) -> str:
    """Where on this meeting's pages somebody belongs who is not inside: at the door, or to look who of this phone is."""
    if meeting.state in NOT_LIVE:
        return ""
    if viewer is not None and queries.waiting_of(reading(), meeting.id, viewer.person_id) is not None:
        return "/wait"
    inside = (queries.standing_of(one.who, reading(), meeting) for one in pages.known_here())
    return "/phone" if any(standing is not None for standing in inside) else ""


def _page(number: int, refused: pages.Refusal | None = None) -> Response:
    viewer = pages.viewer()
    meeting = queries.meeting_for(viewer, reading(), number)
    standing = queries.standing_of(viewer, reading(), meeting)
    showing = Showing(meeting, inside=standing is not None, language=pages.reader_language())
    items = showing.items()
    may_prepare = standing is not None and standing.desk
    shown: dict[str, Any] = {
        "meeting": meeting,
        "items": items,
        "plan": time_plan(meeting.items, meeting.planned_minutes),
        "refused": refused,
        "may_enter": standing is not None,
        "may_prepare": may_prepare,
    }
    shown |= pages.machine().house.panels("meeting", reading(), viewer, meeting)
    if meeting.state == MeetingState.CLOSED:
        return _story(meeting, showing, shown)
    if meeting.is_under_way:
        current = next((item for item in items if item.state == models.ItemState.CURRENT and not item.parts), None)
        here = queries.people_here(reading(), meeting)
        shown |= suggestions.of_meeting(meeting, viewer, standing) | _leaving(meeting, standing)
        return pages.show("meetings/under_way.html", current=current, here_count=here, **shown)
    shown |= suggestions.of_meeting(meeting, viewer, standing)
    shown |= _calling(meeting, viewer, may_prepare=may_prepare) | _leaving(meeting, standing)
    if meeting.state in NOT_LIVE:
        return pages.show("meetings/called_off.html", **shown)
    if may_prepare:
        shown |= {
            "people": [(one["person"], one["name"]) for one in _presenters(meeting)],
            "sources": suggestions.sources(meeting, viewer),
            "join_address": _join_address(),
            "starts_at_local": meeting.starts_at.astimezone(ZoneInfo(meeting.zone)).strftime("%Y-%m-%dT%H:%M"),
            "doubts": _doubts(meeting),
            **halls_offered(meeting.zone, refused, meeting),
        }
    return pages.show("meetings/before.html", **shown)


def _calling(meeting: Meeting, viewer: Who | None, *, may_prepare: bool) -> dict[str, Any]:
    """Who is expected: numbers for everybody, names and letters for those who facilitate, one's own answer for oneself."""
    calling: dict[str, Any] = {
        "expected": expecting.expected(reading(), meeting),
        "my_answer": expecting.my_answer(viewer, reading(), meeting),
        "has_time_come": meeting.starts_at <= clock.now(),
    }
    if may_prepare:
        calling["expectations"] = expecting.expectations(reading(), meeting)
        calling["letters"] = tally(reading(), letters_about(meeting.id))
    return calling


def _leaving(meeting: Meeting, standing: Standing | None) -> dict[str, Any]:
    """Until when I can stay; and, for those who facilitate, who else has to leave early."""
    if standing is None:
        return {}
    early = sorted((seat for seat in meeting.seats if seat.leaves_at), key=lambda seat: (seat.leaves_at, seat.id))
    mine = next((seat for seat in meeting.seats if seat.id == standing.seat_id), None)
    nothing_yet = all(item.state == models.ItemState.PLANNED for item in meeting.items)
    return {
        "my_seat": mine,
        "leaving_early": early if standing.desk else [],
        "may_give_up": standing.desk and nothing_yet,
    }


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
    apologies = [showing.name(person) for person in expecting.absent_with_apologies(reading(), meeting)]
    if meeting.is_from_paper:
        asked = [one | answers_on_paper(pages.reader_language(), record) for one in asked]
    return pages.show(
        "meetings/story.html",
        story=told,
        seats=showing.seats(),
        agreements=asked,
        apologies=apologies if shown["may_enter"] else [],
        apology_count=len(apologies),
        entered_by=_name_of(showing, meeting.entered_by_id),
        **shown,
    )


def _doubts(meeting: Meeting) -> list[str]:
    """What speaks against the hall that was chosen, for those who can still choose another one."""
    if meeting.hall is None:
        return []
    people = queries.people_expected(reading(), meeting)
    return doubts_about(pages.reader_language(), meeting.hall, meeting.starts_at, meeting.ends_at, people=people)


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
            "door": f"/meetings/{meeting.id}/door",
        },
    }
