"""Memory: what a server holds for each participant who is connected and idle (P7).

The growth of its memory (PSS) from a few connections to all, garbage collected before each look.
"""

from __future__ import annotations

import time
from statistics import median
from typing import Any

from bench.goals import held
from bench.servers import Server
from bench.stage import Stage

FIRST = 20
"""So many connect before the first look, so that what is made once is there."""
SECONDS_TO_REST = 1.0
THAT_SETTLE = ("ours", "node")


def play(stage: Stage) -> dict[str, Any]:
    """Look at each server, started anew for each run."""
    figures: dict[str, Any] = {}
    for name in ("ours", *stage.peers):
        each = [_bytes_each(stage, name) for _ in range(stage.runs)]
        figures[name] = {
            "kB_each": round(median(each) / 1000, 1),
            "kB_each_runs": [round(one / 1000, 1) for one in each],
        }
    goals = {}
    if "node" in figures:
        goals["P7"] = held("P7", figures["ours"]["kB_each"] / figures["node"]["kB_each"])
    return {"figures": figures, "goals": goals}


def _bytes_each(stage: Stage, name: str) -> float:
    with _server(stage, name) as server:
        ways, first = server.ways_in(stage.clients), min(FIRST, stage.clients // 2)
        stage.join(name, server, ways[:first])
        before = _memory(stage, server)
        stage.join(name, server, ways[first:])
        after = _memory(stage, server)
        stage.generator.do("leave", name)
    return (after - before) / (stage.clients - first)


def _server(stage: Stage, name: str) -> Server:
    return stage.ours() if name == "ours" else stage.peer(name)


def _memory(stage: Stage, server: Server) -> int:
    stage.generator.do("rest", SECONDS_TO_REST)
    if server.name in THAT_SETTLE:
        stage.generator.do("ask", server.name, event="settle", said={})
        time.sleep(0.1)
    return server.memory
