"""Taking an act back: for ten seconds, what it changed is put as it was, unless something later touched the same objects.

An undo is an act of its own. It restores the columns of the rows that the act changed, brings back what it deleted and takes away what
it added; the entries stay in the record, with an entry that corrects them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import Session

from deliberate.kernel.acts import UNDO_FOR, Act
from deliberate.kernel.clock import iso
from deliberate.kernel.db import Base
from deliberate.kernel.errors import Refused
from deliberate.kernel.outbox import OutboxRow
from deliberate.kernel.record import ActRow, EntryRow, Room, Undone

# The record, its counter and the outbox are never put back: what happened, happened.
_NEVER_PUT_BACK = (EntryRow, ActRow, OutboxRow, Room)


class Changes:
    """What the rows that a session flushes inside the `with` were like before."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._before: dict[tuple[str, Any], dict[str, Any] | None] = {}
        self._new: list[Any] = []

    def __enter__(self) -> Changes:
        event.listen(self._session, "before_flush", self._note)
        event.listen(self._session, "after_flush_postexec", self._note_new)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(self._session, "before_flush", self._note)
        event.remove(self._session, "after_flush_postexec", self._note_new)

    def as_rows(self) -> list[dict[str, Any]]:
        """One row for each thing: its model, its primary key and what it was before (None: it was not there)."""
        return [{"model": model, "key": list(key), "before": before} for (model, key), before in self._before.items()]

    def _note(self, session: Session, *_: Any) -> None:
        for thing in session.dirty:
            if session.is_modified(thing):
                self._keep_first(thing, _values_before(thing))
        for thing in session.deleted:
            self._keep_first(thing, _values_before(thing))
        self._new = list(session.new)

    def _note_new(self, session: Session, *_: Any) -> None:
        for thing in self._new:
            self._keep_first(thing, None)
        self._new = []

    def _keep_first(self, thing: Any, before: dict[str, Any] | None) -> None:
        if not isinstance(thing, _NEVER_PUT_BACK):
            self._before.setdefault((type(thing).__name__, inspect(thing).identity), before)


def act_to_undo(act: Act, seq: int) -> ActRow:
    """The act with that number, when it may still be taken back."""
    undone = act.session.scalar(select(ActRow).where(ActRow.room_id == act.room.id, ActRow.seq == seq))
    if undone is None or undone.undo is None:
        raise Refused("cannot_be_undone")
    if act.at > undone.at + UNDO_FOR:
        raise Refused("too_late_to_undo")
    later = act.session.scalars(select(ActRow.touched).where(ActRow.room_id == act.room.id, ActRow.seq > seq))
    if any(set(touched) & set(undone.touched) for touched in later):
        raise Refused("changed_since")
    return undone


def take_back(act: Act, undone: ActRow) -> None:
    """Put everything as it was before the act, and say so in the record. Whoever did it may, and those who facilitate."""
    # The right to an act is often wide, and its command narrows it; undoing asks no command.
    if undone.person_id != act.standing.person_id and not act.standing.desk:
        raise Refused("cannot_be_undone")
    # All at once: what was added goes in the order in which it depends on each other, not in that of this list.
    with act.session.no_autoflush:
        for row in undone.undo or []:
            _put_back(act.session, row)
    act.session.flush()
    first = act.session.scalar(
        select(EntryRow.n)
        .where(EntryRow.room_id == act.room.id, EntryRow.seq == undone.seq)
        .order_by(EntryRow.n)
        .limit(1)
    )
    act.write(Undone(seq=undone.seq), corrects=None if first is None else (undone.seq, first))


def _put_back(session: Session, row: dict[str, Any]) -> None:
    model = _model(row["model"])
    thing = session.get(model, tuple(row["key"]))
    if row["before"] is None:
        session.delete(thing)
    elif thing is None:
        session.add(model(**_read(row["before"])))
    else:
        for name, value in _read(row["before"]).items():
            setattr(thing, name, value)


def _values_before(thing: Any) -> dict[str, Any]:
    state = inspect(thing)
    values = {}
    for column in state.mapper.column_attrs:
        history = state.attrs[column.key].load_history()
        value = history.deleted[0] if history.deleted else getattr(thing, column.key)
        values[column.key] = {"moment": iso(value)} if isinstance(value, datetime) else value
    return values


def _read(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: datetime.fromisoformat(value["moment"]) if isinstance(value, dict) and "moment" in value else value
        for name, value in values.items()
    }


def _model(name: str) -> type[Any]:
    return next(mapper.class_ for mapper in Base.registry.mappers if mapper.class_.__name__ == name)
