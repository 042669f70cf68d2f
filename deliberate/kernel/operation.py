"""Pages for whoever keeps the server running: is it alive, is it ready, what did browsers refuse to run."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import structlog
from flask import Blueprint, Flask, Response, jsonify, request
from prometheus_client import make_wsgi_app
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from deliberate.kernel import pages
from deliberate.kernel.db import reading
from deliberate.kernel.feature import Feature, anyone
from deliberate.kernel.record import Installation

blueprint = Blueprint("operation", __name__)
log = structlog.get_logger("deliberate.csp")

REPORTED = ("violated-directive", "blocked-uri", "document-uri", "source-file", "line-number")
LONGEST_ADDRESS = 200
_CODE = re.compile(r"[a-z0-9-]{1,40}", re.ASCII)
FEATURE = Feature(
    name="operation",
    pages=blueprint,
    page_rights={f"operation.{page}": anyone for page in ("health", "ready", "csp_report")},
)


@blueprint.get("/health")
def health() -> Response:
    """The process answers."""
    return jsonify(ok=True)


@blueprint.get("/ready")
def ready() -> tuple[Response, int]:
    """The process can do its work: it was not asked to end, the database answers and is set up."""
    is_ready = _is_ready()
    return jsonify(ready=is_ready), 200 if is_ready else 503


def admin_app(app: Flask) -> Callable[..., Any]:
    """What a process answers on a port of its own, to whoever keeps it running: the same two, and what it counts."""
    metrics = make_wsgi_app()

    def answer(environ: dict[str, Any], start_response: Any) -> Any:
        path = environ["PATH_INFO"]
        if path == "/metrics":
            return metrics(environ, start_response)
        if path not in {"/health", "/ready"}:
            return Response("", 404)(environ, start_response)
        with app.app_context():
            is_well = path == "/health" or _is_ready()
        return Response(f"{is_well}\n".lower(), 200 if is_well else 503)(environ, start_response)

    return answer


def _is_ready() -> bool:
    live = pages.machine().live
    return _is_set_up() and not (live and live.is_ending)


def _is_set_up() -> bool:
    try:
        return reading().scalar(select(Installation.epoch)) is not None
    except SQLAlchemyError:
        return False


@blueprint.post("/csp-report")
@pages.without_form_token
def csp_report() -> tuple[str, int]:
    """A browser refused to run something: a fault of ours, or an attack that failed."""
    sent = request.get_json(force=True, silent=True)
    report = sent.get("csp-report") if isinstance(sent, dict) else None
    told = report if isinstance(report, dict) else {}
    words = (f"{name}={_without_secrets(str(told.get(name))[:LONGEST_ADDRESS])}" for name in REPORTED)
    log.warning("csp.report", report=" ".join(words))
    return "", 204


def _without_secrets(word: str) -> str:
    """A code as it is; of an address only where it begins: what follows may be a sign-in token or a meeting's code."""
    if _CODE.fullmatch(word):
        return word
    try:
        address = urlsplit(word)
    except ValueError:
        return "?"
    first = address.path.lstrip("/").split("/")[0]
    return f"{address.netloc}/{first}" if address.netloc and _CODE.fullmatch(first or "-") else "?"
