"""What a scenario is played on: the generator, the servers that it may start, how many people and how many runs."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.figures import BUSIEST
from bench.generator import Generator
from bench.place import settled_place
from bench.processes import cores
from bench.servers import Bare, Node, Ours, Server, Stock
from bench.wire import OFFERED_BY_BROWSERS
from deliberate import runtime

PEERS: dict[str, type[Server]] = {"bare": Bare, "stock": Stock, "node": Node}
PATIENCE = 120.0
DESK = "desk"
"""The crowd of one that facilitates."""


@dataclass
class Stage:
    """Where one scenario is played. Everything that it starts ends with it."""

    clients: int
    runs: int
    short: bool
    peers: tuple[str, ...]
    browsers: bool
    """Whether everybody asks for compressed messages, as browsers do; servers that agree make each frame anew for each socket."""
    profile: bool
    """Whether it is told where our server's time goes, in a stretch of its own beside those that are measured."""
    generator: Generator
    folder: Path
    core: int
    shares: list[float] = field(default_factory=list)
    """How busy the generator's core was in each stretch that was measured, from 0 to 1."""
    _copies: int = 0

    def ours(self) -> Ours:
        """Our server, in a place of its own."""
        self._copies += 1
        place = settled_place(self.clients).copy_to(self.folder / f"place-{self._copies}")
        return Ours(self.folder, self.core, place)

    def bare(self) -> Bare:
        """The limit."""
        return Bare(self.folder, self.core)

    def wanted_peers(self) -> list[Server]:
        """The peers that are to be compared with."""
        return [self.peer(name) for name in self.peers]

    def peer(self, name: str) -> Server:
        """The peer of that name."""
        return PEERS[name](self.folder, self.core)

    def fill(self, server: Server, count: int | None = None, **otherwise: Any) -> dict[str, Any]:
        """Have so many connect (all, when it is not said) and get in."""
        ways = server.ways_in(self.clients if count is None else count)
        return self.join(server.name, server, ways, **otherwise)

    def join(self, crowd: str, server: Server, scripts: Any, **otherwise: Any) -> dict[str, Any]:
        """Have a crowd get in by these scripts."""
        options = {"at_once": server.at_once, "patience": PATIENCE, "path": server.path} | otherwise
        if self.browsers:
            options["extensions"] = OFFERED_BY_BROWSERS
        joined: dict[str, Any] = self.generator.do("join", crowd, port=server.port, scripts=scripts, **options)
        return joined

    def facilitate(self, ours: Ours) -> None:
        """Have whoever facilitates connect, as a crowd of its own."""
        self.generator.do("leave", DESK)
        self.join(DESK, ours, [ours.way_in_as(ours.place.facilitator, {"epoch": None, "after": None})])

    @contextmanager
    def looking(self, into: dict[str, Any]) -> Iterator[None]:
        """While this lasts, it is looked at where the time of the server goes at whose desk somebody sits; what was seen is put in."""
        self.generator.do("ask", DESK, event="look", said={})
        yield
        into["profile"] = self.generator.do("ask", DESK, event="looked", said={})

    def do(self, job: str, *arguments: Any, **named: Any) -> Any:
        """Have the generator do something whose figures count: how busy it was is kept."""
        result = self.generator.do(job, *arguments, **named)
        if isinstance(result, dict) and "share" in result:
            self.shares.append(result["share"])
        return result

    @property
    def is_valid(self) -> bool:
        """Whether the generator was never what was measured."""
        return max(self.shares, default=0.0) <= BUSIEST


@contextmanager
def set_stage(
    *, clients: int, runs: int, short: bool, peers: tuple[str, ...], browsers: bool = False, profile: bool = False
) -> Iterator[Stage]:
    """A stage with a generator on its own core, and a folder that goes away."""
    server_core, generator_core = cores()
    runtime.raise_descriptor_limit()  # the servers' too: they inherit it
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        Generator(generator_core) as generator,
    ):
        yield Stage(clients, runs, short, peers, browsers, profile, generator, Path(folder), server_core)
