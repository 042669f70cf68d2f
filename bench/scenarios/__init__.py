"""The scenarios by their names. A new one is a module with a `play` and a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bench.scenarios import acts, crowd, fanout, idle, memory, several, slow, stall, storm
from bench.stage import Stage


@dataclass(frozen=True)
class Scenario:
    """What is played, and with how many people and runs where nothing else is said."""

    play: Callable[[Stage], dict[str, Any]]
    clients: int
    runs: int
    clients_short: int
    runs_short: int

    @property
    def what(self) -> str:
        """The first line of the module's docstring: what happens in it."""
        return (self.play.__globals__["__doc__"] or "").splitlines()[0]


SCENARIOS = {
    "fanout": Scenario(fanout.play, clients=1000, runs=5, clients_short=200, runs_short=3),
    "acts": Scenario(acts.play, clients=1000, runs=5, clients_short=200, runs_short=2),
    "storm": Scenario(storm.play, clients=1000, runs=5, clients_short=200, runs_short=1),
    "memory": Scenario(memory.play, clients=1000, runs=3, clients_short=200, runs_short=1),
    "crowd": Scenario(crowd.play, clients=1000, runs=1, clients_short=200, runs_short=1),
    "processes": Scenario(several.play, clients=1000, runs=5, clients_short=200, runs_short=1),
    "slow": Scenario(slow.play, clients=30, runs=5, clients_short=30, runs_short=1),
    "stall": Scenario(stall.play, clients=1000, runs=5, clients_short=200, runs_short=1),
    "idle": Scenario(idle.play, clients=50, runs=1, clients_short=30, runs_short=1),
}
