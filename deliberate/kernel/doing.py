"""Doing acts inside a room's transaction: one, or several of a kind together, with the same outcome as one after the other."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy import insert, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from deliberate import runtime
from deliberate.kernel import clock, outbox, undoing
from deliberate.kernel.acts import SYSTEM, UNDO_FOR, Act, Standing, Who
from deliberate.kernel.errors import Broken, NotFound, NotSignedIn, Refused, Unmet
from deliberate.kernel.feature import Door, House
from deliberate.kernel.messages import Bundle, bundles_of, keys_of
from deliberate.kernel.noticing import Changes, Noticing
from deliberate.kernel.record import ActRow, Room, epoch_of
from deliberate.kernel.waiting import Waiting

LONGEST_BREATH = 0.002
"""Seconds of doing acts after which others may run."""

log = structlog.get_logger("deliberate.writer")


@dataclass
class Begun:
    """An act that whoever asked for it may try."""

    waiting: Waiting
    act: Act
    door: Door | None
    """None for taking an act back."""


@dataclass
class Done:
    """An act that changed something."""

    waiting: Waiting
    act: Act
    changes: Changes
    undone: str | None
    """The id of the act that it took back."""

    @property
    def things(self) -> list[Any]:
        """What it changed, and what looks different by it."""
        return [*self.changes.things, *self.act.also_touched]


def first_run(house: House, batch: Sequence[Waiting]) -> list[Waiting]:
    """The acts at the beginning of a batch that are done together: several of a command with `many`, else one.

    Of each person there is one at most, so that nobody's standing depends on another act of the run; and each id stands there once.
    """
    first = batch[0]
    door = house.acts.get(first.name)
    if door is None or not door.command.many:
        return [first]
    run: list[Waiting] = []
    people: set[int | None] = set()
    ids: set[str] = set()
    for waiting in batch:
        if waiting.name != first.name or waiting.person_id in people or waiting.id in ids:
            break
        run.append(waiting)
        people.add(waiting.person_id)
        ids.add(waiting.id)
    return run


class Doing:
    """The acts of one transaction, under the room's lock."""

    def __init__(self, session: Session, house: House, room: Room) -> None:
        self._session, self._house, self._room = session, house, room
        self._noticing = Noticing(session, room)
        self._epoch = epoch_of(session)
        self._breathed = time.monotonic()

    def do(self, run: list[Waiting]) -> list[Bundle]:
        """Give each act its answer or its error, all in one savepoint; what is to be told of them is returned."""
        savepoint = self._session.begin_nested()
        try:
            bundles = self._do_together(run)
            savepoint.commit()
        except OperationalError:
            raise
        except Exception as error:  # noqa: BLE001 -- told to the log, and to whoever asked, in _error_for
            savepoint.rollback()
            self._noticing.give_up()
            if len(run) > 1:
                # Whichever it was, it must not take the others with it: none of them was done, and each is done by itself.
                return [bundle for waiting in run for bundle in self.do([waiting])]
            run[0].answer, run[0].error = None, _error_for(error, run[0])
            return []
        return bundles

    def _do_together(self, run: list[Waiting]) -> list[Bundle]:
        begun = self._begin(run)
        self._breathe()
        known = self._read_for(begun)
        done: list[Done] = []
        for each in begun:
            self._breathe()
            if one := self._carry_out(each, known, alone=len(run) == 1):
                done.append(one)
        self._session.flush()
        self._breathe()
        return self._keep(done) if done else []

    def _breathe(self) -> None:
        """Let others run, if this one has for a while."""
        if time.monotonic() - self._breathed > LONGEST_BREATH:
            runtime.sleep(0)
            self._breathed = time.monotonic()

    # -- who may try ------------------------------------------------------------------------------------------------

    def _begin(self, run: list[Waiting]) -> list[Begun]:
        people = [waiting.who for waiting in run if waiting.who]
        counting = (
            self._house.sessions_that_count(self._session, {who.session_id for who in people}) if people else set()
        )
        standings = self._house.rooms[self._room.kind].standings(
            self._session, self._room, [who for who in people if who.session_id in counting]
        )
        ids = [waiting.id for waiting in run]
        earlier = select(ActRow).where(ActRow.room_id == self._room.id, ActRow.act_id.in_(ids))
        before = {row.act_id: row for row in self._session.scalars(earlier)}
        begun = []
        for waiting in run:
            waiting.answer = waiting.error = None
            try:
                standing = _standing_of(waiting.who, counting, standings)
                if waiting.id in before:
                    waiting.answer = _same_answer(before[waiting.id], waiting, standing)
                else:
                    begun.append(self._begin_one(waiting, standing))
            except Unmet as error:
                waiting.error = error
        return begun

    def _begin_one(self, waiting: Waiting, standing: Standing) -> Begun:
        door = None if waiting.name == undoing.UNDO else self._door(waiting.name)
        if door is not None:
            self._refuse_without_right(door, standing)
        act = Act(
            id=waiting.id,
            name=waiting.name,
            room=self._room,
            standing=standing,
            at=clock.now(),
            session=self._session,
            seq=self._room.seq + 1,
            inputs=waiting.inputs,
            undoable=door is not None and door.command.undoable,
            about_person=self._house.about_person,
            forgettings=self._house.forgettings,
        )
        return Begun(waiting, act, door)

    def _door(self, name: str) -> Door:
        door = self._house.acts.get(name)
        if door is None or door.room != self._room.kind:
            raise NotFound
        return door

    def _refuse_without_right(self, door: Door, standing: Standing) -> None:
        right = self._house.rights[door.command.name]
        if not standing.is_system and not right.holds(standing):
            raise Refused(right.refusal)

    # -- doing it ---------------------------------------------------------------------------------------------------

    def _read_for(self, begun: list[Begun]) -> tuple[Any, ...]:
        """What their command reads for all of them, as its next argument; nothing when it reads for itself."""
        if not begun or begun[0].door is None or begun[0].door.command.reads is None:
            return ()
        return (begun[0].door.command.reads([one.act for one in begun]),)

    def _carry_out(self, begun: Begun, known: tuple[Any, ...], *, alone: bool) -> Done | None:
        """Do one act; None when it was refused, or changed nothing."""
        act, waiting = begun.act, begun.waiting
        act.seq = self._room.seq + 1
        self._noticing.begin(keeps_before=act.undoable)
        undone = None
        try:
            if begun.door is None:
                undone = self._take_back(act)
            else:
                begun.door.command.run(act, *known, **waiting.inputs)
        except Unmet as error:
            if alone or self._noticing.end().things or act.entries or act.later_rows:
                raise
            waiting.error = error
            return None
        done = Done(waiting, act, self._noticing.end(), undone)
        waiting.answer = {"seq": self._room.seq, "ids": act.ids}
        if not (done.things or act.entries or act.later_rows or act.forgets):
            return None
        waiting.answer["seq"] = self._room.seq = act.seq
        if act.undoable:
            waiting.answer["undo_until"] = clock.iso(act.at + UNDO_FOR)
        return done

    def _take_back(self, act: Act) -> str:
        """Take an earlier act back; its id is returned."""
        undone = undoing.act_to_undo(act, act.inputs["seq"])
        self._refuse_without_right(self._door(undone.name), act.standing)
        undoing.take_back(act, undone)
        return undone.act_id

    def _keep(self, done: list[Done]) -> list[Bundle]:
        """Store that they were done, and with which answer."""
        things = dict.fromkeys(thing for one in done for thing in one.things)
        bundles = bundles_of(self._house, [one.act for one in done], things=things, epoch=self._epoch)
        self._breathe()
        self._session.execute(insert(ActRow), [self._row_of(one) for one in done])
        for one in done:
            if one.undone:
                outbox.cancel(self._session, room_id=self._room.id, act_id=one.undone, at=one.act.at)
        return bundles

    def _row_of(self, done: Done) -> dict[str, Any]:
        act, waiting = done.act, done.waiting
        return {
            "room_id": self._room.id,
            "act_id": act.id,
            "name": act.name,
            "digest": waiting.digest,
            "person_id": act.standing.person_id,
            "seat_id": act.standing.seat_id,
            "at": act.at,
            "seq": act.seq,
            "answer": waiting.answer,
            "touched": sorted({*keys_of(self._house, self._room, done.things), *act.concerns}),
            "undo": done.changes.as_rows() if act.undoable else None,
            "rights_changed_for": sorted(act.rights_changed_for) or None,
        }


def _standing_of(who: Who | None, counting: set[int], standings: Mapping[Who, Standing]) -> Standing:
    if who is None:
        return SYSTEM
    # Who somebody is was proved at the door, perhaps long before; whether that proof still counts is asked here.
    if who.session_id not in counting:
        raise NotSignedIn
    if who not in standings:
        raise NotFound
    return standings[who]


def _same_answer(before: ActRow, waiting: Waiting, standing: Standing) -> dict[str, Any]:
    if before.digest != waiting.digest or before.person_id != standing.person_id:
        raise Refused("id_used_before")
    return dict(before.answer)


def _error_for(error: Exception, waiting: Waiting) -> Unmet:
    if isinstance(error, Unmet):
        return error
    # A mistake of ours in one command must not take the writer and everybody's acts with it.
    log.error("writer.act_broke", name=waiting.name, exc_info=error)
    return Broken()
