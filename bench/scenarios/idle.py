"""Idle: what a participant is sent while nothing happens (P11)."""

from __future__ import annotations

from typing import Any

from bench.goals import held
from bench.stage import Stage

SECONDS = 30.0
"""As long as pings (every 10 s) and heads (every 15 s) need to come out even."""
SECONDS_TO_REST = 2.0


def play(stage: Stage) -> dict[str, Any]:
    """Let everybody in, wait until their coming is told, and listen."""
    with stage.ours() as ours:
        stage.fill(ours)
        stage.generator.do("rest", SECONDS_TO_REST)
        used = ours.seconds_on_core
        heard = stage.generator.do("listen", ours.name, seconds=SECONDS)
        used = ours.seconds_on_core - used
    figures = {
        "bytes_a_minute": round(heard["bytes"] / stage.clients * 60 / SECONDS),
        "processor_percent": round(used / SECONDS * 100, 2),
        "lost": heard["lost"],
    }
    return {"figures": figures, "goals": {"P11": held("P11", figures["bytes_a_minute"] / 1000)}}
