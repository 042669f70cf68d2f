"""The servers under test: how each is started and ended, how one gets into it, and what it has used."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from bench import wire
from bench.crowd import Step
from bench.place import Place
from bench.processes import bytes_of_memory, seconds_on_core
from deliberate import webserver
from deliberate.config import ROOT

SECONDS_TO_START = 30
SECONDS_TO_END = 5
PEERS = ROOT / "bench" / "peers"


class Server(ABC):
    """A process under test, on a core of its own and a free port."""

    name: str
    path = wire.PATH
    at_once = 200
    """How many connections may be on their way to it at a time, where nothing else is said."""

    def __init__(self, folder: Path, core: int) -> None:
        self._core = core
        self._output = folder / f"{self.name}.txt"
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0

    @abstractmethod
    def command(self) -> Sequence[str]:
        """What starts it."""

    def environment(self) -> dict[str, str]:
        """What it is told."""
        return dict(os.environ)

    def way_in(self, number: int) -> list[Step]:
        """How the connection with that number gets in."""
        return [(wire.OPENED, wire.connect()), (wire.CONNECTED, None)]

    def ways_in(self, count: int, first: int = 0) -> list[list[Step]]:
        """How so many get in."""
        return [self.way_in(number) for number in range(first, first + count)]

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.end(signal.SIGTERM)

    def start(self) -> float:
        """Start, and wait until it answers; the seconds that this took are returned."""
        began = time.monotonic()
        with self._output.open("wb") as output:
            self._process = subprocess.Popen(
                self.command(), env=self.environment(), cwd=ROOT, stdout=output, stderr=subprocess.STDOUT
            )
        os.sched_setaffinity(self._process.pid, {self._core})
        while not (where := self._where()):
            if self._process.poll() is not None or time.monotonic() > began + SECONDS_TO_START:
                raise RuntimeError(f"{self.name} did not start:\n{self._output.read_text()[-2000:]}")
            time.sleep(0.01)
        self.port = where
        return time.monotonic() - began

    def end(self, how: signal.Signals) -> None:
        """End it: SIGTERM as an operator does, SIGKILL as a power cut does."""
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    @property
    def process(self) -> int:
        """The number of the process."""
        assert self._process is not None
        return self._process.pid

    @property
    def processes(self) -> list[int]:
        """The numbers of all its processes."""
        return [self.process]

    @property
    def seconds_on_core(self) -> float:
        """The processor time that it has used so far."""
        return seconds_on_core(self.process)

    @property
    def memory(self) -> int:
        """The memory that it uses now, in bytes."""
        return bytes_of_memory(self.process)

    def _where(self) -> int:
        for line in self._output.read_text(errors="replace").splitlines():
            if "answers at http" in line:
                return int(line.rsplit(":", 1)[1])
        return 0


class Ours(Server):
    """The product, with a meeting in which everybody who connects has a seat."""

    name = "ours"

    def __init__(self, folder: Path, core: int, place: Place) -> None:
        super().__init__(folder, core)
        self.place = place
        self._guests, self._room = place.guests, place.room

    def command(self) -> Sequence[str]:
        return [sys.executable, "-m", "bench.launch"]

    def environment(self) -> dict[str, str]:
        return self.place.environment

    def way_in(self, number: int) -> list[Step]:
        return self.way_in_as(self._guests[number], {"epoch": None, "after": None})

    def way_in_as(self, token: str, known: dict[str, Any]) -> list[Step]:
        """How somebody gets in who knows so much already: connect, then catch up."""
        catch_up = wire.event("catch_up", known, number=0)
        return [
            (wire.OPENED, wire.connect({"room": self._room, "token": token})),
            (wire.CONNECTED, catch_up),
            (wire.ANSWER, None),
        ]


class Together(Ours):
    """The product by several processes on one port. Few people share many lines: what is told is the same for all."""

    name = "together"

    def __init__(self, folder: Path, core: int, place: Place, count: int) -> None:
        super().__init__(folder, core, place)
        self._ones = [_OneOfSeveral(folder, core, place, f"{self.name}-{n}") for n in range(count)]

    def way_in(self, number: int) -> list[Step]:
        return super().way_in(number % len(self._guests))

    def start(self) -> float:
        began = time.monotonic()
        with webserver.listen("127.0.0.1", 0, shared=True, backlog=0) as kept:
            self.port = kept.getsockname()[1]
            for one in self._ones:
                one.port = self.port
                one.start()
        return time.monotonic() - began

    def end(self, how: signal.Signals) -> None:
        for one in self._ones:
            one.end(how)

    @property
    def processes(self) -> list[int]:
        return [one.process for one in self._ones]


class _OneOfSeveral(Ours):
    """One of them."""

    def __init__(self, folder: Path, core: int, place: Place, name: str) -> None:
        self.name = name
        super().__init__(folder, core, place)

    def command(self) -> Sequence[str]:
        return [*super().command(), "--beside", str(os.getpid())]

    def environment(self) -> dict[str, str]:
        return super().environment() | {"DELIBERATE_PORT": str(self.port)}


class Bare(Server):
    """The limit: frames made once, bytes written to every socket."""

    name = "bare"
    greeting = 200
    """Bytes of the message that greets whoever connects."""

    @property
    def path(self) -> str:  # type: ignore[override]
        return f"/?greeting={self.greeting}"

    def command(self) -> Sequence[str]:
        return [sys.executable, "-m", "bench.peers.bare"]

    def way_in(self, number: int) -> list[Step]:
        return [(wire.CHANGE, None)]


class Stock(Server):
    """Flask-SocketIO as it comes. Its queue of new connections is short."""

    name = "stock"
    at_once = 30

    def command(self) -> Sequence[str]:
        return [sys.executable, "-m", "bench.peers.stock"]


class Node(Server):
    """Socket.IO on Node, as it comes."""

    name = "node"

    def command(self) -> Sequence[str]:
        if not (PEERS / "node_modules" / "socket.io").exists():
            subprocess.run(["npm", "ci"], cwd=PEERS, check=True, stdout=subprocess.DEVNULL, timeout=120)
        return ["node", "--expose-gc", str(PEERS / "node" / "server.mjs")]
