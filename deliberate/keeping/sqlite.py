"""A SQLite database is copied while it is used, and is put into its place as one file."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, create_engine
from sqlalchemy.engine import URL, make_url

from deliberate.keeping.contents import NOTHING
from deliberate.keeping.errors import CannotKeep

PAGES_AT_ONCE = 256
PAUSE = 0.003
"""Seconds after each step, in which the server has the disk and the core for itself."""
PATIENCE = 3.0
"""Seconds in which the worker of a server that was stopped notices that."""
BESIDE = ("-wal", "-shm", "-journal")


def file_of(url: str) -> Path:
    """Where the database is."""
    name = make_url(url).database or ""
    if not name.startswith("/"):
        raise CannotKeep(
            "DELIBERATE_DATABASE_URL must name the SQLite file by its whole path: sqlite:////srv/deliberate.sqlite"
        )
    return Path(name)


def copy(source: Path, to: Path) -> None:
    """Copy the state of one moment.

    The moment is held by a reading transaction. In a write-ahead log readers and the writer do not wait for each other; and without
    it the copy would begin anew whenever another process writes, and never end while a meeting is on.
    """
    if not source.is_file():
        raise CannotKeep(NOTHING)
    try:
        # Not by reading the file: the server's last minutes may still be in its log.
        with closing(_opened(source, wait=5)) as here, closing(sqlite3.connect(to, isolation_level=None)) as there:
            there.execute("PRAGMA synchronous=OFF")  # it is a copy for the time being
            here.execute("BEGIN")
            here.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            here.backup(there, pages=PAGES_AT_ONCE, progress=lambda *_: time.sleep(PAUSE))
            there.execute("PRAGMA journal_mode=DELETE")
            (verdict,) = there.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        raise CannotKeep(f"The database {source} cannot be copied: {error}.") from None
    if verdict != "ok":
        raise CannotKeep(
            f"The database {source} is damaged, so no backup was made of it: {verdict}. Keep the earlier ones."
        )


@contextmanager
def looked_into(file: Path) -> Iterator[Connection]:
    """A connection to a copy."""
    engine = create_engine(URL.create("sqlite", database=str(file)))
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def bring_to_rest(file: Path) -> None:
    """Take everything out of the log into the file, if there is one, so that it can be moved; refuse while anybody has it open."""
    if not file.exists():
        return
    given_up = time.monotonic() + PATIENCE
    while (why := _why_not_at_rest(file)) and time.monotonic() < given_up:
        time.sleep(0.1)
    if why:
        raise CannotKeep(why)


def beside(file: Path) -> list[Path]:
    """Where SQLite would look for the log of a database; one that belongs to another database must not lie there."""
    return [file.with_name(file.name + ending) for ending in BESIDE]


def _why_not_at_rest(file: Path) -> str | None:
    try:
        with closing(_opened(file, wait=0)) as alone:
            alone.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            return f"{file} is in use: stop the server first, and whatever else has it open."
        return f"{file} cannot be used: {error}."
    except sqlite3.DatabaseError:
        pass  # it is damaged, which may be why another one shall take its place: it is moved as it is
    return None


def _opened(file: Path, *, wait: float) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.as_uri()}?mode=rw", uri=True, timeout=wait, isolation_level=None)
