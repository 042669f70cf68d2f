"""Slow: everybody is sent 20 kB 150 times a second, and one participant stops reading (P14).

How long the others wait, and how much memory the server takes for the one, each compared with the same when everybody reads.
"""

from __future__ import annotations

from statistics import median
from typing import Any

from bench.figures import percentile
from bench.goals import held
from bench.servers import Ours
from bench.stage import Stage

SIZE = 20_000
PER_SECOND = 150
SECONDS, SECONDS_SHORT = 8.0, 4.0
SECONDS_TO_WARM_UP = 2.0


def play(stage: Stage) -> dict[str, Any]:
    """Measure with and without the one who stops, on a server started anew for each run."""
    all_read: list[dict[str, Any]] = []
    one_stops: list[dict[str, Any]] = []
    seconds = SECONDS_SHORT if stage.short else SECONDS
    for _ in range(stage.runs):
        with stage.ours() as ours:
            stage.fill(ours)
            # What the first messages cost is not the fault of whoever stops reading.
            _stream(stage, ours, None, SECONDS_TO_WARM_UP)
            all_read.append(_stream(stage, ours, None, seconds))
            stage.generator.do("stop_reading", ours.name, line=stage.clients - 1)
            one_stops.append(_stream(stage, ours, stage.clients - 1, seconds))
            stage.generator.do("leave", ours.name)
    figures = {"all_read": _figures_of(all_read), "one_stops": _figures_of(one_stops)}
    more = figures["one_stops"]["memory_more_MB"] - figures["all_read"]["memory_more_MB"]
    ratio = figures["one_stops"]["p95_ms"] / figures["all_read"]["p95_ms"]
    return {"figures": figures, "goals": {"P14": held("P14", ratio), "P14_memory": held("P14_memory", more)}}


def _stream(stage: Stage, ours: Ours, without: int | None, seconds: float) -> dict[str, Any]:
    before = ours.memory
    streamed: dict[str, Any] = stage.do(
        "stream",
        ours.name,
        per_second=PER_SECOND,
        size=SIZE,
        seconds=seconds,
        processes=ours.processes,
        without=without,
    )
    return streamed | {"memory": ours.memory - before}


def _figures_of(runs: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "p50_ms": round(median(median(run["delays"]) for run in runs) * 1e3, 2),
        "p95_ms": round(median(percentile(run["delays"], 95) for run in runs) * 1e3, 2),
        "memory_more_MB": round(median(run["memory"] for run in runs) / 1e6, 1),
        "processor_us": round(median(run["processor"] for run in runs) * 1e6, 1),
        "generator_share": round(max(run["share"] for run in runs), 2),
    }
