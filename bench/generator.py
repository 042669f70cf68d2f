"""The process in which the crowds live, and the handle by which the benchmark tells it what to do."""

from __future__ import annotations

import gc
import multiprocessing
import os
import resource
from multiprocessing.connection import Connection
from typing import Any, Self

from bench.jobs import Jobs

LONGEST_JOB = 240.0


class Failed(Exception):
    """The generator could not do what it was asked; what it says is why."""


class Generator:
    """The generator, seen from the benchmark."""

    def __init__(self, core: int) -> None:
        # A fresh process: nothing of the benchmark's own is in it, and no collector of garbage stops it.
        context = multiprocessing.get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, core), daemon=True)

    def __enter__(self) -> Self:
        self._process.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()
        self._process.join(5)
        if self._process.is_alive():
            self._process.kill()

    def do(self, job: str, *arguments: Any, **named: Any) -> Any:
        """Have one of the jobs of `jobs.py` done, and return what came of it."""
        self._line.send((job, arguments, named))
        if not self._line.poll(LONGEST_JOB):
            raise Failed(f"{job} did not end")
        done, result = self._line.recv()
        if not done:
            raise Failed(f"{job}: {result}")
        return result


def _serve(line: Connection, core: int) -> None:
    os.sched_setaffinity(0, {core})
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    jobs = Jobs()
    gc.disable()
    while True:
        # Lines that wait for the next job are still served: nobody's ping may stay unanswered.
        while not line.poll():
            jobs.rest(0.01)
        try:
            job, arguments, named = line.recv()
        except EOFError:
            return
        try:
            line.send((True, getattr(jobs, job)(*arguments, **named)))
        except Exception as error:  # noqa: BLE001 - whoever asked is told, and goes on or ends
            line.send((False, f"{type(error).__name__}: {error}"))
        gc.collect()
