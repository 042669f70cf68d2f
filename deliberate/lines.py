"""WebSocket lines under eventlet, within reach: whatever is sent is written to them at once, past the library's queues and greenlets.

It stands on internals of eventlet and Engine.IO, whose versions are locked; `as_expected` tries all of them, and without them the
library's own way serves.
"""

from __future__ import annotations

import os
import socket
import struct
import time
from collections import deque
from collections.abc import Sequence
from typing import Any

import eventlet
from engineio import packet as engine_packet
from engineio.async_drivers.eventlet import EventletThread, WebSocketWSGI
from engineio.socket import Socket
from eventlet.greenio import GreenSocket
from eventlet.hubs import get_hub
from eventlet.semaphore import Semaphore
from eventlet.websocket import FailedConnectionError, RFC6455WebSocket

MOST_WAITING = 1_000_000
"""Bytes that may wait for a client that reads too slowly. With more it is cut off; it comes back and asks for what it missed."""

FRAMES_IN_ONE_BREATH = 8
"""Frames of one client that are read before others may run."""
MOST_PIECES = 1_000
"""Pieces in which one message may come."""

TEXT, BINARY = 0x81, 0x82


class Line:
    """The WebSocket of one client. To the Engine.IO socket that it belongs to it is the queue of what is to be sent."""

    __slots__ = ("_ending", "_engine", "_lock", "_owed", "_raw", "_waiting", "_websocket")

    def __init__(self, engine: Any, websocket: Any) -> None:
        self._engine = engine
        self._websocket = websocket
        self._raw = websocket.socket.fd
        self._lock = websocket._sendlock
        self._waiting: deque[bytes | memoryview] = deque()
        self._owed = 0
        self._ending = False

    def write(self, frames: bytes) -> None:
        """Send frames now, or in their turn when something waits to be sent before them."""
        if self._engine.closed:
            return
        if self._waiting:
            if self._owed > MOST_WAITING:
                self.cut()
            else:
                self._keep(frames)
            return
        if self._lock.counter != 1:  # the library is in the middle of a frame of its own
            self._keep(frames)
            eventlet.spawn(self._send_rest_in_turn)
            return
        try:
            sent = self._raw.send(frames)
        except BlockingIOError:
            sent = 0
        except OSError:
            return  # it is dead; whoever reads from it finds out
        if sent < len(frames):
            self._keep(memoryview(frames)[sent:])
            self._lock.acquire()
            eventlet.spawn(self._send_rest)

    def cut(self) -> None:
        """Give the client up: what waits for it is dropped."""
        self._ending = True
        self._engine.close(wait=False, abort=True, reason=self._engine.server.reason.TRANSPORT_ERROR)
        self._shut()

    def cut_if_behind(self) -> bool:
        """Give the client up when too much waits for it; whether that was so."""
        if self._owed > MOST_WAITING:
            self.cut()
            return True
        return False

    def put(self, packet: Any) -> None:
        """What Engine.IO wants to be sent; None when nothing more follows."""
        if packet is not None:
            self.write(frame(packet.encode()))
        elif not self._ending:
            self._ending = True
            if not self._waiting:
                eventlet.spawn(self._end)

    def join(self) -> None:
        """Engine.IO waits here, where it waits at all, until its queue is empty: nothing of it is left to be done by others."""

    def _keep(self, frames: bytes | memoryview) -> None:
        self._waiting.append(frames)
        self._owed += len(frames)

    def _send_rest_in_turn(self) -> None:
        self._lock.acquire()
        self._send_rest()

    def _send_rest(self) -> None:
        """Send what the socket did not take at once. The send lock is held, so everything else waits behind it."""
        try:
            while self._waiting:
                self._websocket.socket.sendall(self._waiting[0])
                self._owed -= len(self._waiting.popleft())
        except OSError:
            self._waiting.clear()
            self._owed = 0
            self.cut()  # half a message was sent: no other one can follow
        finally:
            self._lock.release()
        if self._ending:
            self._end()

    def _end(self) -> None:
        self._websocket._send_closing_frame(ignore_send_errors=True)
        self._shut()

    def _shut(self) -> None:
        try:
            self._raw.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it was gone


class Incoming(RFC6455WebSocket):  # type: ignore[misc]
    """What a client sends: unmasked quickly, bounded also in pieces, and never so much of it that nobody else is heard."""

    _frames = 0

    def _recv_frame(self, message: Any = None) -> Any:
        # As long as more is there already, reading does not wait: one client that sends without a pause would stop everybody.
        self._frames += 1
        if self._frames % FRAMES_IN_ONE_BREATH == 0:
            eventlet.sleep()
        message = super()._recv_frame(message)
        pieces = message.data
        if len(pieces) > MOST_PIECES or (len(pieces) > 1 and sum(map(len, pieces)) > self.max_frame_length):
            raise FailedConnectionError(1009, "This message is too long.")
        return message

    @staticmethod
    def _apply_mask(data: bytes, mask: Sequence[int], length: int | None = None, offset: int = 0) -> bytes:
        return unmasked(data, mask, length, offset)


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
        engine = self._handle.__self__
        websocket.__class__ = Incoming
        websocket.max_frame_length = engine.server.max_http_buffer_size
        line = Line(engine, websocket)
        for packet in engine.queue.queue:
            line.put(packet)
        engine.line = engine.queue = line
        self._handle(websocket)


class Task(EventletThread):  # type: ignore[misc]
    """Engine.IO's work beside. Of the two greenlets that it has for each client one has nothing to do, and one sleeps most of the time."""

    def start(self) -> None:
        """Do the work: what a line does by itself is not begun, and a ping is a moment in the hub's calendar."""
        if getattr(self.target, "__code__", None) is WRITER:
            return
        if getattr(self.target, "__func__", None) is Socket._send_ping:
            engine = self.target.__self__
            get_hub().schedule_call_global(engine.server.ping_interval, ping, engine)
        else:
            super().start()


WRITER = next(
    (code for code in Socket._websocket_handler.__code__.co_consts if getattr(code, "co_name", "") == "writer"), None
)
"""The greenlet of each Engine.IO socket that sends what is in its queue."""


def ping(engine: Any) -> None:
    """Ask the client for a sign of life."""
    if not engine.closing and not engine.closed:
        engine.last_ping = time.time()
        engine.send(engine_packet.Packet(engine_packet.PING))


def hold(engine_server: Any) -> None:
    """From now on the Engine.IO sockets of this server have a `line`."""
    engine_server._async = engine_server._async | {"websocket": Driver, "thread": Task}


def line_of(engine_server: Any, engine_sid: str) -> Line | None:
    """The line of that Engine.IO socket; None when the library has to serve it."""
    return getattr(engine_server.sockets.get(engine_sid), "line", None)


def framed(encoded: str | bytes | list[str | bytes]) -> bytes:
    """An encoded Socket.IO packet as the bytes that go over the wire: a text that is announced and its attachments go in one piece."""
    parts = encoded if isinstance(encoded, list) else [encoded]
    return b"".join(frame(engine_packet.Packet(engine_packet.MESSAGE, part).encode()) for part in parts)


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
        lock = Semaphore()
        lock.acquire()
        engine = Socket(engine_server, "x")
        engine.send(engine_packet.Packet(engine_packet.MESSAGE, "x"))
        library = RFC6455WebSocket(GreenSocket(), {})
        sample, mask = os.urandom(1000), (7, 200, 0, 31)
        return (
            engine_server._async["websocket"] is WebSocketWSGI
            and engine_server._async["thread"] is EventletThread
            and WRITER is not None
            and [packet.encode() for packet in engine.queue.queue] == ["4x"]
            and lock.counter == 0
            and library._sendlock.counter == 1
            and not isinstance(library.socket.fd, GreenSocket)
            and callable(library.socket.fd.send)
            and all(frame(payload) == library._pack_message(payload) for payload in ("ç", "x" * 200, b"\0" * 70_000))
            and RFC6455WebSocket._apply_mask(sample, mask, 900, 3) == unmasked(sample, mask, 900, 3)
        )
    except (AttributeError, KeyError, TypeError):
        return False
