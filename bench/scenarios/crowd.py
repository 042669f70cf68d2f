"""Crowd: one question to rooms of different sizes, and what each participant is sent until all have answered (P4).

When each answer is told to everybody, this grows with the room, and the whole with its square.
"""

from __future__ import annotations

from typing import Any

from bench.goals import held
from bench.questions import answers_of_all, ask_everybody, patience_for
from bench.stage import Stage

SMALLEST = 50
WITHIN = 2.0
"""Seconds in which all of them answer."""


def play(stage: Stage) -> dict[str, Any]:
    """Ask a small, a middling and the whole room."""
    sizes = sorted({min(SMALLEST, stage.clients), max(1, stage.clients // 4), stage.clients})
    figures = {}
    with stage.ours() as ours:
        stage.facilitate(ours)
        for size in sizes:
            stage.fill(ours, size)
            stage.generator.do("become_calm", ours.name, patience=patience_for(size))
            figures[str(size)] = _ask(stage, size, ours.process)
            stage.generator.do("leave", ours.name)
    least, most = figures[str(sizes[0])], figures[str(sizes[-1])]
    return {"figures": figures, "goals": {"P4": held("P4", most["bytes_each"] / least["bytes_each"])}}


def _ask(stage: Stage, size: int, process: int) -> dict[str, Any]:
    question, patience = ask_everybody(stage), patience_for(size)
    plan = answers_of_all(question, size, WITHIN)
    played = stage.do("play", "ours", plan, answers=size, seconds=WITHIN, patience=patience)
    more = stage.generator.do("become_calm", "ours", patience=patience)
    whole = stage.generator.do("heard", "ours")
    return {
        "bytes_each": round(whole["bytes"] / size),
        "messages_each": round(whole["changes"] / size, 1),
        "seconds": round(max(played["seconds"], WITHIN) + more, 2),
        "generator_share": round(played["share"], 2),
    }
