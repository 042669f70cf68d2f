"""One device of a simulated member: it joins and follows a meeting by the wire, as docs/protocol.md tells any client to."""

from __future__ import annotations

import queue
import random
import uuid
from typing import Any

import requests
import socketio

NAMESPACE = "/room"
PATIENCE = 8.0


class SentAway(Exception):
    """The server does not want this device in the room; it does not come back by itself."""


class LostLine(Exception):
    """The connection is gone; the device may come back."""


class Device:
    """A map of a room's objects, kept up to date. Used by one thread; the library's own threads only fill the queue."""

    def __init__(self, address: str, code: str, *, name: str, language: str) -> None:
        self._address = address
        # The same name in the same meeting is the same seat, also after this program was started anew.
        act_id = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{code} {name}"))
        joined = requests.post(
            f"{address}/api/v1/join",
            json={"code": code, "name": name, "language": language, "id": act_id},
            timeout=PATIENCE,
        )
        if joined.status_code not in (requests.codes.created, requests.codes.accepted):
            raise SentAway(joined.status_code)
        self.waits = joined.status_code == requests.codes.accepted
        self.room, self._token = joined.json()["room"], joined.json()["token"]
        self._seat: int | None = None
        self._objects: dict[str, Any] = {}
        self._epoch: str | None = None
        self._seq: int | None = None
        self._heard: queue.SimpleQueue[tuple[str, dict[str, Any]]] = queue.SimpleQueue()
        self._socket: Any = None

    def ask_at_the_door(self) -> None:
        """Where people are let in one by one: see whether one's turn has come; raises SentAway when it will not."""
        number = self.room.split("/")[1]
        answer = requests.get(
            f"{self._address}/api/v1/meetings/{number}/waiting",
            headers={"Authorization": f"Bearer {self._token}"},
            timeout=PATIENCE,
        )
        state = answer.json()["state"] if answer.ok else answer.status_code
        if state not in ("waiting", "let_in"):
            raise SentAway(state)
        self.waits = state == "waiting"

    def connect(self) -> None:
        """Connect and catch up; raises SentAway or LostLine."""
        self._socket = socketio.Client(reconnection=False, websocket_extra_options={"suppress_origin": True})
        for event in ("change", "gone", "refresh", "head"):
            self._socket.on(event, lambda said, event=event: self._heard.put((event, said)), namespace=NAMESPACE)
        try:
            self._socket.connect(
                self._address,
                namespaces=[NAMESPACE],
                transports=["websocket"],
                auth={"room": self.room, "token": self._token},
                wait_timeout=PATIENCE,
            )
        except socketio.exceptions.ConnectionError as error:
            raise LostLine from error
        self._catch_up()

    def drop(self) -> None:
        """Let go of the line; the seat stays."""
        if self._socket is not None:
            self._socket.disconnect()

    def listen(self, seconds: float) -> None:
        """Take in what the room says, for so long at least; raises SentAway or LostLine."""
        try:
            event, said = self._heard.get(timeout=seconds)
        except queue.Empty:
            if NAMESPACE not in self._socket.namespaces:
                raise LostLine from None
            return
        if event == "gone":
            raise SentAway(said.get("code"))
        if event == "refresh":
            self._seq = None
        if event == "change" and self._apply(said):
            return
        if event != "head" or (said["epoch"], said["seq"]) != (self._epoch, self._seq):
            self._catch_up()

    def act(self, name: str, /, **inputs: Any) -> dict[str, Any]:
        """Do something in the room; the answer is returned, a refusal too."""
        return self._ask("act", {"id": str(uuid.uuid4()), "name": name, "input": inputs})

    def of(self, kind: str) -> dict[int, Any]:
        """All objects of a kind, by their number."""
        return {int(key.split("/")[1]): it for key, it in self._objects.items() if key.startswith(f"{kind}/")}

    @property
    def meeting(self) -> dict[str, Any]:
        """The meeting, as everybody in its room sees it."""
        found: dict[str, Any] = self._objects.get(self.room, {})
        return found

    @property
    def my_seat(self) -> dict[str, Any]:
        """My own place."""
        found: dict[str, Any] = self._objects.get(f"seat/{self._seat}", {})
        return found

    def _apply(self, message: dict[str, Any]) -> bool:
        """Take a message in; False when something before it was missed."""
        if message["epoch"] != self._epoch or self._seq is None or message["after"] > self._seq:
            return False
        if message["seq"] > self._seq:
            self._put(message)
        return True

    def _put(self, message: dict[str, Any]) -> None:
        for key, form in message["changed"].items():
            if form is None:
                self._objects.pop(key, None)
            else:
                self._objects[key] = form
        self._seq = message["seq"]

    def _catch_up(self) -> None:
        answer = self._ask("catch_up", {"epoch": self._epoch, "after": self._seq})
        if not answer["ok"]:
            raise SentAway(answer["error"]["code"])
        self._seat = answer["me"]["seat"]
        if "snapshot" in answer:
            self._objects, self._epoch, self._seq = dict(answer["snapshot"]), answer["epoch"], answer["seq"]
        for message in answer.get("messages", ()):
            self._put(message)

    def _ask(self, event: str, asked: dict[str, Any]) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = self._socket.call(event, asked, namespace=NAMESPACE, timeout=PATIENCE)
        except (socketio.exceptions.SocketIOError, OSError) as error:
            raise LostLine from error
        return answer


def a_moment(least: float, most: float) -> float:
    """How long somebody takes, in seconds: nobody is as regular as a clock."""
    return random.uniform(least, most)  # noqa: S311 - nothing secret depends on it
