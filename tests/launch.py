"""Starts `deliberate serve` as tests want it: watched for blocking, and able to die at a chosen moment.

`TEST_CRASH=<stage>` kills the process with SIGKILL when the writer passes that stage with an act of `TEST_CRASH_ACT` (any act when not
given), after letting `TEST_CRASH_SKIP` of them pass: `before_commit`, `after_commit` (before anything is told), `after_publish`
(before the answers). The product knows nothing of it.

`TEST_NO_WORKER` leaves the worker process out, `TEST_NO_EFFECTS` what acts cause in other rooms; `TEST_PROGRAM=<file>` does acts of the
program that a test writes there; `TEST_BLOCK=<file>` stops the hub on purpose. `--forge` loads everything once and forks a server for each
line of standard input.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from deliberate import runtime

runtime.patch()

from deliberate.cli import main  # noqa: E402
from deliberate.kernel.writer import Waiting, Writer  # noqa: E402

# Seconds. When tests, browsers and databases run two at a time on two cores, the machine itself stands still for longer than a fault.
BLOCKED_FOR = 0.6 if "PYTEST_XDIST_WORKER" in os.environ else 0.2


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


def without_worker() -> None:
    """No worker process beside: the test needs none, and it takes its time to start."""
    from deliberate.cli import serving

    serving._keep_worker = lambda: None


def without_effects() -> None:
    """What acts have caused in other rooms stays undone: the test looks at one act alone."""
    from deliberate import app

    app._carry_out_acts = lambda *_: None


def block_once_asked(path: Path) -> None:
    """Sleep for a second on the hub as soon as that file is there: what the watcher is for."""

    def wait_and_block():
        while not path.exists():
            runtime.sleep(0.02)
        a_sleep_that_stops_everyone()

    runtime.spawn(wait_and_block)


def a_sleep_that_stops_everyone() -> None:
    runtime._real("time").sleep(1)


def do_for_the_program(asked: Path) -> None:
    """Do what the program itself does, when asked for it by a file; the answer is left in another one."""
    from deliberate import app

    open_live = app.open_live

    def open_and_do(application, settings):
        def work():
            while True:
                runtime.sleep(0.02)
                if asked.exists():
                    wanted = json.loads(asked.read_text())
                    asked.unlink()
                    with application.app_context():
                        answer = application.extensions["deliberate"].doors.act_as_system(**wanted)
                    asked.with_suffix(".part").write_text(json.dumps(answer))
                    asked.with_suffix(".part").rename(asked.with_suffix(".answer"))

        opened = open_live(application, settings)
        runtime.spawn(work)
        return opened

    app.open_live = open_and_do


def serve() -> None:
    """What the environment asks for."""
    if stage := os.environ.get("TEST_CRASH"):
        Crash(stage, os.environ.get("TEST_CRASH_ACT", ""), int(os.environ.get("TEST_CRASH_SKIP", "0"))).install()
    if "TEST_BLOCKED" in os.environ:
        watch_once_ready()
    if "TEST_NO_WORKER" in os.environ:
        without_worker()
    if "TEST_NO_EFFECTS" in os.environ:
        without_effects()
    if path := os.environ.get("TEST_BLOCK"):
        block_once_asked(Path(path))
    if path := os.environ.get("TEST_PROGRAM"):
        do_for_the_program(Path(path))
    sys.argv = ["deliberate", "serve"]
    main()


def forge() -> None:
    """Fork a server for each line of standard input (its environment, as JSON), one at a time."""
    from deliberate import app

    app.warm_up = lambda application: None  # nobody waits for a first page here
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os.environ.clear()
            os.environ.update(json.loads(line))
            serve()
            os._exit(0)
        _tell(f"forged {child}")
        os.waitpid(child, 0)
        _tell(f"ended {child}")


def _tell(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if "--forge" in sys.argv:
        forge()
    else:
        serve()
