"""Two facilitators and five seats do whatever they like, while lines are cut and come back (T-04)."""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from deliberate.kernel.messages import snapshot
from deliberate.kernel.record import ActRow, EntryRow, find_room, why_not_intact
from deliberate.meetings.models import AgendaItem, Agreement, AgreementReply, Seat
from tests.cast import Person
from tests.installation import Server
from tests.wire_client import Client, join

STEPS = 300
GUESTS = ("Rosa", "Pau", "Lea", "Jon")


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.timeout(300)
def test_whatever_people_do_everyone_ends_with_the_same(seed, library, serve, under_way, world, ana, cai):
    """T-04. The seed names the story: it can be told again."""
    server, meeting, chance = serve(library), under_way, random.Random(seed)
    people = [ana, ana, cai, *(_guest(server, meeting, world, name) for name in GUESTS)]
    devices = [Client(server.url, meeting.room, token=person.token).connect() for person in people]
    desks = devices[:2]
    facilitators = _acts_of_facilitators(chance, desks[0])
    everyone = _acts_of_everyone(chance, desks[0])

    for _ in range(STEPS):
        device = chance.choice(devices)
        if chance.random() < 0.12:
            _cut_or_bring_back(device)
        elif chance.random() < 0.1:
            device.deaf_to += 1
        elif device.is_connected:
            acts = facilitators if device in desks and chance.random() < 0.7 else everyone
            _do_perhaps_twice(chance, device, *next(acts))

    for device in devices:
        device.deaf_to = 0
        if not device.is_connected:
            device.reconnect()
        device.catch_up()
    _everyone_sees_what_is_stored(world, meeting, devices)
    _what_is_stored_makes_sense(world, meeting)
    for device in devices:
        device.drop()


def _acts_of_facilitators(chance: random.Random, desk: Client) -> Iterator[tuple[str, dict]]:
    while True:
        items, seats, asked = (list(desk.of(kind)) for kind in ("agenda_item", "seat", "agreement"))
        current = desk.get("meeting")["current_item"]
        item = chance.choice([*items, 999_999] if chance.random() < 0.1 else items or [999_999])
        wording = {"title": f"Item {chance.random()}", "purpose": "explore", "presenter": None, "minutes": 5}
        yield chance.choice(
            [
                ("meetings.open", {}),
                ("meetings.add_item", wording),
                ("meetings.change_item", wording | {"item": item}),
                ("meetings.move_item", {"item": item, "before": chance.choice([None, *items])}),
                ("meetings.remove_item", {"item": item}),
                ("meetings.start_item", {"item": item, "after": current}),
                ("meetings.start_item", {"item": item, "after": current}),
                ("meetings.start_item", {"item": item, "after": chance.choice([None, *items])}),
                ("meetings.finish_item", {"item": current or item}),
                ("meetings.pause", {"reason": "Coffee"}),
                ("meetings.resume", {}),
                ("meetings.resume", {}),
                ("meetings.ask_agreement", {}),
                ("meetings.settle_agreement", {"agreement": max([*asked, 1])}),
                ("meetings.mark_arrival", {"seat": chance.choice(seats), "mode": "in_the_room"}),
                ("meetings.mark_departure", {"seat": chance.choice(seats)}),
                ("meetings.seat_person", {"name": "Visitor", "person": None, "mode": "in_the_room"}),
                ("meetings.give_role", {"seat": chance.choice(seats), "role": "scribe"}),
                ("meetings.renew_code", {}),
                ("undo", {"seq": max(1, (desk.seq or 1) - chance.randrange(3))}),
            ]
        )


def _acts_of_everyone(chance: random.Random, desk: Client) -> Iterator[tuple[str, dict]]:
    while True:
        objection = {
            "agreement": max([*desk.of("agreement"), 1]),
            "reply": "objection",
            "words": f"Because {chance.random()}",
        }
        yield chance.choice(
            [
                ("meetings.arrive", {"mode": chance.choice(["in_the_room", "remote", "telephone"])}),
                ("meetings.arrive", {"mode": "remote"}),
                ("meetings.leave", {}),
                ("meetings.answer_agreement", objection),
                ("meetings.answer_agreement", objection | {"reply": "no_objection", "words": ""}),
                ("meetings.answer_agreement", objection | {"reply": "no_objection", "words": ""}),
                ("meetings.pause", {"reason": "Not mine to do"}),
            ]
        )


def _do_perhaps_twice(chance: random.Random, device: Client, name: str, inputs: dict) -> None:
    """A lost answer is asked for again, with the same id; sometimes over another line."""
    act_id = str(uuid.uuid4())
    first = device.act(name, act_id=act_id, **inputs)
    if not first["ok"] or chance.random() > 0.2:
        return
    if chance.random() < 0.5:
        device.reconnect()
    assert device.act(name, act_id=act_id, **inputs) == first


def _cut_or_bring_back(device: Client) -> None:
    if device.is_connected:
        device.drop()
    else:
        device.reconnect()


def _everyone_sees_what_is_stored(world, meeting, devices: list[Client]) -> None:
    with world.app.app_context(), world.session() as session:
        room = find_room(session, meeting.room)
        for device in devices:
            who = world.house.identify(session, device.token)
            standing = world.house.rooms["meeting"].standing(session, room, who)
            fresh = json.loads(json.dumps(snapshot(session, world.house, room, standing)))
            assert (device.seq, device.objects) == (room.seq, fresh)


def _what_is_stored_makes_sense(world, meeting) -> None:
    with world.app.app_context(), world.session() as session:
        room = find_room(session, meeting.room)
        numbers = session.scalars(select(ActRow.seq).where(ActRow.room_id == room.id).order_by(ActRow.seq)).all()
        assert len(numbers) > STEPS / 6, "a story in which little happens proves little"
        assert list(numbers) == list(range(1, room.seq + 1)), "the numbers have no hole and no double"
        written = session.scalars(select(EntryRow.seq).where(EntryRow.room_id == room.id)).all()
        assert set(written) <= set(numbers)
        items = session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)).all()
        assert sum(item.state == "current" for item in items) <= 1
        assert sorted(item.position for item in items) == list(range(len(items)))
        asked = session.scalars(select(Agreement).where(Agreement.meeting_id == meeting.id)).all()
        assert sum(one.state == "asked" for one in asked) <= 1
        replies = session.scalars(select(AgreementReply).where(AgreementReply.agreement_id.in_([a.id for a in asked])))
        pairs = [(reply.agreement_id, reply.seat_id) for reply in replies]
        assert len(pairs) == len(set(pairs))
        people = session.scalars(select(Seat.person_id).where(Seat.meeting_id == meeting.id)).all()
        assert len(people) == len(set(people))
        assert why_not_intact(session, room) is None


def _guest(server: Server, meeting, world, name: str) -> Person:
    return Person(world, join(server.url, meeting.code, name).json()["token"])
