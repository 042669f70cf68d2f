"""Many server processes, one after the other: what they are made of is loaded once, then each is forked from it."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from deliberate.config import ROOT
from tests.installation import SECONDS_TO_START, SLACK, Installation


class ForgedServer:
    """A server that was forked from the forge; it is the same program as `deliberate serve`, without a worker beside."""

    def __init__(self, forge: Forge, installation: Installation, more: dict[str, str]) -> None:
        self._forge, self._installation, self._more = forge, installation, more
        self.port = 0
        self.pid = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, **more: str) -> None:
        """Start, on the same port as before, and wait until it answers."""
        environment = self._installation.environment | {"DELIBERATE_PORT": str(self.port)} | self._more | more
        self._forge.say(environment)
        self.pid = int(self._forge.hear("forged ").split()[1])
        self.port = int(self._forge.hear("deliberate answers at").rsplit(":", 1)[1])

    def wait_for_death(self) -> None:
        """Until it has gone by itself."""
        self._forge.hear("ended ")
        self.pid = 0

    def kill(self) -> None:
        """End it as a power cut does."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            self.wait_for_death()


class Forge:
    """One process, with everything loaded, from which servers are forked."""

    def __init__(self, library: str) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("DELIBERATE_")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.launch", "--forge"],
            env=environment | {"DELIBERATE_ASYNC": library},
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._unread = b""
        self.log: list[str] = []

    @contextmanager
    def serving(self, installation: Installation, **more: str) -> Iterator[ForgedServer]:
        server = ForgedServer(self, installation, more)
        server.start()
        try:
            yield server
        finally:
            server.kill()

    def say(self, environment: dict[str, str]) -> None:
        """Order a server."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(environment).encode() + b"\n")
        self._process.stdin.flush()

    def hear(self, beginning: str) -> str:
        """The next line that begins so."""
        end = time.monotonic() + SECONDS_TO_START * SLACK
        while True:
            line = self._line(end)
            if line.startswith(beginning):
                return line
            self.log.append(line)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()

    def _line(self, end: float) -> str:
        assert self._process.stdout is not None
        descriptor = self._process.stdout.fileno()
        while b"\n" not in self._unread:
            ready, _, _ = select.select([descriptor], [], [], max(0, end - time.monotonic()))
            some = os.read(descriptor, 65536) if ready else b""
            if not some:
                raise RuntimeError("the forge is silent:\n" + "\n".join(self.log[-20:]))
            self._unread += some
        line, self._unread = self._unread.split(b"\n", 1)
        return line.decode()
