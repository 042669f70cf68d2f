"""The people of all tests, always the same, and what they can do at each door.

Ana facilitates the Mobility table, Bo is its minute-taker, Cai a member. Dee facilitates Housing and has nothing to do with Mobility: the
stranger who shows that a "cannot" is about rights, not about absence. The noise group and its people are there so that a query that finds
too much is noticed.
"""

from __future__ import annotations

import json
import re
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from deliberate.kernel.acts import Who
from deliberate.kernel.db import reading_session
from deliberate.kernel.doors import Doors
from deliberate.kernel.errors import Unmet
from deliberate.kernel.messages import snapshot
from deliberate.kernel.record import find_room
from deliberate.people.queries import identify
from deliberate.people.tokens import hash_of
from tests.installation import Installation

PEOPLE = {
    "ana": ("Ana Prats", "en", {"MOB": "facilitator"}),
    "bo": ("Bo Etxea", "en", {"MOB": "scribe"}),
    "cai": ("Cai Roca", "en", {"MOB": "member"}),
    "dee": ("Dee Vidal", "en", {"HOU": "facilitator"}),
    "eli": ("Eli Soler", "en", {"HOU": "member", "NOI": "member"}),
    "nil": ("Nil Noise", "en", {"NOI": "facilitator"}),
}
GROUPS = {"MOB": "Mobility", "HOU": "Housing", "NOI": "Noise"}


def names(text: str, name: str) -> bool:
    """Whether a text names somebody by this short name; a random token may have the same letters in it."""
    return re.search(rf"(?<![\w-]){name}(?![\w-])", text) is not None


def token_of(handle: str) -> str:
    """The proof that somebody of the cast carries: known to the tests, hashed in the database."""
    return f"test-token-of-{handle}-{'x' * 32}"


@dataclass
class Answer:
    """What an act came to: its stored answer, or its refusal's code and fields."""

    ok: bool
    code: str = ""
    words: str = ""
    fields: dict[str, list[str]] = field(default_factory=dict)
    seq: int = 0
    ids: dict[str, int] = field(default_factory=dict)
    undo_until: str | None = None


class World:
    """An installation seen from inside the test's own process."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.app: Flask = installation.app()
        self.doors: Doors = self.app.extensions["deliberate"].doors
        self.house = self.app.extensions["deliberate"].house
        self.context = self.app.app_context()

    def program(self, room: str, act: str, /, **inputs: Any) -> dict[str, int]:
        """Something the program itself carries out."""
        with self.app.app_context():
            answer = self.doors.act_as_system(room=room, name=act, inputs=inputs, act_id=str(uuid.uuid4()))
        return answer["ids"]

    def person(self, handle: str) -> Person:
        return Person(self, token_of(handle))

    def session(self):
        """A session to look into the database with; use it as a context manager inside `world.app.app_context()`."""
        return reading_session()

    def fill(self) -> None:
        """Bring the cast in."""
        groups = {
            code: self.program(
                "network/1", "groups.found_group", code=code, kind="table", names=f'{{"en": "{name}"}}', purposes="{}"
            )["group"]
            for code, name in GROUPS.items()
        }
        for handle, (name, language, memberships) in PEOPLE.items():
            person = self.program(
                "network/1",
                "people.register_person",
                name=name,
                public_name="first_name",
                language=language,
                email=f"{handle}@example.org",
            )["person"]
            for code, role in memberships.items():
                self.program(f"group/{groups[code]}", "groups.admit_member", person=person, role=role)
            self.program(
                f"person/{person}", "people.sign_in_by_password", token_hash=hash_of(token_of(handle)), device="test"
            )


class Person:
    """Somebody at our doors."""

    def __init__(self, world: World, token: str) -> None:
        self.world = world
        self.token = token
        self._browser: Browser | None = None

    @property
    def who(self) -> Who:
        with self.world.app.app_context(), reading_session() as session:
            found = identify(session, self.token)
        assert found is not None, "this person's sign-in has ended"
        return found

    @property
    def id(self) -> int:
        return self.who.person_id

    def act(self, room: str, act: str, /, *, act_id: str = "", **inputs: Any) -> Answer:
        """Have an act done through the doors, as sockets and forms do."""
        with self.world.app.app_context():
            try:
                done = self.world.doors.act(
                    self.who, room=room, name=act, inputs=inputs, act_id=act_id or str(uuid.uuid4())
                )
            except Unmet as unmet:
                return Answer(False, unmet.code, fields=getattr(unmet, "fields", {}))
        return Answer(True, seq=done["seq"], ids=done["ids"], undo_until=done.get("undo_until"))

    @property
    def browser(self) -> Browser:
        """This person's browser, without scripts."""
        if self._browser is None:
            self._browser = Browser(self.world.app)
            self._browser.client.set_cookie("deliberate", self.token)
        return self._browser


class Browser:
    """A browser that reads pages and sends their forms."""

    def __init__(self, app: Flask) -> None:
        self.client: FlaskClient = app.test_client()

    def get(self, path: str, **options: Any):
        return self.client.get(path, **options)

    def send(self, page: str, action: str, **fields: Any):
        """Open a page, and send one of its forms; redirects are not followed."""
        return self.client.post(action, data={"csrf_token": self.form_token(page), **fields})

    def form_token(self, page: str) -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.get(page).get_data(as_text=True))
        assert found, f"{page} has no form"
        return found[1]


@dataclass
class Meeting:
    """A meeting of the Mobility table, and what is on its agenda."""

    world: World
    id: int
    items: list[int]

    @property
    def room(self) -> str:
        return f"meeting/{self.id}"

    @property
    def code(self) -> str:
        """The join code that is valid now."""
        from deliberate.meetings.models import Meeting as Row

        with self.world.app.app_context(), reading_session() as session:
            return session.get_one(Row, self.id).join_code

    def as_stored_for(self, person: Person) -> dict[str, Any]:
        """The room as that person may see it, read without any server."""
        with self.world.app.app_context(), self.world.session() as session:
            room = find_room(session, self.room)
            standing = self.world.house.rooms[room.kind].standing(session, room, person.who)
            shown: dict[str, Any] = json.loads(json.dumps(snapshot(session, self.world.house, room, standing)))
        return shown

    def guest(self, name: str, **said: Any) -> Person:
        """Somebody who joined with the code, on a phone; they wait at the door when people are let in one by one."""
        joined = self.world.app.test_client().post(
            "/api/v1/join", json={"code": self.code, "name": name, "language": "en", **said}
        )
        assert joined.status_code in (201, 202), joined.get_data(as_text=True)
        return Person(self.world, joined.json["token"])


def draft_meeting(
    world: World,
    *,
    host: str | Person = "ana",
    group: str = "MOB",
    titles: tuple[str, ...] = ("Hello", "The mill", "Bye"),
    **otherwise: Any,
) -> Meeting:
    """A draft with an agenda; `otherwise` is what its plan says beside or instead of the usual."""
    from sqlalchemy import select

    from deliberate.groups.models import Group

    with world.app.app_context(), reading_session() as session:
        number = session.scalars(select(Group.id).where(Group.code == group)).one()
    facilitator = host if isinstance(host, Person) else world.person(host)
    starts = (datetime.now(UTC) + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    usual = {
        "kind": "table_session",
        "title": "Spring session",
        "place": "The mill",
        "starts_at": starts,
        "planned_minutes": 90,
        "language": "en",
        "zone": "Europe/Madrid",
        "with_groups": "",
    }
    drafted = facilitator.act(f"group/{number}", "meetings.draft_meeting", **usual | otherwise)
    assert drafted.ok, drafted
    room = f"meeting/{drafted.ids['meeting']}"
    items = [
        facilitator.act(room, "meetings.add_item", title=title, purpose="explore", minutes=10, presenter="").ids["item"]
        for title in titles
    ]
    return Meeting(world, drafted.ids["meeting"], items)


def convened_meeting(world: World, **options: Any) -> Meeting:
    """A meeting that people were called to."""
    host = options.get("host", "ana")
    meeting = draft_meeting(world, **options)
    facilitator = host if isinstance(host, Person) else world.person(host)
    assert facilitator.act(meeting.room, "meetings.convene").ok
    return meeting


def open_meeting(world: World, *, here: tuple[str, ...] = ("ana", "bo", "cai"), **options: Any) -> Meeting:
    """A meeting that is on, with these people in the room."""
    meeting = convened_meeting(world, **options)
    for handle in here:
        assert world.person(handle).act(meeting.room, "meetings.arrive", mode="in_the_room").ok
    assert world.person("ana").act(meeting.room, "meetings.open").ok
    return meeting
