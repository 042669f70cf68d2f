"""The same meeting on each database under each green library, and what a database that is held or away does to it."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import timedelta
from typing import Any

import psycopg2
import pytest
import requests
from sqlalchemy import func, select

from deliberate.kernel import clock
from deliberate.meetings.models import AgreementReply
from tests.cast import World, convened_meeting, draft_meeting, open_meeting
from tests.installation import SLACK, Installation, eventually
from tests.wire_client import BareSocket, Client, guest

ROOM, ROUNDS = 40, 5


@pytest.fixture(scope="session")
def on_postgres(postgres, tmp_path_factory) -> Installation:
    """An installation with the cast, on PostgreSQL; its tests share it."""
    installation = Installation(tmp_path_factory.mktemp("on-postgres"), database=postgres.fresh_database())
    installation.migrate()
    World(installation).fill()
    return installation


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def engine_world(request, prepared, tmp_path) -> World:
    """The cast on either database."""
    if request.param == "sqlite":
        return World(prepared.copy_to(tmp_path))
    return World(request.getfixturevalue("on_postgres"))


@pytest.fixture
def postgres_world(on_postgres) -> World:
    return World(on_postgres)


def test_a_whole_meeting(library, engine_world):
    """Join, arrive, ask, object, settle, walk, undo, close, catch up."""
    world = engine_world
    meeting, ana, cai = convened_meeting(world), world.person("ana"), world.person("cai")
    first, second, _ = meeting.items

    with world.installation.serving(library) as server:
        desk = Client(server.url, meeting.room, token=ana.token).connect()
        phone = Client(server.url, meeting.room, token=cai.token).connect()
        rosa = guest(server.url, meeting.code, "Rosa")
        for device, mode in ((desk, "in_the_room"), (phone, "in_the_room"), (rosa, "remote")):
            device.do("meetings.arrive", mode=mode)
        eventually(lambda: len(desk.online) == 3, what="three are present")
        desk.do("meetings.open")

        asked = desk.do("meetings.ask_agreement")["ids"]["agreement"]
        rosa.do("meetings.answer_agreement", agreement=asked, reply="objection", words="L’ordre és massa llarg ✋")
        refused = desk.act("meetings.settle_agreement", agreement=asked)
        assert refused["error"]["code"] == "objection_stands"
        rosa.do("meetings.answer_agreement", agreement=asked, reply="no_objection", words="")
        desk.do("meetings.settle_agreement", agreement=asked)

        desk.do("meetings.start_item", item=first, after=None)
        rosa.drop()
        desk.do("meetings.start_item", item=second, after=first)
        undone = desk.do("meetings.pause", reason="Coffee")
        desk.do("undo", seq=undone["seq"])
        rosa.reconnect()
        assert rosa.snapshots == 1
        assert rosa.get("meeting")["current_item"] == second
        last = desk.do("meetings.close")["seq"]

        for device in (desk, phone, rosa):
            device.reaches(last)
        assert phone.get("meeting")["state"] == "closed"
        assert phone.of("agreement")[asked]["objections"][0]["words"] == "L’ordre és massa llarg ✋"
        assert phone.objects == {key: one for key, one in desk.objects.items() if not key.startswith("invitation/")}
        kept = dict(desk.objects)
        desk.catch_up(whole=True)
        assert desk.objects == kept
        assert len({message["seq"] for message in desk.received}) == len(desk.received)
        assert "Spring session" in requests.get(f"{server.url}/meetings/{meeting.id}", timeout=30 * SLACK).text
        for device in (desk, phone, rosa):
            device.drop()

    assert world.installation.command("verify").returncode == 0


@pytest.mark.parametrize(
    ("library", "engine_world"),
    [("eventlet", "sqlite"), pytest.param("gevent", "postgresql", marks=pytest.mark.postgres)],
    indirect=["engine_world"],
)
def test_a_whole_room_answers_while_the_question_is_settled(library, engine_world):
    """T-15, T-16: each answer is either counted or refused, the count is that of the stored answers, and asking again changes neither."""
    world = engine_world
    meeting, ana = open_meeting(world), world.person("ana")
    guests = [meeting.guest(f"Guest {number}") for number in range(ROOM)]
    for guest_in in guests:
        assert guest_in.act(meeting.room, "meetings.arrive", mode="remote").ok

    with world.installation.serving(library) as server, ThreadPoolExecutor(ROOM) as pool:
        desk = Client(server.url, meeting.room, token=ana.token).connect()
        lines = [BareSocket(server.url) for _ in guests]
        for line, guest_in in zip(lines, guests, strict=True):
            line.connect(meeting.room, guest_in.token)
        for _ in range(ROUNDS):
            asked = desk.do("meetings.ask_agreement")["ids"]["agreement"]
            acts = [no_objection(asked) for _ in lines]
            answering = [pool.submit(line.ask, "act", act) for line, act in zip(lines, acts, strict=True)]
            settled = desk.act("meetings.settle_agreement", agreement=asked)
            answers = [one.result() for one in answering]

            again = list(pool.map(lambda line, act: line.ask("act", act), lines, acts))

            counted = [answer for answer in answers if answer["ok"]]
            refused = [answer["error"]["code"] for answer in answers if not answer["ok"]]
            assert settled["ok"]
            assert set(refused) <= {"no_longer_asked"}
            assert again == answers
            desk.reaches(max(answer["seq"] for answer in [settled, *counted]))
            assert all(answer["seq"] < settled["seq"] for answer in counted)
            assert desk.of("agreement")[asked]["no_objection"] == len(counted) == replies_to(world, asked)
        for line in lines:
            line.close()
        desk.drop()

    assert world.installation.command("verify").returncode == 0


def no_objection(agreement: int) -> dict[str, Any]:
    """An answer as it travels."""
    said = {"agreement": agreement, "reply": "no_objection", "words": ""}
    return {"id": str(uuid.uuid4()), "name": "meetings.answer_agreement", "input": said}


def replies_to(world: World, agreement: int) -> int:
    """How many answers are stored."""
    with world.app.app_context(), world.session() as session:
        stored = select(func.count()).where(AgreementReply.agreement_id == agreement)
        return session.scalar(stored) or 0


def test_what_a_meeting_causes_in_its_groups_room_is_told_there(library, engine_world):
    """An act in one room is followed by one in another, once, and whoever follows that room is told at once."""
    world = engine_world
    meeting = draft_meeting(world)
    group = _group_of(world, meeting)

    with world.installation.serving(library) as server:
        member = Client(server.url, group, token=world.person("cai").token).connect()
        with clock.set_to(clock.now() - timedelta(minutes=1)):  # long enough ago that it can no longer be undone
            assert world.person("ana").act(meeting.room, "meetings.convene").ok

        def calls() -> int:
            entries = [entry for message in member.received for entry in message["entries"]]
            return [(one["kind"], one["facts"].get("meeting")) for one in entries].count(("group_called", meeting.id))

        eventually(calls, what="the group's record knows")
        time.sleep(0.5)
        assert calls() == 1
        member.drop()


def test_somebody_else_holding_the_sqlite_lock_stops_nobody_from_reading(library, prepared, tmp_path):
    """T-56: the wait for another process's lock is the writer's alone."""
    world = World(prepared.copy_to(tmp_path))
    with _two_devices(world, library) as (server, desk, phone):
        with world.installation.database_open() as database:
            database.execute("BEGIN IMMEDIATE")
            _acts_wait_and_everything_else_goes_on(server, desk, phone)
        _the_act_succeeded(desk, phone)


def test_somebody_holding_the_sqlite_lock_for_too_long_makes_acts_kept_and_then_counted_once(
    library, prepared, tmp_path
):
    """T-56: no answer within the door's patience is "kept"; the same id later tells."""
    world = World(prepared.copy_to(tmp_path))
    act_id = str(uuid.uuid4())
    with _two_devices(world, library) as (_, desk, phone):
        with world.installation.database_open() as database:
            database.execute("BEGIN IMMEDIATE")
            answer = desk.act("meetings.pause", act_id=act_id, reason="Coffee")
            assert answer["error"]["code"] == "kept"
            assert phone.catch_up()["ok"]

        eventually(lambda: desk.act("meetings.pause", act_id=act_id, reason="Coffee")["ok"], what="being counted")
        phone.reaches(desk.seq)
        assert _entries(world, "meeting_paused") == 1


@pytest.mark.postgres
def test_a_held_row_on_postgresql_stops_nobody_else(library, postgres_world):
    """The driver waits cooperatively: while one room's row is locked, pages and other rooms go on."""
    world = postgres_world
    with _two_devices(world, library) as (server, desk, phone):
        with closing(_connect(world)) as elsewhere, elsewhere, elsewhere.cursor() as cursor:
            cursor.execute("SELECT id FROM rooms WHERE kind = 'meeting' AND number = %s FOR UPDATE", (_number(desk),))
            _acts_wait_and_everything_else_goes_on(server, desk, phone)
        _the_act_succeeded(desk, phone)


@pytest.mark.postgres
def test_a_database_that_cut_every_connection_is_used_again(library, postgres_world):
    """T-59: acts, reading, and the watch over ended sign-ins go on when the database is back."""
    world = postgres_world
    with _two_devices(world, library) as (server, desk, phone):
        with closing(_connect(world)) as elsewhere, elsewhere.cursor() as cursor:
            elsewhere.autocommit = True
            for _ in range(5):
                cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
                time.sleep(0.3)

        act_id = str(uuid.uuid4())
        eventually(lambda: desk.act("meetings.pause", act_id=act_id, reason="Coffee")["ok"], what="acts are done again")
        eventually(lambda: requests.get(f"{server.url}/ready", timeout=30).ok, what="being ready again")
        phone.reconnect()
        assert phone.get("meeting")["pause_reason"] == "Coffee"
        with closing(_connect(world)) as elsewhere, elsewhere, elsewhere.cursor() as cursor:
            cursor.execute("UPDATE sign_ins SET expires_at = now() WHERE person_id = %s", (phone.me["person"],))
        try:
            phone.is_sent_away("not_signed_in")
        finally:
            with closing(_connect(world)) as elsewhere, elsewhere, elsewhere.cursor() as cursor:
                cursor.execute("UPDATE sign_ins SET expires_at = now() + interval '1 day'")


@pytest.mark.postgres
def test_a_database_that_lets_nobody_in_loses_no_act(library, postgres_world):
    """T-59: as while it starts anew. Acts are not counted yet, `/ready` says no, `/health` goes on; afterwards the same act is."""
    world, act_id = postgres_world, str(uuid.uuid4())
    name = world.installation.database.rsplit("/", 1)[1]
    with _two_devices(world, library) as (server, desk, phone), closing(_connect(world, "postgres")) as elsewhere:
        elsewhere.autocommit = True
        with elsewhere.cursor() as cursor:
            cursor.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
            try:
                cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
                assert desk.act("meetings.pause", act_id=act_id, reason="Coffee")["error"]["code"] == "kept"
                assert requests.get(f"{server.url}/ready", timeout=30).status_code == 503
                assert requests.get(f"{server.url}/health", timeout=30).ok
            finally:
                cursor.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")

        eventually(lambda: desk.act("meetings.pause", act_id=act_id, reason="Coffee")["ok"], what="being counted")
        phone.reaches(desk.act("meetings.pause", act_id=act_id, reason="Coffee")["seq"])
        assert phone.get("meeting")["pause_reason"] == "Coffee"


@contextmanager
def _two_devices(world: World, library: str) -> Iterator[tuple]:
    meeting = open_meeting(world)
    with world.installation.serving(library) as server:
        desk = Client(server.url, meeting.room, token=world.person("ana").token).connect()
        phone = Client(server.url, meeting.room, token=world.person("cai").token).connect()
        yield server, desk, phone
        desk.drop()
        phone.drop()


def _acts_wait_and_everything_else_goes_on(server, desk: Client, phone: Client) -> None:
    desk.send("meetings.pause", act_id=str(uuid.uuid4()), reason="Coffee")
    end = time.monotonic() + 1.5
    asked = 0
    while time.monotonic() < end:
        assert requests.get(f"{server.url}/health", timeout=1 * SLACK).ok
        assert phone.call("catch_up", {}, timeout=1)["ok"]
        asked += 1
        time.sleep(0.05)
    assert asked > 3
    assert not desk.answers


def _the_act_succeeded(desk: Client, phone: Client) -> None:
    eventually(lambda: desk.answers, what="the answer")
    assert desk.answers[0]["ok"], desk.answers
    phone.reaches(desk.answers[0]["seq"])
    assert phone.get("meeting")["pause_reason"] == "Coffee"


def _connect(world: World, database: str = ""):
    server, name = world.installation.database.replace("postgresql+psycopg2", "postgresql").rsplit("/", 1)
    return psycopg2.connect(f"{server}/{database or name}")


def _number(client: Client) -> int:
    return int(client.room.split("/")[1])


def _entries(world: World, kind: str) -> int:
    with world.installation.database_open() as database:
        return database.execute("SELECT count(*) FROM entries WHERE kind = ?", (kind,)).fetchone()[0]


def _group_of(world: World, meeting) -> str:
    from deliberate.meetings.models import Meeting

    with world.app.app_context(), world.session() as session:
        return f"group/{session.get_one(Meeting, meeting.id).host.id}"
