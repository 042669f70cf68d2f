"""What followers are to be told and whose rights are to be looked at, in the order in which it happened."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

import structlog

from deliberate import runtime
from deliberate.kernel.connections import Connection
from deliberate.kernel.messages import Bundle

log = structlog.get_logger("deliberate.live")


class News:
    """One place that all of it goes through: looking at rights waits for the database, and nothing that comes after may overtake it."""

    def __init__(self, tell: Callable[[Bundle], None], look_again: Callable[[list[Connection]], None]) -> None:
        self._tell = tell
        self._look_again = look_again
        self._waiting: deque[Bundle | list[Connection]] = deque()
        self._at_work = False

    def tell(self, bundle: Bundle) -> None:
        """Have an act told to everyone who follows its room."""
        self._add(bundle)

    def look_again(self, connections: Iterable[Connection]) -> None:
        """Have it looked at what these may still see, before anything is told that comes after this."""
        if some := list(connections):
            self._add(some)

    def _add(self, one: Bundle | list[Connection]) -> None:
        self._waiting.append(one)
        if not self._at_work:
            self._at_work = True
            runtime.spawn(self._go_through)

    def _go_through(self) -> None:
        while self._waiting:
            one = self._waiting.popleft()
            try:
                if isinstance(one, Bundle):
                    self._tell(one)
                else:
                    self._look_again(one)
            except Exception:
                log.exception("live.news_broke")
        self._at_work = False
