"""The one writer of a process: it takes the acts that wait for one room into one transaction, commits, publishes, answers."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from deliberate import runtime
from deliberate.kernel.db import reason_of
from deliberate.kernel.doing import Doing, first_run
from deliberate.kernel.errors import Kept, NotFound
from deliberate.kernel.feature import House
from deliberate.kernel.messages import Bundle
from deliberate.kernel.record import find_room
from deliberate.kernel.waiting import Turns, Waiting

BATCH = 100
BATCH_SECONDS = 0.02

log = structlog.get_logger("deliberate.writer")


class Writer:
    """Acts go in by `submit`; without `start`, each is done at once in the caller's own thread."""

    def __init__(self, house: House, engine: Engine, publish: Callable[[list[Bundle]], None]) -> None:
        self._house = house
        self._engine = engine
        self._publish = publish
        self._turns = Turns()
        self._wake = runtime.new_event()
        self._alone = threading.Lock()
        self._running = False

    def start(self) -> None:
        """From now on one greenlet of this process does all acts."""
        self._running = True
        runtime.spawn(self._run)

    def publish_to(self, publish: Callable[[list[Bundle]], None]) -> None:
        """Tell what was done to somebody else from now on."""
        self._publish = publish

    @property
    def waiting(self) -> int:
        """How many acts wait for their turn."""
        return self._turns.count

    def submit(self, waiting: Waiting) -> None:
        """Take an act in; `waiting.answered` is set when it was done or refused. Raises Kept when too many wait."""
        if not self._running:
            with self._alone:
                self._do(waiting.room, [waiting])
            return
        self._turns.add(waiting)
        self._wake.set()

    def _run(self) -> None:
        while True:
            self._wake = runtime.new_event()
            batch = self._turns.take(BATCH)
            if batch:
                self._take_turn(batch[0].room, batch)
                self._turns.put_back(batch)
            else:
                self._wake.wait(1)

    def _take_turn(self, room: str, batch: list[Waiting]) -> None:
        """The one writer serves everybody: no fault in one batch may end it."""
        try:
            self._do_part(room, batch)
        except Exception:
            log.exception("writer.batch_broke", acts=len(batch))
            for waiting in batch:
                if not waiting.answered.is_set():
                    # Perhaps it was stored and only the telling failed: asking again with the same id will tell.
                    waiting.answer, waiting.error = None, Kept()
                    waiting.answered.set()
            batch.clear()

    def _do(self, room: str, batch: list[Waiting]) -> None:
        left = list(batch)
        while left:
            self._do_part(room, left)

    def _do_part(self, room: str, left: list[Waiting]) -> None:
        """One transaction of a batch; what was answered is taken out of it."""
        try:
            self._do_together(room, left)
        except OperationalError as error:
            # Nothing of what is left was stored. One act may have been the cause: each gets its own transaction.
            log.warning("writer.batch_void", acts=len(left), error=reason_of(error))
            for waiting in left:
                self._do_alone(room, waiting)
            left.clear()

    def _do_alone(self, room: str, waiting: Waiting) -> None:
        waiting.answer = waiting.error = None
        try:
            self._do_together(room, [waiting])
        except OperationalError as error:
            log.error("writer.act_not_stored", name=waiting.name, error=reason_of(error))
            waiting.error = Kept()
            self.answer([waiting])

    def _do_together(self, room: str, batch: list[Waiting]) -> None:
        """Do as many as there is time for in one transaction; those that were answered are taken out of the batch."""
        bundles: list[Bundle] = []
        done = 0
        started = time.monotonic()
        with Session(self._engine, expire_on_commit=False) as session:
            try:
                locked = find_room(session, room, lock=True)
            except NotFound as error:
                for waiting in batch:
                    waiting.error = error
                self.answer(batch)
                batch.clear()
                return
            doing = Doing(session, self._house, locked)
            while done < len(batch) and (not done or time.monotonic() - started < BATCH_SECONDS):
                run = first_run(self._house, batch[done:])
                bundles += doing.do(run)
                done += len(run)
                runtime.sleep(0)
            self.commit(session)
        self.publish(bundles)
        self.answer(batch[:done])
        del batch[:done]

    def commit(self, session: Session) -> None:
        """Make the batch durable: from here on it has happened."""
        session.commit()

    def publish(self, bundles: list[Bundle]) -> None:
        """Tell everyone who follows the room. A lost message is healed by its number."""
        self._publish(bundles)

    def answer(self, batch: list[Waiting]) -> None:
        """Tell those who asked."""
        for waiting in batch:
            waiting.answered.set()
