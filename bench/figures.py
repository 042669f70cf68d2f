"""Numbers of many runs made into one, and how hard the generator worked for them."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence

BUSIEST = 0.85
"""The share of its core above which the generator may be what was measured."""


def percentile(values: Sequence[float], rank: float) -> float:
    """The value that `rank` percent of all do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(1, math.ceil(len(ordered) * rank / 100)) - 1]


class Effort:
    """How much of a stretch of time this process had its core, from the moment this is made."""

    def __init__(self) -> None:
        self.began = time.perf_counter()
        self._used = time.process_time()

    def share(self) -> float:
        """The share until now, from 0 to 1."""
        return (time.process_time() - self._used) / (time.perf_counter() - self.began)
