"""Where servers come from quickly: what they are made of is loaded once for each library, then every server is forked from it."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from functools import cache

from deliberate.config import ROOT


class Process:
    """A process that is nobody's child here. It is held by a handle, not by its number, which another may have after its end."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._handle = os.pidfd_open(number)

    def __del__(self) -> None:
        os.close(self._handle)

    def has_gone(self, *, within: float = 0) -> bool:
        """Whether it has ended, after waiting so many seconds for it."""
        waiting = select.poll()
        waiting.register(self._handle, select.POLLIN)
        return bool(waiting.poll(within * 1000))

    def send(self, how: signal.Signals) -> None:
        """Send it a signal; if it has gone, nothing happens."""
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, how)


class Forge:
    """One process, with everything loaded, from which servers are forked. It ends with the tests."""

    def __init__(self, library: str) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("DELIBERATE_")}
        self._alone = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.launch"],
            env=environment | {"DELIBERATE_ASYNC": library},
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def fork(self, environment: dict[str, str]) -> Process:
        """Have a server forked."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with self._alone:
            self._process.stdin.write(json.dumps(environment) + "\n")
            self._process.stdin.flush()
            return Process(int(self._process.stdout.readline()))


@cache
def forge_of(library: str) -> Forge:
    """The forge of this test process."""
    return Forge(library)
