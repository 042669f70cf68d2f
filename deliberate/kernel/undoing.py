"""Taking an act back: for ten seconds, what it changed is put as it was, unless something later touched the same objects.

An undo is an act of its own. It restores the columns of the rows that the act changed, brings back what it deleted and takes away what
it added; the entries stay in the record, with an entry that corrects them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from deliberate.kernel.acts import UNDO_FOR, Act
from deliberate.kernel.db import Base
from deliberate.kernel.errors import Refused
from deliberate.kernel.record import ActRow, EntryRow, Undone

UNDO = "undo"
"""The name by which an act is taken back."""


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


def _read(values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: datetime.fromisoformat(value["moment"]) if isinstance(value, dict) and "moment" in value else value
        for name, value in values.items()
    }


def _model(name: str) -> type[Any]:
    return next(mapper.class_ for mapper in Base.registry.mappers if mapper.class_.__name__ == name)
