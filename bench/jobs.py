"""What the generator can be asked to do with its crowds. What comes back are plain numbers and lists, in seconds and bytes."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any

from bench import wire
from bench.crowd import Crowd, Line, Loop, Lost, Step
from bench.figures import Effort, percentile
from bench.processes import seconds_on_cores

PATIENCE = 30.0
"""Seconds for one broadcast to reach everybody before it counts as lost."""
GATHER = 0.0002
"""Seconds between two looks at what came while many are told many things: the exactness of all delays."""
CALM = 0.5
"""Seconds without a message after which nothing more is expected."""
FIRST_NUMBER = 1_000_000
"""What is told has numbers beyond those of the acts that were done before: nobody takes it for old."""

Planned = tuple[float, int, bytes]
"""After how many seconds which line says which frame."""


class Jobs:
    """The crowds by name, and everything that is done with them."""

    def __init__(self) -> None:
        self._loop = Loop()
        self._crowds: dict[str, Crowd] = {}
        self._number = FIRST_NUMBER

    def _next_number(self) -> int:
        self._number += 1
        return self._number

    def join(
        self,
        name: str,
        *,
        port: int,
        path: str,
        scripts: Sequence[Sequence[Step]],
        at_once: int,
        patience: float,
        extensions: str = "",
    ) -> dict[str, Any]:
        """Let a crowd in, one line for each script, never more than `at_once` on their way at a time."""
        crowd = self._crowds.setdefault(name, Crowd())
        crowd.begin_anew()
        before, waiting = crowd.through, list(reversed(scripts))
        wanted, request = before + len(scripts), wire.upgrade(path, port, extensions)
        effort = Effort()
        lines: list[Line] = []

        def let_more_in(_: float) -> float:
            while waiting and len(lines) - (crowd.through - before) < at_once:
                lines.append(self._loop.open_line(crowd, port, request, waiting.pop()))
            return 1.0

        in_time = self._loop.attend(lambda: crowd.through >= wanted or bool(crowd.lost), patience, let_more_in)
        if crowd.lost or not in_time:
            raise Lost(f"{crowd.through} of {wanted} got in; lost: {Counter(crowd.lost).most_common(3)}")
        return {
            "seconds": max(line.through_at for line in lines) - effort.began,
            "bytes": crowd.payload,
            "share": effort.share(),
        }

    def leave(self, name: str) -> None:
        """Close all lines of a crowd, if there is one."""
        if crowd := self._crowds.pop(name, None):
            self._loop.close(crowd)

    def rest(self, seconds: float) -> None:
        """Only answer pings and take in what comes."""
        self._loop.attend(lambda: False, seconds)

    def ask(self, name: str, *, event: str, said: Any, patience: float = PATIENCE) -> Any:
        """Have the first line of a crowd ask something; its answer is returned as it was written in JSON."""
        crowd = self._crowds[name]
        line = crowd.lines[0]
        before = crowd.answers
        self._loop.say(line, wire.event(event, said, number=1))
        if not self._loop.attend(lambda: crowd.answers > before, patience):
            raise Lost(f"no answer to {event}; lost: {crowd.lost}")
        return json.loads(line.answer[line.answer.index(b"[") :])[0]

    def fan_out(
        self, name: str, *, rounds: int, size: int, processes: Sequence[int], pause: float = 0.0
    ) -> dict[str, Any]:
        """Have the server tell everybody something, again when everybody has it, after so many seconds.

        The processor time is that of `processes`.
        """
        crowd = self._crowds[name]
        crowd.begin_anew()
        said: list[float] = []
        effort, used = Effort(), seconds_on_cores(processes)
        for number in range(1, rounds + 1):
            said.append(time.perf_counter())
            self._loop.say(crowd.lines[0], tell(self._next_number(), size))
            wanted = number * len(crowd.lines)
            if not self._loop.attend(lambda wanted=wanted: crowd.changes >= wanted, PATIENCE, gather=GATHER):  # type: ignore[misc]
                raise Lost(f"broadcast {number}: {crowd.changes} of {wanted} deliveries; lost: {crowd.lost[:3]}")
            if pause:
                self._loop.attend(lambda: False, pause)
        used = seconds_on_cores(processes) - used
        share = effort.share()
        delays = [[line.arrivals[number] - at for line in crowd.lines] for number, at in enumerate(said)]
        return {
            "processor": used / crowd.changes,
            "everybody": [max(one) for one in delays],
            "deliveries_p99": percentile([delay for one in delays for delay in one], 99),
            "bytes_each": crowd.bytes_of_changes / crowd.changes,
            "share": share,
        }

    def play(
        self, name: str, plan: Sequence[Planned], *, answers: int, seconds: float, patience: float
    ) -> dict[str, Any]:
        """Say what is planned, at its time, and go on until so many answers came and so many seconds went by."""
        crowd = self._crowds[name]
        crowd.begin_anew()
        waiting = list(reversed(plan))
        late: list[float] = []
        effort = Effort()

        def say_what_is_due(now: float) -> float:
            while waiting and effort.began + waiting[-1][0] <= now:
                due, number, frame = waiting.pop()
                line = crowd.lines[number]
                line.said_at = time.perf_counter()
                late.append(line.said_at - effort.began - due)
                self._loop.say(line, frame)
            return effort.began + waiting[-1][0] - now if waiting else seconds

        def is_over() -> bool:
            return not waiting and crowd.answers >= answers and time.perf_counter() >= effort.began + seconds

        in_time = self._loop.attend(is_over, patience, say_what_is_due, gather=GATHER)
        asked = [line for line in crowd.lines if line.said_at]
        answered = [line for line in asked if line.answered_at]
        return {
            "in_time": in_time,
            "seconds": max((line.answered_at for line in answered), default=effort.began) - effort.began,
            "delays": [line.answered_at - line.said_at for line in answered],
            "answers": crowd.answers,
            "outcomes": Counter(outcome(line.answer) for line in answered),
            "late": max(late, default=0.0),
            "changes": crowd.changes,
            "bytes": crowd.payload,
            "lost": len(crowd.lost),
            "share": effort.share(),
        }

    def stream(
        self,
        name: str,
        *,
        per_second: float,
        size: int,
        seconds: float,
        processes: Sequence[int],
        without: int | None = None,
    ) -> dict[str, Any]:
        """Have the server tell everybody something at a steady rate, while one line (`without`) reads nothing."""
        crowd = self._crowds[name]
        crowd.begin_anew()
        hearing = [line for line in crowd.lines if line.number != without]
        messages = int(per_second * seconds)
        said: list[float] = []
        effort, used = Effort(), seconds_on_cores(processes)

        def tell_when_due(now: float) -> float:
            while len(said) < messages and effort.began + len(said) / per_second <= now:
                said.append(time.perf_counter())
                self._loop.say(crowd.lines[0], tell(self._next_number(), size))
            return max(0.0, effort.began + len(said) / per_second - now) if len(said) < messages else 1.0

        wanted = messages * len(hearing)
        if not self._loop.attend(lambda: crowd.changes >= wanted, seconds + PATIENCE, tell_when_due, gather=GATHER):
            raise Lost(f"{crowd.changes} of {wanted} deliveries; lost: {crowd.lost[:3]}")
        share, used = effort.share(), seconds_on_cores(processes) - used
        return {
            "delays": [line.arrivals[number] - at for number, at in enumerate(said) for line in hearing],
            "processor": used / crowd.changes,
            "share": share,
        }

    def become_calm(self, name: str, *, patience: float) -> float:
        """Take in what comes until nothing more does; the seconds until the last of it are returned."""
        crowd = self._crowds[name]
        began = time.perf_counter()
        last, heard = began, -1

        def is_calm() -> bool:
            nonlocal last, heard
            if crowd.changes != heard:
                last, heard = time.perf_counter(), crowd.changes
            return time.perf_counter() > last + CALM

        self._loop.attend(is_calm, patience)
        return last - began

    def heard(self, name: str) -> dict[str, int]:
        """What a crowd has heard since it last began anew."""
        crowd = self._crowds[name]
        return {"changes": crowd.changes, "bytes": crowd.payload, "answers": crowd.answers}

    def stop_reading(self, name: str, *, line: int) -> None:
        """From now on one line reads nothing more; it stays open."""
        self._loop.stop_reading(self._crowds[name].lines[line])

    def listen(self, name: str, *, seconds: float) -> dict[str, Any]:
        """Take in what comes without being asked for."""
        crowd = self._crowds[name]
        crowd.begin_anew()
        self._loop.attend(lambda: False, seconds)
        return {"bytes": crowd.payload, "lost": len(crowd.lost)}


def tell(number: int, size: int) -> bytes:
    """Ask a server under test to tell everybody a change with that number and size."""
    return wire.event("tell", {"number": number, "size": size})


def outcome(answer: bytes) -> str:
    """What an answer says: `ok`, or the code of a refusal."""
    said = json.loads(answer[answer.index(b"[") :])[0]
    return "ok" if said["ok"] else str(said["error"]["code"])
