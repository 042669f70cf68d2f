"""The address book of groups' pages, which the modules beside this one fill."""

from flask import Blueprint

blueprint = Blueprint("groups", __name__)
