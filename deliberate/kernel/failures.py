"""How a page fails: in the reader's language, with the one next step, with what was typed, and never with a stack."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, urlsplit

import structlog
from flask import Flask, Response, g, jsonify, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from deliberate.kernel.errors import Broken, Unmet
from deliberate.kernel.language import N_
from deliberate.kernel.pages import NOT_INPUT, NOT_KEPT, machine, reader_language, say, show

log = structlog.get_logger("deliberate.pages")

TITLES = {
    400: N_("That could not be understood"),
    401: N_("Please sign in"),
    403: N_("That did not come from our page"),
    404: N_("There is nothing here"),
    405: N_("There is nothing here"),
    409: N_("Not now"),
    413: N_("That is too much at once"),
    422: N_("Something is missing"),
    429: N_("Tried too often"),
    500: N_("That did not work"),
    503: N_("Not counted yet"),
}
_CODES = {404: "not_found", 405: "not_found", 413: "too_much"}
SIGN_IN = N_("Sign in")
GO_HOME = N_("Go to the first page")
STALE = N_("This page was open for a long time")
STALE_FORM = N_("Nothing is lost. Look at what you typed, and send it once more.")
STALE_PASSWORD = N_("A password is never kept by us. Please type it again.")
TYPE_AGAIN = N_("Go back to the page")
FOREIGN_FORM = N_("It was sent from another place, so nothing was done. Please do it on our own page.")
# What the same form may be sent again for, as it is: it was not done, and if it was, its id says so.
WORTH_SENDING_AGAIN = {403, 429, 500, 503}
_CODE = re.compile(r"[a-z_]+(,[a-z_]+)*|[0-9,.:T-]*|[0-9a-f-]{36}", re.ASCII)


def install(app: Flask) -> None:
    """Answer every failure so."""
    app.register_error_handler(Unmet, _unmet)
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _broken)


def _unmet(unmet: Unmet) -> Response:
    error = machine().doors.error(unmet, reader_language())
    if _wants_json():
        return _json_error(error, unmet.status)
    return _page(unmet.status, error["words"])


def _stale(error: CSRFError) -> Response:
    """The token of this form is not, or no longer, of this reader."""
    if _wants_json():
        return _json_error({"code": "stale_form", "words": say(STALE_FORM)}, 403)
    if not _sent_from_here():
        return _page(403, say(FOREIGN_FORM))
    if _secrets_were_typed():
        return _page(403, say(STALE_PASSWORD), heading=say(STALE))
    return _page(403, say(STALE_FORM), heading=say(STALE))


def _http_error(error: HTTPException) -> BaseResponse:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    code = _CODES.get(status, "broken" if status >= 500 else "invalid")
    words = machine().doors.error(Unmet(code), reader_language())["words"]
    if _wants_json():
        return _json_error({"code": code, "words": words}, status)
    return _page(status, words)


def _broken(error: Exception) -> Response:
    if isinstance(error, SQLAlchemyError):
        g.viewer = None  # who asks cannot be looked up now, and a page that says so needs nobody
    log.exception("page.broke", endpoint=request.endpoint)
    return _unmet(Broken())


def _page(status: int, words: str, heading: str = "") -> Response:
    sent_again = _sent() if status in WORTH_SENDING_AGAIN and _sent_from_here() and not _secrets_were_typed() else {}
    return show(
        "errors/error.html",
        status,
        heading=heading or say(TITLES.get(status, TITLES[400])),
        words=words,
        what_now=None if sent_again else _what_now(status),
        typed=_typed_words() if status != 413 else [],
        sent_again=sent_again,
        action=request.full_path.rstrip("?"),
    )


def _what_now(status: int) -> dict[str, str]:
    """The one next step that a page about a failure offers."""
    if status == 401:
        back = request.path if request.method == "GET" else _path_of_form()
        return {"href": f"/sign-in?next={quote(back)}", "words": say(SIGN_IN)}
    if status == 403 and _sent_from_here():
        return {"href": _path_of_form(), "words": say(TYPE_AGAIN)}
    return {"href": "/", "words": say(GO_HOME)}


# -- what was typed -------------------------------------------------------------------------------------------------


def _sent() -> dict[str, list[str]]:
    """All that the form sent, to be sent again as it was; without its token, which is what may have been wrong."""
    return {name: values for name, values in request.form.lists() if name != "csrf_token"}


def _typed_words() -> list[str]:
    """What a person wrote, to be read and copied: no codes, no numbers of things, no passwords."""
    if request.method != "POST":
        return []
    hidden = NOT_INPUT | NOT_KEPT
    values = [value.strip() for name, values in request.form.lists() if name not in hidden for value in values]
    return [value for value in values if value and not _CODE.fullmatch(value)]


def _secrets_were_typed() -> bool:
    return any(request.form.get(name) for name in ("password", "current_password"))


def _sent_from_here() -> bool:
    """Whether a page of ours was left open, or a foreign one tries to have something done in a reader's name."""
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return request.method == "POST" and urlsplit(origin).netloc == request.host


def _path_of_form() -> str:
    """Where the form that was sent stood, as the browser says it."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    return came_from.path if came_from.netloc == request.host and came_from.path.startswith("/") else "/"


def _json_error(error: dict[str, Any], status: int) -> Response:
    response = jsonify(error=error)
    response.status_code = status
    return response


def _wants_json() -> bool:
    return request.path.startswith("/api/")
