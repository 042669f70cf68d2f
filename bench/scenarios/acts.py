"""Acts: everybody in the room answers one question within half a second; how long until each has the server's answer (P3).

Compared with the same server when it is asked the same without a database: it answers at once, and tells the count to all ten times a
second (`count` in launch.py).
"""

from __future__ import annotations

from statistics import median
from typing import Any

from bench import wire
from bench.figures import percentile
from bench.goals import held
from bench.questions import answers_of_all, ask_everybody, patience_for
from bench.stage import Stage

WITHIN = 0.5
"""Seconds in which all of them send."""


def play(stage: Stage) -> dict[str, Any]:
    """Measure the product and what it is compared with in turns."""
    stored: list[dict[str, Any]] = []
    counted: list[dict[str, Any]] = []
    with stage.ours() as ours:
        stage.facilitate(ours)
        stage.fill(ours)
        for _ in range(stage.runs):
            counted.append(_play_counts(stage))
            stored.append(_play_answers(stage))
        seen: dict[str, Any] = {}
        if stage.profile:
            with stage.looking(seen):
                _play_answers(stage)
    figures = {"stored": _figures_of(stored), "without_database": _figures_of(counted)}
    ratio = figures["stored"]["answer_p95_ms"] / figures["without_database"]["answer_p95_ms"]
    return {"figures": figures, "goals": {"P3": held("P3", ratio)}} | seen


def _play_answers(stage: Stage) -> dict[str, Any]:
    return _play(stage, answers_of_all(ask_everybody(stage), stage.clients, WITHIN))


def _play_counts(stage: Stage) -> dict[str, Any]:
    frame = wire.event("count", {}, number=1)
    return _play(stage, [(WITHIN * number / stage.clients, number, frame) for number in range(stage.clients)])


def _play(stage: Stage, plan: Any) -> dict[str, Any]:
    patience = patience_for(stage.clients)
    result: dict[str, Any] = stage.do("play", "ours", plan, answers=len(plan), seconds=0.0, patience=patience)
    result["calm_after"] = stage.generator.do("become_calm", "ours", patience=patience)
    return result


def _figures_of(runs: list[dict[str, Any]]) -> dict[str, Any]:
    outcomes: dict[str, int] = {}
    for run in runs:
        for outcome, count in run["outcomes"].items():
            outcomes[outcome] = outcomes.get(outcome, 0) + count
    return {
        "answer_p50_ms": round(median(median(run["delays"]) for run in runs) * 1e3, 2),
        "answer_p95_ms": round(median(percentile(run["delays"], 95) for run in runs) * 1e3, 2),
        "all_answered_s": round(median(run["seconds"] for run in runs), 3),
        "told_everybody_s": round(median(run["seconds"] + run["calm_after"] for run in runs), 3),
        "outcomes": outcomes,
        "deliveries": round(median(run["changes"] for run in runs)),
        "generator_late_ms": round(max(run["late"] for run in runs) * 1e3, 2),
        "generator_share": round(max(run["share"] for run in runs), 2),
    }
