"""The first page."""

from __future__ import annotations

from flask import Response

from deliberate.kernel import pages
from deliberate.kernel.db import reading
from deliberate.meetings import queries
from deliberate.meetings.views.blueprint import blueprint


@blueprint.get("/")
def home() -> Response:
    """What is on now, my next meetings, the next ones of the network."""
    viewer = pages.viewer()
    mine = queries.mine(viewer, reading())
    known = {meeting.id for meeting in mine}
    # My own first: of a network with many meetings only some are listed.
    on_now = [meeting for meeting in mine if meeting.is_under_way]
    on_now += [meeting for meeting in queries.under_way(reading()) if meeting.id not in known]
    return pages.show(
        "home.html",
        open_meetings=on_now,
        my_meetings=[meeting for meeting in mine if not meeting.is_under_way],
        public_meetings=[meeting for meeting in queries.coming(reading()) if meeting.id not in known],
    )
