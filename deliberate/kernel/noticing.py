"""What each act of a transaction changes: noticed whenever its session writes, and when the act ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from deliberate.kernel.clock import iso
from deliberate.kernel.outbox import OutboxRow
from deliberate.kernel.record import ActRow, EntryRow, Room

# The record, its counter and the outbox are never put back: what happened, happened.
_NEVER_PUT_BACK = (EntryRow, ActRow, OutboxRow, Room)


@dataclass
class Changes:
    """The things that one act brought into being, changed or took away; what they were before, when it can be taken back."""

    keeps_before: bool = False
    things: dict[Any, None] = field(default_factory=dict)
    _before: dict[Any, dict[str, Any] | None] = field(default_factory=dict)

    def came(self, thing: Any) -> None:
        """A thing is new."""
        self._note(thing, lambda: None)

    def changed(self, thing: Any, left: Mapping[str, Any] | None) -> None:
        """A thing is changed or taken away. `left`: how an earlier act left it, when that is not in the database yet."""
        self._note(thing, lambda: _values_before(thing, left))

    def as_rows(self) -> list[dict[str, Any]]:
        """One row for each thing, once all is written: its model, its primary key and what it was before (None: it was not there)."""
        return [
            {"model": type(thing).__name__, "key": list(inspect(thing).identity), "before": before}
            for thing, before in self._before.items()
        ]

    def _note(self, thing: Any, before: Callable[[], dict[str, Any] | None]) -> None:
        self.things[thing] = None
        if self.keeps_before and thing not in self._before and not isinstance(thing, _NEVER_PUT_BACK):
            self._before[thing] = before()


class Noticing:
    """Looks at a session, and says of each change whose act it is of."""

    def __init__(self, session: Session, room: Room) -> None:
        self._session, self._room = session, room
        self._changes = Changes()
        self._left: dict[Any, dict[str, Any]] = {}
        """How the acts before have left what is not in the database yet."""
        self._loaded: set[Any] = set()
        event.listen(session, "transient_to_pending", lambda _, thing: self._changes.came(thing))
        event.listen(session, "before_flush", lambda *_: self._look())
        event.listen(session, "after_flush", lambda *_: self._left.clear())
        # The acts of a transaction are about the same things, and need not ask for them again: so somebody holds on to them.
        event.listen(session, "loaded_as_persistent", lambda _, thing: self._loaded.add(thing))

    def begin(self, *, keeps_before: bool) -> None:
        """An act begins: what changes from now on is of its doing."""
        self._changes = Changes(keeps_before)

    def end(self) -> Changes:
        """What the act has changed; it may not be in the database yet."""
        self._look()
        dirty = self._session.dirty
        self._left.update({thing: dict(vars(thing)) for thing in self._changes.things if thing in dirty})
        return self._changes

    def give_up(self) -> None:
        """What was changed since the savepoint did not happen."""
        self._left.clear()
        self._changes = Changes()

    def _look(self) -> None:
        for thing in self._session.deleted:
            self._changes.changed(thing, self._left.get(thing))
        for thing in self._session.dirty:
            left = self._left.get(thing)
            if thing is self._room or not self._session.is_modified(thing):
                continue
            if left is None or _differs(thing, left):
                self._changes.changed(thing, left)


def _differs(thing: Any, left: Mapping[str, Any]) -> bool:
    """Whether a column has another value: that something else of it was loaded meanwhile does not count."""
    now = vars(thing)
    return now != left and any(now.get(name) != left.get(name) for name in _columns(thing))


def _columns(thing: Any) -> list[str]:
    return [column.key for column in inspect(thing).mapper.column_attrs]


def _values_before(thing: Any, left: Mapping[str, Any] | None) -> dict[str, Any]:
    values = {name: _value_before(thing, name) if left is None else left.get(name) for name in _columns(thing)}
    return {name: {"moment": iso(value)} if isinstance(value, datetime) else value for name, value in values.items()}


def _value_before(thing: Any, name: str) -> Any:
    history = inspect(thing).attrs[name].load_history()
    return history.deleted[0] if history.deleted else getattr(thing, name)
