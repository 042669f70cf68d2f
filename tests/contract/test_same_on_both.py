"""What people do, read and are told is the same on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from deliberate.app import FEATURES
from deliberate.kernel.feature import House
from deliberate.kernel.record import entries_of, find_room, why_not_intact
from deliberate.kernel.undoing import UNDO
from tests.cast import Person, World
from tests.every.observing import Observer, message_for
from tests.every.scenes import set_scene
from tests.every.test_rights import routes
from tests.looks import LOOKS
from tests.town import Town, town_of

ACTS = sorted([*House(FEATURES).acts, UNDO])
# What is another one each time: a moment, a time of the day, what was drawn by lot.
CHANGING = (
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|\+00:00)?"), "a moment"),
    (re.compile(r"\b\d\d:\d\d\b"), "a time"),
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), "an id"),
    (re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b"), "a code"),
    (re.compile(r"\b[0-9a-f]{16,64}\b"), "a digest"),
    (re.compile(r"(?<=src=\"data:image/svg)[^\"]*"), "a code to look at"),
    (re.compile(r"(?<=/files/)[\w-]{22}"), "a key"),
    (re.compile(r'(?<=name="csrf_token" value=")[^"]*'), "a token"),
)
WRITTEN_WRONG = ("%00", "%25", "_", "%5C%27%22", "9" * 30, "-1", "1e9", "%F0%9F%8E%88", "%ED%A0%80", "x" * 3000)


def without_what_changes(text: str) -> str:
    for pattern, instead in CHANGING:
        text = pattern.sub(instead, text)
    return text


def after(world: World, act: str) -> dict[str, Any]:
    """What everybody sees, was told and can read in the record after an act, and after it was taken back where that is offered."""
    scene, observer = set_scene(act, world), Observer(world)
    observer.told.clear()
    scene.play()
    seen = [observer.look(scene.room)]
    if scene.done.undo_until and scene.person is not None:
        assert scene.person.act(scene.room, UNDO, seq=scene.done.seq).ok
        seen.append(observer.look(scene.room))
    with world.app.app_context(), world.session() as session:
        room = find_room(session, scene.room)
        assert why_not_intact(session, room) is None
        record = [row.as_message() for row in entries_of(session, room)]
    told = [message_for(bundle, viewer) for bundle in observer.told for viewer in sorted(seen[-1].objects, key=str)]
    return {
        "answer": vars(scene.done) | {"undo_until": bool(scene.done.undo_until)},
        "seen": [{str(viewer): shown for viewer, shown in sight.objects.items()} for sight in seen],
        "told": told,
        "record": record,
    }


@pytest.mark.postgres
@pytest.mark.parametrize("act", ACTS)
def test_every_act_has_the_same_effect(both: tuple[World, World], act: str):
    """T-01, T-68: numbers, answers, messages, snapshots, the record, and undoing."""
    here, there = (json.dumps(after(world, act), indent=1, sort_keys=True, ensure_ascii=False) for world in both)

    assert without_what_changes(there).splitlines() == without_what_changes(here).splitlines()


@pytest.mark.postgres
@pytest.mark.timeout(240)
def test_every_page_reads_the_same(both: tuple[World, World]):
    """T-33, T-68: whoever reads it, with its lists in the same order."""
    towns = [town_of(world) for world in both]

    for look in LOOKS:
        if look.reader != "hall" and look.first is None:
            here, there = (page_in(town, look.reader, look.path) for town in towns)
            assert there == here, f"{look.path} as {look.reader} reads it"


@pytest.mark.postgres
def test_an_address_that_is_written_wrong_is_answered_the_same(both: tuple[World, World]):
    """T-36, T-45: a zero byte, which PostgreSQL cannot keep, signs of searches, and numbers that no column holds."""
    rows = [row for row in routes(both[0].app) if row.startswith("GET ")]
    for row in rows:
        for wrong in WRITTEN_WRONG:
            asked = "&".join(f"{name}={wrong}" for name in ("code", "group", "has", "kind", "language", "next", "seat"))
            path = re.sub("<[^>]*>", wrong, row.removeprefix("GET ")) + f"?{asked}"
            here, there = (world.person("ana").browser.get(path).status_code for world in both)
            assert there == here < 500, path


def page_in(town: Town, reader: str, path: str) -> list[str]:
    person = town.readers[reader]
    browser = person.browser if person else Person(town.world, "").browser
    found = browser.get(town.path(path))
    return [str(found.status_code), *without_what_changes(found.get_data(as_text=True)).splitlines()]
