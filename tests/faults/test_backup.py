"""Backups, made while people act, and what becomes of them: another installation, or an earlier state of the same."""

from __future__ import annotations

import hashlib
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy.engine import make_url

from deliberate.config import ROOT
from deliberate.keeping import postgresql
from deliberate.keeping.errors import CannotKeep
from deliberate.keeping.taking import take
from tests.attachments.test_files import send_file
from tests.cast import World, open_meeting
from tests.faults.backups import (
    A_PAPER,
    backup,
    going_on,
    head_at,
    leave,
    make_large,
    name_of,
    names_in,
    outcomes,
    owe,
    papers_of,
    restore,
    room_of,
    seqs_set_aside,
    whys,
)
from tests.faults.forged_backups import Forged
from tests.installation import Installation, eventually
from tests.wire.test_uploads import Desk
from tests.wire_client import Client

NEWEST = max(path.name[:4] for path in (ROOT / "migrations/versions").glob("0*.py"))


@pytest.fixture(scope="session")
def cast_on_postgres(postgres, tmp_path_factory) -> str:
    """The name of a database with the cast in it, that nobody is connected to."""
    world = World(Installation(tmp_path_factory.mktemp("cast"), database=postgres.fresh_database()))
    with world.app.app_context():
        upgrade(str(ROOT / "migrations"))
    world.fill()
    leave(world)
    return str(make_url(world.installation.database).database)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def lived_in(request, prepared, tmp_path) -> Iterator[World]:
    """The cast on either database, in an installation of this test's own."""
    if request.param == "sqlite":
        yield World(prepared.copy_to(tmp_path / "here"))
        return
    postgres, like = request.getfixturevalue("postgres"), request.getfixturevalue("cast_on_postgres")
    (tmp_path / "here").mkdir()
    world = World(Installation(tmp_path / "here", database=postgres.fresh_database(like)))
    yield world
    leave(world)


@pytest.fixture
def elsewhere(request, lived_in, tmp_path) -> Installation:
    """A place in which nothing is, for the same kind of database."""
    if lived_in.installation.database.startswith("sqlite"):
        return Installation(tmp_path / "elsewhere")
    return Installation(tmp_path / "elsewhere", database=request.getfixturevalue("postgres").fresh_database())


def test_a_meeting_goes_on_while_it_is_kept_and_all_of_it_is_there_elsewhere(lived_in, elsewhere, tmp_path):
    """T-67: copied while people act and add papers; what was acknowledged before it began is in it, and the record goes no other way."""
    meeting, ana = open_meeting(lived_in), lived_in.person("ana")
    (lived_in.installation.folder / "secret").write_text("s" * 64)
    make_large(lived_in)
    with lived_in.installation.serving() as server:
        desk = Client(server.url, meeting.room, token=ana.token).connect()
        desk.do("meetings.pause", reason="Coffee")
        papers = Desk(server, ana, meeting)
        assert papers.upload(A_PAPER, "mill.pdf").ok
        with going_on(desk, meeting, papers, beside=tmp_path) as acknowledged:
            before = acknowledged()
            file = backup(lived_in, tmp_path)
            after = acknowledged()
        desk.drop()

    assert after > before + 2, "people were answered meanwhile"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    done = restore(elsewhere, file)
    assert done.exit_code == 0, done.output
    there = World(elsewhere)
    seq, head = room_of(there, meeting)
    assert before <= seq <= after
    assert head == head_at(lived_in, meeting, seq)
    assert whys(there) == []
    assert papers_of(there)
    assert all(hashlib.sha256(content).hexdigest() == digest for digest, content in papers_of(there))
    assert (elsewhere.folder / "secret").read_text() == "s" * 64
    assert stat.S_IMODE((elsewhere.folder / "secret").stat().st_mode) == 0o600
    leave(there)


def test_no_paper_is_named_that_is_not_there(world, installation, under_way, ana, tmp_path):
    """T-67: the backup reads one paper for as long as it takes to add another."""
    send_file(ana, under_way, A_PAPER)
    slow = installation.folder / name_of(A_PAPER)
    slow.unlink()
    os.mkfifo(slow)

    with ThreadPoolExecutor(1) as beside:
        making = beside.submit(take, installation.read_settings(), tmp_path)
        with slow.open("wb") as read_by_the_backup:
            send_file(ana, under_way, A_PAPER * 2)
            read_by_the_backup.write(A_PAPER)
        made = making.result()

    assert made.manifest.missing == []
    assert restore(Installation(tmp_path / "elsewhere"), made.place).exit_code == 0
    assert [content for _, content in papers_of(World(Installation(tmp_path / "elsewhere")))] == [A_PAPER]


def test_devices_notice_that_an_earlier_backup_was_restored(lived_in, elsewhere, tmp_path):
    """T-67: the same port, another epoch: they start afresh with what was, and go on from there."""
    meeting, ana, cai = open_meeting(lived_in), lived_in.person("ana"), lived_in.person("cai")
    send_file(ana, meeting, A_PAPER)
    with lived_in.installation.serving() as server:
        desk, phone = (Client(server.url, meeting.room, token=person.token).connect() for person in (ana, cai))
        file, was = backup(lived_in, tmp_path), dict(phone.objects)
        lost = desk.do("meetings.pause", reason="Coffee")["seq"]
        phone.reaches(lost)
        leave(lived_in)

        refused = restore(lived_in.installation, file, "--replace")
        assert (refused.exit_code, "in use" in refused.output) == (1, True)
        phone.reaches(desk.do("meetings.resume")["seq"])

        server.stop()
        leave(lived_in)
        done = restore(lived_in.installation, file, "--replace")
        assert done.exit_code == 0, done.output
        server.start()
        earlier = phone.epoch
        for device in (phone, desk):
            device.reconnect()

        assert phone.epoch == desk.epoch != earlier
        assert (phone.snapshots, phone.objects) == (2, was)
        assert phone.seq < lost
        phone.reaches(desk.do("meetings.pause", reason="Tea")["seq"])
        assert phone.get("meeting")["pause_reason"] == "Tea"
        for device in (phone, desk):
            device.drop()
    assert seqs_set_aside(lived_in, meeting) == [lost + 1]
    next_one = take(lived_in.installation.read_settings(), tmp_path).place
    assert restore(elsewhere, next_one).exit_code == 0
    assert seqs_set_aside(World(elsewhere), meeting) == [], "what was set aside is not kept again"
    assert [content for _, content in papers_of(lived_in)] == [A_PAPER]


def test_an_installation_is_not_written_over(lived_in, tmp_path):
    """T-67."""
    meeting = open_meeting(lived_in)
    file = take(lived_in.installation.read_settings(), tmp_path).place
    lived_in.person("ana").act(meeting.room, "meetings.pause", reason="Coffee")
    at = room_of(lived_in, meeting)

    refused = restore(lived_in.installation, file)

    assert refused.exit_code == 1
    assert "--replace" in refused.output
    assert room_of(lived_in, meeting) == at


def test_letters_that_were_due_are_not_sent_twice(world, installation, tmp_path):
    """T-67: what was due was sent by whoever went on; what is due later was not; acts in other rooms are done once in any case."""
    owe(world, meetings__write_to_all=-60, meetings__remind=3600, act=-60, attachments__sweep=-60)
    file = take(installation.read_settings(), tmp_path).place
    elsewhere, with_letters = Installation(tmp_path / "elsewhere"), Installation(tmp_path / "with-letters")
    before = outcomes(installation)

    assert "due by now: 1, not sent" in restore(installation, file, "--into", str(elsewhere.folder)).output
    assert "not sent" not in restore(with_letters, file, "--send-letters").output

    still = {"meetings.write_to_all": None, "meetings.remind": None, "act": None, "attachments.sweep": None}
    assert outcomes(installation) == before == still
    assert outcomes(elsewhere) == still | {"meetings.write_to_all": "cancelled: restored from a backup"}
    assert outcomes(with_letters) == still


def test_a_backup_of_an_earlier_schema_is_brought_up_to_date(world, installation, under_way, tmp_path):
    """T-67, T-68: and of one that is not known yet, nothing is made."""
    with world.app.app_context():
        downgrade(str(ROOT / "migrations"))
    file = take(installation.read_settings(), tmp_path).place
    elsewhere = Installation(tmp_path / "elsewhere")

    assert restore(elsewhere, file).exit_code == 0

    with elsewhere.database_open() as database:
        assert database.execute("SELECT version_num FROM alembic_version").fetchall() == [(NEWEST,)]
    assert whys(World(elsewhere)) == []


def test_what_nobody_can_miss_is_not_kept(world, installation, under_way, ana, tmp_path):
    """T-67: a paper that was taken away, letters in the folder, what a crash has left."""
    send_file(ana, under_way, A_PAPER)
    (installation.folder / "mail").mkdir()
    for left in ("mail/a.eml", name_of(A_PAPER, 77)):
        (installation.folder / left).touch()

    with_paper = take(installation.read_settings(), tmp_path / "1.zip").place
    assert ana.act(under_way.room, "attachments.remove", attachment=1).ok
    without_paper = take(installation.read_settings(), tmp_path / "2.zip").place

    assert names_in(without_paper) == {"manifest.json", "database.sqlite"}
    assert names_in(with_paper) == names_in(without_paper) | {name_of(A_PAPER)}


def test_a_lost_paper_is_told_and_the_rest_is_kept(world, installation, under_way, ana, tmp_path):
    """T-67: a backup without it is better than none, and whoever deletes earlier ones afterwards is stopped."""
    send_file(ana, under_way, A_PAPER)
    (installation.folder / name_of(A_PAPER)).unlink()

    made = installation.command("backup", str(tmp_path), check=False)

    assert made.returncode == 1
    assert name_of(A_PAPER) in made.stderr
    told = restore(Installation(tmp_path / "elsewhere"), Path(made.stdout.split(": ")[0]))
    assert (told.exit_code, name_of(A_PAPER) in told.output) == (1, True)


def test_a_backup_that_was_cut_off_has_no_name(world, installation, tmp_path):
    """T-67: the power fails meanwhile. What is there was never readable by others, and goes when a day has passed."""
    make_large(world)
    cut_off = subprocess.Popen(
        [sys.executable, "-m", "deliberate", "backup", str(tmp_path / "new.zip")],
        env=installation.environment,
        cwd=ROOT,
    )
    eventually(lambda: list(tmp_path.glob(".unfinished*/backup")), what="its first byte")
    cut_off.send_signal(signal.SIGSTOP)
    (left,) = tmp_path.glob(".unfinished*")
    modes = [stat.S_IMODE(place.stat().st_mode) for place in (left, left / "backup")]
    cut_off.kill()
    cut_off.wait()

    assert modes == [0o700, 0o600]
    assert not (tmp_path / "new.zip").exists()

    take(installation.read_settings(), tmp_path)
    assert left.exists()
    os.utime(left, (time.time() - 90_000,) * 2)
    take(installation.read_settings(), tmp_path / "new.zip")
    assert not left.exists()


def test_a_backup_is_not_written_over_nor_beside_its_disk(world, installation, tmp_path):
    """T-67."""
    file = take(installation.read_settings(), tmp_path / "first.zip").place

    for where, sentence in ((file, "exists already"), (tmp_path / "not-mounted", "no folder")):
        with pytest.raises(CannotKeep, match=sentence):
            take(installation.read_settings(), where)
    with pytest.raises(CannotKeep, match="No installation"):
        take(Installation(tmp_path / "nothing").read_settings(), None)


# -- PostgreSQL's programs ------------------------------------------------------------------------------------------------


@pytest.mark.postgres
def test_nobody_on_the_machine_reads_the_password(postgres, cast_on_postgres, tmp_path, monkeypatch):
    """T-67: everybody can list the words of a command."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "here").mkdir()
    for name in ("pg_dump", "pg_restore"):
        real, program = postgresql.program(name, at_least=1), tmp_path / "bin" / name
        program.write_text(f'#!/bin/sh\necho "$PGPASSWORD with $0 $*" >> {tmp_path}/said\nexec {real} "$@"\n')
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    here, there = (
        postgres.fresh_database(like).replace("deliberate@", "deliberate:hush@")
        for like in (cast_on_postgres, "template1")
    )

    file = take(Installation(tmp_path / "here", database=here).read_settings(), tmp_path).place
    assert restore(Installation(tmp_path / "there", database=there), file).exit_code == 0

    said = [line for line in (tmp_path / "said").read_text().splitlines() if "--version" not in line]
    assert [line.split(" with ")[0] for line in said] == ["hush", "hush"]
    assert not any("hush" in line.split(" with ")[1] for line in said)
    assert all("dbname" in line for line in said)


@pytest.mark.postgres
def test_missing_programs_are_told(postgres, tmp_path):
    """T-67: and one that is older than the server is as good as missing."""
    assert postgresql.program("pg_dump", at_least=13)

    for at_least, path, debian in ((13, str(tmp_path), tmp_path), (99, None, postgresql.DEBIAN)):
        with pytest.raises(CannotKeep, match=f"apt install postgresql-client-{at_least}"):
            postgresql.program("pg_dump", at_least=at_least, path=path, debian=debian)


def test_a_restore_that_fails_leaves_everything_as_it_was(lived_in, tmp_path):
    """T-67: the database turns out to be another one than the manifest says when it is unpacked already."""
    meeting, ana = open_meeting(lived_in), lived_in.person("ana")
    send_file(ana, meeting, A_PAPER)
    forged = Forged(take(lived_in.installation.read_settings(), tmp_path).place)
    forged.say(epoch="of another")
    assert ana.act(meeting.room, "meetings.pause", reason="Coffee").ok
    at = room_of(lived_in, meeting)
    leave(lived_in)

    refused = restore(lived_in.installation, forged.write(tmp_path / "forged.zip"), "--replace")

    assert (refused.exit_code, "not the one of its manifest" in refused.output) == (1, True)
    assert room_of(lived_in, meeting) == at
    assert seqs_set_aside(lived_in, meeting) == []
    assert [content for _, content in papers_of(lived_in)] == [A_PAPER]
