"""A PostgreSQL database is dumped and restored by PostgreSQL's own programs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from psycopg2.extensions import make_dsn
from sqlalchemy import Connection, Engine, create_engine, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError

from deliberate.keeping.errors import CannotKeep

DEBIAN = Path("/usr/lib/postgresql")
ASIDE = "before_restore_"
"""How a schema begins whose tables were set aside."""

PATIENCE = 3.0
"""Seconds in which the worker of a server that was stopped notices that."""


def program(name: str, *, at_least: int, path: str | None = None, debian: Path = DEBIAN) -> str:
    """One of PostgreSQL's programs that is not older than the server: an older one refuses its work."""
    here = shutil.which(name, path=path)
    candidates = [here] if here else []
    candidates += [str(one) for one in sorted(debian.glob(f"*/bin/{name}"), key=_number_in, reverse=True)]
    for candidate in candidates:
        if _version(candidate) >= at_least:
            return candidate
    raise CannotKeep(
        f"{name} of PostgreSQL {at_least} or newer was not found. Install it: apt install postgresql-client-{at_least}"
        " (or put its folder into PATH)."
    )


@contextmanager
def one_moment(url: str) -> Iterator[tuple[Connection, str]]:
    """A look at the database at one moment, and the name by which `dump` keeps the same moment."""
    engine = _engine(url)
    try:
        with _told(url), engine.connect() as connection:
            yield connection, connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
    finally:
        engine.dispose()


def dump(connection: Connection, url: str, moment: str, to: Path) -> None:
    """Keep the database as it was at that moment; nobody waits for it."""
    _run(
        connection,
        url,
        "pg_dump",
        "--format=custom",
        f"--snapshot={moment}",
        f"--exclude-schema={ASIDE}*",
        f"--file={to}",
    )


def refuse_if_taken(url: str, *, may_replace: bool) -> None:
    """Refuse a database in which something is; or, when it may be replaced, one that is in use."""
    engine = _engine(url)
    try:
        with _told(url), engine.connect() as connection:
            is_empty = not inspect(connection).get_table_names()
            in_use = may_replace and not is_empty and _are_others_there(connection)
    finally:
        engine.dispose()
    if not is_empty and not may_replace:
        raise CannotKeep(
            f"The database {make_url(url).database} is not empty. Make an empty one, or say --replace: then its tables are set aside."
        )
    if in_use:
        raise CannotKeep(
            f"The database {make_url(url).database} is in use: stop the server first, and what else is connected."
        )


@contextmanager
def restored(url: str, dumped: Path, stamp: str) -> Iterator[list[str]]:
    """The database as it was kept, and where its tables of before are now. When anything fails, all is as it was."""
    engine, aside = _engine(url), ASIDE + stamp
    try:
        with _told(url), engine.begin() as connection:
            was_empty = not _move_tables(connection, aside)
        try:
            with _told(url), engine.connect() as connection:
                _run(connection, url, "pg_restore", "--single-transaction", "--exit-on-error", str(dumped))
            yield [] if was_empty else [f"schema {aside} of the database"]
        except BaseException:
            with engine.begin() as connection:
                _take_back(connection, aside)
            raise
    finally:
        engine.dispose()


def _are_others_there(connection: Connection) -> bool:
    given_up = time.monotonic() + PATIENCE
    while connection.execute(text(_OTHERS)).scalar_one():
        if time.monotonic() > given_up:
            return True
        connection.rollback()  # what a server tells about itself stands still within a transaction
        time.sleep(0.1)
    return False


# Of our own name: what watches over a server under another name does not count.
_OTHERS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND usename = current_user AND pid != pg_backend_pid()
      AND backend_type = 'client backend'
"""


def _move_tables(connection: Connection, aside: str) -> bool:
    """Table by table, for the schema `public` belongs to the administrator on older servers."""
    tables = inspect(connection).get_table_names()
    if tables:
        connection.execute(text(f"CREATE SCHEMA {aside}"))
    for table in tables:
        connection.execute(text(f"ALTER TABLE {_quoted(connection, table)} SET SCHEMA {aside}"))
    return bool(tables)


def _take_back(connection: Connection, aside: str) -> None:
    here: str = connection.execute(text("SELECT current_schema()")).scalar_one()
    for table in inspect(connection).get_table_names():
        connection.execute(text(f"DROP TABLE {_quoted(connection, table)} CASCADE"))
    if aside not in inspect(connection).get_schema_names():
        return
    for table in inspect(connection).get_table_names(schema=aside):
        connection.execute(
            text(f"ALTER TABLE {aside}.{_quoted(connection, table)} SET SCHEMA {_quoted(connection, here)}")
        )
    connection.execute(text(f"DROP SCHEMA {aside}"))


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote(name)


def _run(connection: Connection, url: str, name: str, *words: str) -> None:
    """Run one of PostgreSQL's programs. Everybody on this machine can read its words, so the password is not among them."""
    parameters = _parameters(url)
    password = parameters.pop("password", None)
    version = int((connection.dialect.server_version_info or (0,))[0])
    command = [program(name, at_least=version), *words, "--no-owner", "--no-privileges", "--no-password"]
    environment = dict(os.environ) | ({"PGPASSWORD": str(password)} if password else {})
    environment.pop("DELIBERATE_DATABASE_URL", None)
    done = subprocess.run(  # noqa: S603
        [*command, f"--dbname={make_dsn(**parameters)}"],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CannotKeep(f"{name} failed: {_end_of(done.stderr)}")


def _parameters(url: str) -> dict[str, Any]:
    parsed = make_url(url)
    _, parameters = parsed.get_dialect()().create_connect_args(parsed)
    return dict(parameters)


def _engine(url: str) -> Engine:
    return create_engine(
        url, isolation_level="REPEATABLE READ", hide_parameters=True, connect_args={"connect_timeout": 5}
    )


@contextmanager
def _told(url: str) -> Iterator[None]:
    """What the server refuses, as a sentence."""
    try:
        yield
    except DatabaseError as error:
        reason = _end_of(str(error.orig))
        raise CannotKeep(f"The database {make_url(url).database} cannot be used: {reason}") from None


def _end_of(words: str) -> str:
    return " ".join(words.strip().splitlines()[-3:])


def _version(candidate: str) -> int:
    with suppress(OSError):
        told = subprocess.run([candidate, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
        if found := re.search(r"\(PostgreSQL\) (\d+)", told):
            return int(found[1])
    return 0


def _number_in(place: Path) -> int:
    folder = place.parent.parent.name
    return int(folder) if folder.isascii() and folder.isdigit() else 0
