"""What a client of the wire says and hears, down to the bytes: WebSocket frames with the text of Engine.IO 4 and Socket.IO 5 in them."""

from __future__ import annotations

import json
from typing import Any

NAMESPACE = "/room"
PATH = "/socket.io/?EIO=4&transport=websocket"

SWITCHED = b"HTTP/1.1 101"
OPENED = b"0{"
CONNECTED = f"40{NAMESPACE},".encode()
REFUSED = f"44{NAMESPACE},".encode()
CHANGE = f'42{NAMESPACE},["change"'.encode()
ANSWER = f"43{NAMESPACE},".encode()
PING = b"2"

COMPRESSION = b"permessage-deflate"
OFFERED_BY_BROWSERS = "permessage-deflate; client_max_window_bits"
IS_COMPRESSED = 0x40
"""The bit in the first byte of a frame (RFC 7692)."""
END_OF_COMPRESSED = b"\x00\x00\xff\xff"

_FRAME_OF_TEXT = 0x81
_MASKED = 0x80
_NO_MASK = bytes(4)


def upgrade(path: str, port: int, extensions: str = "") -> bytes:
    """The request that makes a connection a WebSocket. Its key is not checked: the servers are ours to trust."""
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        *([f"Sec-WebSocket-Extensions: {extensions}"] if extensions else []),
    ]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def from_client(text: str) -> bytes:
    """A frame as clients send it. The mask is zero: the server undoes it as it would any other, and we need not make it."""
    words = text.encode()
    return bytes([_FRAME_OF_TEXT]) + _length(len(words), _MASKED) + _NO_MASK + words


def from_server(text: str) -> bytes:
    """A frame as servers send it."""
    words = text.encode()
    return bytes([_FRAME_OF_TEXT]) + _length(len(words), 0) + words


def acts_told(came: bytes, begin: int) -> int:
    """Of how many acts a change tells that begins there: those after `after`, up to `seq`."""
    after = came.index(b'"after":', begin) + 8
    seq = came.index(b'"seq":', after) + 6
    return int(came[seq : came.index(b",", seq)]) - int(came[after : came.index(b",", after)])


def connect(auth: dict[str, Any] | None = None) -> bytes:
    """Ask to be connected to the namespace."""
    return from_client(f"40{NAMESPACE},{json.dumps(auth or {})}")


def event(name: str, said: Any, number: int | None = None) -> bytes:
    """Send an event; with a number, an answer to it is expected."""
    return from_client(f"42{NAMESPACE},{'' if number is None else number}{json.dumps([name, said])}")


def _length(size: int, masked: int) -> bytes:
    if size < 126:
        return bytes([masked | size])
    if size < 65536:
        return bytes([masked | 126]) + size.to_bytes(2, "big")
    return bytes([masked | 127]) + size.to_bytes(8, "big")


PONG = from_client("3")
