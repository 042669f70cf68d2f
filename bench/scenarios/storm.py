"""Storm: the server is killed and started again, and everybody comes back at once (P6).

Measured from the first connection until the last client is at the current number; that the server needs seconds to start is told beside
it. Compared with as many bare WebSocket connections that are each sent one message with as many bytes as our answer has. What it would be
to one of 200 bytes stands beside it, and so does the coming back of clients that have missed nothing.
"""

from __future__ import annotations

import signal
from statistics import median
from typing import Any

from bench.crowd import Step
from bench.goals import held
from bench.servers import Ours, Server
from bench.stage import DESK, Stage

SMALL = 200
FEWEST_BARE = 3
"""Runs of the limit at least: they are short."""


def play(stage: Stage) -> dict[str, Any]:
    """Kill, start and let everybody in, as often as there are runs; then the same with the limit."""
    ours, starts = stage.ours(), []
    snapshots: list[dict[str, Any]] = []
    nothing_missed: list[dict[str, Any]] = []
    with ours:
        known = _what_all_know(stage, ours)
        for _ in range(stage.runs):
            starts.append(_kill_and_start(stage, ours))
            snapshots.append(_come(stage, ours, ours.ways_in(stage.clients)))
            starts.append(_kill_and_start(stage, ours))
            nothing_missed.append(_come(stage, ours, [ours.way_in_as(token, known) for token in ours.place.guests]))
    answer = round(snapshots[-1]["bytes"] / stage.clients)
    figures: dict[str, Any] = {
        "snapshot": _figures_of(snapshots, stage.clients),
        "nothing_missed": _figures_of(nothing_missed, stage.clients),
        "bare_as_many_bytes": _figures_of(_bare(stage, answer), stage.clients),
        "bare_small": _figures_of(_bare(stage, SMALL), stage.clients),
        "start_s": round(median(starts), 2),
    }
    ratio = figures["snapshot"]["seconds"] / figures["bare_as_many_bytes"]["seconds"]
    figures["ratio_to_small"] = round(figures["snapshot"]["seconds"] / figures["bare_small"]["seconds"], 2)
    return {"figures": figures, "goals": {"P6": held("P6", ratio)}}


def _what_all_know(stage: Stage, ours: Ours) -> dict[str, Any]:
    """What a client sends along that has missed nothing. Guests have not changed anything, so `me` may be left out."""
    stage.facilitate(ours)
    answer = stage.generator.do("ask", DESK, event="catch_up", said={"epoch": None, "after": None})
    return {"epoch": answer["epoch"], "after": answer["seq"]}


def _kill_and_start(stage: Stage, ours: Ours) -> float:
    ours.end(signal.SIGKILL)
    stage.generator.do("leave", DESK)
    stage.generator.do("leave", ours.name)
    return ours.start()


def _come(stage: Stage, server: Server, ways_in: list[list[Step]]) -> dict[str, Any]:
    used = server.seconds_on_core
    joined = stage.join(server.name, server, ways_in, at_once=stage.clients)
    stage.shares.append(joined["share"])
    return joined | {"processor": server.seconds_on_core - used}


def _bare(stage: Stage, size: int) -> list[dict[str, Any]]:
    runs = []
    with stage.bare() as bare:
        bare.greeting = size
        for _ in range(max(stage.runs, FEWEST_BARE)):
            runs.append(_come(stage, bare, bare.ways_in(stage.clients)))
            stage.generator.do("leave", bare.name)
    return runs


def _figures_of(runs: list[dict[str, Any]], clients: int) -> dict[str, Any]:
    return {
        "seconds": round(median(run["seconds"] for run in runs), 3),
        "processor_ms_each": round(median(run["processor"] for run in runs) / clients * 1e3, 3),
        "bytes_each": round(median(run["bytes"] for run in runs) / clients),
        "generator_share": round(max(run["share"] for run in runs), 2),
    }
