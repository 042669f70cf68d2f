"""What a whole room does at once is what it would have done one after the other: the same record, state, messages and answers.

Each command that is done together (`many=True`) has a crowd here: people who all do it, may not, do it twice, or ask again.
"""

from __future__ import annotations

import itertools
import secrets
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from deliberate.app import FEATURES
from deliberate.kernel import clock
from deliberate.kernel.acts import Who
from deliberate.kernel.doing import first_run
from deliberate.kernel.feature import House
from deliberate.kernel.messages import Bundle, together
from deliberate.kernel.record import ActRow, entries_of, find_room
from deliberate.kernel.waiting import Waiting
from tests.cast import Meeting, World, convened_meeting, open_meeting
from tests.every.observing import Observer, Sight, applied, message_for
from tests.every.scenes import seat
from tests.installation import Installation

MANY = sorted(name for name, door in House(FEATURES).acts.items() if door.command.many)
STARTS = {"starts_at": "2040-03-05T17:00"}


@dataclass
class Asked:
    """An act of somebody in the crowd; with `like`, it has the id of that earlier one."""

    who: Who
    inputs: dict[str, Any]
    like: int | None = None


Crowd = tuple[Meeting, list[Asked]]
CROWDS: dict[str, Callable[[World], Crowd]] = {}


def crowd(act: str) -> Callable[[Callable[[World], Crowd]], Callable[[World], Crowd]]:
    """Declare who does that act at once."""

    def declare(gather: Callable[[World], Crowd]) -> Callable[[World], Crowd]:
        CROWDS[act] = gather
        return gather

    return declare


@crowd("meetings.answer_agreement")
def everybody_is_asked_about_the_agenda(world: World) -> Crowd:
    meeting = open_meeting(world, **STARTS)
    ana, bo, cai = (world.person(name) for name in ("ana", "bo", "cai"))
    rosa, pau, outside, lost = (meeting.guest(name) for name in ("Rosa", "Pau", "Mar", "Jon"))
    for guest in (rosa, pau, lost):
        assert guest.act(meeting.room, "meetings.arrive", mode="remote").ok
    earlier = ana.act(meeting.room, "meetings.ask_agreement").ids["agreement"]
    assert ana.act(meeting.room, "meetings.answer_agreement", **no_objection(earlier)).ok
    asked = ana.act(meeting.room, "meetings.ask_agreement").ids["agreement"]
    assert bo.act(meeting.room, "meetings.answer_agreement", **objection(asked, "No break")).ok
    proof = lost.who
    assert ana.act(meeting.room, "meetings.withdraw_access", seat=seat(lost, meeting)).ok
    return meeting, [
        Asked(cai.who, no_objection(asked)),
        Asked(rosa.who, objection(asked, "Too long")),
        Asked(pau.who, objection(asked, "")),
        Asked(bo.who, no_objection(asked)),
        Asked(world.person("dee").who, no_objection(asked)),
        Asked(outside.who, no_objection(asked)),
        Asked(proof, no_objection(asked)),
        Asked(ana.who, no_objection(earlier)),
        Asked(cai.who, objection(asked, "Too short")),
        Asked(pau.who, no_objection(asked), like=1),
        Asked(cai.who, no_objection(asked), like=0),
        Asked(rosa.who, no_objection(asked)),
        Asked(bo.who, no_objection(asked)),
        Asked(pau.who, no_objection(999_999)),
        Asked(ana.who, objection(asked, "Ça va trop vite ✋")),
    ]


@crowd("meetings.arrive")
def everybody_comes_in(world: World) -> Crowd:
    meeting = convened_meeting(world, **STARTS)
    ana, bo, cai, dee = (world.person(name) for name in ("ana", "bo", "cai", "dee"))
    rosa, pau = meeting.guest("Rosa"), meeting.guest("Pau")
    for one in (bo, pau):
        assert one.act(meeting.room, "meetings.arrive", mode="remote").ok
    assert bo.act(meeting.room, "meetings.leave").ok
    return meeting, [
        Asked(one.who, {"mode": mode}, like)
        for one, mode, like in (
            (ana, "in_the_room", None),
            (rosa, "remote", None),
            (cai, "telephone", None),
            (pau, "remote", None),
            (dee, "remote", None),
            (bo, "in_the_room", None),
            (cai, "remote", None),
            (pau, "in_the_room", None),
            (rosa, "remote", 1),
        )
    ]


@crowd("meetings.leave")
def everybody_goes_home(world: World) -> Crowd:
    meeting = open_meeting(world, here=("ana", "bo"), **STARTS)
    rosa, pau = meeting.guest("Rosa"), meeting.guest("Pau")
    assert rosa.act(meeting.room, "meetings.arrive", mode="remote").ok
    going = [world.person("ana"), rosa, pau, world.person("cai"), world.person("dee"), world.person("bo"), rosa]
    return meeting, [*(Asked(one.who, {}) for one in going), Asked(rosa.who, {}, like=1)]


def no_objection(agreement: int) -> dict[str, Any]:
    return {"agreement": agreement, "reply": "no_objection", "words": ""}


def objection(agreement: int, words: str) -> dict[str, Any]:
    return {"agreement": agreement, "reply": "objection", "words": words}


@dataclass
class Outcome:
    """What came of a crowd's acts."""

    answers: list[Any]
    record: list[Any]
    kept: list[Any]
    before: Sight
    after: Sight
    told: list[Bundle]


@pytest.fixture(scope="session")
def on_postgres_twice(postgres: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[World, World]:
    """Two equal installations on PostgreSQL."""
    return world_on(postgres, tmp_path_factory), world_on(postgres, tmp_path_factory)


def world_on(postgres: Any, tmp_path_factory: pytest.TempPathFactory) -> World:
    installation = Installation(tmp_path_factory.mktemp("twin"), database=postgres.fresh_database())
    installation.migrate()
    world = World(installation)
    world.fill()
    return world


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def twins(request: pytest.FixtureRequest, prepared: Installation, tmp_path: Path) -> tuple[World, World]:
    """Two installations in which the same has happened."""
    if request.param == "sqlite":
        return World(prepared.copy_to(tmp_path / "one")), World(prepared.copy_to(tmp_path / "other"))
    worlds: tuple[World, World] = request.getfixturevalue("on_postgres_twice")
    return worlds


@pytest.fixture
def time_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done twice is done at the same moment."""
    moment = clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment)


def play(world: World, act: str, monkeypatch: pytest.MonkeyPatch, *, at_once: bool) -> Outcome:
    """Have a crowd's acts done, at once or one after the other."""
    with monkeypatch.context() as chance:
        salts = itertools.count()
        tokens = secrets.token_hex
        chance.setattr(secrets, "token_hex", lambda size=32: f"{next(salts):032d}" if size == 16 else tokens(size))
        meeting, asked = CROWDS[act](world)
        observer = Observer(world)
        before = observer.look(meeting.room)
        observer.told.clear()
        batch = acts_of(meeting.room, act, asked)
        assert not at_once or len(first_run(world.house, batch)) > 2
        do(world, [batch] if at_once else [[waiting] for waiting in batch])
    with world.app.app_context(), world.session() as session:
        room = find_room(session, meeting.room)
        rows = session.scalars(select(ActRow).where(ActRow.room_id == room.id).order_by(ActRow.seq))
        return Outcome(
            answers=[(one.answer, one.error and one.error.code, one.answered.is_set()) for one in batch],
            record=[room.head, room.seq, *(entry.as_message() for entry in entries_of(session, room))],
            kept=[
                (row.seq, row.act_id, row.name, row.person_id, row.seat_id, row.answer, row.touched, row.undo)
                for row in rows
                if row.seq > before.seq
            ],
            before=before,
            after=observer.look(meeting.room),
            told=list(observer.told),
        )


def acts_of(room: str, act: str, asked: list[Asked]) -> list[Waiting]:
    ids = [str(uuid.UUID(int=number)) for number in range(len(asked))]
    return [
        Waiting(room, ids[number if one.like is None else one.like], act, one.inputs, one.who)
        for number, one in enumerate(asked)
    ]


def do(world: World, batches: list[list[Waiting]]) -> None:
    with world.app.app_context():
        for batch in batches:
            world.app.extensions["deliberate"].writer._do(batch[0].room, batch)


def without_codes(sight: Sight) -> Iterator[tuple[str, Any]]:
    """What each viewer sees, but for the join code, which is by chance."""
    for viewer, objects in sight.objects.items():
        yield str(viewer), {key: one for key, one in objects.items() if not key.startswith("invitation/")}


def test_every_command_of_a_whole_room_has_a_crowd():
    assert sorted(CROWDS) == MANY


@pytest.mark.usefixtures("time_stands_still")
@pytest.mark.parametrize("act", MANY)
def test_at_once_is_as_one_after_the_other(twins: tuple[World, World], act: str, monkeypatch: pytest.MonkeyPatch):
    """T-15 for crowds: asking again, with another's id, without the right, twice: the same comes of it, to the last hash of the record."""
    single = play(twins[0], act, monkeypatch, at_once=False)
    whole = play(twins[1], act, monkeypatch, at_once=True)

    assert whole.answers == single.answers
    assert {code for _, code, _ in whole.answers} > {None}, "somebody was refused"
    assert whole.record == single.record
    assert whole.kept == single.kept
    assert dict(without_codes(whole.after)) == dict(without_codes(single.after))
    assert [(one.after, one.seq, one.entries, one.rights_changed_for, one.forgets) for one in whole.told] == [
        (one.after, one.seq, one.entries, one.rights_changed_for, one.forgets) for one in single.told
    ]


@pytest.mark.parametrize("act", MANY)
def test_what_a_crowd_did_is_told_to_everybody(world: World, act: str, monkeypatch: pytest.MonkeyPatch):
    """T-01 for crowds: the snapshot before and the messages make the snapshot after, told together and one by one."""
    played = play(world, act, monkeypatch, at_once=True)

    for viewer, objects in played.before.objects.items():
        one_by_one = objects
        for bundle in played.told:
            one_by_one = applied(one_by_one, message_for(bundle, viewer))
        assert one_by_one == played.after.objects[viewer], f"as {viewer} sees it"
        assert applied(objects, message_for(together(played.told), viewer)) == played.after.objects[viewer]
