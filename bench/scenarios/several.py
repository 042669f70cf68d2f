"""Processes: everybody in one room is told something, half of them by another process than the one that was asked (P8).

Two processes with PostgreSQL and Redis take turns with one process, all on the same core: their time on it is compared, not how soon
everybody has it.
"""

from __future__ import annotations

from typing import Any

from bench.goals import held
from bench.place import Place
from bench.scenarios.fanout import fan_out, figures_of, measured
from bench.servers import Ours, Together
from bench.stage import Stage
from tests import services

COUNT = 2
BROADCASTS, BROADCASTS_SHORT, TO_WARM_UP = 40, 20, 5
LINES_OF_ONE = 25
"""How many lines somebody has: fewer than a process allows, so that all may be with one."""


def play(stage: Stage) -> dict[str, Any]:
    """Measure both in turns."""
    with services.postgres() as postgres, services.redis_server() as redis:
        settings = {"DELIBERATE_DATABASE_URL": postgres.fresh_database()}
        place = Place(stage.folder / "several", settings)
        place.folder.mkdir()
        place.settle(stage.clients // LINES_OF_ONE + 1)
        several = Place(place.folder, settings | {"DELIBERATE_REDIS": redis.url})
        with Together(stage.folder, stage.core, several, COUNT) as together, _one(stage, place) as one:
            servers: list[Ours] = [together, one]
            for server in servers:
                stage.fill(server)
                fan_out(stage, server, TO_WARM_UP)
            runs: dict[str, list[dict[str, Any]]] = {server.name: [] for server in servers}
            for _ in range(stage.runs):
                for server in servers:
                    runs[server.name].append(measured(stage, server, BROADCASTS_SHORT if stage.short else BROADCASTS))
    figures = {name: figures_of(of_server) for name, of_server in runs.items()}
    ratio = figures["together"]["processor_us"] / figures["one"]["processor_us"]
    return {"figures": figures, "goals": {"P8": held("P8", ratio)}}


def _one(stage: Stage, place: Place) -> Together:
    one = Together(stage.folder, stage.core, place, 1)
    one.name = "one"
    return one
