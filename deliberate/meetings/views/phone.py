"""The people of one meeting who share a phone: who acts now, another one comes along, a guest goes on with an account."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, request
from werkzeug.wrappers import Response as BaseResponse

from deliberate.kernel import pages
from deliberate.kernel.acts import Who
from deliberate.kernel.db import reading
from deliberate.kernel.doors import checked_id
from deliberate.kernel.errors import Invalid, NotFound, NotSignedIn, Refused, TooMany
from deliberate.kernel.phone import MOST_PEOPLE
from deliberate.meetings import queries, rules
from deliberate.meetings.models import Meeting
from deliberate.meetings.views.blueprint import blueprint
from deliberate.meetings.views.joining import checked_introduction, inside, refuse_without_place, taken_in
from deliberate.people.queries import sign_in_of


@dataclass(frozen=True)
class OnPhone:
    """Somebody who is known on this phone, in this meeting."""

    person: int
    name: str
    acts_now: bool
    waits: bool
    is_guest: bool
    may_be_claimed: bool


@blueprint.get("/meetings/<int:number>/phone")
def phone(number: int) -> Response | BaseResponse:
    """Who is on this phone, and who acts now."""
    return _page(number)


@blueprint.post("/meetings/<int:number>/phone/change")
def change_acting(number: int) -> BaseResponse:
    """Act as another person who is known on this phone."""
    meeting = queries.meeting_for(pages.viewer(), reading(), number)
    known = pages.known_here()
    chosen = next((one for one in known if str(one.who.person_id) == request.form.get("person")), None)
    if chosen is None:
        raise NotSignedIn
    response = pages.redirect(pages.safe_next(request.form.get("next"), f"/meetings/{meeting.id}/live"))
    pages.know(response, [chosen.proof, *(one.proof for one in known if one is not chosen)])
    return response


@blueprint.post("/meetings/<int:number>/phone/add")
def add_to_phone(number: int) -> Response | BaseResponse:
    """Let another person come along on this phone, with a seat of their own."""
    meeting = queries.meeting_for(pages.viewer(), reading(), number)
    who = pages.signed_in()
    try:
        pages.refuse_if_another_acts(who)
        refuse_without_place(meeting)
        act_id = checked_id(request.form.get("act_id"), pages.reader_language())
        introduction = checked_introduction(request.form)
        inputs = introduction | {"brought_by": who.session_id}
        admitted = taken_in(meeting.room, "meetings.admit_companion", inputs, act_id)
    except (Invalid, Refused, TooMany) as unmet:
        return _page(number, pages.refusal_of(unmet, "add"))
    return inside(admitted)


@blueprint.post("/meetings/<int:number>/phone/claim")
def claim(number: int) -> Response | BaseResponse:
    """Go on with one's account in the place that one took as a guest. This phone holds the proof of both."""
    meeting = queries.meeting_for(pages.viewer(), reading(), number)
    room, known = meeting.room, pages.known_here()
    account = next((one for one in known if one.who.has_account), None)
    guest = next((one for one in known if _is_asked_for(one.who, meeting)), None)
    if account is None or guest is None:
        raise NotFound
    try:
        act_id = checked_id(request.form.get("act_id"), pages.reader_language())
        proofs = {"guest": guest.who.session_id, "account": account.who.session_id}
        pages.program(room, "meetings.claim_seat", proofs, act_id)
    except (Invalid, Refused) as unmet:
        return _page(number, pages.refusal_of(unmet, "claim"))
    response = pages.redirect(f"/meetings/{number}/live")
    pages.know(response, [account.proof, *(one.proof for one in known if one not in (account, guest))])
    return response


def _is_asked_for(who: Who, meeting: Meeting) -> bool:
    return who.meeting_id == meeting.id and str(who.person_id) == request.form.get("person")


def _page(number: int, refused: pages.Refusal | None = None) -> Response | BaseResponse:
    viewer = pages.viewer()
    meeting = queries.meeting_for(viewer, reading(), number)
    known = [one.who for one in pages.known_here() if one.who.meeting_id in (None, meeting.id)]
    if not known:
        return pages.redirect(f"/meetings/{meeting.id}")
    is_inside = queries.standing_of(viewer, reading(), meeting) is not None
    account = next((who for who in known if who.has_account), None)
    is_on = rules.why_not_come(meeting) is None
    return pages.show(
        "meetings/phone.html",
        meeting=meeting,
        people=[_shown(meeting, who, viewer, with_account=account is not None) for who in known],
        account=account,
        is_on=is_on,
        may_add=is_inside and is_on and len(known) < MOST_PEOPLE,
        refused=refused,
    )


def _shown(meeting: Meeting, who: Who, viewer: Who | None, *, with_account: bool) -> OnPhone:
    seat = queries.seat_of(reading(), meeting.id, who.person_id)
    waiting = queries.waiting_of(reading(), meeting.id, who.person_id) if seat is None else None
    sign_in = sign_in_of(who, reading())
    why_not = rules.why_not_claim(is_child=sign_in.person.is_child, by_return_code=sign_in.vouched_for)
    may_claim = with_account and not who.has_account and seat is not None and why_not is None
    return OnPhone(
        person=who.person_id,
        name=who.name,
        acts_now=who == viewer,
        waits=waiting is not None and waiting.state == "waiting",
        is_guest=not who.has_account,
        may_be_claimed=may_claim and rules.why_not_come(meeting) is None,
    )
