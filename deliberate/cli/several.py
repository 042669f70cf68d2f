"""Several servers on one port, each a process of its own, and one worker for all of them."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import click

from deliberate import runtime
from deliberate.cli.demo import keep_simulated_members
from deliberate.cli.shared import RESTART_PAUSE, run_beside

if TYPE_CHECKING:
    from deliberate import config

READY = b"ready"
SECONDS_TO_START = 60.0
SECONDS_TO_END = 20.0
"""What a server has beyond the seconds in which its people move, before it is killed."""
LOOK_EVERY = 0.2


class Server:
    """One of them: a child process that is started again when it has ended."""

    def __init__(self, number: int, port: int, settings: config.Settings) -> None:
        self.number = number
        self._settings = settings
        self._environment = os.environ | {"DELIBERATE_PORT": str(port), "DELIBERATE_ADMIN": _admin_of(number, settings)}
        self._process: subprocess.Popen[bytes] | None = None
        self._ended_at = 0.0

    def start(self) -> None:
        """Start it; `answers` tells when it is ready."""
        self._hears, tells = os.pipe()
        command = [
            sys.executable,
            "-m",
            "deliberate",
            "serve",
            "--beside",
            str(os.getpid()),
            "--tell-ready",
            str(tells),
        ]
        self._process = subprocess.Popen(  # noqa: S603
            command, env=self._environment, pass_fds=(tells,), stdin=subprocess.DEVNULL
        )
        os.close(tells)

    def answers(self) -> bool:
        """Wait until it answers; False when it ended before, or takes too long."""
        said, _, _ = select.select([self._hears], [], [], SECONDS_TO_START)
        ready = bool(said) and os.read(self._hears, len(READY)) == READY
        os.close(self._hears)
        return ready

    def start_again_if_ended(self) -> None:
        """Whatever ended it, a moment later another one takes its place."""
        if self._process is not None and self._process.poll() is not None:
            self._process, self._ended_at = None, time.monotonic()
        elif self._process is None and time.monotonic() > self._ended_at + RESTART_PAUSE:
            self.start()
            self.answers()

    def ask_to_end(self) -> None:
        """Have it send its people to the others."""
        if self._process is not None:
            self._process.terminate()

    def wait_until_ended(self) -> None:
        """Until it has ended; when it does not in time, it is killed."""
        if self._process is None:
            return
        try:
            self._process.wait(self._settings.drain_seconds + SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def oversee(settings: config.Settings, count: int) -> None:
    """Keep so many servers running until SIGTERM or SIGINT; SIGHUP has them end and start anew one after the other."""
    asked: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda number, _: asked.append(number))
    try:
        kept = runtime.listen(settings.host, settings.port, shared=True, backlog=0)
    except OSError as error:
        raise click.ClickException(f"Cannot listen on {settings.host}:{settings.port}: {error.strerror}.") from None
    port = kept.getsockname()[1]
    servers = [Server(number, port, settings) for number in range(count)]
    try:
        for server in servers:
            server.start()
        for server in servers:
            if not server.answers():
                raise click.ClickException(f"Server {server.number + 1} of {count} did not start.")
        threading.Thread(target=_keep_worker, daemon=True).start()
        if settings.demo:
            threading.Thread(target=keep_simulated_members, args=(settings.data_folder, port), daemon=True).start()
        print(f"deliberate answers at {settings.public_url or f'http://{settings.host}:{port}'}", flush=True)
        _look_after(servers, asked)
    finally:
        for server in servers:
            server.ask_to_end()
        for server in servers:
            server.wait_until_ended()


def _look_after(servers: list[Server], asked: list[int]) -> None:
    while True:
        while asked:
            if asked.pop(0) != signal.SIGHUP:
                return
            _renew(servers)
        for server in servers:
            server.start_again_if_ended()
        time.sleep(LOOK_EVERY)


def _renew(servers: list[Server]) -> None:
    """One after the other: at every moment all but one answer."""
    for server in servers:
        server.ask_to_end()
        server.wait_until_ended()
        server.start()
        server.answers()


def _keep_worker() -> None:
    while True:
        run_beside("worker")
        time.sleep(RESTART_PAUSE)


def _admin_of(number: int, settings: config.Settings) -> str:
    """Where this one tells how it is: on the port that was given, or one of the next."""
    if not settings.admin:
        return ""
    host, port = settings.admin.rsplit(":", 1)
    return f"{host}:{int(port) + number}"
