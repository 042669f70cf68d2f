"""What a process remembers of each room, so that whoever comes back costs little: the last messages, and the last whole state."""

from __future__ import annotations

from collections import deque
from typing import Any

from sqlalchemy.orm import Session

from deliberate.kernel.feature import House
from deliberate.kernel.messages import Bundle, shared_snapshot
from deliberate.kernel.record import Room
from deliberate.kernel.spelled import inside

KEPT_MESSAGES = 200
KEPT_ROOMS = 200


class Recent:
    """The last of each room; of the rooms, those that were active last."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._messages: dict[str, deque[Bundle]] = {}
        self._snapshots: dict[tuple[str, bool], tuple[tuple[str, int], str]] = {}

    def keep(self, bundle: Bundle) -> None:
        """Keep an act's messages for those who miss them."""
        kept = self._messages.pop(bundle.room, deque(maxlen=KEPT_MESSAGES))
        if bundle.forgets:
            kept.clear()
        kept.append(bundle)
        self._messages[bundle.room] = kept
        if len(self._messages) > KEPT_ROOMS:
            del self._messages[next(iter(self._messages))]

    def missed(self, room: str, after: Any, seq: int) -> list[Bundle] | None:
        """The messages from `after` to `seq` without a hole, or None when only a snapshot will do."""
        if not isinstance(after, int) or isinstance(after, bool) or not 0 <= after <= seq:
            return None
        kept = [bundle for bundle in self._messages.get(room, ()) if after < bundle.seq <= seq]
        whole = len(kept) == seq - after and all(bundle.after == after + n for n, bundle in enumerate(kept))
        return kept if whole else None

    def snapshot(self, session: Session, room: Room, epoch: str, *, desk: bool) -> str:
        """What all share of the room, or all at its desk, as JSON text without its braces: made once for each number."""
        at, face = (epoch, room.seq), (room.reference, desk)
        kept = self._snapshots.get(face)
        if kept is None or kept[0] != at:
            kept = at, inside(shared_snapshot(session, self._house, room, desk=desk))
            self._snapshots[face] = kept
            if len(self._snapshots) > KEPT_ROOMS:
                del self._snapshots[next(iter(self._snapshots))]
        return kept[1]
