"""The one writer: acts of a room together in one transaction, each refused or done by itself, none twice."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from deliberate.kernel import db
from deliberate.kernel.acts import Act, command
from deliberate.kernel.db import writer_engine
from deliberate.kernel.errors import Kept, NotFound
from deliberate.kernel.feature import Door
from deliberate.kernel.messages import Bundle
from deliberate.kernel.record import find_room
from deliberate.kernel.waiting import Waiting
from deliberate.kernel.writer import Writer
from deliberate.meetings.commands.shared import seat_for, the_meeting
from deliberate.meetings.queries import seat_of
from deliberate.meetings.rules import Why
from tests.cast import Meeting, Person, World


@pytest.fixture
def writer(world: World, monkeypatch: pytest.MonkeyPatch) -> Writer:
    """The writer of the world; it does not wait long for a database that somebody else holds."""
    monkeypatch.setattr(db, "WAIT_FOR_LOCK", 0.05)
    return world.app.extensions["deliberate"].writer


def act(who: Person, room: str, name: str, /, **inputs: Any) -> Waiting:
    return Waiting(room, str(uuid.uuid4()), name, inputs, who.who)


def together(writer: Writer, world: World, *batch: Waiting) -> None:
    """As the writer's own greenlet takes them."""
    with world.app.app_context():
        writer._do(batch[0].room, list(batch))


@contextmanager
def held(world: World) -> Iterator[None]:
    """Somebody else writes to the database for a while."""
    with closing(sqlite3.connect(world.installation.folder / "deliberate.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def new_item(title: str) -> dict[str, Any]:
    return {"title": title, "purpose": "inform", "minutes": None, "presenter": None, "parent": None}


def titles(meeting: Meeting, ana: Person) -> list[str]:
    import re

    page = ana.browser.get(f"/meetings/{meeting.id}").get_data(as_text=True)
    return re.findall(r'"agenda__title"[^>]*>([^<]*)<', page)


def seq_of(meeting: Meeting) -> int:
    with meeting.world.app.app_context(), meeting.world.session() as session:
        return find_room(session, meeting.room).seq


def test_a_refused_act_does_not_fail_those_beside_it(
    world: World, writer: Writer, meeting: Meeting, ana: Person, cai: Person
):
    one = act(ana, meeting.room, "meetings.add_item", **new_item("Bikes"))
    no = act(cai, meeting.room, "meetings.add_item", **new_item("Never"))
    other = act(ana, meeting.room, "meetings.add_item", **new_item("Trains"))
    before = seq_of(meeting)

    together(writer, world, one, no, other)

    assert no.error is not None
    assert no.error.code == "only_facilitators"
    assert titles(meeting, ana)[-2:] == ["Bikes", "Trains"]
    assert [waiting.answer["seq"] for waiting in (one, other) if waiting.answer] == [before + 1, before + 2]


def test_what_is_told_comes_in_the_order_of_its_numbers(world: World, writer: Writer, meeting: Meeting, ana: Person):
    told: list[Bundle] = []
    writer.publish_to(told.extend)

    together(writer, world, *(act(ana, meeting.room, "meetings.add_item", **new_item(f"Item {n}")) for n in range(40)))

    assert [bundle.seq for bundle in told] == list(range(told[0].seq, told[0].seq + 40))
    assert all(bundle.after == bundle.seq - 1 for bundle in told)


def test_acts_in_a_room_that_does_not_exist_are_all_answered(world: World, writer: Writer, ana: Person):
    waiting = [act(ana, "meeting/999", "meetings.open") for _ in range(3)]

    together(writer, world, *waiting)

    assert all(isinstance(one.error, NotFound) and one.answered.is_set() for one in waiting)


def test_an_act_that_cannot_be_stored_now_is_kept_and_counts_when_asked_again(
    world: World, writer: Writer, meeting: Meeting, ana: Person
):
    """T-56: with the same id, once the database is free."""
    act_id = str(uuid.uuid4())
    with held(world):
        assert ana.act(meeting.room, "meetings.add_item", act_id=act_id, **new_item("Bikes")).code == "kept"

    assert ana.act(meeting.room, "meetings.add_item", act_id=act_id, **new_item("Bikes")).ok
    assert titles(meeting, ana).count("Bikes") == 1


def test_what_was_answered_stays_answered_when_the_rest_of_its_batch_fails(
    world: World, writer: Writer, meeting: Meeting, ana: Person, cai: Person
):
    """A long batch is stored in parts. When a later part cannot be, those of the earlier ones are not done anew: a refusal that was told
    must not turn into a deed, nor an answer into "not counted"."""
    first = [act(cai, meeting.room, "meetings.pause", reason="")]
    first += [act(ana, meeting.room, "meetings.add_item", **new_item(f"Item {n}")) for n in range(25)]
    answered: dict[str, Any] = {}
    holding = held(world)

    def hold_the_database_after_the_first_part(bundles: list[Bundle]) -> None:
        if bundles and not answered:
            answered.update({"told": len(bundles)})
            holding.__enter__()

    writer.publish_to(hold_the_database_after_the_first_part)
    together(writer, world, *first)
    holding.__exit__(None, None, None)

    stored = first[1 : answered["told"] + 1]
    assert 0 < len(stored) < 25, "the batch was to be stored in parts"
    assert first[0].error is not None
    assert first[0].error.code == "only_facilitators"
    assert all(waiting.answer and not waiting.error for waiting in stored)
    assert all(isinstance(waiting.error, Kept) for waiting in first[answered["told"] + 1 :])


@pytest.fixture
def odd(world: World) -> Iterator[str]:
    """A command of a whole room that is not as it should be: it changes something first, and then refuses some, or breaks."""

    @command(many=True)
    def stay_until(act: Act, *, mode: str) -> None:
        seat = seat_for(act, the_meeting(act), act.standing.person_id or 0)
        seat.leaves_at = act.at
        act.refuse_if(Why.NOT_HERE if mode == "refuse" else None)
        if mode == "break":
            raise RuntimeError("a mistake of ours")

    house = world.house
    right = house.rights["meetings.arrive"]
    house.acts["tests.stay_until"] = Door("meeting", house.acts["meetings.arrive"].form, stay_until)
    house.rights[stay_until.name] = right
    yield "tests.stay_until"
    del house.acts["tests.stay_until"], house.rights[stay_until.name]


@pytest.mark.parametrize(("mode", "code"), [("refuse", "not_here"), ("break", "broken")])
def test_one_of_a_crowd_that_fails_half_way_leaves_nothing_and_fails_nobody(
    world: World, writer: Writer, under_way: Meeting, odd: str, mode: str, code: str
):
    ana, bo, cai = (world.person(name) for name in ("ana", "bo", "cai"))
    before = seq_of(under_way)
    crowd = [act(ana, under_way.room, odd, mode=""), act(bo, under_way.room, odd, mode=mode)]
    crowd.append(act(cai, under_way.room, odd, mode=""))

    together(writer, world, *crowd)

    assert crowd[1].error is not None
    assert crowd[1].error.code == code
    assert [waiting.answer and waiting.answer["seq"] for waiting in crowd] == [before + 1, None, before + 2]
    assert [person for person in (ana, bo, cai) if stays_until(under_way, person)] == [ana, cai]


def stays_until(meeting: Meeting, person: Person) -> Any:
    with meeting.world.app.app_context(), meeting.world.session() as session:
        found = seat_of(session, meeting.id, person.id)
        return found and found.leaves_at


def test_a_crowd_of_fifty_costs_hardly_more_questions_than_a_crowd_of_five(
    world: World, writer: Writer, under_way: Meeting, ana: Person
):
    guests = [under_way.guest(f"Guest {n}") for n in range(55)]
    arriving = [act(guest, under_way.room, "meetings.arrive", mode="remote") for guest in guests]
    with counted_writes(world) as few:
        together(writer, world, *arriving[:5])
    with counted_writes(world) as many:
        together(writer, world, *arriving[5:])

    assert all(waiting.answer for waiting in arriving)
    assert len(many) <= len(few) + 2


@contextmanager
def counted_writes(world: World) -> Iterator[list[str]]:
    """What the writer asks of the database meanwhile; many rows at once are one statement."""
    sent: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    with world.app.app_context():
        engine = writer_engine()
        event.listen(engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(engine, "before_cursor_execute", note)
