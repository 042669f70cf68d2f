"""The server is killed in the middle of every act there is, at every stage of it, and started again.

What was acknowledged is stored, what is stored is shown, nothing is shown that is not stored, and asking again with the same id is safe.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import select

from deliberate.app import FEATURES
from deliberate.kernel.feature import House
from deliberate.kernel.messages import snapshot
from deliberate.kernel.record import ActRow, Room, find_room, why_not_intact
from deliberate.kernel.undoing import UNDO
from tests.cast import World
from tests.every.scenes import Scene, set_scene
from tests.installation import eventually
from tests.wire_client import Client, Refused

ACTS = sorted([*House(FEATURES).acts, UNDO])
STAGES = ["before_commit", "after_commit", "after_publish"]
ENDS_ITS_OWN_SIGN_IN = {"people.sign_out", "people.sign_out_everywhere", "people.forget_me", "groups.leave_group"}
GONE = ("not_signed_in", "not_found")


@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_done_once_whenever_the_server_dies(act, world):
    """T-05, T-06, T-07: it dies at one stage of the act, each act at another one; then it lives, and is asked again, twice."""
    scene = set_scene(act, world)
    before = Stored.of(world, scene.room)
    asked = Asked(scene)
    stage = STAGES[ACTS.index(act) % len(STAGES)]

    with world.installation.serving(**_dying(world, stage, act)) as server:
        devices = _followers(scene, server.url)
        asked.send(server.url)
        server.wait_for_death()
        stored = Stored.of(world, scene.room)
        assert (stored.seq - before.seq, stored.times(asked.id)) == ((0, 0) if stage == "before_commit" else (1, 1))
        _whoever_follows_has_seen_nothing_that_is_not_stored(devices, stored)
        if stage == "after_publish" and not scene.room.startswith(("person/", "network/")):
            assert any(message["seq"] == stored.seq for device in devices for message in device.received)

        server.start(TEST_CRASH="")
        answer = asked.send_again(server.url)
        again = asked.send_again(server.url)
        if act not in ENDS_ITS_OWN_SIGN_IN:
            assert answer is not None
            assert answer["seq"] == before.seq + 1
            assert again == answer
        stored = Stored.of(world, scene.room)
        assert (stored.seq, stored.times(asked.id)) == (before.seq + 1, 1)
        for device in devices:
            _what_is_stored_is_shown(world, device)
    assert _whys_not_intact(world) == []


@pytest.mark.parametrize("stage", STAGES)
def test_a_batch_is_stored_whole_or_not_at_all(library, stage, under_way, world):
    """T-05, T-07: the acts of many arrive together; what one of them was told is true for it."""
    with world.installation.serving(library, **_dying(world, stage, "meetings.leave")) as server:
        people = [world.person(handle) for handle in ("ana", "bo", "cai")]
        devices = [Client(server.url, under_way.room, token=person.token).connect() for person in people]
        with world.installation.database_open() as database:
            database.execute("BEGIN IMMEDIATE")
            ids = [str(uuid.uuid4()) for _ in devices]
            for device, act_id in zip(devices, ids, strict=True):
                device.send("meetings.leave", act_id=act_id)
        server.wait_for_death()

        stored = Stored.of(world, under_way.room)
        answered = [device.answers for device in devices]
        for act_id, answers in zip(ids, answered, strict=True):
            assert not answers or stored.times(act_id) == 1, "acknowledged and not stored"

        server.start(TEST_CRASH="")
        for device, act_id in zip(devices, ids, strict=True):
            device.reconnect()
            assert device.act("meetings.leave", act_id=act_id)["ok"]
        for device in devices:
            _what_is_stored_is_shown(world, device)
            device.drop()
        assert all(Stored.of(world, under_way.room).times(act_id) == 1 for act_id in ids)


def test_an_operator_sees_that_the_record_is_whole_after_a_crash(under_way, world):
    """`deliberate verify`, on what a killed server left."""
    with world.installation.serving(**_dying(world, "after_commit", "meetings.close")) as server:
        desk = Client(server.url, under_way.room, token=world.person("ana").token).connect()
        desk.send("meetings.close", act_id=str(uuid.uuid4()))
        server.wait_for_death()

    verified = world.installation.command("verify")

    assert "every record is whole" in verified.stdout


@dataclass
class Asked:
    """Somebody's act with its id: sent once in vain, and again."""

    scene: Scene
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    device: Client | None = None

    def send(self, url: str) -> None:
        if self.scene.person is None:
            self._leave_for_the_program()
            return
        self.device = Client(url, self.scene.room, token=self.scene.person.token).connect()
        self.device.send(self.scene.act, act_id=self.id, **self.scene.inputs)

    def send_again(self, url: str) -> dict[str, Any] | None:
        """The answer; None when the act has ended one's own sign-in, so that nobody is there to be answered."""
        if self.scene.person is None:
            self._leave_for_the_program()
            answer = self._file.with_suffix(".answer")
            eventually(answer.exists, what="the program's answer")
            told = json.loads(answer.read_text())
            answer.unlink()
            return told
        assert self.device is not None
        try:
            self.device.reconnect()
            self.device.send(self.scene.act, act_id=self.id, **self.scene.inputs)
        except Refused as refused:
            if refused.code not in GONE:
                raise
            return None
        eventually(lambda: self.device.answers or self.device.gone, what="an answer")
        if not self.device.answers:
            assert self.scene.act in ENDS_ITS_OWN_SIGN_IN
            return {"seq": Stored.of(self.scene.world, self.scene.room).seq}
        told = self.device.answers.pop()
        assert told.pop("ok"), told
        return told

    @property
    def _file(self):
        return self.scene.world.installation.folder / "program.json"

    def _leave_for_the_program(self) -> None:
        wanted = {
            "room": self.scene.room,
            "name": self.scene.act,
            "inputs": self.scene.inputs,
            "act_id": self.id,
        }
        self._file.with_suffix(".draft").write_text(json.dumps(wanted))
        self._file.with_suffix(".draft").rename(self._file)


@dataclass
class Stored:
    """What the database has of a room."""

    seq: int
    ids: list[str]

    @classmethod
    def of(cls, world: World, room: str) -> Stored:
        with world.app.app_context(), world.session() as session:
            found = find_room(session, room)
            ids = session.scalars(select(ActRow.act_id).where(ActRow.room_id == found.id)).all()
            return cls(found.seq, list(ids))

    def times(self, act_id: str) -> int:
        return self.ids.count(act_id)


def _dying(world: World, stage: str, act: str) -> dict[str, str]:
    program = str(world.installation.folder / "program.json")
    alone = {"TEST_COLD": "1", "TEST_NO_WORKER": "1", "TEST_NO_EFFECTS": "1", "TEST_PROGRAM": program}
    return alone | {"TEST_CRASH": stage, "TEST_CRASH_ACT": act}


def _followers(scene: Scene, url: str) -> list[Client]:
    """Whoever can follow the room of the scene: at the desk and beside it."""
    kind = scene.room.split("/")[0]
    if kind == "network":
        return []
    people = [scene.world.person("cai")] if kind == "person" else [scene.world.person("ana"), scene.world.person("bo")]
    return [Client(url, scene.room, token=person.token).connect() for person in people]


def _whoever_follows_has_seen_nothing_that_is_not_stored(devices: list[Client], stored: Stored) -> None:
    for device in devices:
        eventually(lambda device=device: not device.socket.connected, what="noticing the death")
        assert all(message["seq"] <= stored.seq for message in device.received)
        assert (device.seq or 0) <= stored.seq


def _what_is_stored_is_shown(world: World, device: Client) -> None:
    try:
        device.reconnect()
    except Refused as refused:
        if refused.code != "not_signed_in":
            raise
        return
    device.catch_up()
    with world.app.app_context(), world.session() as session:
        room = find_room(session, device.room)
        who = world.house.identify(session, device.token)
        standing = world.house.rooms[room.kind].standing(session, room, who)
        fresh = json.loads(json.dumps(snapshot(session, world.house, room, standing)))
    assert (device.seq, device.objects) == (room.seq, fresh)
    device.drop()


def _whys_not_intact(world: World) -> list[str]:
    with world.app.app_context(), world.session() as session:
        return [why for room in session.scalars(select(Room)) if (why := why_not_intact(session, room))]
