"""Spaces for those who tend them: founding one, and everything that can be said of it."""

from __future__ import annotations

from flask import Response
from werkzeug.wrappers import Response as BaseResponse

from deliberate.kernel import pages
from deliberate.kernel.db import reading
from deliberate.kernel.errors import Invalid, NotFound, Refused
from deliberate.kernel.record import find_room
from deliberate.spaces import hours, queries, showing, words
from deliberate.spaces.views.blueprint import blueprint

NETWORK = "network/1"


def tends() -> bool:
    """Whether the viewer is at the desk of the network's room."""
    viewer = pages.viewer()
    if viewer is None:
        return False
    room = find_room(reading(), NETWORK)
    try:
        return pages.machine().house.rooms[room.kind].standing(reading(), room, viewer).desk
    except NotFound:
        return False


@blueprint.get("/spaces/new")
def found() -> Response:
    """Bring a space into the network."""
    return _new()


@blueprint.post("/spaces/new")
def do_found() -> Response | BaseResponse:
    """The space exists from now on."""
    try:
        answer = pages.perform(NETWORK, "spaces.found_space", zone=pages.machine().zone)
    except (Invalid, Refused) as unmet:
        return _new(pages.refusal_of(unmet, "found_space"))
    founded = queries.space_of_number(reading(), answer["ids"]["space"])
    pages.notice(pages.say(words.SAVED))
    return pages.redirect(f"/spaces/{founded.code}/change")


@blueprint.get("/spaces/<code>/change")
def tend(code: str) -> Response:
    """Say otherwise what is said of a space."""
    return _tend(code)


@blueprint.post("/spaces/<code>/do/<act>")
def act(code: str, act: str) -> Response | BaseResponse:
    """Change something about a space or its halls; back to the page it came from."""
    queries.space_of_code(reading(), code)
    name = act if act == "undo" else f"spaces.{act}"
    try:
        answer = pages.perform(NETWORK, name)
    except (Invalid, Refused) as unmet:
        return _tend(code, pages.refusal_of(unmet))
    undo = f"/spaces/{code}/do/undo" if "undo_until" in answer else None
    pages.notice(pages.say(words.SAVED), undo=undo, seq=answer["seq"])
    return pages.redirect(f"/spaces/{code}/change")


def _new(refused: pages.Refusal | None = None) -> Response:
    pages.signed_in()
    if not tends():
        raise NotFound
    return pages.show("spaces/new.html", refused=refused)


def _tend(code: str, refused: pages.Refusal | None = None) -> Response:
    pages.signed_in()
    space = queries.space_of_code(reading(), code)
    if not tends():
        raise NotFound
    told = showing.week_in(pages.reader_language(), space)
    return pages.show(
        "spaces/tend.html",
        refused=refused,
        space=space,
        week=[(day, typed, name) for day, (name, typed) in zip(hours.WEEKDAYS, told, strict=True)],
    )
