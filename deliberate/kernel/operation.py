"""Pages for whoever keeps the server running: is it alive, is it ready, what did browsers refuse to run."""

from __future__ import annotations

import structlog
from flask import Blueprint, Response, jsonify, request
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from deliberate.kernel import pages
from deliberate.kernel.db import reading
from deliberate.kernel.permissions import anyone
from deliberate.kernel.record import Installation

blueprint = Blueprint("operation", __name__)
log = structlog.get_logger("deliberate.csp")

LONGEST_REPORT = 4000
PAGES = {"operation.health": anyone, "operation.ready": anyone, "operation.csp_report": anyone}


@blueprint.get("/health")
def health() -> Response:
    """The process answers."""
    return jsonify(ok=True)


@blueprint.get("/ready")
def ready() -> tuple[Response, int]:
    """The process can do its work: the database answers and is set up."""
    try:
        installed = reading().scalar(select(Installation.epoch))
    except OperationalError:
        installed = None
    return jsonify(ready=installed is not None), 200 if installed else 503


@blueprint.post("/csp-report")
@pages.without_form_token
def csp_report() -> tuple[str, int]:
    """A browser refused to run something: a fault of ours, or an attack that failed."""
    log.warning("csp.report", report=request.get_data(as_text=True)[:LONGEST_REPORT])
    return "", 204
