"""Nothing is open by being forgotten: every page needs a row of rights, or the application does not start."""

from __future__ import annotations

from flask import Flask, request

from deliberate.kernel.db import reading
from deliberate.kernel.errors import NotFound
from deliberate.kernel.feature import House
from deliberate.kernel.pages import viewer

OPEN_TO_ALL = frozenset({"static"})


def guard_pages(app: Flask, house: House) -> None:
    """Ask the page's row of rights before each request; a page without one stops the start."""
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()} - OPEN_TO_ALL
    without = endpoints - house.page_rights.keys()
    if without:
        raise RuntimeError(f"pages without a row of rights: {', '.join(sorted(without))}")

    @app.before_request
    def ask() -> None:
        if request.endpoint is None or request.endpoint in OPEN_TO_ALL:
            return
        if "\0" in request.path:
            raise NotFound  # nothing is named so, and PostgreSQL breaks when it is asked to look
        right = house.page_rights[request.endpoint]
        if not right(reading(), viewer(), **(request.view_args or {})):
            raise NotFound
