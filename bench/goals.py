"""What the figures are held against. Each goal is the most that is allowed; where several are named, the first holds now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Goal:
    """One of the goals: what is measured, compared with what, and the most that it may come to."""

    what: str
    most: float
    unit: str = ""
    """Empty for ratios."""


GOALS = {
    "P1": Goal("fan-out: processor time of a delivery, to that of a bare eventlet server", 1.7),
    "P1_everybody": Goal("fan-out: time until everybody has it (p95), to that of a bare eventlet server", 1.5),
    "P2": Goal("fan-out: processor time of a delivery, to that of Socket.IO on Node", 0.65),
    "P3": Goal(
        "acts of a whole room within half a second: time to the answer (p95), to the same without a database", 4
    ),
    "P4": Goal("a question to all: bytes for each participant in the largest room, to those in the smallest", 1.2),
    "P6": Goal(
        "everybody comes back after a restart: time until all are up to date, to bare connections and one message", 2
    ),
    "P7": Goal("memory of a connected participant, to that of Socket.IO on Node", 1.9),
    "P8": Goal("two processes: processor time of a delivery, to that of one process", 1.15),
    "P11": Goal("what an idle participant is sent", 3, "kB/min"),
    "P13": Goal("lateness of the hub under load (p99)", 5, "ms"),
    "P13_worst": Goal("lateness of the hub under load (worst)", 15, "ms"),
    "P14": Goal("a participant who stops reading: time to the others' screens (p95), to the same without", 1.2),
    "P14_memory": Goal("a participant who stops reading: memory more", 8, "MB"),
}


def held(name: str, measured: float) -> dict[str, Any]:
    """How a measured figure stands to its goal."""
    goal = GOALS[name]
    figure = {"value": round(measured, 3), "unit": goal.unit} if goal.unit else {"ratio": round(measured, 3)}
    return figure | {"goal": goal.most, "met": measured <= goal.most}
