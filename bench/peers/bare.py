"""The limit: an eventlet server that makes each frame once and writes its bytes to every socket. `python -m bench.peers.bare`.

No Socket.IO, no pings, no names. Whoever connects is greeted with a message of the size in its address (`/?greeting=200`); whoever says
`tell` makes everybody hear a change.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

import eventlet
import eventlet.wsgi
from eventlet.websocket import WebSocketWSGI

from bench.message import as_text, change
from bench.peers.listening import CONNECTIONS, Nowhere, say_where, socket_for_many
from bench.wire import from_server

present: dict[int, Any] = {}
greetings: dict[int, bytes] = {}


def attend(socket: Any) -> None:
    """One connection, from its greeting to its end."""
    write(socket.socket, greeting_of(socket.environ))
    present[id(socket)] = socket.socket
    try:
        while (said := socket.wait()) is not None:
            wanted = json.loads(said[said.index("[") :])[1]
            tell(wanted["number"], wanted["size"])
    finally:
        del present[id(socket)]


def tell(number: int, size: int) -> None:
    """Write one frame to everybody."""
    frame = from_server(as_text(change(number, size)))
    for socket in list(present.values()):
        write(socket, frame)


def write(socket: Any, frame: bytes) -> None:
    """Write to the socket itself; what it does not take now, a greenlet brings."""
    try:
        sent = socket.fd.send(frame)
    except BlockingIOError:
        sent = 0
    if sent < len(frame):
        eventlet.spawn_n(socket.sendall, frame[sent:])


def greeting_of(environ: dict[str, Any]) -> bytes:
    """The frame that greets; made once for each size."""
    size = int(parse_qs(environ["QUERY_STRING"])["greeting"][0])
    if size not in greetings:
        greetings[size] = from_server(as_text(change(1, size)))
    return greetings[size]


def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Every request is for a WebSocket."""
    handled: Iterable[bytes] = WebSocketWSGI(attend)(environ, start_response)
    return handled


if __name__ == "__main__":
    listening = socket_for_many()
    say_where(listening)
    eventlet.wsgi.server(listening, answer, log=Nowhere(), log_output=False, max_size=CONNECTIONS, socket_timeout=None)
