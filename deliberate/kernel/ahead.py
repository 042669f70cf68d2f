"""SQLite's write-ahead log: what was committed stands there alone, until it is brought into the database file.

Whoever removes that file from under a running server (a tidy person, a tool that copies databases) changes nothing that the server sees: it
goes on writing into a file without a name, which is gone with its last reader. Then everything since would be lost that was
acknowledged. So it is looked at before each transaction.
"""

from __future__ import annotations

import os
import signal
import sqlite3

import structlog
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError

from deliberate import runtime

TRIES = 100
PAUSE = 0.01

log = structlog.get_logger("deliberate.database")


def keep_in_sight(engine: Engine) -> None:
    """No transaction begins on a log that has no name any more: all that is in it is saved, and the process ends, to be started anew.

    Only once every connection is closed can a new log be begun; anything less would mix two of them.
    """
    path, lost = f"{engine.url.database}-wal", False

    @event.listens_for(engine, "begin")
    def look(connection: Connection) -> None:
        nonlocal lost
        known, found = connection.info.get("log"), _identity(path)
        if known is None:
            connection.info["log"] = found
        if not lost and (known is None or known == found):
            return
        if not lost:
            lost = True
            log.critical("database.log_removed", saved=_is_saved(connection))
            if runtime.patched:
                os.kill(os.getpid(), signal.SIGTERM)
        raise OperationalError("BEGIN", None, sqlite3.OperationalError("the write-ahead log was removed"))


def _identity(path: str) -> tuple[int, int] | None:
    try:
        file = os.stat(path)
    except FileNotFoundError:
        return None
    return file.st_dev, file.st_ino


def _is_saved(connection: Connection) -> bool:
    """Bring all that is in the log into the database file: what is being written is waited for, and readers may hold it up for a moment."""
    connection.exec_driver_sql("PRAGMA query_only=OFF")  # whoever only reads may not even ask whether somebody writes
    for _ in range(TRIES):
        if _nobody_writes(connection):
            busy, written, saved = connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)").one()
            if not busy and written == saved:
                return True
        runtime.sleep(PAUSE)
    return False


def _nobody_writes(connection: Connection) -> bool:
    """Whether no transaction is open in which something was written; until the next turn of the hub, none begins."""
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except OperationalError:
        return False
    connection.exec_driver_sql("ROLLBACK")
    return True
