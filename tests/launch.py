"""Starts `deliberate serve` as tests want it: watched for blocking, and able to die at a chosen moment.

`TEST_CRASH=<stage>` kills the process with SIGKILL when the writer passes that stage with an act of `TEST_CRASH_ACT` (any act when not
given), after letting `TEST_CRASH_SKIP` of them pass: `before_commit`, `after_commit` (before anything is told), `after_publish`
(before the answers). The product knows nothing of it.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from deliberate import runtime

runtime.patch()

from deliberate.cli import main  # noqa: E402
from deliberate.kernel.writer import Waiting, Writer  # noqa: E402

BLOCKED_FOR = 0.2


class Crash:
    """Dies at a stage of the writer."""

    def __init__(self, stage: str, act: str, skip: int) -> None:
        self._stage, self._act, self._left = stage, act, skip
        self._batch: list[Waiting] = []

    def install(self) -> None:
        together, commit, publish, answer = Writer._do_together, Writer.commit, Writer.publish, Writer.answer
        crash = self

        def do_together(writer, room, batch):
            crash._batch = batch
            together(writer, room, batch)

        def crashing_commit(writer, session):
            crash.reach("before_commit")
            commit(writer, session)
            crash.reach("after_commit")

        def crashing_publish(writer, bundles):
            publish(writer, bundles)
            runtime.sleep(0.05)  # let what was published leave the process
            crash.reach("after_publish")

        Writer._do_together, Writer.commit, Writer.publish = do_together, crashing_commit, crashing_publish
        Writer.answer = answer

    def reach(self, stage: str) -> None:
        if stage != self._stage:
            return
        if self._act and not any(waiting.name == self._act for waiting in self._batch):
            return
        if self._left > 0:
            self._left -= 1
            return
        os.kill(os.getpid(), signal.SIGKILL)


def report(stack: str) -> None:
    """Keep the stack for the test to read."""
    with Path(os.environ["TEST_BLOCKED"]).open("a") as file:
        file.write(stack)


def watch_once_ready() -> None:
    """Starting up may take its time; from the first connection on, nothing may."""
    serve = runtime.serve

    def watched(app, *, ready, **options):
        def ready_and_watched(port):
            runtime.watch_for_blocking(BLOCKED_FOR * float(os.environ.get("TEST_SLACK", "1")), report)
            ready(port)

        serve(app, ready=ready_and_watched, **options)

    runtime.serve = watched


if __name__ == "__main__":
    if stage := os.environ.get("TEST_CRASH"):
        Crash(stage, os.environ.get("TEST_CRASH_ACT", ""), int(os.environ.get("TEST_CRASH_SKIP", "0"))).install()
    if "TEST_BLOCKED" in os.environ:
        watch_once_ready()
    sys.argv = ["deliberate", "serve"]
    main()
