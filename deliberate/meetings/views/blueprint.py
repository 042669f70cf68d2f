"""The address book of meetings' pages, which the modules beside this one fill."""

from flask import Blueprint

blueprint = Blueprint("meetings", __name__)
