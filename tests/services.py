"""Servers that tests start for themselves and stop again: PostgreSQL, Redis and nginx, each on a free port of this machine."""

import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg2
import redis

from deliberate.config import ROOT
from tests import provide

SECONDS_TO_START = 30
SECONDS_TO_STOP = 20


@dataclass(frozen=True)
class Postgres:
    """A PostgreSQL server with nothing in it but what the test makes."""

    port: int
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def url(self) -> str:
        """The administrative database, as SQLAlchemy calls it."""
        return self.url_of("postgres")

    def url_of(self, database: str) -> str:
        return f"postgresql+psycopg2://deliberate@127.0.0.1:{self.port}/{database}"

    def fresh_database(self, like: str = "template1", *, sorted_as: str = "") -> str:
        """Make an empty database, or one like another (whoever is connected to that one is sent away), and give its URL.

        `sorted_as`: its texts are sorted as in that language, and not by the numbers of their letters.
        """
        name = f"test_{next(self.numbers)}"
        with closing(self.connect()) as connection, connection.cursor() as cursor:
            connection.autocommit = True
            made = f"template0 LOCALE_PROVIDER icu ICU_LOCALE '{sorted_as}'" if sorted_as else like
            cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [like])
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE {made}")
        return self.url_of(name)

    def connect(self):
        return psycopg2.connect(host="127.0.0.1", port=self.port, user="deliberate", dbname="postgres")


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server of one's own, as durable as a real one (fsync stays on)."""
    programs = provide.postgres_bin()
    with TemporaryDirectory(prefix="postgres-") as folder:
        account = _server_account(folder)
        cluster = Path(folder, "cluster")
        subprocess.run(
            [
                programs / "initdb",
                "--auth=trust",
                "--username=deliberate",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                cluster,
            ],
            **account,
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        server = Postgres(_free_port())
        settings = {"listen_addresses": "127.0.0.1", "shared_buffers": "32MB", "max_connections": "60"}
        command = [programs / "postgres", "-D", cluster, "-p", str(server.port), "-k", folder]
        command += [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]

        # SIGTERM would wait until every client has gone; SIGINT sends them away.
        with _running(command, folder, stop=signal.SIGINT, **account) as process:
            _wait(process, lambda: server.connect().close(), psycopg2.OperationalError)
            yield server


class Redis:
    """A Redis server of one's own that keeps nothing. It can be killed and started again, on the same port."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._port = _free_port()
        self._running: ExitStack = ExitStack()
        self._process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self._port}/0"

    def start(self, **settings: str) -> None:
        """Start, and wait until it answers."""
        command = [provide.redis_server(), "--port", str(self._port), "--bind", "127.0.0.1", "--save", ""]
        command += [part for name, value in settings.items() for part in (f"--{name}", value)]
        self._process = self._running.enter_context(_running(command, self._folder))
        with redis.Redis(port=self._port, password=settings.get("requirepass")) as client:
            _wait(self._process, client.ping, redis.ConnectionError)

    def kill(self) -> None:
        """End as a power cut ends it."""
        self._process.kill()
        self._process.wait()

    def freeze(self) -> None:
        """It is there, and answers nothing."""
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        """End for good."""
        self.thaw()
        self._running.close()


@contextmanager
def redis_server() -> Iterator[Redis]:
    """A Redis server, started; it ends with the block."""
    with TemporaryDirectory(prefix="redis-") as folder:
        server = Redis(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def nginx(server: int, *, everywhere: str = "", here: str = "", idle: str = "close") -> Iterator[str]:
    """nginx before the server at that port, as docs/running.md has it; yields its URL.

    `everywhere` and `here` are settings besides, for all it serves and for what it passes on. `idle` is what it says of its connection to
    the server when no WebSocket is asked for: without a word it is kept, and taken for whoever comes next.
    """
    program, port = provide.nginx(), _free_port()
    told = re.findall(r"```\n# nginx\n(location .*?\n)}\n```", (ROOT / "docs" / "running.md").read_text(), re.DOTALL)[0]
    with TemporaryDirectory(prefix="nginx-") as folder:
        written = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        configuration = f"""
            daemon off; master_process off; pid {folder}/pid; error_log {folder}/log;
            events {{ worker_connections 8192; }}
            http {{
                access_log off;
                {" ".join(f"{name}_temp_path {folder}/{name};" for name in written)}
                map $http_upgrade $connection_upgrade {{ default upgrade; '' '{idle}'; }}
                upstream deliberate {{ server 127.0.0.1:{server}; keepalive 1; }}
                {everywhere.format(folder=folder)}
                server {{
                    listen 127.0.0.1:{port};
                    {told.replace("127.0.0.1:5000", "deliberate")} {here} }}
                }}
            }}
        """
        Path(folder, "nginx.conf").write_text(configuration)
        with _running([program, "-e", f"{folder}/log", "-c", f"{folder}/nginx.conf"], folder) as process:
            _wait(process, lambda: socket.create_connection(("127.0.0.1", port)).close(), ConnectionError)
            yield f"http://127.0.0.1:{port}"


@contextmanager
def _running(command: list, folder: str, *, stop=signal.SIGTERM, **options) -> Iterator[subprocess.Popen]:
    """Run a server in a folder, its words in `log` there, and stop this very process whatever happens."""
    with Path(folder, "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, stdin=subprocess.DEVNULL, **options)
    try:
        yield process
    finally:
        process.send_signal(stop)
        try:
            process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen, ask: Callable[[], object], not_yet: type[Exception]) -> None:
    """Ask a starting server until it answers."""
    until = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            ask()
        except not_yet:
            if process.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def _server_account(folder: str) -> dict[str, object]:
    """PostgreSQL refuses to run as root: give the folder to an account without rights and run as that."""
    if os.geteuid() != 0:
        return {}
    accounts = {entry.pw_name for entry in pwd.getpwall()}
    name = "postgres" if "postgres" in accounts else "nobody"
    shutil.chown(folder, name)
    return {"user": name, "group": pwd.getpwnam(name).pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
