"""How a page fails: in the reader's language, with the one next step, and never with a stack."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import structlog
from flask import Flask, Response, jsonify, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from deliberate.kernel.errors import Broken, Unmet
from deliberate.kernel.language import N_
from deliberate.kernel.pages import machine, reader_language, say, show

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
STALE_FORM = N_(
    "This page was open for a long time. Please go back, reload it and send it again: what you typed is still there."
)


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
    return show(
        "errors/error.html",
        unmet.status,
        heading=say(TITLES[unmet.status]),
        words=error["words"],
        what_now=_what_now(unmet.status),
    )


def _stale(error: CSRFError) -> Response:
    words = say(STALE_FORM)
    if _wants_json():
        return _json_error({"code": "stale_form", "words": words}, 403)
    return show("errors/error.html", 403, heading=say(TITLES[403]), words=words, what_now=None)


def _http_error(error: HTTPException) -> BaseResponse:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    code = _CODES.get(status, "broken" if status >= 500 else "invalid")
    words = machine().doors.error(Unmet(code), reader_language())["words"]
    if _wants_json():
        return _json_error({"code": code, "words": words}, status)
    heading = say(TITLES.get(status, TITLES[400]))
    return show("errors/error.html", status, heading=heading, words=words, what_now=_what_now(status))


def _broken(error: Exception) -> Response:
    log.exception("page.broke", endpoint=request.endpoint)
    return _unmet(Broken())


def _what_now(status: int) -> dict[str, str]:
    """The one next step that a page about a failure offers."""
    if status == 401:
        back = request.path if request.method == "GET" else "/"
        return {"href": f"/sign-in?next={quote(back)}", "words": say(SIGN_IN)}
    return {"href": "/", "words": say(GO_HOME)}


def _json_error(error: dict[str, Any], status: int) -> Response:
    response = jsonify(error=error)
    response.status_code = status
    return response


def _wants_json() -> bool:
    return request.path.startswith("/api/")
