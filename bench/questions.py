"""What a whole room does at once today: the facilitator asks whether anybody objects to the agenda, and everybody answers."""

from __future__ import annotations

import uuid
from typing import Any

from bench import wire
from bench.jobs import Planned
from bench.stage import DESK, Stage

SECONDS_A_DELIVERY = 100e-6
"""More than a delivery takes on a slow machine; for saying when nothing more is to be expected."""
SHORTEST_PATIENCE = 20.0


def act(name: str, **inputs: Any) -> dict[str, Any]:
    """An act as it travels, with a new id."""
    return {"id": str(uuid.uuid4()), "name": name, "input": inputs}


def ask_everybody(stage: Stage) -> int:
    """Ask the room anew; the number of the question is returned."""
    done = stage.generator.do("ask", DESK, event="act", said=act("meetings.ask_agreement"))
    if not done["ok"]:
        raise RuntimeError(f"nobody can be asked: {done}")
    return int(done["ids"]["agreement"])


def answers_of_all(question: int, people: int, within: float) -> list[Planned]:
    """So many answer once, one after the other, spread evenly over so many seconds."""
    return [(within * number / people, number, answer_to(question)) for number in range(people)]


def answers_at_a_rate(question: int, people: int, *, per_second: int, seconds: float) -> list[Planned]:
    """So many answer in turns at a steady rate; whoever comes to it again has changed their mind, so that each answer changes something."""
    return [
        (number / per_second, number % people, answer_to(question, objects=number // people % 2 == 1))
        for number in range(int(per_second * seconds))
    ]


def answer_to(question: int, *, objects: bool = False, words: str = "We cannot pay for it.") -> bytes:
    """The frame of somebody who answers."""
    reply = "objection" if objects else "no_objection"
    said = act("meetings.answer_agreement", agreement=question, reply=reply, words=words if objects else "")
    return wire.event("act", said, number=1)


def patience_for(people: int) -> float:
    """Seconds after which not even a server that tells each of so many acts to as many people is still at work."""
    return max(SHORTEST_PATIENCE, people * people * SECONDS_A_DELIVERY)
