"""The way into a hall's laptop, for its wall: the wifi, the address, the code of the meeting that is about to begin."""

from __future__ import annotations

import segno
from flask import Response
from segno import helpers

from deliberate.kernel import hall, pages
from deliberate.kernel.db import reading
from deliberate.kernel.errors import NotFound
from deliberate.meetings import queries
from deliberate.meetings.views.blueprint import blueprint


@blueprint.get("/hall")
def show_hall() -> Response:
    """Only on a hall's laptop; elsewhere the address is known."""
    if not pages.machine().hall:
        raise NotFound
    wifi, password = pages.machine().wifi
    meeting = queries.next_facilitated(pages.viewer(), reading())
    host = hall.host_for_others()
    return pages.show(
        "meetings/hall.html",
        meeting=meeting,
        address=host,
        other_addresses=hall.other_hosts(),
        wifi=wifi,
        wifi_password=password,
        wifi_image=_drawn(helpers.make_wifi_data(wifi, password or None, "WPA" if password else None)) if wifi else "",
        join_image=_drawn(f"http://{host}/join/{meeting.join_code}") if meeting else "",
    )


def _drawn(content: str) -> str:
    return segno.make(content, error="m").svg_data_uri(scale=8, border=4, light="#fff")
