"""The pages of organisations: all of them, one, and what they add to a group's page and to one's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as BaseResponse

from deliberate.groups import queries as groups
from deliberate.groups.models import Group
from deliberate.groups.words import SOMEBODY
from deliberate.kernel import clock, pages
from deliberate.kernel.acts import Who
from deliberate.kernel.db import reading
from deliberate.kernel.errors import Invalid, Refused
from deliberate.organisations import queries, words
from deliberate.organisations.models import Level, Organisation, Representative
from deliberate.people.models import Person

blueprint = Blueprint("organisations", __name__)

NETWORK = "network/1"


@blueprint.get("/organisations")
def every() -> Response:
    """All organisations of the network."""
    return _list()


@blueprint.post("/organisations")
def enter() -> Response | BaseResponse:
    """Let the network know of one more."""
    pages.signed_in()
    try:
        answer = pages.perform(NETWORK, "organisations.enter_organisation", web_address="")
    except (Invalid, Refused) as unmet:
        return _list(pages.refusal_of(unmet, "enter_organisation"))
    return pages.redirect(f"/organisations/{answer['ids']['organisation']}")


@blueprint.get("/organisations/<int:number>")
def one(number: int) -> Response:
    """One organisation: what it is, who belongs to it, who speaks for it where."""
    return _page(number)


@blueprint.post("/organisations/<int:number>/do/<act>")
def act(number: int, act: str) -> Response | BaseResponse:
    """Change it, or say who speaks for it."""
    pages.signed_in()
    queries.organisation(reading(), number)
    usual: dict[str, dict[str, str]] = {
        "change_organisation": {"organisation": str(number), "web_address": ""},
        "name_representative": {"organisation": str(number), "last_day": "", "zone": pages.machine().zone},
    }
    try:
        pages.perform(NETWORK, f"organisations.{act}", **usual.get(act, {}))
    except (Invalid, Refused) as unmet:
        return _page(number, pages.refusal_of(unmet))
    pages.notice(pages.say(words.SAVED))
    return pages.redirect(f"/organisations/{number}")


@blueprint.post("/me/organisation")
def state_mine() -> BaseResponse:
    """Say to which organisation one belongs."""
    who = pages.signed_in()
    pages.perform(f"person/{who.person_id}", "organisations.state_affiliation", organisation="")
    pages.notice(pages.say(words.SAVED))
    return pages.redirect("/me")


@dataclass(frozen=True)
class ShownRepresentative:
    """Somebody who speaks for an organisation in a group, under the name that everyone may read."""

    id: int
    name: str
    organisation: Organisation
    group: Group
    since: datetime
    until: datetime | None


def group_panel(session: Session, viewer: Who | None, group: Group) -> dict[str, Any]:
    """Who speaks for an organisation in a group; and, for its members, who of them belongs to one."""
    inside = groups.belongs(viewer, session, [group.id])
    belonging = queries.affiliations_in(session, group) if inside else {}
    return {
        "representatives": [_shown(one) for one in queries.representatives_in(session, group)],
        "affiliated": [
            (one.person.name, belonging[one.person_id])
            for one in (groups.members(session, group) if belonging else ())
            if one.person_id in belonging
        ],
    }


def my_panel(session: Session, viewer: Who, person: Person) -> dict[str, Any]:
    """To which organisation one belongs, and for whom one speaks."""
    stated = queries.affiliation_of(session, person.id)
    return {
        "my_organisation": stated.organisation if stated else None,
        "i_represent": queries.represented_by(session, person.id, clock.now()),
        "organisations": [(one.id, one.name) for one in queries.all_organisations(session)],
    }


def _list(refused: pages.Refusal | None = None) -> Response:
    found = queries.all_organisations(reading())
    return pages.show(
        "organisations/list.html",
        refused=refused,
        organisations=found,
        by_number={one.id: one for one in found},
        above=[(one.id, one.name) for one in found if one.level > Level.ITSELF],
        may_tend=groups.tends_network(pages.viewer(), reading()),
    )


def _page(number: int, refused: pages.Refusal | None = None) -> Response:
    organisation = queries.organisation(reading(), number)
    viewer = pages.viewer()
    every = queries.all_organisations(reading())
    may_name = queries.may_name(viewer, reading(), organisation)
    return pages.show(
        "organisations/organisation.html",
        refused=refused,
        organisation=organisation,
        parent=next((one for one in every if one.id == organisation.parent_id), None),
        members=queries.members_of(reading(), organisation),
        representatives=[_shown(one) for one in queries.representatives_of(reading(), organisation)],
        above=[(one.id, one.name) for one in every if one.level > Level.ITSELF and one.id != organisation.id],
        may_tend=groups.tends_network(viewer, reading()),
        may_name=may_name,
        **(_naming(viewer) if may_name else {}),
    )


def _naming(viewer: Who | None) -> dict[str, Any]:
    """First the group is chosen, then one of its members. Representatives read only the names in their own groups."""
    every = groups.all_groups(reading())
    if not groups.tends_network(viewer, reading()):
        every = [group for group in every if groups.belongs(viewer, reading(), [group.id])]
    chosen = request.args.get("group") or request.form.get("group", "")
    group = next((one for one in every if str(one.id) == chosen), None)
    members = groups.members(reading(), group) if group else []
    return {"groups": every, "chosen_group": group, "candidates": [(one.person_id, one.person.name) for one in members]}


def _shown(one: Representative) -> ShownRepresentative:
    name = one.person.outside_name or pages.say(SOMEBODY)
    return ShownRepresentative(one.id, name, one.organisation, one.group, one.since, one.until)
