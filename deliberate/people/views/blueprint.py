"""Where the pages about oneself are registered."""

from flask import Blueprint

blueprint = Blueprint("people", __name__)
