"""Spaces for everybody: all of them, one with what is on there, and as open data."""

from __future__ import annotations

from itertools import groupby

from flask import Response, jsonify, request

from deliberate.kernel import clock, pages
from deliberate.kernel.db import reading
from deliberate.spaces import queries, serializers, showing
from deliberate.spaces.models import Facility, SpaceKind
from deliberate.spaces.views.blueprint import blueprint
from deliberate.spaces.views.tending import tends


@blueprint.get("/spaces")
def every() -> Response:
    """All spaces by kind, or those of one kind, or those that have what one needs."""
    kind = request.args.get("kind", "")
    kind = kind if kind in list(SpaceKind) else ""
    wanted = [code for code in request.args.getlist("has") if code in list(Facility)]
    found = queries.all_spaces(reading(), kind=kind, facilities=wanted)
    now = clock.now()
    return pages.show(
        "spaces/list.html",
        spaces_by_kind=[(one, list(spaces)) for one, spaces in groupby(found, key=lambda space: space.kind)],
        open_words={space.id: showing.open_words(pages.reader_language(), space, now) for space in found},
        chosen_kind=kind,
        wanted=wanted,
        may_tend=tends(),
    )


@blueprint.get("/spaces/<code>")
def one(code: str) -> Response:
    """One space: where, when, how to get in, its halls, what is on there."""
    space = queries.space_of_code(reading(), code)
    language = pages.reader_language()
    return pages.show(
        "spaces/space.html",
        space=space,
        halls=[hall for hall in space.halls if hall.in_use],
        open_words=showing.open_words(language, space, clock.now()),
        week=showing.week_in(language, space),
        may_tend=tends(),
        **pages.machine().house.panels("space", reading(), pages.viewer(), space),
    )


@blueprint.get("/api/v1/spaces")
def open_data() -> Response:
    """All spaces with their halls, for programs."""
    return jsonify(spaces=[serializers.open_data(space) for space in queries.all_spaces(reading())])
