"""What our server has set right about listening, for the limit that it is compared with: room for everybody, and no waiting frames."""

from __future__ import annotations

import socket
from typing import Any

import eventlet

CONNECTIONS = 8192
BACKLOG = 2048


class Nowhere:
    """A log that is not kept."""

    def write(self, line: str) -> None:
        """Let go of a line."""


def socket_for_many() -> Any:
    """A listening socket on a free port of this machine."""
    listening = eventlet.listen(("127.0.0.1", 0), backlog=BACKLOG)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def say_where(listening: Any) -> None:
    """Tell whoever started this process where it answers."""
    print(f"answers at http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
