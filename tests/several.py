"""Several processes that serve one installation, as an operator starts them."""

from __future__ import annotations

import random
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from deliberate.config import ROOT
from tests.installation import SLACK, Installation, eventually


@contextmanager
def several(installation: Installation, count: int, **more: str) -> Iterator[tuple[subprocess.Popen, str]]:
    """`deliberate serve --processes`: the process that oversees them, and where they answer. They end with the block, all of them."""
    output = installation.folder / "output.txt"
    with output.open("w") as says:
        process = subprocess.Popen(
            [sys.executable, "-m", "deliberate", "serve", "--processes", str(count)],
            env=installation.environment | more,
            cwd=ROOT,
            stdout=says,
            stderr=says,
        )
    try:
        eventually(lambda: "deliberate answers at" in output.read_text(), 60, f"answers: {output.read_text()}")
        yield process, re.search(r"deliberate answers at (\S+)", output.read_text())[1]
    finally:
        process.terminate()
        process.wait(60 * SLACK)


def children(process: int, command: str) -> set[int]:
    """The child processes that were started with that word in their command."""
    found = set()
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in task.read_text().split():
            with suppress(OSError):
                if command.encode() in Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0"):
                    found.add(int(child))
    return found


def two_free_ports() -> int:
    """The first of them. They are below those that the system gives to whoever asks for any."""
    while True:
        port = random.randrange(20_000, 30_000)
        with socket.socket() as first, socket.socket() as second, suppress(OSError):
            first.bind(("127.0.0.1", port))
            second.bind(("127.0.0.1", port + 1))
            return port
