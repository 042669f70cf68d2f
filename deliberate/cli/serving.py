"""Serving: the server, the worker beside it, and what a hall needs."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import click

from deliberate import config, runtime
from deliberate.cli.demo import keep_simulated_members
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
def serve(hall: bool, facilitator: str) -> None:
    """Answer pages and live meetings, with one worker process beside."""
    if hall:
        os.environ["DELIBERATE_HALL"] = "1"  # the worker beside reads it, too
    settings = checked_settings()
    runtime.patch()
    descriptors = runtime.raise_descriptor_limit()
    if descriptors < runtime.NEEDED_DESCRIPTORS:
        raise click.ClickException(
            f"This process may open only {descriptors} files; it needs {runtime.NEEDED_DESCRIPTORS}. Raise it with: ulimit -n 8192"
        )
    from deliberate.app import create_app, open_live

    app = create_app(settings)
    link = _set_hall_up(app, facilitator) if settings.hall else ""
    _refuse_unready_database(app)
    wsgi = open_live(app, settings)
    runtime.spawn(_keep_worker)
    runtime.collect_garbage_seldom()
    try:
        runtime.serve(
            wsgi,
            host=settings.host,
            port=settings.port,
            log=_Quiet(),
            ready=lambda port: _once_ready(settings, port, link),
        )
    except OSError as error:
        if error.errno not in CANNOT_LISTEN:
            raise
        raise click.ClickException(
            f"Cannot listen on {settings.host}:{settings.port}: {error.strerror}. Choose another with DELIBERATE_HOST or DELIBERATE_PORT."
        ) from None


@click.command()
@click.option("--beside", type=int, help="end when this process is no longer the parent")
def worker(beside: int | None) -> None:
    """Carry out what acts have left to be done: mail, reminders. `serve` starts one."""
    settings = checked_settings()
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
    with app.app_context():
        while beside is None or os.getppid() == beside:
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
