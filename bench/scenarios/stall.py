"""Stall: how late the hub's heart beats while fifty people a second act, all are told, and frames of 200 kB come in (P13).

Time in which the machine gave the server no core does not count. Beside it stands how long a bare server takes for one fan-out to as
many, which nobody can be much better than.
"""

from __future__ import annotations

from statistics import median
from typing import Any

from bench.figures import percentile
from bench.goals import held
from bench.jobs import Planned
from bench.questions import answer_to, answers_at_a_rate, ask_everybody, patience_for
from bench.stage import DESK, Stage

ACTS_A_SECOND = 50
SECONDS = 4.0
BIG = 200_000
FANOUTS = 20


def play(stage: Stage) -> dict[str, Any]:
    """Measure the lateness under load and without any, and the fan-out of the limit."""
    quiet: list[list[float]] = []
    loaded: list[list[float]] = []
    with stage.ours() as ours:
        stage.facilitate(ours)
        stage.fill(ours)
        stage.generator.do("become_calm", ours.name, patience=10.0)
        for _ in range(stage.runs):
            quiet.append(_lateness_while(stage, []))
            loaded.append(_lateness_while(stage, _load(ask_everybody(stage), stage.clients)))
    with stage.bare() as bare:
        stage.fill(bare)
        fanned = stage.do("fan_out", bare.name, rounds=FANOUTS, size=200, processes=bare.processes)
    figures: dict[str, Any] = {
        "quiet": _figures_of(quiet),
        "loaded": _figures_of(loaded),
        "bare_fan_out_p95_ms": round(percentile(fanned["everybody"], 95) * 1e3, 2),
    }
    goals = {
        "P13": held("P13", figures["loaded"]["p99_ms"]),
        "P13_worst": held("P13_worst", figures["loaded"]["worst_ms"]),
    }
    return {"figures": figures, "goals": goals}


def _load(question: int, people: int) -> list[Planned]:
    """Answers at a steady rate, and from the last person, who else says nothing, a frame of 200 kB every second."""
    plan = answers_at_a_rate(question, people - 1, per_second=ACTS_A_SECOND, seconds=SECONDS)
    big = answer_to(question, objects=True, words="x" * BIG)
    return sorted([*plan, *((second + 0.5, people - 1, big) for second in range(int(SECONDS)))])


def _lateness_while(stage: Stage, plan: list[Planned]) -> list[float]:
    stage.generator.do("ask", DESK, event="beat", said={})
    if plan:
        stage.do("play", "ours", plan, answers=len(plan), seconds=0.0, patience=patience_for(stage.clients))
        stage.generator.do("become_calm", "ours", patience=patience_for(stage.clients))
    else:
        stage.generator.do("rest", 2.0)
    late: list[float] = stage.generator.do("ask", DESK, event="lateness", said={})["late"]
    return late


def _figures_of(runs: list[list[float]]) -> dict[str, Any]:
    return {
        "p50_ms": round(median(median(run) for run in runs) * 1e3, 2),
        "p99_ms": round(median(percentile(run, 99) for run in runs) * 1e3, 2),
        "worst_ms": round(median(max(run) for run in runs) * 1e3, 2),
        "beats": sum(len(run) for run in runs),
    }
