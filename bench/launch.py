"""Starts `deliberate serve` as the benchmark wants it: the product, and a few more events that make it work on request.

- `tell` sends everybody in the room a change of any size, by the same way on which the changes of acts go out (`Live.publish`).
- `count` is an act without a database: it is answered at once, and how many there were is told to all, ten times a second at most.
- `beat` begins to measure how late the hub is, and `lateness` tells it.
- `settle` collects garbage, so that memory is compared without it.
- `look` begins to look at where the time goes, and `looked` tells it.

The product knows nothing of them. The worker process is left out: it has a core of its own elsewhere.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from typing import Any

from deliberate import runtime

runtime.patch()

from bench.message import change  # noqa: E402
from bench.processes import seconds_without_core  # noqa: E402
from bench.sampling import Sampling  # noqa: E402
from deliberate import app  # noqa: E402
from deliberate.cli import main, serving  # noqa: E402
from deliberate.kernel.connections import NAMESPACE  # noqa: E402
from deliberate.kernel.db import reading_session  # noqa: E402
from deliberate.kernel.live import Live  # noqa: E402
from deliberate.kernel.messages import Bundle  # noqa: E402
from deliberate.kernel.record import epoch_of  # noqa: E402

COUNTS_EVERY = 0.1
SIZE_OF_COUNTS = 200
BEAT = 0.002
"""Seconds between two beats of the heart, as planned."""


class MeasuredLive(Live):
    """The product's connections, with the benchmark's events beside its own."""

    _counted = 0
    _counting = False
    _sampling = Sampling()

    def open(self) -> None:
        super().open()
        with self._app_context(), reading_session() as session:
            self._epoch = epoch_of(session)
        self._lateness: list[float] = []
        for handler in (self.tell, self.count, self.beat, self.lateness, self.settle, self.look, self.looked):
            self._server.on(handler.__name__, handler, namespace=NAMESPACE)

    def tell(self, sid: str, wanted: dict[str, int]) -> None:
        """Send everybody in the room a change."""
        self._tell_room(sid, wanted["number"], wanted["size"])

    def count(self, sid: str, _: Any) -> dict[str, Any]:
        """Answer at once, and have the count told soon."""
        self._counted += 1
        if not self._counting:
            self._counting = True
            runtime.spawn(self._tell_count, sid)
        return {"ok": True, "seq": self._counted, "ids": {}}

    def beat(self, *_: Any) -> dict[str, bool]:
        """Begin to measure."""
        self._lateness = []
        runtime.spawn(self._beat, self._lateness)
        return {"ok": True}

    def lateness(self, *_: Any) -> dict[str, Any]:
        """How late each beat was, in seconds, less those in which others had the core; measuring ends."""
        measured, self._lateness = self._lateness, []
        return {"ok": True, "late": measured}

    def settle(self, *_: Any) -> dict[str, bool]:
        """Collect garbage."""
        gc.collect()
        return {"ok": True}

    def look(self, *_: Any) -> dict[str, bool]:
        """Begin to look at where the time goes."""
        self._sampling = Sampling()
        self._sampling.start()
        return {"ok": True}

    def looked(self, *_: Any) -> dict[str, Any]:
        """Where it went."""
        return {"ok": True, **self._sampling.stop()}

    def _tell_room(self, sid: str, number: int, size: int) -> None:
        connection = self._connections.get(sid)
        if connection is None:
            return
        message = change(number, size, room=connection.room, epoch=self._epoch)
        self.publish(
            [
                Bundle(
                    room=connection.room,
                    epoch=message["epoch"],
                    after=message["after"],
                    seq=number,
                    entries=[],
                    to_all=message["changed"],
                )
            ]
        )

    def _tell_count(self, sid: str) -> None:
        runtime.sleep(COUNTS_EVERY)
        self._counting = False
        self._tell_room(sid, self._counted, SIZE_OF_COUNTS)

    def _beat(self, lateness: list[float]) -> None:
        while lateness is self._lateness:
            planned = self._own_time() + BEAT
            runtime.sleep(BEAT)
            lateness.append(self._own_time() - planned)

    @staticmethod
    def _own_time() -> float:
        return time.perf_counter() - seconds_without_core(os.getpid())


if __name__ == "__main__":
    app.Live = MeasuredLive  # type: ignore[attr-defined]
    serving._keep_worker = lambda: None
    sys.argv = ["deliberate", "serve", *sys.argv[1:]]
    main()
