"""Acts that wait for the writer, and whose turn it is: rooms take turns, and in a room its people do."""

from __future__ import annotations

import hashlib
from collections import Counter, OrderedDict, deque
from dataclasses import dataclass, field
from typing import Any

from deliberate import runtime
from deliberate.kernel.acts import Who
from deliberate.kernel.errors import Kept, Unmet

MOST_IN_ROOM = 2_000
"""Acts that wait in one room: everybody's in a full one, and as many again. What comes beyond is better kept on its device."""
MOST_IN_ALL = 10_000
MOST_OF_ONE = 100
"""Acts of one person that wait in one room: what a phone sends that was offline for a while."""


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
    def person_id(self) -> int | None:
        """Whose act it is; None for the program."""
        return self.who.person_id if self.who else None

    @property
    def digest(self) -> str:
        """What tells a repetition from another act with the same id."""
        return hashlib.sha256(repr([self.name, sorted(self.inputs.items())]).encode()).hexdigest()


class Turns:
    """The lines of all rooms. Each person has a line of their own, so that one who sends much does not hold up the others."""

    def __init__(self) -> None:
        self._rooms: OrderedDict[str, OrderedDict[int | None, deque[Waiting]]] = OrderedDict()
        self._waiting: Counter[str] = Counter()

    @property
    def count(self) -> int:
        """How many acts wait, in all rooms."""
        return self._waiting.total()

    def add(self, waiting: Waiting) -> None:
        """Let an act wait; raises Kept at once when too many do. Who has none waiting is let into a full room: others have filled it."""
        if waiting.who is not None:
            theirs = self._waiting_of(waiting)
            room_is_full = theirs > 0 and self._waiting[waiting.room] >= MOST_IN_ROOM
            if theirs >= MOST_OF_ONE or room_is_full or self._waiting.total() >= MOST_IN_ALL:
                raise Kept
        self._line_of(waiting).append(waiting)
        self._waiting[waiting.room] += 1

    def take(self, most: int) -> list[Waiting]:
        """The acts of the room whose turn it is, one of each person, and so on; none when nobody waits."""
        if not self._rooms:
            return []
        room, lines = next(iter(self._rooms.items()))
        taken: list[Waiting] = []
        while lines and len(taken) < most:
            person, line = lines.popitem(last=False)
            taken.append(line.popleft())
            if line:
                lines[person] = line
        self._waiting[room] -= len(taken)
        self._rooms.move_to_end(room)
        if not lines:
            del self._rooms[room], self._waiting[room]
        return taken

    def put_back(self, taken: list[Waiting]) -> None:
        """There was no time for these: they are the first when it is their room's turn again."""
        for waiting in reversed(taken):
            self._line_of(waiting).appendleft(waiting)
            self._rooms[waiting.room].move_to_end(waiting.person_id, last=False)
            self._waiting[waiting.room] += 1

    def _waiting_of(self, waiting: Waiting) -> int:
        lines = self._rooms.get(waiting.room)
        return len(lines.get(waiting.person_id, ())) if lines else 0

    def _line_of(self, waiting: Waiting) -> deque[Waiting]:
        lines = self._rooms.setdefault(waiting.room, OrderedDict())
        return lines.setdefault(waiting.person_id, deque())
