"""The mill with its two halls, and Ana as somebody who tends the network: the places of all tests."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from deliberate.kernel.db import writer_engine
from deliberate.spaces.hours import WEEKDAYS
from deliberate.spaces.models import Hall, Space
from tests.cast import Person, World

NETWORK = "network/1"
DESCRIPTION = {
    "kind": "culture",
    "address": "12 Canal Street",
    "latitude": "41.40338",
    "longitude": "2.17403",
    "capacity": "200",
    "facilities": "step_free,accessible_toilet,wifi",
    "website": "https://mill.example.org/visit",
    "contact": "Telephone 555 010 020, mornings",
}
MILL = {
    **DESCRIPTION,
    "code": "MILL",
    "names": '{"en": "The Mill", "ca": "El Molí"}',
    "directions": '{"en": "Bus 7 to Canal Street.\\nThe door is in the yard."}',
    "access_words": '{"en": "Ring twice; somebody comes with a ramp."}',
    "zone": "Europe/Madrid",
}
NEW_SCHOOL = {**MILL, "code": "SCHOOL", "kind": "knowledge", "names": '{"en": "The School"}'}
MAIN = {"name": "Main hall", "floor": 0, "capacity": 80, "facilities": "step_free,projector"}
ATTIC = {"name": "Attic", "floor": 2, "capacity": 15, "facilities": ""}


def tending(world: World, handle: str = "ana") -> Person:
    """Somebody who tends the network's room: a facilitator of the assembly, which is founded when it is not there yet."""
    from deliberate.groups.models import Group, Membership

    person = world.person(handle)
    with world.app.app_context(), world.session() as session:
        number = session.scalar(select(Group.id).where(Group.code == "ASM"))
        belongs = select(Membership.id).where(Membership.group_id == number, Membership.person_id == person.id)
        is_in = number is not None and session.scalar(belongs) is not None
    if number is None:
        founded = {"code": "ASM", "kind": "assembly", "names": '{"en": "All of us"}', "purposes": "{}"}
        number = world.program(NETWORK, "groups.found_group", **founded)["group"]
    if not is_in:
        world.program(f"group/{number}", "groups.admit_member", person=person.id, role="facilitator")
    return person


def found_mill(world: World) -> int:
    """The mill, a space with a main hall on the ground and an attic; its number."""
    tender = tending(world)
    with world.app.app_context(), world.session() as session:
        known = session.scalar(select(Space.id).where(Space.code == "MILL"))
    if known is not None:
        return known
    founded = tender.act(NETWORK, "spaces.found_space", **MILL)
    assert founded.ok, founded
    for hall in (MAIN, ATTIC):
        assert tender.act(NETWORK, "spaces.add_hall", space=founded.ids["space"], **hall).ok
    return founded.ids["space"]


def space_number(world: World, code: str = "MILL") -> int:
    """A space's number."""
    with world.app.app_context(), world.session() as session:
        return session.scalars(select(Space.id).where(Space.code == code)).one()


def hall_of(world: World, name: str, code: str = "MILL") -> int:
    """The number of a hall."""
    with world.app.app_context(), world.session() as session:
        return session.scalars(select(Hall.id).join(Space).where(Space.code == code, Hall.name == name)).one()


def new_hall(world: World) -> int:
    """A hall of the mill that nobody has asked for yet; its number."""
    said = {"name": f"Hall {uuid.uuid4()}", "floor": 1, "capacity": "", "facilities": ""}
    added = tending(world).act(NETWORK, "spaces.add_hall", space=found_mill(world), **said)
    assert added.ok, added
    return added.ids["hall"]


def move_a_day(world: World, meeting: int) -> None:
    """A meeting has got another day, as by an act that can be undone: its hall has not followed yet."""
    from deliberate.meetings.models import Meeting

    with world.app.app_context(), Session(writer_engine()) as session:
        session.get_one(Meeting, meeting).starts_at += timedelta(days=1)
        session.commit()


def describing(space: int, **changed: Any) -> dict[str, Any]:
    """All that is said of the mill, with something changed."""
    said = {name: value for name, value in MILL.items() if name not in ("code", "zone")}
    return {"space": space, **said, **changed}


def week(space: int, **days: str) -> dict[str, Any]:
    """Opening hours; days that are not named are closed."""
    return {"space": space, **{day: days.get(day, "") for day in WEEKDAYS}}
