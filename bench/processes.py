"""What a process uses: its core, its time on it, its memory. Linux tells all of it in /proc."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

FEWEST_CORES = 2


def cores() -> tuple[int, int]:
    """The core of the servers and the core of the generator."""
    allowed = sorted(os.sched_getaffinity(0))
    if len(allowed) < FEWEST_CORES:
        raise SystemExit("The benchmark needs two cores: one for the server, one for whoever measures it.")
    return allowed[0], allowed[1]


def seconds_on_core(process: int) -> float:
    """Seconds for which all threads of a process had a core, the kernel's work for them included.

    The sum of /proc/<pid>/stat in finer units: that file counts in hundredths of a second.
    """
    used = 0
    for thread in Path(f"/proc/{process}/task").iterdir():
        used += int((thread / "schedstat").read_text().split()[0])
    return used / 1e9


def seconds_on_cores(processes: Iterable[int]) -> float:
    """The same, of several processes together."""
    return sum(map(seconds_on_core, processes))


def seconds_without_core(process: int) -> float:
    """Seconds for which the first thread of a process wanted a core and the machine gave it none."""
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[1]) / 1e9


def bytes_of_memory(process: int) -> int:
    """The proportional share of memory (PSS) of a process: pages that several processes have in common count once in all."""
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    raise RuntimeError("the kernel does not tell the memory of processes")
