"""What a client may say on its line, before anything else looks at it. Whatever else comes is not heard, and fills no log."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from socketio import packet

SAID_BY_THE_LIBRARY = frozenset({"connect", "disconnect"})
MOST_WORDS = 2
"""An event has its name, and at most one thing to say."""

_FRAME = re.compile(r"1|3|4[0-6].*", re.DOTALL)
"""Engine.IO's: it closes, it answers a ping, it brings a packet of Socket.IO."""


class Packet(packet.Packet):  # type: ignore[misc]
    """A Socket.IO packet of our protocol.

    There are no attachments: a client that announced some could send them without end, and all would be kept until the last one. And
    nobody sends the events by which the library tells us who comes and goes: they would move a line into another room.
    """

    def decode(self, encoded_packet: str) -> int:
        """Read what a client sent; how many attachments are to follow is returned, which is none."""
        try:
            understood = not super().decode(encoded_packet) and self._is_of_ours()
        except (ValueError, RecursionError):
            understood = False
        if not understood:
            self.packet_type, self.namespace, self.id, self.data = packet.EVENT, None, None, [""]
        return 0

    def _is_of_ours(self) -> bool:
        said = self.data
        if self.packet_type == packet.EVENT:
            return (
                isinstance(said, list)
                and 1 <= len(said) <= MOST_WORDS
                and isinstance(said[0], str)
                and said[0] not in SAID_BY_THE_LIBRARY
            )
        return self.packet_type in (packet.CONNECT, packet.DISCONNECT)


def hear_only_packets(engine_server: Any) -> None:
    """A line on which something comes that is no packet is closed at once, as if its other end had."""
    driver = engine_server._async["websocket"]

    def heard(handler: Any, server: Any) -> Any:
        line = driver(_Ear(handler), server)
        if hasattr(line, "server_args"):
            # gevent's would take in all of a message before anybody says that it is too long.
            line.server_args["max_message_size"] = server.max_http_buffer_size
        return line

    engine_server._async = engine_server._async | {"websocket": heard}


class _Ear:
    """The library's handler of one line, which hears only packets. Without this a frame of another kind would break it off halfway."""

    def __init__(self, handler: Any) -> None:
        self.__self__ = handler.__self__
        self._handle = handler

    def __call__(self, websocket: Any) -> Any:
        websocket.wait = _only_packets(websocket.wait)
        try:
            return self._handle(websocket)
        finally:
            # By this it refers to itself, and would be kept, with all that it has read, until garbage is looked for.
            del websocket.wait


def _only_packets(wait: Callable[[], Any]) -> Callable[[], str | None]:
    def wait_for_packet() -> str | None:
        frame = wait()
        return frame if isinstance(frame, str) and _FRAME.fullmatch(frame) else None

    return wait_for_packet
