"""A client of the wire, as docs/protocol.md describes one: a map of objects, a number, and the rule for messages."""

from __future__ import annotations

import json
import threading
import uuid
from socket import SHUT_RDWR, socket
from typing import Any

import requests
import socketio
import websocket

from tests.installation import SLACK, eventually

NAMESPACE = "/room"
PING, PONG = "2", "3"
PATIENCE = 30


class Refused(Exception):
    """The connection was not accepted; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Client:
    """One device in one room. It follows by the rule of the protocol and never asks more than that."""

    def __init__(self, url: str, room: Any, *, token: Any = None, headers: dict[str, str] | None = None) -> None:
        self.url, self.room, self.token = url, room, token
        self.headers = headers or {}
        self.objects: dict[str, Any] = {}
        self.seq: int | None = None
        self.epoch: str | None = None
        self.me: dict[str, Any] = {}
        self.count = 0
        self.online: list[int] = []
        self.devices: dict[str, int] = {}
        self.received: list[dict[str, Any]] = []
        self.gone: dict[str, Any] | None = None
        self.heads: list[dict[str, Any]] = []
        self.answers: list[dict[str, Any]] = []
        self.snapshots = 0
        self.refreshed = 0
        self.deaf_to = 0
        """How many messages are lost on purpose from now on."""
        self._waiting: list[dict[str, Any]] | None = []
        self._lock = threading.RLock()
        self.socket = self._new_socket()

    def _new_socket(self) -> socketio.Client:
        # The library would name an origin of its own making; a program names none, and a test says which.
        socket = socketio.Client(reconnection=False, websocket_extra_options={"suppress_origin": True})
        socket.on("change", self._on_change, namespace=NAMESPACE)
        socket.on("presence", self._on_presence, namespace=NAMESPACE)
        socket.on("head", self._on_head, namespace=NAMESPACE)
        socket.on("gone", self._on_gone, namespace=NAMESPACE)
        socket.on("refresh", self._on_refresh, namespace=NAMESPACE)
        return socket

    def connect(self) -> Client:
        """Connect and catch up; raises Refused."""
        self.connect_only()
        self.catch_up()
        return self

    def connect_only(self) -> Client:
        """Connect without asking for anything."""
        auth = {"room": self.room} | ({} if self.token is None else {"token": self.token})
        refused: list[Any] = []
        self.socket.on("connect_error", refused.append, namespace=NAMESPACE)
        try:
            self.socket.connect(
                self.url,
                namespaces=[NAMESPACE],
                transports=["websocket"],
                auth=auth,
                headers=self.headers,
                wait_timeout=PATIENCE * SLACK,
            )
        except socketio.exceptions.ConnectionError as error:
            first = refused[0] if refused else {"message": str(error)}
            raise Refused(first.get("message", "") if isinstance(first, dict) else str(first)) from None
        return self

    def reconnect(self) -> Client:
        """Come back after a lost connection, with what one had."""
        self.drop()
        self._waiting = []
        self.socket = self._new_socket()
        return self.connect()

    def drop(self) -> None:
        """Lose the connection, without a word to the other side."""
        if self.socket.connected:
            self.socket.eio.ws.sock.shutdown(SHUT_RDWR)
            eventually(lambda: not self.socket.connected, what="losing the connection")

    def catch_up(self, *, whole: bool = False) -> dict[str, Any]:
        """Ask for what was missed."""
        with self._lock:
            self._waiting = self._waiting if self._waiting is not None else []
            asked = {"epoch": self.epoch, "after": None if whole else self.seq, "me": self.me or None}
        answer = self.call("catch_up", asked)
        if not answer["ok"]:
            return answer
        with self._lock:
            self.me = answer["me"]
            if "snapshot" in answer:
                self.snapshots += 1
                self.objects, self.epoch, self.seq = dict(answer["snapshot"]), answer["epoch"], answer["seq"]
            else:
                for message in answer["messages"]:
                    self._apply(message)
            held, self._waiting = self._waiting or [], None
            for message in held:
                self._apply(message)
        return answer

    def act(self, name: str, /, *, act_id: str = "", **inputs: Any) -> dict[str, Any]:
        """Send an act and wait for its answer."""
        return self.call("act", {"id": act_id or str(uuid.uuid4()), "name": name, "input": inputs})

    def send(self, name: str, /, *, act_id: str, **inputs: Any) -> None:
        """Send an act without waiting for its answer."""
        asked = {"id": act_id, "name": name, "input": inputs}
        self.socket.emit("act", asked, namespace=NAMESPACE, callback=lambda answer: self.answers.append(answer))

    def do(self, name: str, /, **inputs: Any) -> dict[str, Any]:
        """Send an act that is expected to be done, and wait until it is shown."""
        answer = self.act(name, **inputs)
        assert answer["ok"], answer
        if self.is_connected and not self.deaf_to:
            self.reaches(answer["seq"])
        return answer

    def call(self, event: str, data: Any, timeout: float = PATIENCE) -> Any:
        return self.socket.call(event, data, namespace=NAMESPACE, timeout=timeout * SLACK)

    @property
    def is_connected(self) -> bool:
        """Whether the server still has us."""
        return self.socket.connected and NAMESPACE in self.socket.namespaces

    def is_sent_away(self, code: str) -> None:
        """Wait until the server has said why, and closed."""
        eventually(lambda: self.gone is not None and not self.is_connected, what=f"being sent away with {code}")
        assert self.gone is not None
        assert self.gone["code"] == code

    def of(self, kind: str) -> dict[int, Any]:
        """All objects of a kind, by their number."""
        with self._lock:
            return {int(key.split("/")[1]): value for key, value in self.objects.items() if key.startswith(f"{kind}/")}

    def get(self, kind: str) -> Any:
        """The only object of a kind."""
        (found,) = self.of(kind).values()
        return found

    def follows(self, other: Client) -> None:
        """Wait until this client is where the other one is."""
        eventually(lambda: self.seq is not None and self.seq >= (other.seq or 0), what="following")

    def reaches(self, seq: int) -> None:
        """Wait until this client has that number."""
        eventually(lambda: self.seq is not None and self.seq >= seq, what=f"reaching {seq}; it is at {self.seq}")

    def _on_change(self, message: dict[str, Any]) -> None:
        with self._lock:
            if self.deaf_to > 0:
                self.deaf_to -= 1
                return
            self.received.append(message)
            if self._waiting is not None:
                self._waiting.append(message)
                return
            gap = self._apply(message) == "gap"
        if gap:
            self.socket.start_background_task(self.catch_up)

    def _apply(self, message: dict[str, Any]) -> str:
        if message["epoch"] != self.epoch or self.seq is None or message["after"] > self.seq:
            return "gap"
        if message["seq"] <= self.seq:
            return "old"
        for key, value in message["changed"].items():
            if value is None:
                self.objects.pop(key, None)
            else:
                self.objects[key] = value
        self.seq = message["seq"]
        return "applied"

    def _on_presence(self, message: dict[str, Any]) -> None:
        self.count, self.online = message["count"], message.get("online", [])
        self.devices = message.get("devices", {})

    def _on_head(self, head: dict[str, Any]) -> None:
        self.heads.append(head)
        with self._lock:
            behind = self._waiting is None and (head["epoch"] != self.epoch or head["seq"] > (self.seq or 0))
        if behind:
            self.socket.start_background_task(self.catch_up)

    def _on_gone(self, error: dict[str, Any]) -> None:
        self.gone = error

    def _on_refresh(self, _: dict[str, Any]) -> None:
        self.refreshed += 1
        self.socket.start_background_task(self.catch_up, whole=True)


class BareSocket:
    """A WebSocket that says exactly what it is told, in the frames of Socket.IO. It answers a ping only while it waits for something."""

    def __init__(self, url: str, **options: Any) -> None:
        address = url.replace("http://", "ws://") + "/socket.io/?EIO=4&transport=websocket"
        options = {"timeout": PATIENCE * SLACK, "suppress_origin": True} | options
        self._socket = websocket.create_connection(address, **options)
        self.hear()

    def say(self, frame: str) -> BareSocket:
        """Send one frame."""
        self._socket.send(frame)
        return self

    @property
    def raw(self) -> socket:
        """The socket itself."""
        return self._socket.sock

    def send_raw(self, sent: bytes) -> None:
        """Send bytes as they are."""
        self.raw.sendall(sent)

    def connect(self, room: Any, token: Any) -> str:
        """Ask to be connected to a room; the frame that came back is returned."""
        self.say(f"40{NAMESPACE}," + json.dumps({"room": room, "token": token}))
        return self.hear_next(f"40{NAMESPACE}", f"44{NAMESPACE}")

    def ask(self, event: str, *data: Any, number: int = 1) -> Any:
        """Send an event and wait for its answer."""
        self.say(f"42{NAMESPACE},{number}" + json.dumps([event, *data]))
        frame = self.hear_next(f"43{NAMESPACE},{number}[")
        return json.loads(frame[frame.index("[") :])[0]

    def hear(self) -> str:
        """The next frame, whatever it is; raises when the server closes or is silent."""
        frame = self._socket.recv()
        return frame if isinstance(frame, str) else frame.decode()

    def hear_next(self, *beginnings: str) -> str:
        """The next frame that begins so; others are let pass."""
        while True:
            frame = self.hear()
            if frame.startswith(beginnings):
                return frame
            if frame == PING:
                self.say(PONG)
            if not frame:
                raise ConnectionError("the server closed")

    def close(self) -> None:
        """Cut the line."""
        self._socket.shutdown()


def join(url: str, code: str, name: str, language: str = "en") -> requests.Response:
    """Come in with a code."""
    return requests.post(
        f"{url}/api/v1/join", json={"code": code, "name": name, "language": language}, timeout=PATIENCE
    )


def guest(url: str, code: str, name: str) -> Client:
    """Somebody who joined with the code and follows live."""
    joined = join(url, code, name).json()
    return Client(url, joined["room"], token=joined["token"]).connect()
