"""The sentences of our scripts: a page brings those of its modules; when a module is loaded later, it brings the rest by this address."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from deliberate.kernel.errors import NotFound
from deliberate.kernel.feature import Feature, anyone
from deliberate.kernel.language import LANGUAGES, browser_catalogue

blueprint = Blueprint("script_words", __name__)
FEATURE = Feature(name="script_words", pages=blueprint, page_rights={"script_words.every": anyone})


@blueprint.get("/words/<language>")
def every(language: str) -> Response:
    """All that any script says, in one language."""
    if language not in LANGUAGES:
        raise NotFound
    return jsonify(browser_catalogue(language))
