"""What an act tells is what it did: the snapshot before and the act's message make the snapshot after (T-01).

Generated from the house's list of acts, for every kind of viewer, in Python and over the JavaScript that browsers run.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from deliberate.app import FEATURES
from deliberate.config import ROOT
from deliberate.kernel.feature import House
from deliberate.kernel.messages import Bundle, together
from deliberate.kernel.record import EntryRow, entries_of, find_room
from deliberate.kernel.undoing import UNDO
from tests import provide
from tests.cast import World
from tests.every.observing import Observer, Sight, Viewer, applied, message_for
from tests.every.scenes import SCENES, Scene, set_scene

HOUSE = House(FEATURES)
ACTS = sorted([*HOUSE.acts, UNDO])
UNDOABLE = sorted(name for name, door in HOUSE.acts.items() if door.command.undoable)


@dataclass
class Step:
    """One act that was done: what each viewer saw before and after, and what was told."""

    before: Sight
    after: Sight
    told: list[Bundle]

    def cases(self) -> list[tuple[Viewer, dict[str, Any]]]:
        """For each viewer, the state before, the message and the state after."""
        (bundle,) = self.told
        return [
            (
                viewer,
                {
                    "before": self.before.answer_for(viewer) if viewer in self.before.objects else None,
                    "message": message_for(bundle, viewer),
                    "after": self.after.answer_for(viewer),
                },
            )
            for viewer in self.after.objects
        ]


@dataclass
class Played:
    """A scene that was played, and then taken back when it could be."""

    scene: Scene
    act: Step
    undo: Step | None
    record: list[EntryRow]


def play(act: str, world: World) -> Played:
    """Do the act, and take it back if that is offered."""
    scene, observer = set_scene(act, world), Observer(world)
    step, undo = watch(observer, scene.room, scene.play), None
    if scene.done.undo_until:
        person, seq = scene.person, scene.done.seq
        assert person is not None
        undo = watch(observer, scene.room, lambda: person.act(scene.room, UNDO, seq=seq))
    with world.app.app_context(), world.session() as session:
        return Played(scene, step, undo, list(entries_of(session, find_room(session, scene.room))))


def watch(observer: Observer, room: str, do: Callable[[], Any]) -> Step:
    before = observer.look(room)
    observer.told.clear()
    answer = do()
    assert answer.ok, answer
    return Step(before, observer.look(room), list(observer.told))


def fail_if_they_differ(step: Step) -> None:
    assert step.told, "the act changed nothing: its scene does not show it"
    for viewer, case in step.cases():
        before = case["before"]["snapshot"] if case["before"] else {}
        message, after = case["message"], case["after"]
        assert (message["after"], message["seq"]) == (step.before.seq, after["seq"])
        if case["before"]:
            assert applied(before, message) == after["snapshot"], f"as {viewer} sees it"


def fail_if_undoing_left_something(played: Played) -> None:
    """Positions, times and states come back for every viewer, and the record tells of both."""
    assert played.undo is not None, "the act was not offered for undoing"
    done, undone = played.act.after.seq, played.undo.after.seq
    assert played.undo.after.objects == played.act.before.objects
    assert [row.kind for row in played.record if row.seq == done]
    (correction,) = [row for row in played.record if row.seq == undone]
    assert (correction.kind, correction.corrects_seq) == ("undone", done)


def fail_if_browsers_differ(steps: list[Step], file: Path) -> None:
    """The same over the JavaScript that ships: static/js/room/state.js applies every message to every viewer's state."""
    cases = [
        {"name": f"as {viewer} sees it", **case} for step in steps for viewer, case in step.cases() if case["before"]
    ]
    file.write_text(json.dumps(cases))

    ran = subprocess.run(
        [provide.node(), ROOT / "tests" / "js" / "oracle.mjs", file], capture_output=True, text=True, timeout=60
    )

    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.strip() == f"{len(cases)} cases"


def test_every_act_has_a_scene():
    """T-01: a new act cannot be forgotten here."""
    assert sorted(SCENES) == ACTS


@pytest.mark.parametrize("act", ACTS)
def test_the_snapshot_before_and_the_message_make_the_snapshot_after(world: World, act: str, tmp_path: Path):
    """T-01: for every viewer, in Python and in browsers; undoing shows everyone what they saw before; and both may be told as one."""
    played = play(act, world)
    steps = [played.act]
    if played.undo:
        both = together([*played.act.told, *played.undo.told])
        steps += [played.undo, Step(played.act.before, played.undo.after, [both])]

    for step in steps:
        fail_if_they_differ(step)
    assert [step.after.seq - step.before.seq for step in steps] == [1, 1, 2][: len(steps)]
    if act in UNDOABLE:
        fail_if_undoing_left_something(played)
    fail_if_browsers_differ(steps, tmp_path / "cases.json")


def test_what_is_for_one_seat_is_told_to_nobody_else(world: World):
    """T-01: Cai's own reply travels to Cai's seat; the room learns only what the room may know."""
    played = play("meetings.answer_agreement", world)
    (bundle,) = played.act.told
    person = played.scene.person
    assert person is not None
    with world.app.app_context(), world.session() as session:
        from deliberate.meetings.models import Seat

        own = session.scalars(select(Seat.id).where(Seat.person_id == person.id)).one()

    readers = {
        viewer.seat
        for viewer in played.act.after.objects
        if any(key.startswith("my_reply/") for key in message_for(bundle, viewer)["changed"])
    }
    assert readers == {own}


def test_the_join_code_is_told_to_the_desk_only(world: World):
    played = play("meetings.renew_code", world)
    (bundle,) = played.act.told

    for viewer in played.act.after.objects:
        assert ("join_code" in json.dumps(message_for(bundle, viewer))) == viewer.desk
