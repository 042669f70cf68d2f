"""The one writer of a process: it takes the acts that wait for one room into one transaction, commits, publishes, answers."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import structlog
from sqlalchemy import Engine, event, inspect, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from deliberate import runtime
from deliberate.kernel import clock, outbox, undoing
from deliberate.kernel.acts import SYSTEM, UNDO_FOR, Act, Standing, Who
from deliberate.kernel.db import reason_of
from deliberate.kernel.errors import Broken, Kept, NotFound, NotSignedIn, Refused, Unmet
from deliberate.kernel.feature import Door, House
from deliberate.kernel.messages import Bundle, bundle_of, keys_of
from deliberate.kernel.record import ActRow, Room, epoch_of, find_room

BATCH = 50
BATCH_SECONDS = 0.02
UNDO = "undo"

log = structlog.get_logger("deliberate.writer")


@dataclass
class Waiting:
    """An act that came in by a door and waits for the writer. `who` is None for what the program itself carries out."""

    room: str
    id: str
    name: str
    inputs: dict[str, Any]
    who: Who | None
    answered: runtime.Event = field(default_factory=runtime.new_event)
    answer: dict[str, Any] | None = None
    error: Unmet | None = None

    @property
    def digest(self) -> str:
        """What tells a repetition from another act with the same id."""
        return hashlib.sha256(repr([self.name, sorted(self.inputs.items())]).encode()).hexdigest()


class Writer:
    """Acts go in by `submit`; without `start`, each is done at once in the caller's own thread."""

    def __init__(self, house: House, engine: Engine, publish: Callable[[list[Bundle]], None]) -> None:
        self._house = house
        self._engine = engine
        self._publish = publish
        self._queues: OrderedDict[str, deque[Waiting]] = OrderedDict()
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

    def submit(self, waiting: Waiting) -> None:
        """Take an act in; `waiting.answered` is set when it was done or refused."""
        if not self._running:
            with self._alone:
                self._do(waiting.room, [waiting])
            return
        self._queues.setdefault(waiting.room, deque()).append(waiting)
        self._wake.set()

    def _run(self) -> None:
        while True:
            if not self._queues:
                self._wake = runtime.new_event()
                if not self._queues:
                    self._wake.wait(1)
                continue
            room, queue = next(iter(self._queues.items()))
            batch = [queue.popleft() for _ in range(min(BATCH, len(queue)))]
            if queue:
                self._queues.move_to_end(room)
            else:
                del self._queues[room]
            self._do_whatever_happens(room, batch)

    def _do_whatever_happens(self, room: str, batch: list[Waiting]) -> None:
        """The one writer serves everybody: no fault in one batch may end it."""
        try:
            self._do(room, batch)
        except Exception:
            log.exception("writer.batch_broke", acts=len(batch))
            for waiting in batch:
                if not waiting.answered.is_set():
                    # Perhaps it was stored and only the telling failed: asking again with the same id will tell.
                    waiting.answer, waiting.error = None, Kept()
                    waiting.answered.set()

    def _do(self, room: str, batch: list[Waiting]) -> None:
        left = list(batch)
        try:
            while left:
                self._do_together(room, left)
        except OperationalError as error:
            # Nothing of what is left was stored. One act may have been the cause: each gets its own transaction.
            log.warning("writer.batch_void", acts=len(left), error=reason_of(error))
            for waiting in left:
                self._do_alone(room, waiting)

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
        left = deque(batch)
        done: list[Waiting] = []
        started = time.monotonic()
        with Session(self._engine, expire_on_commit=False) as session:
            touched = watch_touched(session)
            keep_what_is_loaded(session)
            try:
                locked = find_room(session, room, lock=True)
            except NotFound as error:
                for waiting in batch:
                    waiting.error = error
                self.answer(batch)
                batch.clear()
                return
            epoch = epoch_of(session)
            while left and (not done or time.monotonic() - started < BATCH_SECONDS):
                waiting = left.popleft()
                touched.clear()
                bundle = self._try(session, locked, waiting, touched, epoch)
                if bundle:
                    bundles.append(bundle)
                done.append(waiting)
                runtime.sleep(0)
            self.commit(session)
        self.publish(bundles)
        self.answer(done)
        batch[:] = left

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

    def _try(self, session: Session, room: Room, waiting: Waiting, touched: set[Any], epoch: str) -> Bundle | None:
        savepoint = session.begin_nested()
        try:
            bundle = self._carry_out(session, room, waiting, touched, epoch)
            savepoint.commit()
        except Unmet as error:
            savepoint.rollback()
            waiting.error = error
        except OperationalError:
            raise
        except Exception:
            # A mistake of ours in one command must not take the writer and everybody's acts with it.
            savepoint.rollback()
            log.exception("writer.act_broke", name=waiting.name)
            waiting.error = Broken()
        else:
            return bundle
        return None

    def _carry_out(
        self, session: Session, room: Room, waiting: Waiting, touched: set[Any], epoch: str
    ) -> Bundle | None:
        standing = self._standing(session, room, waiting.who)
        before = session.scalar(select(ActRow).where(ActRow.room_id == room.id, ActRow.act_id == waiting.id))
        if before is not None:
            waiting.answer = _same_answer(before, waiting, standing)
            return None

        act = Act(
            id=waiting.id,
            name=waiting.name,
            room=room,
            standing=standing,
            at=clock.now(),
            session=session,
            seq=room.seq + 1,
            about_person=self._house.about_person,
            forgettings=self._house.forgettings,
        )
        after = room.seq
        with undoing.Changes(session) as changes:
            undone_for = self._run_command(act, waiting)
            room.seq = act.seq
            session.flush()
        things = [*(touched - {room}), *act.also_touched]
        if not (things or act.entries or act.later_rows or act.forgets):
            room.seq = after
            waiting.answer = {"seq": after, "ids": act.ids}
            return None

        bundle = bundle_of(session, self._house, act, things=things, after=after, epoch=epoch)
        waiting.answer = {"seq": act.seq, "ids": act.ids}
        if act.undoable:
            waiting.answer["undo_until"] = clock.iso(act.at + UNDO_FOR)
        session.add(
            ActRow(
                room_id=room.id,
                act_id=waiting.id,
                name=waiting.name,
                digest=waiting.digest,
                person_id=standing.person_id,
                seat_id=standing.seat_id,
                at=act.at,
                seq=act.seq,
                answer=waiting.answer,
                touched=sorted({*keys_of(self._house, room, things), *act.concerns}),
                undo=changes.as_rows() if act.undoable else None,
            )
        )
        if undone_for:
            outbox.cancel(session, room_id=room.id, act_id=undone_for, at=act.at)
        return bundle

    def _run_command(self, act: Act, waiting: Waiting) -> str | None:
        """Do what was asked; for an undo, the id of the act that was taken back is returned."""
        if waiting.name == UNDO:
            undone = undoing.act_to_undo(act, waiting.inputs["seq"])
            self._refuse_without_right(self._door(undone.name, act.room), act.standing)
            undoing.take_back(act, undone)
            return undone.act_id
        door = self._door(waiting.name, act.room)
        self._refuse_without_right(door, act.standing)
        act.undoable = door.command.undoable
        door.command.run(act, **waiting.inputs)
        return None

    def _door(self, name: str, room: Room) -> Door:
        door = self._house.acts.get(name)
        if door is None or door.room != room.kind:
            raise NotFound
        return door

    def _refuse_without_right(self, door: Door, standing: Standing) -> None:
        right = self._house.rights[door.command.name]
        if not standing.is_system and not right.holds(standing):
            raise Refused(right.refusal)

    def _standing(self, session: Session, room: Room, who: Who | None) -> Standing:
        if who is None:
            return SYSTEM
        # Who somebody is was proved at the door, perhaps long before; whether that proof still counts is asked here.
        if who.session_id not in self._house.sessions_that_count(session, {who.session_id}):
            raise NotSignedIn
        return self._house.rooms[room.kind].standing(session, room, who)


def keep_what_is_loaded(session: Session) -> None:
    """Hold on to whatever the session loads: the acts of a batch are about the same things, and need not ask for them again."""
    kept: set[Any] = set()
    event.listen(session, "loaded_as_persistent", lambda _, thing: kept.add(thing))


def watch_touched(session: Session) -> set[Any]:
    """The things that the session flushes as new, changed or gone, gathered while they pass."""
    touched: set[Any] = set()

    @event.listens_for(session, "before_flush")
    def gather(session: Session, *_: Any) -> None:
        touched.update(session.new)
        touched.update(session.deleted)
        touched.update(thing for thing in session.dirty if inspect(thing).modified and session.is_modified(thing))

    return touched


def _same_answer(before: ActRow, waiting: Waiting, standing: Standing) -> dict[str, Any]:
    if before.digest != waiting.digest or before.person_id != standing.person_id:
        raise Refused("id_used_before")
    return dict(before.answer)
