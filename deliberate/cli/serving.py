"""Serving: the server, the worker beside it, and what a hall needs."""

from __future__ import annotations

import errno
import os
import signal
from typing import TYPE_CHECKING

import click

from deliberate import config, runtime, webserver
from deliberate.cli import several
from deliberate.cli.demo import keep_simulated_members
from deliberate.cli.several import READY
from deliberate.cli.shared import RESTART_PAUSE, checked_settings, run_beside, sign_in_path

if TYPE_CHECKING:
    from flask import Flask

WORKER_PAUSE = 1.0
CANNOT_LISTEN = (errno.EADDRINUSE, errno.EADDRNOTAVAIL, errno.EACCES)


@click.command()
@click.option(
    "--hall", is_flag=True, help="on a laptop in a hall without internet: sets itself up, and says how people come in"
)
@click.option(
    "--facilitator", default="", metavar="NAME", help="with --hall: who gets a link to sign in; taken in if unknown"
)
@click.option(
    "--processes", type=click.IntRange(1), default=1, help="so many on one port; needs PostgreSQL and Redis or Valkey"
)
@click.option("--beside", type=int, hidden=True, help="one of several: ends when this process is no longer the parent")
@click.option("--tell-ready", type=int, hidden=True, help="one of several: the open file that is told when it answers")
def serve(hall: bool, facilitator: str, processes: int, beside: int | None, tell_ready: int | None) -> None:
    """Answer pages and live meetings, with one worker process beside."""
    if hall:
        os.environ["DELIBERATE_HALL"] = "1"  # the worker beside reads it, too
    settings = checked_settings()
    if processes > 1:
        if not settings.several:
            raise click.ClickException(
                "Several processes need DELIBERATE_DATABASE_URL (PostgreSQL) and DELIBERATE_REDIS (Redis or Valkey)."
            )
        several.oversee(settings, processes)
        return
    runtime.patch()
    descriptors = runtime.raise_descriptor_limit()
    if descriptors < runtime.NEEDED_DESCRIPTORS:
        raise click.ClickException(
            f"This process may open only {descriptors} files; it needs {runtime.NEEDED_DESCRIPTORS}. Raise it with: ulimit -n 8192"
        )
    from deliberate.app import create_app, open_live
    from deliberate.kernel import operation

    app = create_app(settings)
    link = _set_hall_up(app, facilitator) if settings.hall else ""
    _refuse_unready_database(app)
    live = open_live(app, settings)
    if beside is None:
        runtime.spawn(_keep_worker)
    else:
        runtime.spawn(_end_without, beside)
    runtime.collect_garbage_seldom()

    def once_ready(port: int) -> None:
        if tell_ready is not None:
            os.write(tell_ready, READY)
        else:
            _once_ready(settings, port, link)

    try:
        if settings.admin:
            host, admin_port = settings.admin.rsplit(":", 1)
            webserver.serve_beside(operation.admin_app(app), host=host, port=int(admin_port), log=_Quiet())
        webserver.serve(
            app,
            host=settings.host,
            port=settings.port,
            shared=beside is not None,
            log=_Quiet(),
            ready=once_ready,
            end=lambda: live.end(settings.drain_seconds),
        )
    except OSError as error:
        if error.errno not in CANNOT_LISTEN:
            raise
        raise click.ClickException(
            f"Cannot listen on {settings.host}:{settings.port}: {error.strerror}. Choose another with DELIBERATE_HOST or DELIBERATE_PORT."
        ) from None


@click.command()
@click.option("--beside", type=int, help="end when this process is no longer the parent")
@click.option("--tell-ready", type=int, hidden=True, help="the open file that is told when it begins")
def worker(beside: int | None, tell_ready: int | None) -> None:
    """Carry out what acts have left to be done: mail, reminders. `serve` starts one."""
    settings = checked_settings()
    asked_to_end: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: asked_to_end.append(number))  # what is begun is finished
    import structlog
    from sqlalchemy.exc import SQLAlchemyError

    from deliberate.app import create_app
    from deliberate.kernel import outbox
    from deliberate.kernel.db import writer_engine
    from deliberate.kernel.feature import Tools
    from deliberate.kernel.mail import Mailer

    app = create_app(settings)
    mailer = Mailer(settings.mail_url, settings.mail_from, settings.data_folder / "mail")
    address = settings.public_url or f"http://{settings.host}:{settings.port}"
    tools = Tools(mailer, lambda path: address + path, settings.secret, settings.data_folder)
    jobs = app.extensions["deliberate"].house.jobs(tools)
    log = structlog.get_logger("deliberate.worker")
    if tell_ready is not None:
        os.write(tell_ready, READY)
    with app.app_context():
        while not asked_to_end and (beside is None or os.getppid() == beside):
            try:
                handled = outbox.carry_out(writer_engine(), jobs, log)
            except SQLAlchemyError as error:
                log.warning("worker.waits", error=type(error).__name__)
                handled = 0
            if not handled:
                runtime.sleep(WORKER_PAUSE)


def _refuse_unready_database(app: Flask) -> None:
    from sqlalchemy.exc import DatabaseError, NoResultFound

    from deliberate.kernel.db import reading_session
    from deliberate.kernel.record import epoch_of

    try:
        with app.app_context(), reading_session() as session:
            epoch_of(session)
    except (DatabaseError, NoResultFound):
        raise click.ClickException(
            "The database is not set up. Run: python -m flask --app deliberate.app:create_app db upgrade"
        ) from None


def _keep_worker() -> None:
    """One worker beside the server; started again when it ends."""
    while True:
        run_beside("worker")
        runtime.sleep(RESTART_PAUSE)


def _end_without(parent: int) -> None:
    while os.getppid() == parent:
        runtime.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)


def _set_hall_up(app: Flask, facilitator: str) -> str:
    from deliberate import hall

    person = hall.set_up(app, facilitator)
    with app.app_context():
        return sign_in_path(app.extensions["deliberate"].doors, person)


def _once_ready(settings: config.Settings, port: int, link: str) -> None:
    if settings.demo:
        runtime.spawn(keep_simulated_members, settings.data_folder, port)
    if settings.hall:
        from deliberate import hall

        hall.tell_the_way_in(port, link)
    print(f"deliberate answers at {settings.public_url or f'http://{settings.host}:{port}'}", flush=True)


class _Quiet:
    """The server's own access log is not kept: addresses and paths with tokens have no place in logs."""

    def write(self, line: str) -> None:
        """Let go of a line."""

    def flush(self) -> None:
        """Nothing waits."""
