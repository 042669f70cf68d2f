"""One group: what it is for, what is now, who belongs, how one joins, how it decides."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Response, request
from werkzeug.wrappers import Response as BaseResponse

from deliberate.groups import queries, words
from deliberate.groups.models import Group, Membership, Role
from deliberate.groups.views import showing
from deliberate.groups.views.blueprint import blueprint
from deliberate.kernel import days, pages
from deliberate.kernel.acts import Who
from deliberate.kernel.db import reading
from deliberate.kernel.errors import Invalid, NotFound, NotSignedIn, Refused, TooMany
from deliberate.kernel.limits import Limit

WISHES = Limit("joining groups", "20/10 minutes")
JOINING = {
    "join_group": words.JOINED,
    "ask_to_join": words.ASKED,
    "withdraw_request": words.TAKEN_BACK,
}


@blueprint.get("/groups/<code>")
def one(code: str) -> Response:
    """One group."""
    return _page(code)


@blueprint.post("/groups/<code>/do/<act>")
def act(code: str, act: str) -> Response | BaseResponse:
    """Change something in a group."""
    group = queries.group_of_code(reading(), code)
    try:
        answer = pages.perform(group.room, f"groups.{act}")
    except (Invalid, Refused) as unmet:
        return _page(code, pages.refusal_of(unmet))
    pages.notice(pages.say(words.LEFT if act == "leave_group" else words.SAVED), seq=answer["seq"])
    return pages.redirect(f"/groups/{code}")


@blueprint.post("/groups/<code>/join")
def join(code: str) -> Response | BaseResponse:
    """Join, ask to, or take that back. Nobody does it in another's name: who it is, is who is signed in."""
    group = queries.group_of_code(reading(), code)
    who = pages.signed_in()
    if not who.has_account:
        raise NotSignedIn
    wish = request.form.get("form", "")
    if wish not in JOINING:
        raise NotFound
    try:
        _wish(group, who, wish)
    except (Invalid, Refused, TooMany) as unmet:
        return _page(code, pages.refusal_of(unmet))
    pages.notice(pages.say(JOINING[wish]))
    return pages.redirect(f"/groups/{code}")


def _wish(group: Group, who: Who, wish: str) -> None:
    WISHES.count(str(who.person_id))
    inputs: dict[str, Any] = {"person": who.person_id}
    if wish == "ask_to_join":
        inputs["words"] = request.form.get("words", "")
    if wish == "withdraw_request":
        inputs["request"] = request.form.get("request", "")
    # The form's id, made one that only this person has: what others send with the same id is another act.
    act_id = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{who.person_id} {request.form.get('act_id') or pages.new_id()}"))
    pages.program(group.room, f"groups.{wish}", inputs, act_id)


def _page(code: str, refused: pages.Refusal | None = None) -> Response:
    session, viewer = reading(), pages.viewer()
    group = queries.group_of_code(session, code)
    own = queries.membership_of(session, group.id, viewer.person_id) if viewer and viewer.has_account else None
    desk = queries.facilitates(viewer, session, group)
    members = queries.members(session, group)
    tends = queries.tends_network(viewer, session)
    return pages.show(
        "groups/group.html",
        refused=refused,
        group=group,
        own=showing.member(own, inside=True) if own else None,
        members=[showing.member(each, inside=own is not None) for each in members],
        requests=[showing.request(asked) for asked in queries.open_requests(session, group.id)] if desk else [],
        asked=_asked_by(viewer, group) if own is None else None,
        may_manage=desk,
        may_tend=tends,
        last_facilitator_day=_last_facilitator_day(members),
        members_to_choose=[(each.id, each.person.name) for each in members] if desk else [],
        answers=showing.answers(queries.policy_of(session, group.id)),
        page_data=_page_data(group, own, desk) if own else None,
        other_groups=_other_groups(group) if desk or tends else [],
        today=days.today(),
        **_ties(group, inside=own is not None),
        **pages.machine().house.panels("group", session, viewer, group),
    )


def _ties(group: Group, *, inside: bool) -> dict[str, Any]:
    """What ties a group to others: who represents whom, and what was asked of whom."""
    session = reading()
    return {
        "links_from": [showing.link(each, inside=inside) for each in queries.links_from(session, group.id)],
        "links_to": [showing.link(each, inside=False) for each in queries.links_to(session, group.id)],
        "mandates": queries.mandates_of(session, group.id),
        "mandates_given": queries.mandates_by(session, group.id),
        "time_left": showing.time_left,
    }


def _asked_by(viewer: Who | None, group: Group) -> Any:
    if viewer is None or not viewer.has_account:
        return None
    return queries.last_request(reading(), group.id, viewer.person_id)


def _other_groups(group: Group) -> list[tuple[int, str]]:
    code = pages.reader_language()
    others = [each for each in queries.all_groups(reading()) if each.id != group.id and not each.has_ended]
    return [(each.id, each.name_in(code)) for each in others]


def _last_facilitator_day(members: Any) -> Any:
    """The day after which nobody facilitates the group, unless somebody is asked to; None when there is no such day."""
    last_days = [each.role_until for each in members if each.role == Role.FACILITATOR]
    return max(last_days) if last_days and None not in last_days else None


def _page_data(group: Group, own: Membership, desk: bool) -> dict[str, Any]:
    return {
        "room": group.room,
        "seat": None,
        "desk": desk,
        "person": own.person_id,
        "language": pages.reader_language(),
        "zone": pages.machine().zone,
        "paths": {"meeting": f"/groups/{group.code}", "qr": ""},
    }
