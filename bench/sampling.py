"""Where a process's time goes: what it is doing is looked at again and again, every few milliseconds of its own time.

Waiting costs nothing and is not seen. What C code does, the kernel's part of a `send` included, counts for the line that called it.
"""

from __future__ import annotations

import gc
import signal
import time
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

EVERY = 0.001
"""Seconds between two looks, where the kernel counts time so finely."""
COLLECTOR = "(collecting garbage)"
MOST_NAMED = 30


class Sampling:
    """One stretch of looking."""

    def __init__(self) -> None:
        self._looks = 0
        self._own: Counter[str] = Counter()
        self._within: Counter[str] = Counter()
        self._began = 0.0
        self._collecting = 0.0

    def start(self) -> None:
        """Begin to look."""
        self._began = time.process_time()
        gc.callbacks.append(self._collects)
        signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)

    def stop(self) -> dict[str, Any]:
        """End, and tell: the share of all looks in which each function was at work itself, and in which it or what it called was.

        The collector of garbage runs wherever something is made, so its share is told besides.
        """
        signal.setitimer(signal.ITIMER_PROF, 0)
        gc.callbacks.remove(self._collects)
        collector = {"all": round(self._collecting / max(time.process_time() - self._began, EVERY), 3)}
        return {
            "looks": self._looks,
            "collecting garbage": collector,
            "own": self._shares(self._own),
            "within": self._shares(self._within),
        }

    def _collects(self, phase: str, _: dict[str, int]) -> None:
        self._collecting += -time.process_time() if phase == "start" else time.process_time()

    def _look(self, _: int, frame: FrameType | None) -> None:
        self._looks += 1
        seen: set[str] = set()
        while frame is not None:
            name = _named(frame)
            if not seen:
                self._own[name] += 1
            seen.add(name)
            frame = frame.f_back
        self._within.update(seen)

    def _shares(self, counted: Counter[str]) -> dict[str, float]:
        return {name: round(count / max(self._looks, 1), 3) for name, count in counted.most_common(MOST_NAMED)}


def _named(frame: FrameType) -> str:
    if frame.f_code is Sampling._collects.__code__:  # a look that fell into a collection comes at its end
        return COLLECTOR
    file = Path(frame.f_code.co_filename)
    return f"{file.parent.name}/{file.name} {frame.f_code.co_qualname}"
