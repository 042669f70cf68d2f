"""The command line: serve, worker, demo, user, group, verify."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from deliberate import config, runtime

if TYPE_CHECKING:
    from flask import Flask

WORKER_PAUSE = 1.0
RESTART_PAUSE = 2.0
CANNOT_LISTEN = (errno.EADDRINUSE, errno.EADDRNOTAVAIL, errno.EACCES)


@click.group()
def main() -> None:
    """deliberate: groups meet, decide by consent, and remember what they decided."""


@main.command()
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
    settings = _settings()
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


@main.command()
@click.option("--beside", type=int, help="end when this process is no longer the parent")
def worker(beside: int | None) -> None:
    """Carry out what acts have left to be done: mail, reminders. `serve` starts one."""
    settings = _settings()
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


@main.command()
@click.option(
    "--people", type=click.IntRange(0, 12), help="how many simulated members come to its meetings; 0 sends them home"
)
def demo(people: int | None) -> None:
    """Make the fictional network, and print how to get in."""
    settings = _demo_settings()
    from deliberate.app import create_app
    from deliberate.demo import crowd, guide, load
    from deliberate.kernel.db import reading

    if people is not None:
        crowd.want(settings.data_folder, people)
    if people == 0:
        print("The simulated members go home; what they said stays in the story.")
        return

    app = create_app(settings)
    doors = app.extensions["deliberate"].doors
    address = settings.public_url or f"http://{settings.host}:{settings.port}"
    with app.app_context():
        if not load.is_complete(reading()):
            load.load(doors, settings.data_folder)
        reading().rollback()
        coming = crowd.wanted(settings.data_folder)
        lines = guide.lines(address, sign_in_path=lambda person: _sign_in_path(doors, person), coming=coming)
        print("", *lines, "", sep="\n")


@main.command(hidden=True)
@click.option("--beside", type=int, required=True)
@click.option("--at", required=True)
def simulate(beside: int, at: str) -> None:
    """Be the simulated members of the demo. `serve` starts it when any are wanted."""
    settings = _demo_settings()
    from deliberate.app import create_app
    from deliberate.demo.crowd import Crowd

    with create_app(settings).app_context():
        Crowd(at, settings.data_folder).gather(lambda: os.getppid() == beside)


@main.group()
def user() -> None:
    """People with an account."""


@user.command("add")
@click.option("--name", required=True)
@click.option("--email", required=True)
@click.option("--language", default="en", show_default=True)
@click.option("--public-name", default="first_name", show_default=True, help="full, first_name or role_only")
def add_user(name: str, email: str, language: str, public_name: str) -> None:
    """Take somebody in; they sign in by a link to their address."""
    app = _app()
    answer = _program(
        app, "network/1", "people.register_person", name=name, email=email, language=language, public_name=public_name
    )
    print(f"person {answer['ids']['person']}")


@user.command("link")
@click.argument("email")
def sign_in_link(email: str) -> None:
    """Print a link that signs this person in, once and within half an hour."""
    app = _app()
    from deliberate.kernel.db import reading

    with app.app_context():
        print(_sign_in_path(app.extensions["deliberate"].doors, _person_of(reading(), email)))


@user.command("join")
@click.argument("email")
@click.argument("group")
@click.argument("role", default="member")
def join_group(email: str, group: str, role: str) -> None:
    """Make somebody facilitator, scribe, member or observer of a group."""
    app = _app()
    from deliberate.groups.queries import group_of_code
    from deliberate.kernel.db import reading
    from deliberate.kernel.errors import NotFound

    with app.app_context():
        person = _person_of(reading(), email)
        try:
            number = group_of_code(reading(), group).id
        except NotFound:
            raise click.ClickException("There is no group with that code.") from None
        reading().rollback()
    _program(app, f"group/{number}", "groups.admit_member", person=person, role=role)


@user.command("invite")
@click.argument("email")
@click.argument("group", required=False)
@click.argument("role", default="member")
@click.option("--language", default="en", show_default=True, help="of the letter")
def invite(email: str, group: str | None, role: str, language: str) -> None:
    """Send somebody a letter whose link takes them in: into a group, or into the network."""
    app = _app()
    from deliberate.groups.queries import group_of_code
    from deliberate.kernel.db import reading
    from deliberate.kernel.errors import NotFound

    number: int | str = ""
    if group:
        with app.app_context():
            try:
                number = group_of_code(reading(), group).id
            except NotFound:
                raise click.ClickException("There is no group with that code.") from None
            reading().rollback()
    _program(app, "network/1", "invitations.invite", email=email, group=number, role=role, language=language)


@user.command("forget")
@click.argument("email", required=False)
@click.option("--name", required=True, help="as it is written here, to show that this person is meant")
@click.option(
    "--person", type=int, help="the number of somebody without an account; without it, those of that name are listed"
)
def forget(email: str | None, name: str, person: int | None) -> None:
    """Erase somebody at their wish, for good. Start the server afterwards, if it does not run: it does the rest."""
    app = _app()
    from deliberate.kernel.db import reading

    with app.app_context():
        number = _person_of(reading(), email) if email else person
        if number is None:
            raise click.ClickException(_people_called(reading(), name))
    _program(app, "network/1", "people.give_room", person=number)
    _program(app, f"person/{number}", "people.forget_me", name=name)


@main.group("group")
def group_() -> None:
    """Groups of the network."""


@group_.command("add")
@click.option("--code", required=True, help="three letters or so, in its decisions' numbers for ever")
@click.option("--kind", default="table", show_default=True, help="table, working_group, oversight_group or assembly")
@click.option("--name", required=True)
@click.option("--purpose", default="")
@click.option("--language", default="en", show_default=True, help="the language of name and purpose")
def add_group(code: str, kind: str, name: str, purpose: str, language: str) -> None:
    """Found a group."""
    wording = {"names": json.dumps({language: name}), "purposes": json.dumps({language: purpose})}
    answer = _program(_app(), "network/1", "groups.found_group", code=code, kind=kind, **wording)
    print(f"group {answer['ids']['group']}")


@main.command()
def verify() -> None:
    """Prove that no room's record was altered; fails with the first place where one was."""
    app = _app()
    from sqlalchemy import select

    from deliberate.kernel.db import reading_session
    from deliberate.kernel.record import Room, why_not_intact

    with app.app_context(), reading_session() as session:
        rooms = session.scalars(select(Room)).all()
        faults = [why for room in rooms if (why := why_not_intact(session, room))]
    for why in faults:
        click.echo(why, err=True)
    if faults:
        raise SystemExit(1)
    print(f"{len(rooms)} rooms: every record is whole")


def _settings() -> config.Settings:
    settings = config.from_environment()
    reason = config.why_not_start(settings)
    if reason:
        raise click.ClickException(reason)
    return settings


def _demo_settings() -> config.Settings:
    settings = _settings()
    if not settings.demo:
        raise click.ClickException("Set DELIBERATE_DEMO=1: the demo is for trying out, never beside real meetings.")
    return settings


def _app() -> Flask:
    from deliberate.app import create_app

    return create_app(_settings())


def _program(app: Flask, room: str, act: str, /, **inputs: Any) -> dict[str, Any]:
    from deliberate.kernel import pages
    from deliberate.kernel.errors import Unmet

    doors = app.extensions["deliberate"].doors
    with app.app_context():
        try:
            answer: dict[str, Any] = doors.act_as_system(room=room, name=act, inputs=inputs, act_id=pages.new_id())
        except Unmet as unmet:
            error = doors.error(unmet, "en")
            raise click.ClickException(f"{error['words']} {json.dumps(error.get('fields', {}))}") from None
    return answer


def _person_of(session: Any, email: str) -> int:
    from deliberate.people.queries import account_of_email

    account = account_of_email(session, email)
    if account is None:
        raise click.ClickException("Nobody has an account with that address.")
    person = account.person_id
    session.rollback()
    return person


def _people_called(session: Any, name: str) -> str:
    """Those of that name who have no account, and where they were seen: the operator says which one is meant."""
    from deliberate.people.queries import without_account

    found = without_account(session, name)
    listed = "\n".join(f"--person {one.id}: known since {one.created_at:%Y-%m-%d %H:%M} UTC" for one in found)
    session.rollback()
    return f"Say who is meant:\n{listed}" if found else "Nobody without an account has that name."


def _sign_in_path(doors: Any, person_id: int) -> str:
    from deliberate.kernel import pages
    from deliberate.people.tokens import hash_of, new_token

    token = new_token()
    doors.act_as_system(
        room=f"person/{person_id}",
        name="people.make_link",
        inputs={"token_hash": hash_of(token)},
        act_id=pages.new_id(),
    )
    return f"/sign-in/link/{token}"


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
        _run_beside("worker")
        runtime.sleep(RESTART_PAUSE)


def _keep_simulated_members(folder: Path, port: int) -> None:
    """The demo's simulated members, as long as any are wanted."""
    from deliberate.demo import crowd

    while True:
        if crowd.wanted(folder):
            _run_beside("simulate", "--at", f"http://127.0.0.1:{port}")
        runtime.sleep(RESTART_PAUSE)


def _run_beside(*command: str) -> None:
    """Run a command of ours until it ends. It ends with this process, however that one ends: a killed server leaves nothing behind."""
    whole = [sys.executable, "-m", "deliberate", *command, "--beside", str(os.getpid())]
    child = subprocess.Popen(whole, stdin=subprocess.DEVNULL)  # noqa: S603
    while child.poll() is None:
        runtime.sleep(0.5)


def _set_hall_up(app: Flask, facilitator: str) -> str:
    from deliberate import hall

    person = hall.set_up(app, facilitator)
    with app.app_context():
        return _sign_in_path(app.extensions["deliberate"].doors, person)


def _once_ready(settings: config.Settings, port: int, link: str) -> None:
    if settings.demo:
        runtime.spawn(_keep_simulated_members, settings.data_folder, port)
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
