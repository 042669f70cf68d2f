"""WebSocket lines under eventlet, within reach: what everybody is told is written to them at once, past the library's queue.

Beside `runtime`, the one module that names eventlet. It stands on internals of eventlet and Engine.IO, whose versions are locked;
`as_expected` tries all of them, and without them the library's own way serves.
"""

from __future__ import annotations

import os
import socket
import struct
from collections.abc import Sequence
from typing import Any

import eventlet
from engineio import packet as engine_packet
from engineio.async_drivers.eventlet import WebSocketWSGI
from eventlet.greenio import GreenSocket
from eventlet.queue import Queue
from eventlet.semaphore import Semaphore
from eventlet.websocket import RFC6455WebSocket

MOST_WAITING = 1_000_000
"""Bytes that may wait for a client that reads too slowly. With more it is cut off; it comes back and asks for what it missed."""

TEXT, BINARY = 0x81, 0x82


class Line:
    """The WebSocket of one client, beside the Engine.IO socket that it belongs to."""

    __slots__ = ("_engine", "_lock", "_owed", "_raw", "_waiting", "_websocket")

    def __init__(self, engine: Any, websocket: Any) -> None:
        self._engine = engine
        self._websocket = websocket
        self._raw = websocket.socket.fd
        self._lock = websocket._sendlock
        self._waiting = engine.queue.queue
        self._owed = 0

    def write(self, frames: bytes, packets: Sequence[Any]) -> None:
        """Send frames now; the same, as packets, in its turn when something waits to be sent before it."""
        if self._engine.closed:
            return
        if self._waiting or self._lock.counter != 1:
            self._send_in_turn(frames, packets)
            return
        try:
            sent = self._raw.send(frames)
        except BlockingIOError:
            sent = 0
        except OSError:
            return  # it is dead; whoever reads from it finds out
        if sent < len(frames):
            self._lock.acquire()
            eventlet.spawn(self._finish, memoryview(frames)[sent:])

    def cut(self) -> None:
        """Give the client up: what waits for it is dropped."""
        self._engine.close(wait=False, abort=True, reason=self._engine.server.reason.TRANSPORT_ERROR)
        try:
            self._raw.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it was gone

    def cut_if_behind(self) -> bool:
        """Give the client up when too much waits for it; whether that was so."""
        self._owed = sum(len(packet.encode()) for packet in self._waiting if packet)
        if self._owed > MOST_WAITING:
            self.cut()
            return True
        return False

    def _send_in_turn(self, frames: bytes, packets: Sequence[Any]) -> None:
        # What was sent meanwhile is not taken off: only when it may be too much is everything that waits counted.
        self._owed += len(frames)
        if self._owed > MOST_WAITING and self.cut_if_behind():
            return
        for packet in packets:
            self._engine.queue.put(packet)

    def _finish(self, rest: memoryview) -> None:
        """Send what the socket did not take at once. The send lock is held, so everything else waits behind it."""
        try:
            self._websocket.socket.sendall(rest)
        except OSError:
            self.cut()  # half a message was sent: no other one can follow
        finally:
            self._lock.release()


class Driver(WebSocketWSGI):  # type: ignore[misc]
    """Engine.IO's WebSocket for eventlet, which hands its line out, never compresses, and unmasks quickly."""

    def __init__(self, handler: Any, server: Any) -> None:
        super().__init__(self._hold, server)
        self._handle = handler

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        # Compressing each message anew for each client costs more than sending it, and some 150 kB of memory for each.
        environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
        # Nor is it idle, so that nothing is lost by cutting it off at once when the process is asked to end.
        environ["eventlet.set_idle"] = lambda: None
        return super().__call__(environ, start_response)

    def _hold(self, websocket: Any) -> None:
        websocket._apply_mask = unmasked
        if type(websocket.socket) is GreenSocket:
            self._handle.__self__.line = Line(self._handle.__self__, websocket)
        self._handle(websocket)


def hold(engine_server: Any) -> None:
    """From now on the Engine.IO sockets of this server have a `line`."""
    engine_server._async = engine_server._async | {"websocket": Driver}


def line_of(engine_server: Any, engine_sid: str) -> Line | None:
    """The line of that Engine.IO socket; None when the library has to serve it."""
    return getattr(engine_server.sockets.get(engine_sid), "line", None)


def packets_of(encoded: str | bytes | list[str | bytes]) -> list[Any]:
    """An encoded Socket.IO packet as the Engine.IO packets that the library would queue."""
    parts = encoded if isinstance(encoded, list) else [encoded]
    return [engine_packet.Packet(engine_packet.MESSAGE, part) for part in parts]


def framed(packets: Sequence[Any]) -> bytes:
    """Engine.IO packets as the bytes that go over the wire: a text that is announced and its attachments go in one piece."""
    return b"".join(frame(packet.encode()) for packet in packets)


def frame(payload: str | bytes) -> bytes:
    """One unmasked WebSocket frame (RFC 6455, 5.2)."""
    body = payload.encode() if isinstance(payload, str) else payload
    first, length = TEXT if isinstance(payload, str) else BINARY, len(body)
    if length < 126:
        return struct.pack("!BB", first, length) + body
    if length < 65_536:
        return struct.pack("!BBH", first, 126, length) + body
    return struct.pack("!BBQ", first, 127, length) + body


def unmasked(data: bytes, mask: Sequence[int], length: int | None = None, offset: int = 0) -> bytes:
    """What a client sent, without its mask (RFC 6455, 5.3). Taken as one number: byte after byte, a large frame would stop everybody."""
    length = len(data) if length is None else length
    key = bytes(mask[(offset + place) % 4] for place in range(4))
    pattern = (key * (length // 4 + 1))[:length]
    return (int.from_bytes(data[:length], "big") ^ int.from_bytes(pattern, "big")).to_bytes(length, "big")


def as_expected(engine_server: Any) -> bool:
    """Whether the libraries are inside what this module takes them for."""
    try:
        queue, lock = Queue(), Semaphore()
        queue.put(engine_packet.Packet(engine_packet.MESSAGE, "x"))
        lock.acquire()
        library = RFC6455WebSocket(GreenSocket(), {})
        sample, mask = os.urandom(1000), (7, 200, 0, 31)
        return (
            engine_server._async["websocket"] is WebSocketWSGI
            and [packet.encode() for packet in queue.queue] == ["4x"]
            and lock.counter == 0
            and library._sendlock.counter == 1
            and not isinstance(library.socket.fd, GreenSocket)
            and callable(library.socket.fd.send)
            and all(frame(payload) == library._pack_message(payload) for payload in ("ç", "x" * 200, b"\0" * 70_000))
            and RFC6455WebSocket._apply_mask(sample, mask, 900, 3) == unmasked(sample, mask, 900, 3)
        )
    except (AttributeError, KeyError, TypeError):
        return False
