"""Fan-out: the server tells everybody in one room something of 200 bytes (P1, P2).

Processor time is measured while it tells again as soon as everybody has it; how long that takes, while it tells some six times a second:
our server rests after each telling, and what is said meanwhile is told with the next.

The servers take turns within one run of the benchmark, so that whatever else the machine does meets all of them.
"""

from __future__ import annotations

from contextlib import ExitStack
from statistics import median
from typing import Any

from bench.figures import percentile
from bench.goals import held
from bench.servers import Server
from bench.stage import Stage

SIZE = 200
BROADCASTS, BROADCASTS_SHORT = 40, 20
TO_WARM_UP = 5
PAUSE = 0.15
"""Seconds between two tellings whose time is taken."""
TIMES_LOOKED_AT = 3


def play(stage: Stage) -> dict[str, Any]:
    """Measure all servers in turns."""
    with ExitStack() as running:
        ours = running.enter_context(stage.ours())
        servers: list[Server] = [ours, *(running.enter_context(peer) for peer in stage.wanted_peers())]
        for server in servers:
            stage.fill(server)
            fan_out(stage, server, TO_WARM_UP)
        broadcasts = BROADCASTS_SHORT if stage.short else BROADCASTS
        runs: dict[str, list[dict[str, Any]]] = {server.name: [] for server in servers}
        for _ in range(stage.runs):
            for server in servers:
                runs[server.name].append(measured(stage, server, broadcasts))
        seen: dict[str, Any] = {}
        if stage.profile:
            stage.facilitate(ours)
            with stage.looking(seen):
                fan_out(stage, ours, broadcasts * TIMES_LOOKED_AT)
    figures = {name: figures_of(of_server) for name, of_server in runs.items()}
    return {"figures": figures, "goals": _goals(figures)} | seen


def measured(stage: Stage, server: Server, broadcasts: int) -> dict[str, Any]:
    at_once, at_times = fan_out(stage, server, broadcasts), fan_out(stage, server, broadcasts // 2, pause=PAUSE)
    return at_once | {"everybody": at_times["everybody"], "deliveries_p99": at_times["deliveries_p99"]}


def fan_out(stage: Stage, server: Server, broadcasts: int, *, pause: float = 0.0) -> dict[str, Any]:
    result: dict[str, Any] = stage.do(
        "fan_out", server.name, rounds=broadcasts, size=SIZE, processes=server.processes, pause=pause
    )
    return result


def figures_of(runs: list[dict[str, Any]]) -> dict[str, Any]:
    everybody = [seconds for run in runs for seconds in run["everybody"]]
    return {
        "processor_us": round(median(run["processor"] for run in runs) * 1e6, 2),
        "processor_us_runs": [round(run["processor"] * 1e6, 2) for run in runs],
        "everybody_p50_ms": round(median(everybody) * 1e3, 2),
        "everybody_p95_ms": round(percentile(everybody, 95) * 1e3, 2),
        "everybody_worst_ms": round(max(everybody) * 1e3, 2),
        "deliveries_p99_ms": round(median(run["deliveries_p99"] for run in runs) * 1e3, 2),
        "message_bytes": round(runs[-1]["bytes_each"], 1),
        "generator_share": round(max(run["share"] for run in runs), 2),
    }


def _goals(figures: dict[str, Any]) -> dict[str, Any]:
    ours, goals = figures["ours"], {}
    if bare := figures.get("bare"):
        goals["P1"] = held("P1", ours["processor_us"] / bare["processor_us"])
        goals["P1_everybody"] = held("P1_everybody", ours["everybody_p95_ms"] / bare["everybody_p95_ms"])
    if node := figures.get("node"):
        goals["P2"] = held("P2", ours["processor_us"] / node["processor_us"])
    return goals
