"""Starts `deliberate serve` as tests want it: watched for blocking, and able to die at a chosen moment.

`TEST_CRASH=<stage>` kills the process with SIGKILL when the writer passes that stage with an act of `TEST_CRASH_ACT` (any act when not
given), after letting `TEST_CRASH_SKIP` of them pass: `before_commit`, `after_commit` (before anything is told), `after_publish`
(before the answers). The product knows nothing of it.

`TEST_NO_WORKER` leaves the worker process out, `TEST_COLD` what a server does beforehand for its first visitors, `TEST_NO_EFFECTS` what
acts cause in other rooms; `TEST_PROGRAM=<file>` does acts of the program that a test writes there; `TEST_BLOCK=<file>` stops the hub on
purpose; `TEST_STATEMENTS=<file>` takes each statement that the database was sent, a line for each. Everything is loaded once, and a
server is forked for each line of standard input: its environment, as JSON, in which `TEST_OUTPUT` is the file that takes what it says.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from deliberate import runtime

runtime.patch()

from sqlalchemy import Engine, event  # noqa: E402

from deliberate import app, webserver  # noqa: E402
from deliberate.cli import main, serving  # noqa: E402
from deliberate.kernel.waiting import Waiting  # noqa: E402
from deliberate.kernel.writer import Writer  # noqa: E402
from tests.installation import TEMPLATES, Installation  # noqa: E402

if TYPE_CHECKING:
    from flask import Flask

# Seconds. When tests, browsers and databases run two at a time on two cores, the machine itself stands still for longer than a fault.
BLOCKED_FOR = 0.9 if "PYTEST_XDIST_WORKER" in os.environ else 0.2


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
    serve = webserver.serve

    def watched(app, *, ready, **options):
        def ready_and_watched(port):
            runtime.watch_for_blocking(BLOCKED_FOR * float(os.environ.get("TEST_SLACK", "1")), report)
            ready(port)

        serve(app, ready=ready_and_watched, **options)

    webserver.serve = watched


def without_effects() -> None:
    """What acts have caused in other rooms stays undone: the test looks at one act alone."""
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


def write_statements_down(path: Path) -> None:
    """For tests that count what the database is asked."""

    def note(connection, cursor, statement, *_):
        with path.open("a") as file:
            file.write(" ".join(statement.split()) + "\n")

    event.listen(Engine, "before_cursor_execute", note)


def serve() -> None:
    """What the environment asks for."""
    if stage := os.environ.get("TEST_CRASH"):
        Crash(stage, os.environ.get("TEST_CRASH_ACT", ""), int(os.environ.get("TEST_CRASH_SKIP", "0"))).install()
    if "TEST_BLOCKED" in os.environ:
        watch_once_ready()
    if "TEST_NO_EFFECTS" in os.environ:
        without_effects()
    if "TEST_COLD" in os.environ:
        app.warm_up = app.load_words_and_templates
    if path := os.environ.get("TEST_BLOCK"):
        block_once_asked(Path(path))
    if path := os.environ.get("TEST_STATEMENTS"):
        write_statements_down(Path(path))
    if path := os.environ.get("TEST_PROGRAM"):
        do_for_the_program(Path(path))
    serving._keep_worker = lambda: None  # it was forked, or the test needs none
    sys.argv = ["deliberate", "serve"]
    main()


def forge() -> None:
    """Load all that servers have in common, and fork one for each line of standard input."""
    load_what_all_share()
    gc.collect()
    gc.freeze()  # a collection in a fork would copy all of it
    runtime._real("signal").signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them here
    for line in sys.stdin:
        child = fork()
        if child == 0:
            become_a_server(json.loads(line))
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


def load_what_all_share() -> None:
    """Mappers, catalogues, and the templates' compiled code. No database and no hub: neither may be forked while it is open."""
    with tempfile.TemporaryDirectory() as folder:
        app.load_words_and_templates(Installation(Path(folder)).app())
    make = app.create_app

    def create_app(*settings: Any) -> Flask:
        created = make(*settings)
        created.jinja_env.bytecode_cache = TEMPLATES
        return created

    app.create_app = create_app


def become_a_server(environment: dict[str, str]) -> NoReturn:
    """In a process that was just forked. The worker is forked, too, while nothing turns yet."""
    runtime._real("signal").signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(environment)
    output = os.open(environment["TEST_OUTPUT"], os.O_WRONLY)
    for standard in (1, 2):
        os.dup2(output, standard)
    os.close(output)
    try:
        if "TEST_NO_WORKER" not in environment:
            fork_worker()
        serve()
    finally:
        sys.stdout.flush()
        os._exit(0)


def fork() -> int:
    """Under gevent, `os.fork` would begin to watch over the child, and turn the hub for it."""
    number: int = runtime._real("os").fork()
    return number


def fork_worker() -> None:
    """The worker that `deliberate serve` would have started beside itself."""
    server = os.getpid()
    if fork() == 0:
        sys.argv = ["deliberate", "worker", "--beside", str(server)]
        try:
            main()
        finally:
            os._exit(0)


if __name__ == "__main__":
    forge()
