"""Several servers on one port, each a process of its own, and one worker for all of them."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Sequence
from threading import Thread
from typing import TYPE_CHECKING

import click

from deliberate import webserver
from deliberate.cli.demo import keep_simulated_members
from deliberate.cli.shared import RESTART_PAUSE

if TYPE_CHECKING:
    from deliberate import config

READY = b"ready"
SECONDS_TO_START = 60.0
SECONDS_TO_END = 20.0
"""What a process has beyond the seconds in which its people move, before it is killed."""
LOOK_EVERY = 0.1


class Child:
    """One of the processes: started again when it has ended, and anew when asked to."""

    def __init__(self, name: str, command: Sequence[str], environment: dict[str, str], seconds_to_end: float) -> None:
        self.name = name
        self.times_ready = 0
        self.times_failed = 0
        """How often it ended before it was ready, without being asked to."""
        self._command = command
        self._environment = environment
        self._seconds_to_end = seconds_to_end
        self._process: subprocess.Popen[bytes] | None = None
        self._hears: int | None = None
        self._starts_at = 0.0
        self._killed_at: float | None = None
        self._asked_to_end = False

    def start(self) -> None:
        """Start it; it tells by a pipe when it is ready."""
        self._hears, tells = os.pipe()
        command = [sys.executable, "-m", "deliberate", *self._command, "--beside", str(os.getpid())]
        self._process = subprocess.Popen(  # noqa: S603
            [*command, "--tell-ready", str(tells)],
            env=self._environment,
            pass_fds=(tells,),
            stdin=subprocess.DEVNULL,
        )
        os.close(tells)
        self._asked_to_end = False
        self._killed_at = time.monotonic() + SECONDS_TO_START

    def ask_to_end(self) -> None:
        """Have it finish what it does, and a server send its people to the others."""
        if self._process is not None:
            self._process.terminate()
            self._asked_to_end = True
            self._killed_at = time.monotonic() + self._seconds_to_end

    def look(self) -> None:
        """See how it is: ready, too slow, or gone; then it is started again after a moment."""
        if self._process is None:
            if time.monotonic() >= self._starts_at:
                self.start()
            return
        if self._hears is not None and select.select([self._hears], [], [], 0)[0]:
            is_ready = os.read(self._hears, len(READY)) == READY
            self._stop_hearing()
            self.times_ready += is_ready
            self.times_failed += not (is_ready or self._asked_to_end)
            self._killed_at = None
        if self._process.poll() is not None:
            self._stop_hearing()
            self._starts_at = time.monotonic() + (RESTART_PAUSE if self._process.returncode else 0)
            self._process = None
        elif self._killed_at is not None and time.monotonic() > self._killed_at:
            self._process.kill()

    def end(self) -> None:
        """Wait until it has ended; when it does not in time, it is killed."""
        if self._process is None:
            return
        try:
            self._process.wait(self._seconds_to_end)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _stop_hearing(self) -> None:
        if self._hears is not None:
            os.close(self._hears)
            self._hears = None


def oversee(settings: config.Settings, count: int) -> None:
    """Keep so many servers running until SIGTERM or SIGINT; SIGHUP has all processes end and start anew one after the other."""
    asked: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda number, _: asked.append(number))
    try:
        kept = webserver.listen(settings.host, settings.port, shared=True, backlog=0)
    except OSError as error:
        raise click.ClickException(f"Cannot listen on {settings.host}:{settings.port}: {error.strerror}.") from None
    children = _children(settings, count, kept.getsockname()[1])
    try:
        _start_all(children, asked)
        port = kept.getsockname()[1]
        if settings.demo:
            Thread(target=keep_simulated_members, args=(settings.data_folder, port), daemon=True).start()
        print(f"deliberate answers at {settings.public_url or f'http://{settings.host}:{port}'}", flush=True)
        _look_after(children, asked)
    finally:
        for child in children:
            child.ask_to_end()
        for child in children:
            child.end()


def _children(settings: config.Settings, count: int, port: int) -> list[Child]:
    environment = os.environ | {"DELIBERATE_PORT": str(port)}
    drain = settings.drain_seconds + SECONDS_TO_END
    servers = [
        Child(f"server {number + 1}", ["serve"], environment | {"DELIBERATE_ADMIN": _admin_of(number, settings)}, drain)
        for number in range(count)
    ]
    return [*servers, Child("worker", ["worker"], environment, SECONDS_TO_END)]


def _start_all(children: list[Child], asked: list[int]) -> None:
    for child in children:
        child.start()
    while not all(child.times_ready for child in children) and not asked:
        for child in children:
            child.look()
            if child.times_failed:
                raise click.ClickException(f"The {child.name} did not start.")
        time.sleep(LOOK_EVERY)


def _look_after(children: list[Child], asked: list[int]) -> None:
    renewing: deque[tuple[Child, int]] = deque()
    while True:
        while asked:
            if asked.pop(0) != signal.SIGHUP:
                return
            renewing = deque((child, child.times_ready) for child in children)
            for child in children:
                child.times_failed = 0
            renewing[0][0].ask_to_end()
        for child in children:
            child.look()
        if renewing:
            _go_on_renewing(renewing)
        time.sleep(LOOK_EVERY)


def _go_on_renewing(renewing: deque[tuple[Child, int]]) -> None:
    """One after the other: at every moment all servers but one answer. The next is not touched before the last one does."""
    child, times = renewing[0]
    if child.times_failed:
        print(f"The {child.name} did not start anew; the others go on as they are.", file=sys.stderr, flush=True)
        renewing.clear()
    elif child.times_ready > times:
        renewing.popleft()
        if renewing:
            renewing[0][0].ask_to_end()


def _admin_of(number: int, settings: config.Settings) -> str:
    """Where this one tells how it is: on the port that was given, or one of the next."""
    if not settings.admin:
        return ""
    host, port = settings.admin.rsplit(":", 1)
    return f"{host}:{int(port) + number}"
