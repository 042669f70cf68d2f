"""The pages of groups: all of them, and one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as BaseResponse

from deliberate.groups import queries, words
from deliberate.groups.models import Membership
from deliberate.kernel import pages
from deliberate.kernel.acts import Who
from deliberate.kernel.db import reading
from deliberate.kernel.errors import Invalid, Refused
from deliberate.people.models import Person

blueprint = Blueprint("groups", __name__)


@blueprint.get("/groups")
def every() -> Response:
    """All groups of the network."""
    return pages.show("groups/list.html", groups=queries.all_groups(reading()))


@blueprint.get("/groups/<code>")
def one(code: str) -> Response:
    """One group: what for, who, its meetings."""
    return _page(code)


@blueprint.post("/groups/<code>/do/<act>")
def act(code: str, act: str) -> Response | BaseResponse:
    """Change something in a group."""
    group = queries.group_of_code(reading(), code)
    room = f"group/{group.id}"
    try:
        answer = pages.perform(room, f"groups.{act}")
    except (Invalid, Refused) as unmet:
        return _page(code, pages.refusal_of(unmet))
    pages.notice(pages.say(words.SAVED), seq=answer["seq"])
    return pages.redirect(f"/groups/{code}")


def forgetting_panel(session: Session, viewer: Who, person: Person) -> dict[str, Any]:
    """What somebody has to settle in their groups before they can be forgotten."""
    return {"alone_in": queries.alone_in(session, person.id)}


@dataclass(frozen=True)
class ShownMember:
    """A member under the name that the viewer may read."""

    id: int
    name: str
    role: str


def _page(code: str, refused: pages.Refusal | None = None) -> Response:
    group = queries.group_of_code(reading(), code)
    viewer = pages.viewer()
    belongs = queries.belongs(viewer, reading(), [group.id])
    return pages.show(
        "groups/group.html",
        refused=refused,
        group=group,
        members=[
            ShownMember(one.id, _name(one, inside=belongs), one.role) for one in queries.members(reading(), group)
        ],
        may_manage=queries.facilitates(viewer, reading(), group),
        **pages.machine().house.panels("group", reading(), viewer, group),
    )


def _name(membership: Membership, *, inside: bool) -> str:
    person = membership.person
    return person.name if inside else person.outside_name or pages.say(words.SOMEBODY)
