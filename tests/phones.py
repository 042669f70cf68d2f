"""Many phones in one room, without a thread for each. Every one follows by the rule of docs/protocol.md, and comes back by itself."""

from __future__ import annotations

import heapq
import json
import random
import selectors
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any

from bench import wire
from bench.crowd import next_frame

CATCH_UP = 7
"""The number of the only question that a phone asks."""
PATIENCE = 8.0
READ_AT_ONCE = 262_144
ANY = selectors.EVENT_READ | selectors.EVENT_WRITE


class Phones:
    """All of them, and the loop that serves their lines in a thread of its own."""

    def __init__(self, room: str, tokens: Sequence[str], port: int) -> None:
        self.room, self.port = room, port
        self.selector = selectors.DefaultSelector()
        self.all = [Phone(self, token) for token in tokens]
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = count()
        self._over = False

    @contextmanager
    def following(self) -> Iterator[Phones]:
        """They come, follow, and go in the end."""
        working = threading.Thread(target=self._work, name="phones")
        working.start()
        try:
            yield self
        finally:
            self._over = True
            working.join()

    def are_at(self, seq: int) -> bool:
        """Whether every one has a line, and has the room as it was after that act at least."""
        return all(phone.is_live and phone.seq >= seq for phone in self.all)

    def later(self, seconds: float, do: Callable[[], None]) -> None:
        """Do something after so many seconds."""
        heapq.heappush(self._due, (time.monotonic() + seconds, next(self._numbers), do))

    def _work(self) -> None:
        for phone in self.all:
            self.later(random.uniform(0, 2), phone.connect)
        while not self._over:
            for key, happened in self.selector.select(0.02):
                key.data.attend(happened)
            while self._due and self._due[0][0] <= time.monotonic():
                heapq.heappop(self._due)[2]()
        for phone in self.all:
            phone.hang_up()
        self.selector.close()


class Phone:
    """One of them: a map of objects, the number it is at, and a line that may break."""

    def __init__(self, phones: Phones, token: str) -> None:
        self._phones = phones
        self._token = token
        self._line: socket.socket | None = None
        self._lines = 0
        self._read = self._unsent = b""
        self._held: list[dict[str, Any]] = []
        self._catching_up = False
        self.objects: dict[str, Any] = {}
        self.epoch: str | None = None
        self.seq = -1
        self.me: dict[str, Any] | None = None
        self.is_live = False
        self.snapshots = self.moves = self.lost = 0
        self.refused: list[str] = []

    def connect(self) -> None:
        """Begin a new line."""
        self._line = socket.socket()
        self._line.setblocking(False)
        self._line.connect_ex(("127.0.0.1", self._phones.port))
        self._lines += 1
        self._read, self._unsent = b"", wire.upgrade(wire.PATH, self._phones.port)
        self._phones.selector.register(self._line, ANY, self)
        self._unless_by_then(PATIENCE, lambda: self.is_live, self._come_back)

    def hang_up(self) -> None:
        """Close the line, if there is one."""
        self.is_live = False
        if self._line is not None:
            self._phones.selector.unregister(self._line)
            self._line.close()
            self._line = None

    def attend(self, happened: int) -> None:
        """Something happened on the line."""
        try:
            if happened & selectors.EVENT_WRITE and self._line is not None:
                self._unsent = self._unsent[self._line.send(self._unsent) :] if self._unsent else b""
                if not self._unsent:
                    self._phones.selector.modify(self._line, selectors.EVENT_READ, self)
            if happened & selectors.EVENT_READ and self._line is not None:
                came = self._line.recv(READ_AT_ONCE)
                if not came:
                    raise ConnectionError
                self._take(came)
        except BlockingIOError:
            return
        except OSError:
            self._come_back()

    def _come_back(self) -> None:
        self.lost += self.is_live
        self.hang_up()
        self._phones.later(random.uniform(0.2, 1.0), self.connect)

    def _unless_by_then(self, seconds: float, claim: Callable[[], bool], do: Callable[[], None]) -> None:
        line = self._lines
        self._phones.later(seconds, lambda: do() if line == self._lines and self._line and not claim() else None)

    def _say(self, frame: bytes) -> None:
        assert self._line is not None
        self._unsent += frame
        self._phones.selector.modify(self._line, ANY, self)

    def _take(self, came: bytes) -> None:
        self._read += came
        start = 0
        if self._read.startswith(b"HTTP"):
            head = self._read.find(b"\r\n\r\n")
            if head < 0:
                return
            if not self._read.startswith(wire.SWITCHED):
                raise ConnectionError(self._read[:60])
            start = head + 4
        while self._line is not None and (frame := next_frame(self._read, start)):
            begin, start = frame
            self._hear(self._read[begin:start])
        self._read = self._read[start:]

    def _hear(self, said: bytes) -> None:
        if said == wire.PING:
            self._say(wire.PONG)
        elif said.startswith(wire.OPENED):
            self._say(wire.connect({"room": self._phones.room, "token": self._token}))
        elif said.startswith(wire.CONNECTED):
            self._catch_up()
        elif said.startswith(wire.REFUSED):
            self.refused.append(said.decode())
            raise ConnectionError
        elif said.startswith(wire.ANSWER):
            self._take_answer(json.loads(said[said.index(b"[") :])[0])
        elif said.startswith(b"42"):
            name, message = json.loads(said[said.index(b"[") :])
            self._hear_event(name, message)
        elif said.startswith((b"1", b"41")):
            raise ConnectionError

    def _hear_event(self, name: str, message: dict[str, Any]) -> None:
        if name == "change":
            self._held.append(message)
            if not self._catching_up:
                self._take_held()
        elif name == "head" and (message["epoch"] != self.epoch or message["seq"] > self.seq):
            self._catch_up_soon(lambda: message["epoch"] == self.epoch and message["seq"] <= self.seq)
        elif name == "move":
            self.moves += 1
            self._unless_by_then(random.uniform(0, message["within"]), lambda: False, self._come_back)
        elif name == "refresh":
            self._catch_up()

    def _catch_up(self) -> None:
        self._catching_up = True
        known = {"epoch": self.epoch, "after": self.seq if self.epoch else None, "me": self.me}
        self._say(wire.event("catch_up", known, number=CATCH_UP))
        self._unless_by_then(PATIENCE, lambda: not self._catching_up, self._come_back)

    def _catch_up_soon(self, no_longer_needed: Callable[[], bool]) -> None:
        self._unless_by_then(random.uniform(0.3, 1.0), lambda: self._catching_up or no_longer_needed(), self._catch_up)

    def _take_answer(self, answer: dict[str, Any]) -> None:
        if not answer.get("ok"):
            raise ConnectionError
        if "snapshot" in answer:
            self.snapshots += 1
            self.objects = answer["snapshot"]
        else:
            for message in answer["messages"]:
                self._apply(message)
        self.epoch, self.seq, self.me = answer["epoch"], answer["seq"], answer["me"]
        self._catching_up, self.is_live = False, True
        self._take_held()

    def _take_held(self) -> None:
        held, self._held = sorted(self._held, key=lambda message: message["seq"]), []
        for message in held:
            if message["epoch"] != self.epoch or message["seq"] <= self.seq:
                continue
            if message["after"] > self.seq:
                self._held.append(message)
                continue
            self._apply(message)
            self.seq = message["seq"]
        if self._held:
            self._catch_up_soon(lambda: not self._held)

    def _apply(self, message: dict[str, Any]) -> None:
        for key, form in message["changed"].items():
            if form is None:
                self.objects.pop(key, None)
            else:
                self.objects[key] = form
