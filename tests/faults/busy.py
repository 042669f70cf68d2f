"""Somebody who acts without a pause until the line is gone."""

from __future__ import annotations

import threading
import uuid
from contextlib import suppress

from socketio.exceptions import BadNamespaceError

from tests.installation import SLACK, eventually
from tests.wire_client import Client


class Busy:
    """Rewords one point of the agenda again and again; `acknowledged` are the numbers of the acts that were answered."""

    def __init__(self, desk: Client, item: int) -> None:
        self.acknowledged: list[int] = []
        self._desk = desk
        self._item = item
        self._thread = threading.Thread(target=self._work)
        self._thread.start()
        eventually(lambda: len(self.acknowledged) > 5, what="acts going on")

    def wait_until_gone(self) -> None:
        self._thread.join(40 * SLACK)
        assert not self._desk.is_connected

    def _work(self) -> None:
        desk = self._desk
        while desk.is_connected:
            already = len(desk.answers)
            wording = {"title": f"Mill {already}", "purpose": "explore", "presenter": None, "minutes": 10}
            with suppress(BadNamespaceError):
                desk.send("meetings.change_item", act_id=str(uuid.uuid4()), item=self._item, **wording)
            eventually(
                lambda already=already: len(desk.answers) > already or not desk.is_connected,
                what="an answer, or the end",
            )
            self.acknowledged[:] = [answer["seq"] for answer in desk.answers if answer["ok"]]
