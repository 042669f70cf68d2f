"""Who had which role and when; taking a list of members in, and writing one out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Response, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as BaseResponse

from deliberate.groups import history, queries, roster, spreadsheet, words
from deliberate.groups.models import Group
from deliberate.groups.roster import BIGGEST_FILE, Roster, Row
from deliberate.groups.views import showing
from deliberate.groups.views.blueprint import blueprint
from deliberate.kernel import days, pages
from deliberate.kernel.acts import Who
from deliberate.kernel.db import reading
from deliberate.kernel.errors import Invalid, Refused
from deliberate.people.models import Person


@dataclass(frozen=True)
class ShownTerm:
    """Somebody's time in one role, under the name that the viewer may read."""

    name: str
    role: str
    since: datetime
    last_day: date | None
    ended: datetime | None


@dataclass(frozen=True)
class Preview:
    """What would happen with a list: nothing has yet."""

    new: list[Row]
    known: list[Row]
    wrong: list[tuple[int, str, str]]

    @property
    def text(self) -> str:
        """The rows that would be taken in, as the form sends them."""
        return roster.as_text(self.new)


@blueprint.get("/groups/<code>/members")
def members(code: str) -> Response:
    """Who had which role, and when."""
    session = reading()
    group = queries.group_of_code(session, code)
    inside = queries.belongs(pages.viewer(), session, [group.id])
    people = {one.person_id: one.person for one in queries.everybody_ever(session, group)}
    terms = [
        ShownTerm(showing.name_of(people[term.person], inside=inside), term.role, term.since, term.last_day, term.ended)
        for term in reversed(history.terms(queries.record_of(session, group)))
        if term.person in people
    ]
    return pages.show("groups/members.html", group=group, terms=terms)


@blueprint.get("/groups/<code>/members/import")
def import_members(code: str) -> Response:
    """Choose a list."""
    return _import(code)


@blueprint.post("/groups/<code>/members/import")
def do_import_members(code: str) -> Response | BaseResponse:
    """First show what would happen; with the form of that page, let it happen."""
    if request.form.get("form") != "take_in_members":
        return _look_at_list(code)
    group = queries.group_of_code(reading(), code)
    try:
        pages.perform(group.room, "groups.take_in_members")
    except (Invalid, Refused) as unmet:
        return _import(code, pages.refusal_of(unmet))
    pages.notice(pages.say(words.TAKEN_IN))
    return pages.redirect(f"/groups/{code}")


@blueprint.get("/groups/<code>/members.csv")
def export_members(code: str) -> Response:
    """The members as a file for a spreadsheet, without anybody's address."""
    group = queries.group_of_code(reading(), code)
    rows = [
        (
            one.person.name,
            pages.say(words.ROLES[one.role]),
            days.day_of(one.since).isoformat(),
            one.role_until.isoformat() if one.role_until else "",
        )
        for one in queries.members(reading(), group)
    ]
    file = spreadsheet.written([pages.say(word) for word in words.EXPORT_HEAD], rows)
    response = Response(file, mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{group.code}.csv"'
    return response


def forgetting_panel(session: Session, viewer: Who, person: Person) -> dict[str, Any]:
    """What somebody has to settle in their groups before they can be forgotten."""
    return {"alone_in": queries.alone_in(session, person.id)}


def _look_at_list(code: str) -> Response:
    uploaded = request.files.get("file")
    if uploaded is None or not uploaded.filename:
        return _import(code, _no(pages.say(words.CHOOSE_FILE)))
    # One more than is allowed tells that there is more; the rest is never read.
    found = roster.read(uploaded.stream.read(BIGGEST_FILE + 1), days.today())
    if found.trouble is not None:
        return _import(code, _no(pages.say(words.ROSTER[found.trouble])))
    group = queries.group_of_code(reading(), code)
    return pages.show("groups/import.html", group=group, preview=_preview(group, found))


def _preview(group: Group, found: Roster) -> Preview:
    belong = {one.person.name.casefold() for one in queries.members(reading(), group)}
    known = [row for row in found.rows if row.name.casefold() in belong]
    wrong = [(one.number, one.words, pages.say(words.ROSTER[one.trouble])) for one in found.wrong]
    return Preview([row for row in found.rows if row.name.casefold() not in belong], known, wrong)


def _import(code: str, refused: pages.Refusal | None = None) -> Response:
    group = queries.group_of_code(reading(), code)
    return pages.show("groups/import.html", refused=refused, group=group, preview=None)


def _no(sentence: str) -> pages.Refusal:
    return pages.Refusal("look_at_list", "", {"file": [sentence]}, {}, 422)
