"""One installation of the product for a test: a folder, a database with the cast in it, and processes to serve it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from deliberate.app import create_app
from deliberate.config import ROOT, Settings, from_environment
from tests.forge import Process, forge_of

SLACK = float(os.environ.get("TEST_SLACK", "1"))
SECRET = "only-for-tests-only-for-tests-only-for-tests"
SECONDS_TO_START = 30


class Compiled(BytecodeCache):
    """Templates are compiled once in each process of the tests, not for each application anew."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


TEMPLATES = Compiled()


@dataclass
class Installation:
    """Where everything of one test is kept. `database` is a URL; SQLite in the folder by default."""

    folder: Path
    database: str = ""
    settings: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.database = self.database or f"sqlite:///{self.folder / 'deliberate.sqlite'}"

    @property
    def environment(self) -> dict[str, str]:
        """What its processes are told."""
        ours = {
            "DELIBERATE_DATA": str(self.folder),
            "DELIBERATE_DATABASE_URL": self.database,
            "DELIBERATE_SECRET": SECRET,
            "DELIBERATE_PORT": "0",
        }
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DELIBERATE_")}
        return kept | ours | self.settings

    def app(self) -> Flask:
        """The application in the test's own process: pages and acts, no sockets, nothing patched."""
        made = create_app(self.read_settings())
        made.jinja_env.bytecode_cache = TEMPLATES
        return made

    def read_settings(self) -> Settings:
        before = dict(os.environ)
        os.environ.clear()
        os.environ.update(self.environment)
        try:
            return from_environment()
        finally:
            os.environ.clear()
            os.environ.update(before)

    def migrate(self) -> None:
        """Set the database up, as an operator does."""
        with self.app().app_context():
            upgrade(str(ROOT / "migrations"))

    def command(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run `deliberate …` to its end."""
        return subprocess.run(
            [sys.executable, "-m", "deliberate", *words],
            env=self.environment,
            cwd=ROOT,
            check=check,
            capture_output=True,
            text=True,
            timeout=60 * SLACK,
        )

    def copy_to(self, folder: Path) -> Installation:
        """The same state, in a folder of its own (SQLite only)."""
        folder.mkdir(parents=True, exist_ok=True)
        copy = Installation(folder, settings=dict(self.settings))
        self.renew(copy)
        if (self.folder / "static").exists():  # packed once for all
            (folder / "static").symlink_to(self.folder / "static")
        return copy

    def renew(self, copy: Installation) -> None:
        """Bring a copy back to our state, whatever has happened in it since."""
        for left in copy.folder.iterdir():
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left)
            elif left.name != "static" and not left.name.startswith("deliberate.sqlite"):
                left.unlink()
        with (
            closing(sqlite3.connect(self.folder / "deliberate.sqlite")) as here,
            closing(sqlite3.connect(copy.folder / "deliberate.sqlite")) as there,
        ):
            here.backup(there)

    def raw(self, file: str) -> bytes:
        """The bytes of one of its files, read by another process: whoever closes a file loses SQLite's locks on it (POSIX)."""
        return subprocess.run(["cat", self.folder / file], check=True, capture_output=True).stdout

    @contextmanager
    def database_open(self) -> Iterator[sqlite3.Connection]:
        """The database as somebody else on this machine opens it (SQLite only); what was changed is stored at the end."""
        with closing(sqlite3.connect(self.folder / "deliberate.sqlite", timeout=10 * SLACK)) as database, database:
            yield database

    @contextmanager
    def serving(self, library: str = "eventlet", **more: str) -> Iterator[Server]:
        """A server process; when it ends, it must not have blocked its hub nor broken anywhere."""
        server = Server(self, library, more)
        server.start()
        try:
            yield server
        finally:
            server.stop()
        server.fail_if_blocked()


class Server:
    """A server process of an installation. It may be killed and started again, on the same port."""

    def __init__(self, installation: Installation, library: str, more: dict[str, str]) -> None:
        self._installation = installation
        self._library = library
        self._more = more
        self._blocked = installation.folder / "blocked.txt"
        self._process: Process | None = None
        self.log: list[str] = []
        self.port = int(more.get("DELIBERATE_PORT", "0"))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def admin(self) -> str:
        """Where it tells how it is, when it was given such an address."""
        return f"http://{self._more['DELIBERATE_ADMIN']}"

    def start(self, **more: str) -> None:
        """Start, and wait until it answers."""
        output = self._installation.folder / f"output-{uuid.uuid4()}"
        os.mkfifo(output)
        environment = self._installation.environment | {
            "DELIBERATE_ASYNC": self._library,
            "DELIBERATE_PORT": str(self.port),
            "TEST_BLOCKED": str(self._blocked),
            "TEST_OUTPUT": str(output),
            **self._more,
            **more,
        }
        self._process = forge_of(self._library).fork(environment)
        ready = threading.Event()
        threading.Thread(target=self._read, args=(output, ready), daemon=True).start()
        if not ready.wait(SECONDS_TO_START * SLACK) or not self.is_running():
            raise RuntimeError("the server did not start:\n" + "\n".join(self.log[-40:]))

    def stop(self) -> None:
        """End as an operator ends it."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End as a power cut ends it."""
        self._end(signal.SIGKILL)

    def wait_for_death(self, seconds: float = 20) -> None:
        """Until the process has gone by itself."""
        assert self._process is not None
        assert self._process.has_gone(within=seconds * SLACK), "\n".join(["the server lives", *self.log[-20:]])

    def memory(self) -> int:
        """Bytes of this machine's memory that it holds now."""
        assert self._process is not None
        pages = Path(f"/proc/{self._process.number}/statm").read_text().split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE")

    def is_running(self) -> bool:
        return self._process is not None and not self._process.has_gone()

    def fail_if_blocked(self) -> None:
        """Something kept the hub from turning: everybody in every meeting waited meanwhile (T-62). Told once."""
        if self._blocked.exists():
            told = self._blocked.read_text()
            self._blocked.unlink()
            raise AssertionError(told)

    def _end(self, how: signal.Signals) -> None:
        process = self._process
        if process is None:
            return
        process.send(how)
        if not process.has_gone(within=10 * SLACK):
            process.send(signal.SIGKILL)
            process.has_gone(within=10 * SLACK)

    def _read(self, output: Path, ready: threading.Event) -> None:
        with output.open() as lines:
            output.unlink()
            for line in lines:
                self.log.append(line.rstrip())
                if line.startswith("deliberate answers at"):
                    self.port = self.port or int(line.rsplit(":", 1)[1])
                    ready.set()
        ready.set()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def eventually(claim, seconds: float = 30, what: str = "") -> None:
    """Wait until a claim holds; the time is a deadline, not a measure."""
    end = time.monotonic() + seconds * SLACK
    while not claim():
        if time.monotonic() > end:
            raise AssertionError(f"this never came true: {what or claim}")
        time.sleep(0.02)
