"""What is held about me, to read and to take along; and being forgotten."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Response
from werkzeug.wrappers import Response as BaseResponse

from deliberate.kernel import clock, language, pages
from deliberate.kernel.acts import Who
from deliberate.kernel.db import reading
from deliberate.kernel.errors import Invalid, Refused
from deliberate.kernel.feature import Held
from deliberate.kernel.language import N_
from deliberate.people import queries, words
from deliberate.people.rules import why_not_act_as_oneself
from deliberate.people.views.blueprint import blueprint

YES, NO = N_("yes"), N_("no")


@blueprint.get("/me/data")
def about_me() -> Response:
    """Everything that is held about the viewer, in words."""
    who = pages.signed_in()
    return pages.show("people/about_me.html", parts=[_in_words(part) for part in _held(who)])


@blueprint.get("/me/data.json")
def about_me_file() -> Response:
    """The same for programs, to keep."""
    who = pages.signed_in()
    held = {part.name: [_plain(row) for row in part.rows] for part in _held(who)}
    told = {"person": who.person_id, "told_at": clock.iso(clock.now()), "held": held}
    response = Response(json.dumps(told, ensure_ascii=False, indent=2), mimetype="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="about-me.json"'
    return response


@blueprint.get("/me/forget")
def ask_to_forget() -> Response:
    """What being forgotten means, and the form for it."""
    return _forget()


@blueprint.post("/me/forget")
def forget() -> Response | BaseResponse:
    """Be forgotten. It cannot be undone."""
    who = pages.signed_in()
    staying = [one.proof for one in pages.known_here() if one.who != who]
    if not who.has_account:
        pages.program("network/1", "people.give_room", {"person": who.person_id})
    try:
        pages.perform(f"person/{who.person_id}", "people.forget_me")
    except (Invalid, Refused) as unmet:
        return _forget(pages.refusal_of(unmet, "forget_me"))
    pages.notice(pages.say(words.FORGOTTEN))
    response = pages.redirect("/")
    pages.know(response, staying)
    return response


@dataclass(frozen=True)
class Told:
    """One heading of what is held, as a person reads it: rows of (what it is, value)."""

    name: str
    title: str
    rows: list[list[tuple[str, str]]]


def _forget(refused: pages.Refusal | None = None) -> Response:
    who = pages.signed_in()
    person = queries.person(who, reading())
    added = pages.machine().house.panels("forgetting", reading(), who, person)
    return pages.show("people/forget.html", refused=refused, name=person.name, **added)


def _held(who: Who) -> Iterable[Held]:
    if why := why_not_act_as_oneself(vouched_for=queries.sign_in_of(who, reading()).vouched_for):
        raise Refused(why)
    return pages.machine().house.about_me(reading(), who.person_id, pages.reader_language())


def _in_words(part: Held) -> Told:
    rows = [
        [
            (pages.say(label), _value(row[key], part.codes))
            for key, label in part.labels.items()
            if row.get(key) not in (None, "", [])
        ]
        for row in part.rows
    ]
    return Told(part.name, pages.say(part.title), rows)


def _value(value: Any, codes: Mapping[str, str]) -> str:
    if isinstance(value, bool):
        return pages.say(YES if value else NO)
    if isinstance(value, datetime):
        return language.day_and_time(pages.reader_language(), value, pages.machine().zone)
    if isinstance(value, list):
        return ", ".join(_value(one, codes) for one in value)
    return pages.say(codes[value]) if value in codes else str(value)


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: clock.iso(value) if isinstance(value, datetime) else value for key, value in row.items()}
