"""Acting as the people of the invented network do, so that the same acts have the same ids each time."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from deliberate.demo import network, shapes
from deliberate.kernel import clock
from deliberate.kernel.acts import Who
from deliberate.kernel.db import reading_session
from deliberate.kernel.doors import Doors
from deliberate.people.models import Account, SignIn
from deliberate.people.tokens import hash_of, new_token

ZONE = "Europe/Madrid"
NAMESPACE = uuid.UUID("d5a2c1f0-5c2e-4f5e-9d53-0b0f6a1f7c11")
STANDS_SINCE = timedelta(days=400)
"""So long ago the network was founded."""


def email_of(handle: str) -> str:
    """An address at which nobody can be reached."""
    return f"{handle}@demo.test"


def account_of(session: Session, handle: str) -> Account:
    """The account of one of the fictional people."""
    return session.scalars(select(Account).where(Account.email == email_of(handle))).one()


class Acting:
    """Everybody's hands, and the numbers of what is there already."""

    def __init__(self, doors: Doors) -> None:
        self.groups: dict[str, int] = {}
        self.people: dict[str, int] = {}
        self.memberships: dict[tuple[str, str], int] = {}
        self.halls: dict[tuple[str, str], int] = {}
        self.founding = _founding()
        self.now = self.founding + STANDS_SINCE
        self._doors = doors
        self._languages = {person.handle: person.language for person in network.PEOPLE}
        self._sign_ins: dict[str, int] = {}
        self._acts = 0

    def person(self, handle: str, room: str, act: str, /, **inputs: Any) -> dict[str, int]:
        """Have one of the people do something; the numbers of what it made are returned."""
        return self._ids(self._doors.act(self._who(handle), room=room, name=act, inputs=inputs, act_id=self._act_id()))

    def program(self, room: str, act: str, /, **inputs: Any) -> dict[str, int]:
        """Have something done that the program does for people."""
        return self._ids(self._doors.act_as_system(room=room, name=act, inputs=inputs, act_id=self._act_id()))

    def sign_everybody_out(self) -> None:
        """Leave no way in behind."""
        with reading_session() as session:
            signed_in = session.scalars(select(SignIn.person_id).where(SignIn.ended_at.is_(None)).distinct()).all()
        for person in signed_in:
            self.program(f"person/{person}", "people.sign_out_everywhere")

    def group_room(self, code: str) -> str:
        """The room of a group."""
        return f"group/{self.groups[code]}"

    def day(self, days_ahead: int) -> str:
        """A day so many days from today, as a form takes it; 0 is none."""
        return (self.today() + timedelta(days=days_ahead)).strftime("%Y-%m-%d") if days_ahead else ""

    def today(self) -> datetime:
        """Now, on the wall clock of the network."""
        return self.now.astimezone(ZoneInfo(ZONE))

    def facilitator_of(self, code: shapes.Code) -> str:
        """The handle of who facilitates a group."""
        return next(person.handle for person in network.PEOPLE if (code, "facilitator") in person.memberships)

    def _who(self, handle: str) -> Who:
        if handle not in self._sign_ins:
            self._sign_ins[handle] = self._sign_in(self.people[handle])
        return Who(self._sign_ins[handle], self.people[handle], handle, self._languages[handle], has_account=True)

    def _sign_in(self, person: int) -> int:
        proof = {"token_hash": hash_of(new_token()), "device": ""}
        room, anew = f"person/{person}", str(uuid.uuid4())
        with clock.set_to(self.now):
            signed_in = self._doors.act_as_system(
                room=room, name="people.sign_in_by_password", inputs=proof, act_id=anew
            )
        return self._ids(signed_in)["sign_in"]

    def _ids(self, answer: dict[str, Any]) -> dict[str, int]:
        ids: dict[str, int] = answer["ids"]
        return ids

    def _act_id(self) -> str:
        # The same acts always have the same ids: loading a second time after an interruption goes on where it stopped.
        self._acts += 1
        return str(uuid.uuid5(NAMESPACE, str(self._acts)))


def _founding() -> datetime:
    """When the network was founded: a demo that was interrupted goes on with the days it began with."""
    with reading_session() as session:
        first = session.scalar(select(Account).where(Account.email == email_of(network.PEOPLE[0].handle)))
        return first.person.created_at if first else clock.now() - STANDS_SINCE
