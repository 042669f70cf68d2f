"""Bring the fictional network to life, by the same acts that everybody uses."""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from deliberate.demo import network, shapes
from deliberate.kernel import clock
from deliberate.kernel.acts import Who
from deliberate.kernel.db import reading_session
from deliberate.kernel.doors import Doors
from deliberate.meetings.models import Meeting
from deliberate.people.models import Account
from deliberate.people.tokens import hash_of, new_token
from deliberate.spaces.hours import WEEKDAYS

ZONE = "Europe/Madrid"
EVENING = 18
NAMESPACE = uuid.UUID("d5a2c1f0-5c2e-4f5e-9d53-0b0f6a1f7c11")


def is_complete(session: Session) -> bool:
    """Whether all of the demo is there already, perhaps with what visitors have planned since."""
    return (session.scalar(select(func.count(Meeting.id))) or 0) >= len(network.MEETINGS)


def load(doors: Doors) -> None:
    """Found the groups, take the people in, and let their meetings be planned and held."""
    _Loader(doors).load()


def email_of(handle: str) -> str:
    """An address at which nobody can be reached."""
    return f"{handle}@demo.test"


def account_of(session: Session, handle: str) -> Account:
    """The account of one of the fictional people."""
    return session.scalars(select(Account).where(Account.email == email_of(handle))).one()


def next_meeting(session: Session) -> Meeting:
    """The meeting that is about to start."""
    return session.scalars(
        select(Meeting).where(Meeting.state == "convened").order_by(Meeting.starts_at).limit(1)
    ).one()


def _began() -> datetime:
    """When this demo was begun: one that was interrupted goes on with the days it began with."""
    with reading_session() as session:
        first = session.scalar(select(Account).where(Account.email == email_of(network.PEOPLE[0].handle)))
        return first.person.created_at if first else clock.now()


class _Loader:
    def __init__(self, doors: Doors) -> None:
        self._doors = doors
        self._groups: dict[str, int] = {}
        self._people: dict[str, int] = {}
        self._sign_ins: dict[str, int] = {}
        self._languages = {person.handle: person.language for person in network.PEOPLE}
        self._halls: dict[tuple[str, str], int] = {}
        self._acts = 0
        self._began = _began()

    def load(self) -> None:
        for space in network.SPACES:
            self._found_space(space)
        for group in network.GROUPS:
            wording = {"names": json.dumps(asdict(group.name)), "purposes": json.dumps(asdict(group.purpose))}
            founded = self._program("network/1", "groups.found_group", code=group.code, kind=group.kind, **wording)
            self._groups[group.code] = founded["group"]
        for person in network.PEOPLE:
            self._take_in(person)
        for meeting in network.MEETINGS:
            self._plan(meeting)
        for person in network.PEOPLE:
            self._program(f"person/{self._people[person.handle]}", "people.sign_out_everywhere")

    def _found_space(self, space: shapes.Space) -> None:
        founded = self._program(
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
        self._program("network/1", "spaces.set_opening_hours", space=founded["space"], **hours)
        for hall in space.halls:
            added = self._program(
                "network/1",
                "spaces.add_hall",
                space=founded["space"],
                name=hall.name,
                floor=hall.floor,
                capacity=hall.capacity,
                facilities=",".join(hall.facilities),
            )
            self._halls[space.code, hall.name] = added["hall"]

    def _take_in(self, person: shapes.Person) -> None:
        taken = self._program(
            "network/1",
            "people.register_person",
            name=person.name,
            public_name=person.public_name,
            language=person.language,
            email=email_of(person.handle),
        )
        self._people[person.handle] = taken["person"]
        known = self._sign_in(taken["person"])
        self._sign_ins[person.handle] = known["sign_in"]
        for code, role in person.memberships:
            self._program(f"group/{self._groups[code]}", "groups.admit_member", person=taken["person"], role=role)

    def _sign_in(self, person: int) -> dict[str, int]:
        proof = {"token_hash": hash_of(new_token()), "device": ""}
        return self._ids(
            self._doors.act_as_system(
                room=f"person/{person}", name="people.sign_in_by_password", inputs=proof, act_id=str(uuid.uuid4())
            )
        )

    def _plan(self, meeting: shapes.Meeting) -> None:
        starts = self._start_of(meeting)
        facilitator = self._facilitator_of(meeting.groups[0])
        with clock.set_to(min(self._began, starts - timedelta(days=7))):
            room = self._convene(meeting, facilitator, starts)
        if meeting.state == "closed":
            self._hold(meeting, room, facilitator, starts)

    def _convene(self, meeting: shapes.Meeting, facilitator: str, starts: datetime) -> str:
        host, *others = (self._groups[code] for code in meeting.groups)
        drafted = self._person(
            facilitator,
            f"group/{host}",
            "meetings.draft_meeting",
            kind=meeting.kind,
            title=meeting.title,
            hall=self._halls[meeting.hall],
            place="",
            starts_at=starts.strftime("%Y-%m-%dT%H:%M"),
            planned_minutes=meeting.planned_minutes,
            language=meeting.language,
            zone=ZONE,
            with_groups=",".join(str(group) for group in others),
        )
        room = f"meeting/{drafted['meeting']}"
        for item in meeting.agenda:
            self._person(
                facilitator,
                room,
                "meetings.add_item",
                title=item.title,
                purpose=item.purpose,
                minutes=item.minutes,
                presenter=self._people[item.presenter] if item.presenter else "",
            )
        self._person(facilitator, room, "meetings.convene")
        return room

    def _hold(self, meeting: shapes.Meeting, room: str, facilitator: str, starts: datetime) -> None:
        at = starts - timedelta(minutes=6)
        seats = {}
        for handle in meeting.attended:
            at += timedelta(seconds=40)
            with clock.set_to(at):
                seats[handle] = self._person(handle, room, "meetings.arrive", mode="in_the_room")["seat"]
        at = starts + timedelta(minutes=3)
        with clock.set_to(at):
            self._person(facilitator, room, "meetings.give_role", seat=seats[facilitator], role="facilitator")
            self._person(facilitator, room, "meetings.give_role", seat=seats[meeting.attended[1]], role="scribe")
            self._person(facilitator, room, "meetings.open")
            asked = self._person(facilitator, room, "meetings.ask_agreement")["agreement"]
            for handle in meeting.attended:
                self._person(handle, room, "meetings.answer_agreement", agreement=asked, reply="no_objection", words="")
            self._person(facilitator, room, "meetings.settle_agreement", agreement=asked)
        at = self._walk(meeting, room, facilitator, at + timedelta(minutes=1))
        with clock.set_to(at):
            self._person(facilitator, room, "meetings.close")

    def _walk(self, meeting: shapes.Meeting, room: str, facilitator: str, at: datetime) -> datetime:
        """Turn to each item for about its planned time, a little longer or shorter."""
        current = ""
        for place, (item, number) in enumerate(zip(meeting.agenda, self._items(room), strict=True)):
            with clock.set_to(at):
                self._person(facilitator, room, "meetings.start_item", item=number, after=current)
            current = str(number)
            at += timedelta(minutes=item.minutes, seconds=(place % 3 - 1) * 80)
        return at

    def _items(self, room: str) -> list[int]:
        with reading_session() as session:
            return [item.id for item in session.get_one(Meeting, int(room.split("/")[1])).items]

    def _start_of(self, meeting: shapes.Meeting) -> datetime:
        now = self._began.astimezone(ZoneInfo(ZONE))
        if meeting.days_from_today == 0:
            # The one that is about to start: within the hour, whenever the demo is made.
            return (now + timedelta(minutes=20)).replace(second=0, microsecond=0)
        day = now + timedelta(days=meeting.days_from_today)
        return day.replace(hour=EVENING, minute=0, second=0, microsecond=0)

    def _facilitator_of(self, code: str) -> str:
        return next(person.handle for person in network.PEOPLE if (code, "facilitator") in person.memberships)

    def _person(self, handle: str, room: str, act: str, /, **inputs: Any) -> dict[str, int]:
        person = self._people[handle]
        who = Who(self._sign_ins[handle], person, handle, self._languages[handle], has_account=True)
        return self._ids(self._doors.act(who, room=room, name=act, inputs=inputs, act_id=self._act_id()))

    def _program(self, room: str, act: str, /, **inputs: Any) -> dict[str, int]:
        return self._ids(self._doors.act_as_system(room=room, name=act, inputs=inputs, act_id=self._act_id()))

    def _ids(self, answer: dict[str, Any]) -> dict[str, int]:
        ids: dict[str, int] = answer["ids"]
        return ids

    def _act_id(self) -> str:
        # The same acts always have the same ids: loading a second time after an interruption goes on where it stopped.
        self._acts += 1
        return str(uuid.uuid5(NAMESPACE, str(self._acts)))
