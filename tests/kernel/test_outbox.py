"""What acts leave to be done is done at least once, by one worker at a time, and leaves no secret behind."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import structlog
from flask import current_app
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from deliberate.kernel import clock, outbox
from deliberate.kernel.db import writer_engine
from deliberate.kernel.outbox import ATTEMPTS, LEASE, Hopeless, Next, OutboxRow, Outcome, Tally
from deliberate.people.tokens import hash_of
from tests.cast import Person, World
from tests.installation import Installation
from tests.services import Postgres

LOG = structlog.get_logger("tests.outbox")
LATER = timedelta(days=1)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest, installation: Installation, tmp_path: Any) -> Iterator[Engine]:
    """The writing engine of an installation, on both databases."""
    if request.param == "postgresql":
        server: Postgres = request.getfixturevalue("postgres")
        installation = Installation(tmp_path / "postgres", database=server.fresh_database())
        installation.folder.mkdir()
        installation.migrate()
    app = installation.app()
    with app.app_context():
        yield writer_engine()
        writer_engine().dispose()


def post(engine: Engine, *payloads: dict[str, Any], kind: str = "tests.ring") -> None:
    """Leave something to be done at once."""
    with Session(engine) as session, session.begin():
        for n, payload in enumerate(payloads):
            outbox.post(session, room_id=1, act_id="tests", n=n, kind=kind, payload=payload, due=clock.now())


def rows(engine: Engine) -> list[OutboxRow]:
    with Session(engine) as session:
        return list(session.scalars(select(OutboxRow).order_by(OutboxRow.id)))


class Bell:
    """Something outside: it counts how often it was rung, and may be out of order."""

    def __init__(self, broken: int = 0) -> None:
        self.rung: list[dict[str, Any]] = []
        self.broken = broken

    def __call__(self, payload: dict[str, Any]) -> None:
        self.rung.append(payload)
        if len(self.rung) <= self.broken:
            raise ConnectionError("the bell's rope broke while ringing for a-secret")


def test_what_is_due_is_done_once(engine: Engine):
    bell = Bell()
    post(engine, {"for": "Ana"})

    assert outbox.carry_out(engine, {"tests.ring": bell}, LOG) == 1
    assert outbox.carry_out(engine, {"tests.ring": bell}, LOG) == 0

    assert bell.rung == [{"for": "Ana"}]


def test_what_is_not_due_waits(engine: Engine):
    bell = Bell()
    with Session(engine) as session, session.begin():
        due = clock.now() + timedelta(minutes=5)
        outbox.post(session, room_id=1, act_id="tests", n=0, kind="tests.ring", payload={}, due=due)

    assert outbox.carry_out(engine, {"tests.ring": bell}, LOG) == 0
    with clock.set_to(clock.now() + timedelta(minutes=6)):
        assert outbox.carry_out(engine, {"tests.ring": bell}, LOG) == 1


def test_two_workers_never_both_carry_one_out(engine: Engine):
    """T-69"""
    post(engine, *({"number": number} for number in range(40)))
    taken: list[int] = []
    start, app = threading.Barrier(4), current_app._get_current_object()  # type: ignore[attr-defined]

    def work() -> None:
        with app.app_context():
            start.wait()
            while found := outbox.take(engine, acts=False, limit=3):
                taken.extend(row.payload["number"] for row in found)

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(taken) == list(range(40))


def test_what_a_dead_worker_held_is_taken_when_its_lease_has_run_out(engine: Engine):
    """T-69"""
    post(engine, {"for": "Ana"})
    (held,) = outbox.take(engine, acts=False)
    assert outbox.take(engine, acts=False) == []

    with clock.set_to(clock.now() + LEASE + timedelta(seconds=1)):
        (taken,) = outbox.take(engine, acts=False)

    assert taken.id == held.id
    assert taken.attempts == 2


def test_a_worker_that_was_too_slow_does_not_settle_what_another_one_holds(engine: Engine):
    post(engine, {"for": "Ana"})
    (slow,) = outbox.take(engine, acts=False)
    with clock.set_to(clock.now() + LEASE + timedelta(seconds=1)):
        (quick,) = outbox.take(engine, acts=False)
        outbox.finish(engine, slow, "done by the slow one")
        assert rows(engine)[0].done_at is None

        outbox.finish(engine, quick, "done")

    assert rows(engine)[0].outcome == "done"


def test_what_fails_is_tried_again_each_time_twice_as_late(engine: Engine):
    bell, pauses = Bell(broken=3), []
    post(engine, {"for": "Ana"})
    moment = clock.now() + timedelta(seconds=1)

    for _ in range(3):
        with clock.set_to(moment):
            started = clock.now()
            assert outbox.carry_out(engine, {"tests.ring": bell}, LOG) == 1
            assert outbox.carry_out(engine, {"tests.ring": bell}, LOG) == 0, "tried again at once"
            again = rows(engine)[0].leased_until
        assert again is not None
        pauses.append(int((again - started).total_seconds()))
        moment = again + timedelta(seconds=1)
    with clock.set_to(moment):
        outbox.carry_out(engine, {"tests.ring": bell}, LOG)

    assert pauses == [5, 10, 20]
    assert rows(engine)[0].outcome == "done"


def test_in_the_end_it_is_given_up_and_said_so(engine: Engine):
    bell = Bell(broken=1000)
    post(engine, {"for": "Ana", "token": "a-secret"})

    moment = clock.now()
    for _ in range(ATTEMPTS + 3):
        moment += LATER
        with clock.set_to(moment):
            outbox.carry_out(engine, {"tests.ring": bell}, LOG)

    (row,) = rows(engine)
    assert len(bell.rung) == ATTEMPTS
    assert row.outcome == "given up: ConnectionError"
    assert row.payload == {}


def test_one_bad_row_does_not_stop_the_others(engine: Engine):
    bell = Bell(broken=1)
    post(engine, {"number": 1}, {"number": 2})

    while outbox.carry_out(engine, {"tests.ring": bell}, LOG):
        pass

    assert [row.outcome for row in rows(engine)] == ["ConnectionError", "done"]


def test_a_row_that_nobody_knows_how_to_do_is_kept_for_a_newer_version(engine: Engine):
    post(engine, {"for": "Ana"}, kind="tests.hologram")

    outbox.carry_out(engine, {}, LOG)

    (row,) = rows(engine)
    assert row.done_at is None
    assert row.payload == {"for": "Ana"}


def test_what_a_row_held_is_erased_when_it_is_done(engine: Engine):
    """T-74: a sign-in token does not stay in the database after its mail was sent."""
    post(engine, {"token": "a-secret"})
    assert rows(engine)[0].payload == {"token": "a-secret"}

    outbox.carry_out(engine, {"tests.ring": Bell()}, LOG)

    assert rows(engine)[0].payload == {}


def test_what_failed_is_not_logged_with_what_it_held(engine: Engine):
    """T-74"""
    post(engine, {"token": "a-secret"})

    with structlog.testing.capture_logs() as lines:
        outbox.carry_out(engine, {"tests.ring": Bell(broken=1)}, structlog.get_logger())

    assert [line["event"] for line in lines] == ["outbox.failed"]
    assert "a-secret" not in json.dumps(lines)
    assert "a-secret" not in str(rows(engine)[0].outcome)


def test_acts_for_other_rooms_are_not_the_workers_business(engine: Engine):
    post(engine, {"room": "group/1"}, kind="act")

    assert outbox.carry_out(engine, {}, LOG) == 0
    assert len(outbox.take(engine, acts=True)) == 1


def test_a_mail_is_written_with_its_act_or_not_at_all(world: World, cai: Person):
    """One transaction holds the link and the mail with it."""
    room = f"person/{cai.id}"
    world.program(room, "people.send_link", token="a-token-for-cai")

    with world.app.app_context():
        (row,) = rows(writer_engine())
    assert (row.kind, row.payload["to"]) == ("people.mail_link", "cai@example.org")
    assert hash_of("a-token-for-cai") != row.payload["token"] == "a-token-for-cai"


# -- what a job leaves to be done ---------------------------------------------------------------------------------------


def ringing(number: int) -> Next:
    return Next("tests.ring", {"number": number}, about="bells", key=f"bell {number}")


def spread(payload: dict[str, Any]) -> Outcome:
    return Outcome(following=[ringing(number) for number in payload["numbers"]])


def test_what_a_job_leaves_for_many_is_carried_out_one_by_one(engine: Engine):
    bell = Bell(broken=1)
    post(engine, {"numbers": [1, 2, 3]}, kind="tests.spread")

    while outbox.carry_out(engine, {"tests.spread": spread, "tests.ring": bell}, LOG):
        pass

    assert [ring["number"] for ring in bell.rung] == [1, 2, 3]
    assert [row.outcome for row in rows(engine)] == ["done", "ConnectionError", "done", "done"]
    with Session(engine) as session:
        assert outbox.tally(session, "bells") == Tally(done=2, waiting=1)
        assert outbox.tally(session, "no bells") == Tally()


def test_what_two_workers_leave_exists_once(engine: Engine):
    """T-69: the one that was too slow finds that it lost the row, with all that follows from it."""
    post(engine, {"numbers": [1, 2]}, kind="tests.spread")
    (slow,) = outbox.take(engine, acts=False)
    with clock.set_to(clock.now() + LEASE + timedelta(seconds=1)):
        (quick,) = outbox.take(engine, acts=False)
        for taken in (quick, slow):
            outbox.finish(engine, taken, "done", spread({"numbers": [1, 2]}).following)

    assert [row.key for row in rows(engine)] == [None, "bell 1", "bell 2"]


def test_what_is_left_a_second_time_under_the_same_name_is_not_left_again(engine: Engine):
    """T-69"""
    post(engine, {"numbers": [1, 2]}, {"numbers": [2, 3]}, kind="tests.spread")
    bell = Bell()

    while outbox.carry_out(engine, {"tests.spread": spread, "tests.ring": bell}, LOG):
        pass

    assert sorted(ring["number"] for ring in bell.rung) == [1, 2, 3]


def test_what_is_hopeless_is_given_up_at_once(engine: Engine):
    def hopeless(payload: dict[str, Any]) -> None:
        raise Hopeless("refused 550")

    post(engine, {"for": "Ana"})
    outbox.carry_out(engine, {"tests.ring": hopeless}, LOG)

    assert [(row.outcome, row.attempts, row.payload) for row in rows(engine)] == [("given up: refused 550", 1, {})]


def test_who_waits_for_one_mail_does_not_wait_behind_a_thousand_letters(engine: Engine):
    bell = Bell()
    post(engine, {"numbers": list(range(50))}, kind="tests.spread")
    jobs = {"tests.spread": spread, "tests.ring": bell}
    outbox.carry_out(engine, jobs, LOG)
    post(engine, {"number": "a link to sign in"})

    outbox.carry_out(engine, jobs, LOG)

    assert [ring["number"] for ring in bell.rung] == ["a link to sign in"]
