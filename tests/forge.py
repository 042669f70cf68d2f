"""Where servers come from quickly: what they are made of is loaded once for each library, then every server is forked from it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from functools import cache

from deliberate.config import ROOT


class Forge:
    """One process, with everything loaded, from which servers are forked. It ends with the tests."""

    def __init__(self, library: str) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("DELIBERATE_")}
        self._alone = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.launch", "--forge"],
            env=environment | {"DELIBERATE_ASYNC": library},
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def fork(self, environment: dict[str, str]) -> int:
        """Have a server forked; the number of its process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with self._alone:
            self._process.stdin.write(json.dumps(environment) + "\n")
            self._process.stdin.flush()
            return int(self._process.stdout.readline())


@cache
def forge_of(library: str) -> Forge:
    """The forge of this test process."""
    return Forge(library)
