"""The disk is full, closed, or somebody tidies up on it: what was acknowledged is stored, and what is not stored is never acknowledged."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from deliberate.kernel.db import db
from deliberate.kernel.record import whys_not_intact
from tests.cast import Meeting, World, open_meeting
from tests.faults.disks import filled, locked, small_disk
from tests.installation import SLACK, Installation, Server
from tests.wire_client import Client, join

COFFEE = {"reason": "Coffee"}


@dataclass
class Hall:
    """A meeting that is on, with the facilitator's device and a phone."""

    world: World
    meeting: Meeting
    code: str
    server: Server
    desk: Client
    phone: Client

    def nothing_can_be_said_but_all_can_be_read(self) -> str:
        """An act is not acknowledged, nobody is told of it, nobody comes in, and whoever reads is served; the act's id."""
        before, act_id = self.phone.seq, str(uuid.uuid4())
        answer = self.desk.act("meetings.pause", act_id=act_id, **COFFEE)
        assert answer["error"]["code"] == "kept"
        assert answer["error"]["words"].startswith("Not counted yet")

        refused = join(self.server.url, self.code, "Rosa")
        assert (refused.status_code, refused.json()["error"]["code"]) == (503, "kept")
        assert self.phone.catch_up()["seq"] == before
        page = requests.get(f"{self.server.url}/meetings/{self.meeting.id}", timeout=20 * SLACK)
        assert "Spring session" in page.text
        return act_id

    def it_counts_once(self, act_id: str) -> None:
        """Asked again with the same id, and once more: it is done, and everybody is told."""
        first, again = (self.desk.act("meetings.pause", act_id=act_id, **COFFEE) for _ in range(2))
        assert first["ok"], first
        assert again == first
        self.phone.reaches(first["seq"])
        assert self.phone.get("meeting")["pause_reason"] == "Coffee"
        assert join(self.server.url, self.code, "Rosa").status_code == 201
        with self.world.app.app_context(), self.world.session() as session:
            assert whys_not_intact(session) == []


@contextmanager
def hall(world: World, library: str) -> Iterator[Hall]:
    meeting = open_meeting(world)
    code = meeting.code
    with world.app.app_context():
        for engine in db.engines.values():
            engine.dispose()  # from here on the database is the server's alone
    with world.installation.serving(library) as server:
        desk, phone = (
            Client(server.url, meeting.room, token=world.person(handle).token).connect() for handle in ("ana", "cai")
        )
        yield Hall(world, meeting, code, server, desk, phone)
        desk.drop()
        phone.drop()


def test_on_a_full_disk_acts_are_not_acknowledged_and_count_when_there_is_room_again(library, prepared, tmp_path):
    """T-27, T-57: the log of the database cannot grow; the operator reads why."""
    with small_disk(tmp_path / "disk", megabytes=12) as disk, hall(World(prepared.copy_to(disk)), library) as here:
        with filled(disk):
            act_id = here.nothing_can_be_said_but_all_can_be_read()
            assert any("writer.act_not_stored" in line and "SQLITE_FULL" in line for line in here.server.log)

        here.it_counts_once(act_id)


def test_without_permission_to_write_acts_are_not_acknowledged_and_count_when_it_is_back(library, prepared, tmp_path):
    """T-57: as on a disk that became read-only."""
    with hall(World(prepared.copy_to(tmp_path / "data")), library) as here:
        with locked(*(tmp_path / "data").glob("deliberate.sqlite*")):
            act_id = here.nothing_can_be_said_but_all_can_be_read()

        here.it_counts_once(act_id)


@pytest.mark.postgres
def test_a_database_that_became_read_only_acknowledges_nothing(postgres, tmp_path):
    """T-57, T-59: as after a failover to a server that only follows."""
    installation = Installation(tmp_path, database=postgres.fresh_database())
    installation.migrate()
    world = World(installation)
    world.fill()
    name = installation.database.rsplit("/", 1)[1]
    with hall(world, "eventlet") as here:
        read_only(postgres, name, "on")
        act_id = here.nothing_can_be_said_but_all_can_be_read()

        read_only(postgres, name, "off")
        here.it_counts_once(act_id)


def read_only(postgres, database: str, wanted: str) -> None:
    """From now on, whoever connects may only read, or may write again; all connections are cut."""
    with closing(postgres.connect()) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute(f"ALTER DATABASE {database} SET default_transaction_read_only = {wanted}")
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (database,))


@pytest.mark.parametrize(("library", "removed"), [("eventlet", ["wal", "shm"]), ("gevent", ["wal"])])
def test_somebody_removes_the_log_of_the_database_and_nothing_is_lost(library, removed, prepared, tmp_path):
    """T-57: all that was committed stood in it alone. It is saved into the database; the server ends, and is started anew."""
    with hall(World(prepared.copy_to(tmp_path / "data")), library) as here:
        here.desk.do("meetings.start_item", item=here.meeting.items[0], after=None)
        acknowledged = here.desk.seq
        for file in removed:
            Path(tmp_path, "data", f"deliberate.sqlite-{file}").unlink()
        act_id = str(uuid.uuid4())
        here.desk.send("meetings.pause", act_id=act_id, **COFFEE)
        here.server.wait_for_death()

        here.server.start()
        here.desk.reconnect()
        here.phone.reconnect()

        assert not any(answer["ok"] for answer in here.desk.answers)
        assert here.phone.seq == acknowledged
        here.it_counts_once(act_id)
        assert any("database.log_removed" in line for line in here.server.log)
