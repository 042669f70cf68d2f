"""How a group decides: its rules in plain sentences, their history, and the form that changes them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from flask import Response
from werkzeug.wrappers import Response as BaseResponse

from deliberate.groups import queries, words
from deliberate.groups.models import Group, PolicyVersion
from deliberate.groups.policy import DEFAULT
from deliberate.groups.views import showing
from deliberate.groups.views.blueprint import blueprint
from deliberate.kernel import pages
from deliberate.kernel.db import reading
from deliberate.kernel.errors import Invalid, Refused


@dataclass(frozen=True)
class ShownChange:
    """One time the rules were changed."""

    at: datetime
    by: str
    questions: list[str]
    words: str
    meeting: int | None


@blueprint.get("/groups/<code>/policy")
def policy(code: str) -> Response:
    """How the group decides."""
    return _page(code)


@blueprint.post("/groups/<code>/policy")
def change_policy(code: str) -> Response | BaseResponse:
    """It decides by other rules from now on."""
    group = queries.group_of_code(reading(), code)
    try:
        pages.perform(group.room, "groups.change_policy")
    except (Invalid, Refused) as unmet:
        return _page(code, pages.refusal_of(unmet, "change_policy"))
    pages.notice(pages.say(words.SAVED))
    return pages.redirect(f"/groups/{code}/policy")


def _page(code: str, refused: pages.Refusal | None = None) -> Response:
    session, viewer = reading(), pages.viewer()
    group = queries.group_of_code(session, code)
    versions = queries.policy_versions(session, group.id)
    policy = versions[0].policy if versions else DEFAULT
    return pages.show(
        "groups/policy.html",
        refused=refused,
        group=group,
        version=versions[0].version if versions else 0,
        policy=policy.as_stored(),
        answers=showing.answers(policy),
        questions=showing.questions(),
        options=showing.options(),
        history=_history(versions, inside=queries.belongs(viewer, session, [group.id])),
        may_manage=queries.facilitates(viewer, session, group),
        held=_held(group),
    )


def _history(newest_first: Sequence[PolicyVersion], *, inside: bool) -> list[ShownChange]:
    told = []
    for version, older in zip_longest(newest_first, newest_first[1:]):
        before = older.policy if older else DEFAULT
        by = showing.name_of(version.person, inside=inside) if version.person else ""
        questions = showing.changed(before, version.policy)
        told.append(ShownChange(version.changed_at, by, questions, version.words, version.agreed_in))
    return told


def _held(group: Group) -> list[tuple[int, datetime]]:
    """The meetings that this group has held, latest first, for saying in which one something was agreed."""
    held = [row for row in queries.record_of(reading(), group) if row.kind == "group_met"]
    return [(json.loads(row.facts)["meeting"], row.at) for row in reversed(held)]
