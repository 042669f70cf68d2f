"""The message that every server under test sends to everybody: what an act changes, as docs/protocol.md has it, of any size."""

from __future__ import annotations

import json
from typing import Any

from bench.wire import NAMESPACE

ROOM = "meeting/1"
EPOCH = "5f1c2d3e4a5b6c7d"
OBJECT = "words/1"


def change(number: int, size: int, *, room: str = ROOM, epoch: str = EPOCH) -> dict[str, Any]:
    """A change that makes a frame of `size` bytes of text (or a little more, when that is less than an empty one has)."""
    message = {
        "room": room,
        "epoch": epoch,
        "after": number - 1,
        "seq": number,
        "entries": [],
        "changed": {OBJECT: {"words": ""}},
    }
    message["changed"] = {OBJECT: {"words": "x" * max(0, size - len(as_text(message)))}}
    return message


def as_text(message: dict[str, Any]) -> str:
    """The event as Socket.IO writes it."""
    return f"42{NAMESPACE}," + json.dumps(["change", message], separators=(",", ":"))
