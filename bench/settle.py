"""Sets an installation up and brings people in through its doors, as they would come: `python -m bench.settle FILE GUESTS`.

A process of its own, so that neither the benchmark nor a server has anything of it in memory.
"""

from __future__ import annotations

import json
import sys
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select

from deliberate.app import create_app
from deliberate.config import ROOT
from deliberate.kernel.db import reading_session
from deliberate.meetings.models import Meeting
from deliberate.people.queries import identify
from deliberate.people.tokens import hash_of, new_token

TITLES = ("Hello", "The mill", "Who does what", "Bye")


class Settling:
    """Everybody's hands while the place is made."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._doors = app.extensions["deliberate"].doors

    def program(self, room: str, act: str, /, **inputs: Any) -> dict[str, int]:
        """Something that the program does for people."""
        return self._ids(self._doors.act_as_system(room=room, name=act, inputs=inputs, act_id=str(uuid.uuid4())))

    def person(self, token: str, room: str, act: str, /, **inputs: Any) -> dict[str, int]:
        """Something that whoever has this proof does."""
        with reading_session() as session:
            who = identify(session, token)
        return self._ids(self._doors.act(who, room=room, name=act, inputs=inputs, act_id=str(uuid.uuid4())))

    def join(self, code: str, number: int) -> str:
        """Come in with the code of the meeting, each from home: only so many may come from one address within ten minutes."""
        said = {"code": code, "name": f"Guest {number}", "language": "en"}
        at_home = {"REMOTE_ADDR": f"10.0.{number // 250}.{number % 250}"}
        joined = self._app.test_client().post("/api/v1/join", json=said, environ_base=at_home)
        if joined.status_code != 201 or joined.json is None:
            raise RuntimeError(f"nobody can join: {joined.get_data(as_text=True)}")
        return str(joined.json["token"])

    @staticmethod
    def _ids(answer: dict[str, Any]) -> dict[str, int]:
        ids: dict[str, int] = answer["ids"]
        return ids


def settle(settling: Settling, guests: int) -> dict[str, Any]:
    """A group with a meeting that is on, its facilitator and its guests in the room."""
    group = settling.program(
        "network/1", "groups.found_group", code="MOB", kind="table", names='{"en": "Mobility"}', purposes="{}"
    )["group"]
    facilitator = _facilitator_of(settling, f"group/{group}")
    meeting = settling.person(
        facilitator,
        f"group/{group}",
        "meetings.draft_meeting",
        kind="table_session",
        title="Spring session",
        place="The mill",
        starts_at=(datetime.now(UTC) + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M"),
        planned_minutes=90,
        language="en",
        zone="Europe/Madrid",
        with_groups="",
    )["meeting"]
    room = f"meeting/{meeting}"
    for title in TITLES:
        settling.person(
            facilitator, room, "meetings.add_item", title=title, purpose="explore", minutes=10, presenter=""
        )
    settling.person(facilitator, room, "meetings.convene")
    tokens = [settling.join(_code_of(meeting), number) for number in range(1, guests + 1)]
    for token in (facilitator, *tokens):
        settling.person(token, room, "meetings.arrive", mode="in_the_room")
    settling.person(facilitator, room, "meetings.open")
    return {"room": room, "facilitator": facilitator, "guests": tokens}


def _facilitator_of(settling: Settling, group: str) -> str:
    person = settling.program(
        "network/1",
        "people.register_person",
        name="Ana Prats",
        public_name="first_name",
        language="en",
        email="ana@example.org",
    )["person"]
    settling.program(group, "groups.admit_member", person=person, role="facilitator")
    token = new_token()
    settling.program(f"person/{person}", "people.sign_in_by_password", token_hash=hash_of(token), device="bench")
    return token


def _code_of(meeting: int) -> str:
    with reading_session() as session:
        return str(session.scalars(select(Meeting.join_code).where(Meeting.id == meeting)).one())


def main(file: Path, guests: int) -> None:
    """Set up, bring people in, and write down who they are."""
    app = create_app()
    with app.app_context():
        upgrade(str(ROOT / "migrations"))
        known = settle(Settling(app), guests)
    file.write_text(json.dumps(known))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
