"""The database: one base for all models, one engine to read with and one to write with."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import structlog
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, DateTime, Engine, MetaData, event
from sqlalchemy.engine import URL, ExceptionContext, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from deliberate import runtime
from deliberate.kernel import ahead

WAIT_FOR_LOCK = 5.0

# A lock that somebody holds, or a server that fell silent, must fail one act and not stop all rooms.
POSTGRESQL_PATIENCE = {
    "connect_timeout": 5,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 10,
    "options": "-c lock_timeout=5s -c statement_timeout=15s -c idle_in_transaction_session_timeout=60s",
}

log = structlog.get_logger("deliberate.database")


class UtcDateTime(TypeDecorator[datetime]):
    """Aware moments in UTC; a naive one is a mistake and fails at once."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone cannot be stored")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """What every table of ours is built on."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime(), dict[str, Any]: JSON, list[str]: JSON, list[Any]: JSON}  # noqa: RUF012


db = SQLAlchemy(metadata=Base.metadata)


def connect_database(app: Flask, url: str) -> None:
    """Give the application its reading and its writing engine."""
    parsed = make_url(url)
    app.config["SQLALCHEMY_DATABASE_URI"] = parsed
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _options(parsed, writing=False)
    app.config["SQLALCHEMY_BINDS"] = {"writer": {"url": parsed, **_options(parsed, writing=True)}}
    db.init_app(app)
    with app.app_context():
        if parsed.get_backend_name() == "sqlite":
            for engine in db.engines.values():
                ahead.keep_in_sight(engine)
            _make_sqlite_reader(db.engine)
            _make_sqlite_writer(db.engines["writer"])
        else:
            _make_postgresql_reader(db.engine)


def writer_engine() -> Engine:
    """The engine that may write. Only the kernel's writer, the outbox, the rows of the processes and migrations use it."""
    return db.engines["writer"]


def reading() -> Session:
    """The session in which the present page is read; it ends with the request."""
    return db.session()


def reading_session() -> Session:
    """A session of its own for reading one consistent state, outside a request; close it soon."""
    return Session(db.engine, expire_on_commit=False)


def reason_of(error: DBAPIError) -> str:
    """What the database calls it, such as SQLITE_FULL or 53100: its sentence could hold words of people."""
    for name in ("sqlite_errorname", "pgcode"):
        if code := getattr(error.orig, name, None):
            return str(code)
    return type(error.orig).__name__


def canonical(value: Any) -> str:
    """JSON that is always the same text for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _options(url: URL, *, writing: bool) -> dict[str, Any]:
    # Without `hide_parameters` an error of the database would carry names, addresses and words of people into the log.
    options: dict[str, Any] = {"json_serializer": canonical, "hide_parameters": True}
    if url.get_backend_name() == "sqlite":
        # The wait for another process's lock is ours (below): SQLite's own would stop the whole hub.
        options["connect_args"] = {"timeout": 0 if writing else 5, "check_same_thread": False}
    else:
        options |= {"pool_size": 2 if writing else 8, "max_overflow": 8, "pool_pre_ping": True}
        options["connect_args"] = POSTGRESQL_PATIENCE
        if not writing:
            options["isolation_level"] = "REPEATABLE READ"
    return options


def _make_sqlite_reader(engine: Engine) -> None:
    """Each reading transaction sees one state; SQLite's driver would otherwise begin none for SELECTs."""

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA query_only=ON")
        connection.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN")


def _make_sqlite_writer(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        # What was erased (somebody asked to be forgotten) must not stay readable in the file: hence `secure_delete`.
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=0", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        waited = 0.0
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                return
            except OperationalError as error:
                if "locked" not in str(error) or waited > WAIT_FOR_LOCK:
                    raise
                runtime.sleep(0.01)
                waited += 0.01

    @event.listens_for(engine, "handle_error")
    def open_anew(context: ExceptionContext) -> None:
        # A file that could not be written to when it was opened stays closed to that connection, also when it could be by now.
        code = str(getattr(context.original_exception, "sqlite_errorname", ""))
        context.is_disconnect = code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_IOERR"))

    def commit_beside_the_hub(connection: Any) -> None:
        runtime.offload(connection.commit)

    engine.dialect.do_commit = commit_beside_the_hub  # type: ignore[method-assign,assignment]


def _make_postgresql_reader(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        connection.set_session(readonly=True)
