"""The address book of spaces' pages, which the modules beside this one fill."""

from flask import Blueprint

blueprint = Blueprint("spaces", __name__)
