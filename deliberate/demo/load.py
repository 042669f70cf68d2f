"""Bring the fictional network to life, by the same acts that everybody uses."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from deliberate.demo import network, shapes
from deliberate.demo.acting import ZONE, Acting, account_of, email_of
from deliberate.demo.binding import bind
from deliberate.demo.holding import Holding
from deliberate.kernel import clock
from deliberate.kernel.doors import Doors
from deliberate.meetings.models import Meeting
from deliberate.spaces.hours import WEEKDAYS

__all__ = ["account_of", "email_of", "is_complete", "load", "next_meeting"]


def is_complete(session: Session) -> bool:
    """Whether all of the demo is there already, perhaps with what visitors have planned since."""
    return (session.scalar(select(func.count(Meeting.id))) or 0) >= len(network.MEETINGS)


def load(doors: Doors, folder: Path) -> None:
    """Found the groups, take the people in, tie them together, and let their meetings be planned and held."""
    acting = Acting(doors)
    with clock.set_to(acting.founding):
        for space in network.SPACES:
            _found_space(acting, space)
        for group in network.GROUPS:
            wording = {"names": json.dumps(asdict(group.name)), "purposes": json.dumps(asdict(group.purpose))}
            founded = acting.program("network/1", "groups.found_group", code=group.code, kind=group.kind, **wording)
            acting.groups[group.code] = founded["group"]
        for person in network.PEOPLE:
            _take_in(acting, person)
    bind(acting)
    holding = Holding(acting, folder)
    for meeting in network.MEETINGS:
        holding.plan(meeting)
    acting.sign_everybody_out()


def next_meeting(session: Session) -> Meeting:
    """The meeting that is about to start."""
    return session.scalars(
        select(Meeting).where(Meeting.state == "convened").order_by(Meeting.starts_at).limit(1)
    ).one()


def _found_space(acting: Acting, space: shapes.Space) -> None:
    founded = acting.program(
        "network/1",
        "spaces.found_space",
        code=space.code,
        kind=space.kind,
        zone=ZONE,
        names=json.dumps(asdict(space.name)),
        address=space.address,
        directions=json.dumps(asdict(space.directions)),
        capacity=space.capacity,
        facilities=",".join(space.facilities),
        access_words="{}",
    )
    hours = dict(zip(WEEKDAYS, space.hours, strict=True))
    acting.program("network/1", "spaces.set_opening_hours", space=founded["space"], **hours)
    for hall in space.halls:
        added = acting.program(
            "network/1",
            "spaces.add_hall",
            space=founded["space"],
            name=hall.name,
            floor=hall.floor,
            capacity=hall.capacity,
            facilities=",".join(hall.facilities),
        )
        acting.halls[space.code, hall.name] = added["hall"]


def _take_in(acting: Acting, person: shapes.Person) -> None:
    taken = acting.program(
        "network/1",
        "people.register_person",
        name=person.name,
        public_name=person.public_name,
        language=person.language,
        email=email_of(person.handle),
    )
    acting.people[person.handle] = taken["person"]
    for code, role in person.memberships:
        admitted = acting.program(acting.group_room(code), "groups.admit_member", person=taken["person"], role=role)
        acting.memberships[person.handle, code] = admitted["membership"]
