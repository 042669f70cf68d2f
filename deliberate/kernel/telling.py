"""What the followers of a room are told without asking: what an act changed, who is online, and the head while nothing happens."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from deliberate import runtime
from deliberate.kernel.connections import Connection, Connections
from deliberate.kernel.db import reading_session
from deliberate.kernel.fanout import Fanout
from deliberate.kernel.messages import Bundle, together
from deliberate.kernel.record import Head, epoch_of, find_room
from deliberate.kernel.routine import keep_doing

SILENCE_BEFORE_HEAD = 15.0
PRESENCE_EVERY = 0.25
MOST_LISTED = 200
"""Seats online that everybody is told one by one; when there are more, only the desk is, and the others are told how many."""
SHORTEST_REST = 0.005
REST_OF_TELLING = 3
"""A room that was told something rests for so many seconds at least, or so many times as long as the telling took."""
REST_FOR_EACH = 0.0002
LONGEST_REST_FOR_ALL = 0.1
"""It rests longer, the more follow it: when all of them act, each is told as much in a large room as in a small one."""


class Telling:
    """What this process sends to its connections, and when each room was last told something."""

    def __init__(
        self,
        fanout: Fanout,
        connections: Connections,
        app_context: Callable[[], Any],
        elsewhere: Callable[[str], Counter[int]] | None,
    ) -> None:
        self._fanout = fanout
        self._connections = connections
        self._elsewhere = elsewhere
        self._app_context = app_context
        self._last_told: dict[str, float] = {}
        self._presence_due: set[str] = set()
        self._untold: dict[str, list[Bundle]] = {}
        self._busy: set[str] = set()

    def start(self) -> None:
        """Tell who is online, and the heads of rooms in which nothing happens, again and again."""
        keep_doing(self._tell_presence, every=PRESENCE_EVERY)
        keep_doing(self._tell_heads, every=1)

    def keep(self, bundle: Bundle) -> None:
        """What an act changed is to be told by the next `tell_changes`."""
        self._untold.setdefault(bundle.room, []).append(bundle)

    def tell_changes(self, room: str) -> None:
        """Tell everyone who follows the room what was done in it: at once when it is quiet, else when it has rested."""
        if room in self._untold and room not in self._busy:
            self._busy.add(room)
            runtime.spawn(self._tell_until_quiet, room)

    def has_come(self, connection: Connection) -> None:
        """A device follows its room from now on."""
        self._last_told.setdefault(connection.room, time.monotonic())
        self.presence_changed(connection.room)

    def has_gone(self, connection: Connection) -> None:
        """A device has gone; a room that nobody follows is told nothing more."""
        if not self._connections.in_room(connection.room):
            self._last_told.pop(connection.room, None)
        self.presence_changed(connection.room)

    def presence_changed(self, room: str) -> None:
        """Who is online there is told soon."""
        self._presence_due.add(room)

    def tell_to_move(self, within: float) -> None:
        """Tell everybody to connect anew, each at a random moment within so many seconds: this process is about to end."""
        for room in self._connections.rooms():
            for desk in (False, True):
                self._tell(room, "move", {"room": room, "within": within}, desk=desk)

    def _tell_until_quiet(self, room: str) -> None:
        """However much is done in a room, telling it takes no more than a quarter of this process's time."""
        try:
            while room in self._untold:
                began = time.monotonic()
                told = self._send(together(self._untold.pop(room)))
                ended = time.monotonic()
                if room in self._last_told:
                    self._last_told[room] = ended
                runtime.sleep(_rest_after(ended - began, told))
        finally:
            self._busy.discard(room)

    def _send(self, bundle: Bundle) -> int:
        """Tell it to all who follow its room; how many they are is returned."""
        alone: list[Connection] = []
        audiences: dict[bool, list[Connection]] = {False: [], True: []}
        followers = self._connections.in_room(bundle.room)
        for connection in followers:
            (alone if connection.seat_id in bundle.to_seats else audiences[connection.desk]).append(connection)
        for desk, audience in audiences.items():
            if audience:
                self._fanout.tell(audience, "change", bundle.message(desk=desk, seat_id=None))
        for connection in alone:
            message = bundle.message(desk=connection.desk, seat_id=connection.seat_id)
            self._fanout.tell([connection], "change", message)
        return len(followers)

    def _tell_presence(self) -> None:
        due, self._presence_due = self._presence_due, set()
        for room in due:
            devices = self._devices_by_seat(room)
            for desk in (False, True):
                self._tell(room, "presence", presence(devices, desk=desk), desk=desk)

    def _devices_by_seat(self, room: str) -> Counter[int]:
        here = self._connections.devices_by_seat(room)
        return here + self._elsewhere(room) if self._elsewhere else here

    def _tell(self, room: str, name: str, message: dict[str, Any], *, desk: bool) -> None:
        audience = [connection for connection in self._connections.in_room(room) if connection.desk == desk]
        if audience:
            self._fanout.tell(audience, name, message)

    def _tell_heads(self) -> None:
        silent = time.monotonic() - SILENCE_BEFORE_HEAD
        for room in [room for room, told in self._last_told.items() if told < silent]:
            if room in self._last_told:  # somebody may have gone while another room was looked up
                self._last_told[room] = time.monotonic()
                self._tell_head(room)

    def _tell_head(self, reference: str) -> None:
        with self._app_context(), reading_session() as session:
            room = find_room(session, reference)
            head = Head(epoch_of(session), room.seq, room.head)
        self.tell_head(reference, head)

    def tell_head(self, room: str, head: Head) -> None:
        """Tell everyone who follows the room where it is: whoever is behind asks for what is missing."""
        for desk in (False, True):
            self._tell(room, "head", {"room": room} | vars(head), desk=desk)


def presence(devices: Mapping[int, int], *, desk: bool) -> dict[str, Any]:
    """Who is online, as it travels: the number of seats, and which, unless that would send everybody a long list again and again."""
    told: dict[str, Any] = {"count": len(devices)}
    if desk or len(devices) <= MOST_LISTED:
        told["online"] = sorted(devices)
    if desk:
        told["devices"] = {str(seat): count for seat, count in devices.items() if count > 1}
    return told


def _rest_after(seconds: float, followers: int) -> float:
    """How long a room rests after a telling that took so long."""
    return max(SHORTEST_REST, REST_OF_TELLING * seconds, min(LONGEST_REST_FOR_ALL, REST_FOR_EACH * followers))
