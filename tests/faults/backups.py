"""What the tests of backups do: make one, restore one, act meanwhile, and look into what came of it."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg2
from click.testing import CliRunner, Result
from sqlalchemy import delete, func, insert, select
from sqlalchemy.engine import make_url

from deliberate.attachments import store
from deliberate.attachments.models import Attachment
from deliberate.cli import main
from deliberate.keeping.taking import UNFINISHED
from deliberate.kernel import clock
from deliberate.kernel.db import db, writer_engine
from deliberate.kernel.logs import set_up_logs
from deliberate.kernel.outbox import OutboxRow
from deliberate.kernel.record import EntryRow, Room, find_room, whys_not_intact
from tests.cast import Meeting, World
from tests.installation import SLACK, Installation, eventually
from tests.wire.test_uploads import Desk
from tests.wire_client import Client

A_PAPER = b"%PDF-1.4\nWhat the mill costs.\n%%EOF\n"


def backup(world: World, folder: Path) -> Path:
    """As cron does it."""
    done = world.installation.command("backup", str(folder), check=False)
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.split(": ")[0])


def restore(into: Installation, file: Path, *words: str) -> Result:
    """As an operator does it, in this process."""
    others = {name: None for name in os.environ if name.startswith("DELIBERATE_")}
    try:
        return CliRunner().invoke(main, ["restore", str(file), *words], env=others | into.environment)
    finally:
        set_up_logs()  # where the command wrote to is closed now


def leave(world: World) -> None:
    """Close the test's own connections: who has a database open keeps it from being replaced."""
    with world.app.app_context():
        for engine in db.engines.values():
            engine.dispose()


def make_large(world: World) -> None:
    """So large that copying takes many steps; what lies in PostgreSQL is not copied in steps of ours."""
    if world.installation.database.startswith("sqlite"):
        with world.installation.database_open() as database:
            database.execute("CREATE TABLE ballast (content BLOB)")
            database.execute("INSERT INTO ballast VALUES (zeroblob(12000000))")


@contextmanager
def going_on(desk: Client, meeting: Meeting, papers: Desk, *, beside: Path) -> Iterator[Callable[[], int]]:
    """Somebody changes an item again and again, and adds papers as quickly as can be while a backup is being made in that folder.

    What is given tells the last number that was answered.
    """
    done, answered = threading.Event(), [0]

    def change() -> None:
        while not done.wait(0.02):
            wording = {"title": f"Mill {answered[-1]}", "purpose": "explore", "presenter": None, "minutes": 10}
            answered.append(desk.do("meetings.change_item", item=meeting.items[0], **wording)["seq"])

    def add() -> None:
        n = 0
        while not done.wait(0.002) and n < 8:
            if any(beside.glob(f"{UNFINISHED}*")):
                n += 1
                assert papers.upload(A_PAPER + b"%" * n, f"{n}.pdf").ok

    threads = [threading.Thread(target=work) for work in (change, add)]
    for thread in threads:
        thread.start()
    eventually(lambda: answered[-1], what="the first answer")
    try:
        yield lambda: answered[-1]
    finally:
        done.set()
        for thread in threads:
            thread.join(20 * SLACK)


def room_of(world: World, meeting: Meeting) -> tuple[int, str]:
    """What the meeting's room is at: its number, and the head of its record."""
    with world.app.app_context(), world.session() as session:
        room = find_room(session, meeting.room)
        return room.seq, room.head


def head_at(world: World, meeting: Meeting, seq: int) -> str:
    """What the record's head was at that number."""
    with world.app.app_context(), world.session() as session:
        room = find_room(session, meeting.room)
        earlier = select(EntryRow.hash).where(EntryRow.room_id == room.id, EntryRow.seq <= seq)
        return session.scalars(earlier.order_by(EntryRow.seq.desc(), EntryRow.n.desc()).limit(1)).one()


def whys(world: World) -> list[str]:
    """Where the records are not whole, of which there are some."""
    with world.app.app_context(), world.session() as session:
        assert session.scalar(select(func.count()).select_from(Room)) > 10
        return whys_not_intact(session)


def papers_of(world: World) -> list[tuple[str, bytes]]:
    """Of each paper the digest that the database knows, and what is on the disk."""
    with world.app.app_context(), world.session() as session:
        files = [attachment.file for attachment in session.scalars(select(Attachment))]
    folder = world.installation.folder
    return [(file.digest, store.place_of(folder, file.digest, file.id).read_bytes()) for file in files]


def seqs_set_aside(world: World, meeting: Meeting) -> list[int]:
    """Where the meeting was in what was set aside."""
    looking = f"SELECT seq FROM {{}}rooms WHERE kind = 'meeting' AND number = {meeting.id}"
    url = make_url(world.installation.database)
    if url.get_backend_name() == "sqlite":
        places = world.installation.folder.glob("deliberate.sqlite.before-restore-*")
        return [seq for place in places for (seq,) in _asked(sqlite3.connect(place), looking.format(""))]

    def connect() -> Any:
        return psycopg2.connect(host=url.host, port=url.port, user=url.username, dbname=url.database)

    schemas = _asked(connect(), "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'before_restore_%'")
    return [seq for (name,) in schemas for (seq,) in _asked(connect(), looking.format(f"{name}."))]


def _asked(connection: Any, question: str) -> list[tuple]:
    with closing(connection), closing(connection.cursor()) as cursor:
        cursor.execute(question)
        return cursor.fetchall()


def owe(world: World, **due: int) -> None:
    """Have the outbox hold one row of each kind, due in so many seconds, and nothing else. `.` is written `__`."""
    with world.app.app_context(), writer_engine().begin() as connection:
        connection.execute(delete(OutboxRow))
        for n, (kind, seconds) in enumerate(due.items()):
            row = {
                "room_id": 1,
                "act_id": "owed",
                "n": n,
                "kind": kind.replace("__", "."),
                "payload": {},
                "attempts": 0,
            }
            connection.execute(insert(OutboxRow).values(row | {"due_at": clock.now() + timedelta(seconds=seconds)}))


def outcomes(installation: Installation) -> dict[str, str | None]:
    """What became of what the outbox held."""
    with installation.database_open() as database:
        return dict(database.execute("SELECT kind, outcome FROM outbox").fetchall())


def name_of(paper: bytes, number: int = 1) -> str:
    """Under which name a backup has it."""
    return str(store.place_of(Path(), hashlib.sha256(paper).hexdigest(), number))


def names_in(file: Path) -> set[str]:
    """What a backup has in it."""
    with zipfile.ZipFile(file) as kept:
        return set(kept.namelist())
