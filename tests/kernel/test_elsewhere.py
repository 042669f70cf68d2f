"""Effects in other rooms: done after the commit, exactly once, by the process that serves; not at all if the act is undone."""

from __future__ import annotations

from datetime import timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from deliberate.kernel import clock, outbox
from deliberate.kernel.acts import MAIL_WAITS_FOR_UNDO
from deliberate.kernel.db import writer_engine
from deliberate.kernel.outbox import OutboxRow
from deliberate.kernel.record import entries_of, find_room
from tests.cast import Meeting, Person, World, draft_meeting
from tests.every.scenes import group_number, group_room
from tests.installation import eventually

LOG = structlog.get_logger("tests.elsewhere")


A_MINUTE = timedelta(minutes=1)


def carry_out(world: World, after: timedelta = A_MINUTE) -> int:
    """As the serving process does, once around; by default when nothing can be taken back any more."""
    with world.app.app_context(), clock.set_to(clock.now() + after):
        return outbox.carry_out_acts(writer_engine(), world.doors.act_as_system, LOG)


def kept_by(world: World, group: str) -> list[str]:
    """What stands in a group's own record about meetings."""
    with world.app.app_context(), world.session() as session:
        record = entries_of(session, find_room(session, group_room(world, group)))
        return [entry.kind for entry in record if entry.kind in ("group_called", "group_met")]


def outcomes(world: World) -> list[str | None]:
    with world.app.app_context(), Session(writer_engine()) as session:
        return list(session.scalars(select(OutboxRow.outcome).order_by(OutboxRow.id)))


def test_a_groups_own_record_keeps_that_it_was_called(world: World, meeting: Meeting):
    assert kept_by(world, "MOB") == []

    carry_out(world)

    assert kept_by(world, "MOB") == ["group_called"]
    assert kept_by(world, "HOU") == []


def test_an_effect_that_is_carried_out_twice_happens_once(world: World, meeting: Meeting):
    """A server that died before it could say "done" leaves the row; the next one does it again, under the same id."""
    before = effect(world)
    carry_out(world)
    assert effect(world).payload == {}, "it was done"
    with world.app.app_context(), Session(writer_engine()) as session, session.begin():
        row = session.get_one(OutboxRow, before.id)
        row.done_at, row.leased_until, row.payload = None, None, before.payload

    assert carry_out(world) == 1

    assert kept_by(world, "MOB").count("group_called") == 1


def effect(world: World) -> OutboxRow:
    """What is to be done in Mobility's room."""
    with world.app.app_context(), Session(writer_engine()) as session:
        return session.scalars(select(OutboxRow).where(OutboxRow.kind == "act")).one()


def test_every_group_that_takes_part_keeps_it(world: World, ana: Person):
    world.program(group_room(world, "HOU"), "groups.admit_member", person=ana.id, role="member")
    drafted = ana.act(
        group_room(world),
        "meetings.draft_meeting",
        kind="plenary",
        title="Plenary",
        place="",
        starts_at="2026-07-01T18:00",
        planned_minutes=90,
        language="en",
        zone="Europe/Madrid",
        with_groups=str(group_number(world, "HOU")),
    )
    room = f"meeting/{drafted.ids['meeting']}"
    ana.act(room, "meetings.add_item", title="Hello", purpose="check_in", minutes="", presenter="")
    assert ana.act(room, "meetings.convene").ok

    assert carry_out(world) == 2

    assert kept_by(world, "MOB") == kept_by(world, "HOU") == ["group_called"]


def test_an_effect_waits_until_its_act_can_no_longer_be_taken_back(world: World, under_way: Meeting, ana: Person):
    carry_out(world)
    assert ana.act(under_way.room, "meetings.close").ok

    assert carry_out(world, timedelta(0)) == 0
    assert carry_out(world, MAIL_WAITS_FOR_UNDO + timedelta(seconds=1)) == 1
    assert kept_by(world, "MOB") == ["group_called", "group_met"]


def test_an_act_that_was_taken_back_has_no_effect_elsewhere(world: World, under_way: Meeting, ana: Person):
    carry_out(world)
    closed = ana.act(under_way.room, "meetings.close")
    assert ana.act(under_way.room, "undo", seq=closed.seq).ok

    assert carry_out(world) == 0
    assert kept_by(world, "MOB") == ["group_called"]
    assert outcomes(world)[-1] == "cancelled"


def test_a_refused_act_has_no_effect_elsewhere(world: World, ana: Person):
    empty = draft_meeting(world, titles=())

    assert ana.act(empty.room, "meetings.convene").code == "no_agenda"

    assert carry_out(world) == 0


def test_an_effect_that_the_other_room_refuses_is_noted_and_not_tried_again(world: World):
    with world.app.app_context(), Session(writer_engine()) as session, session.begin():
        payload = {
            "room": "group/999",
            "id": "00000000-0000-4000-8000-000000000001",
            "name": "meetings.note_call",
            "input": {"meeting": 1},
        }
        outbox.post(session, room_id=1, act_id="tests", n=0, kind="act", payload=payload, due=clock.now())

    assert carry_out(world) == 1

    assert outcomes(world) == ["refused: not_found"]


def test_the_serving_process_carries_effects_out(world: World, meeting: Meeting, serve):
    """W: nobody has to do anything for it."""
    assert kept_by(world, "MOB") == []
    with world.installation.database_open() as database:
        database.execute("UPDATE outbox SET due_at = '2026-01-01 00:00:00.000000'")

    serve()

    eventually(lambda: kept_by(world, "MOB") == ["group_called"], what="the group's record keeps that it was called")
