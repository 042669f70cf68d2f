"""Doing the act that a posted form asks for, saying why it was not done, and going on to the next page."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import flash, request
from flask import redirect as flask_redirect
from werkzeug.wrappers import Response as BaseResponse

from deliberate.kernel.acts import UNDO_FOR, Who
from deliberate.kernel.db import reading
from deliberate.kernel.errors import Invalid, Refused, Unmet
from deliberate.kernel.pages.application import machine
from deliberate.kernel.pages.looking import reader_language, signed_in
from deliberate.kernel.wording import together

NOT_INPUT = {"csrf_token", "act_id", "form", "next", "acting"}
NOT_KEPT = {"csrf_token", "act_id", "form", "acting", "password", "current_password"}


@dataclass(frozen=True)
class Refusal:
    """An act that a page sent in vain: what was typed, and why it was not done. The page shows both, at the form it came from."""

    form: str
    words: str
    errors: dict[str, list[str]]
    typed: dict[str, str]
    status: int

    def context(self) -> dict[str, Any]:
        """What `templates/parts/_form.html` looks for."""
        return {"refused_form": self.form, "refusal": self.words, "errors": self.errors, "drafts": self.typed}


def perform(room: str, name: str, **more: str) -> dict[str, Any]:
    """Do the act that the posted form asks for, with `more` for what it left open; raises what `Doors.act` raises."""
    return perform_with(room, name, more | together(_typed(without=NOT_INPUT)))


def perform_with(room: str, name: str, inputs: dict[str, Any]) -> dict[str, Any]:
    """Do the act of the posted form with inputs that the page has made of what was typed."""
    who = signed_in()
    refuse_if_another_acts(who)
    stop_reading()
    act_id = request.form.get("act_id") or new_id()
    return machine().doors.act(
        who, room=room, name=name, inputs=inputs, act_id=act_id, reader_language=reader_language()
    )


def refuse_if_another_acts(who: Who) -> None:
    """A page that was opened for one person of a shared phone does nothing as another."""
    if request.form.get("acting", "") not in ("", str(who.person_id)):
        raise Refused("another_person_acts")


def program(room: str, name: str, inputs: dict[str, Any], act_id: str = "") -> dict[str, Any]:
    """Do what the program itself does for whoever has just proved something to a page."""
    stop_reading()
    return machine().doors.act_as_system(room=room, name=name, inputs=inputs, act_id=act_id or new_id())


def stop_reading() -> None:
    """Give the page's reading connection back: an act waits for the writer, and the writer needs connections, too."""
    reading().rollback()


def refusal_of(unmet: Unmet, form: str = "") -> Refusal:
    """Why the posted form was not done, with all that was typed but passwords."""
    error = machine().doors.error(unmet, reader_language())
    fields = unmet.fields if isinstance(unmet, Invalid) else {}
    return Refusal(request.form.get("form", form), error["words"], fields, _typed(without=NOT_KEPT), unmet.status)


def _typed(*, without: set[str]) -> dict[str, str]:
    """What the form sent; of several ticked boxes with one name, the values with commas between."""
    return {key: ",".join(request.form.getlist(key)) for key in request.form if key not in without}


def notice(words: str, *, tone: str = "agreed", undo: str | None = None, seq: int | None = None) -> None:
    """Something the next page says once; with `undo` (where to post) it offers to take act `seq` back."""
    said: Any = {"tone": tone, "words": words, "undo": undo, "seq": seq, "seconds": int(UNDO_FOR.total_seconds())}
    flash(said)


def redirect(to: str) -> BaseResponse:
    """See another page, by GET."""
    return flask_redirect(to, code=303)


def safe_next(wanted: str | None, otherwise: str) -> str:
    """A path of ours to go on to; anything that could lead elsewhere is replaced."""
    if not wanted or not wanted.startswith("/") or wanted.startswith(("//", "/\\")):
        return otherwise
    parts = urlsplit(wanted)
    if parts.scheme or parts.netloc or "\\" in wanted or any(ord(letter) < 32 for letter in wanted):
        return otherwise
    return wanted


def new_id() -> str:
    """An id for an act."""
    return str(uuid.uuid4())
