"""All groups; founding one, describing it otherwise, entrusting and ending it."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, request
from werkzeug.wrappers import Response as BaseResponse

from deliberate.groups import queries, words
from deliberate.groups.views import showing
from deliberate.groups.views.blueprint import blueprint
from deliberate.kernel import pages
from deliberate.kernel.db import reading
from deliberate.kernel.errors import Invalid, NotFound, Refused
from deliberate.kernel.language import LANGUAGES

NETWORK = "network/1"
EDITS = ("describe_group", "entrust_group", "end_group")


@blueprint.get("/groups")
def every() -> Response:
    """All groups of the network."""
    groups = queries.all_groups(reading())
    return pages.show("groups/list.html", groups=groups, may_tend=queries.tends_network(pages.viewer(), reading()))


@blueprint.get("/groups/new")
def new() -> Response:
    """Found a group."""
    return _new()


@blueprint.post("/groups/new")
def found() -> Response | BaseResponse:
    """The group exists from now on, and whoever founded it facilitates it."""
    code = request.form.get("code", "").strip().upper()
    inputs = {"code": code, "kind": request.form.get("kind"), **_wording()}
    try:
        pages.perform_with(NETWORK, "groups.found_group", inputs)
    except (Invalid, Refused) as unmet:
        return _new(_refusal(unmet, "found_group"))
    pages.notice(pages.say(words.FOUNDED))
    return pages.redirect(f"/groups/{code}")


@blueprint.get("/groups/<code>/edit")
def edit(code: str) -> Response:
    """What the network looks after about a group."""
    return _edit(code)


@blueprint.post("/groups/<code>/edit")
def do_edit(code: str) -> Response | BaseResponse:
    """Describe it otherwise, ask a member to facilitate it, or end it."""
    group = queries.group_of_code(reading(), code)
    form = request.form.get("form", "")
    if form not in EDITS:
        raise NotFound
    try:
        if form == "describe_group":
            inputs = {"group": group.id, "kind": request.form.get("kind"), **_wording()}
            pages.perform_with(NETWORK, "groups.describe_group", inputs)
        else:
            pages.perform(NETWORK, f"groups.{form}", group=str(group.id))
    except (Invalid, Refused) as unmet:
        return _edit(code, _refusal(unmet, form))
    pages.notice(pages.say(words.SAVED))
    return pages.redirect(f"/groups/{code}")


def _new(refused: pages.Refusal | None = None) -> Response:
    return pages.show("groups/new.html", refused=refused)


def _edit(code: str, refused: pages.Refusal | None = None) -> Response:
    group = queries.group_of_code(reading(), code)
    if group.has_ended:
        raise NotFound
    viewer = pages.viewer()
    inside = queries.belongs(viewer, reading(), [group.id])
    leaderless = queries.count_facilitators(reading(), group.id) == 0
    members = queries.members(reading(), group) if leaderless else []
    candidates = [(one.id, showing.name_of(one.person, inside=inside)) for one in members if one.person.account]
    return pages.show("groups/edit.html", refused=refused, group=group, leaderless=leaderless, candidates=candidates)


def _wording() -> dict[str, str]:
    """Name and purpose in whichever languages they were typed."""
    return {
        f"{what}s": json.dumps({code: typed for code in LANGUAGES if (typed := request.form.get(f"{what}_{code}", ""))})
        for what in ("name", "purpose")
    }


def _refusal(unmet: Invalid | Refused, form: str) -> pages.Refusal:
    """What is wrong with the names is said at the first of their fields."""
    refused = pages.refusal_of(unmet, form)
    first = pages.reader_language()
    errors: dict[str, Any] = {
        {"names": f"name_{first}", "purposes": f"purpose_{first}"}.get(name, name): sentences
        for name, sentences in refused.errors.items()
    }
    return pages.Refusal(form, refused.words, errors, refused.typed, refused.status)
