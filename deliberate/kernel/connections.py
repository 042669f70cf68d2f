"""Who is connected to this process, in which room, on how many devices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deliberate.kernel.acts import Who

if TYPE_CHECKING:
    from deliberate.lines import Line

NAMESPACE = "/room"


@dataclass
class Connection:
    """One device in one room. `line` is how it is written to directly; None when the library does it."""

    sid: str
    token: str
    who: Who
    room: str
    seat_id: int | None
    desk: bool
    line: Line | None = None
    rights_version: int = 0
    """How often its person's rights have changed, as far as this process has heard."""


class Connections:
    """All connections of this process."""

    def __init__(self) -> None:
        self._by_sid: dict[str, Connection] = {}
        self._by_room: dict[str, dict[str, Connection]] = {}
        self._windows: Counter[int] = Counter()

    def add(self, connection: Connection) -> None:
        """A device has come."""
        self._by_sid[connection.sid] = connection
        self._by_room.setdefault(connection.room, {})[connection.sid] = connection
        self._windows[connection.who.session_id] += 1

    def remove(self, sid: str) -> Connection | None:
        """A device has gone; None when it was never let in."""
        connection = self._by_sid.pop(sid, None)
        if connection is not None:
            present = self._by_room[connection.room]
            del present[sid]
            if not present:
                del self._by_room[connection.room]
            self._windows[connection.who.session_id] -= 1
            if not self._windows[connection.who.session_id]:
                del self._windows[connection.who.session_id]
        return connection

    def get(self, sid: str) -> Connection | None:
        """The device on that line."""
        return self._by_sid.get(sid)

    def in_room(self, room: str) -> list[Connection]:
        """The devices that follow a room."""
        return list(self._by_room.get(room, {}).values())

    def rooms(self) -> list[str]:
        """The rooms that are followed here."""
        return list(self._by_room)

    def everybody(self) -> list[Connection]:
        """All devices."""
        return list(self._by_sid.values())

    def of_people(self, people: Iterable[int]) -> list[Connection]:
        """All devices of these people."""
        wanted = set(people)
        return [connection for connection in self._by_sid.values() if connection.who.person_id in wanted]

    def of_sign_ins(self, ids: Iterable[int]) -> list[Connection]:
        """All devices that are known by these sign-ins."""
        wanted = set(ids)
        return [connection for connection in self._by_sid.values() if connection.who.session_id in wanted]

    def sign_ins(self) -> set[int]:
        """The sign-ins by which all devices are known."""
        return set(self._windows)

    def windows_of(self, sign_in: int) -> int:
        """How many connections are known by this sign-in."""
        return self._windows[sign_in]

    def devices_by_seat(self, room: str) -> Counter[int]:
        """How many devices follow from each seat."""
        return Counter(connection.seat_id for connection in self.in_room(room) if connection.seat_id is not None)
