"""What every kind of viewer is shown of a room, and what an act told them: the two sides of the oracle."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from deliberate.kernel.acts import Standing
from deliberate.kernel.messages import Bundle, snapshot
from deliberate.kernel.record import epoch_of, find_room
from deliberate.meetings.models import Seat
from tests.cast import World


@dataclass(frozen=True)
class Viewer:
    """Somebody who follows a room: at the desk or not, on a seat or not."""

    desk: bool
    seat: int | None

    def __str__(self) -> str:
        return " ".join([*(["desk"] if self.desk else []), f"seat {self.seat}" if self.seat else "all"])


@dataclass
class Sight:
    """A room as each viewer is shown it, at one number."""

    room: str
    epoch: str
    seq: int
    objects: dict[Viewer, dict[str, Any]]

    def answer_for(self, viewer: Viewer) -> dict[str, Any]:
        """As `catch_up` would answer."""
        return {"room": self.room, "epoch": self.epoch, "seq": self.seq, "snapshot": self.objects[viewer]}


@dataclass
class Observer:
    """Looks at rooms of a world and hears what acts tell."""

    world: World
    told: list[Bundle] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.world.app.extensions["deliberate"].writer.publish_to(self.told.extend)

    def look(self, room: str) -> Sight:
        """A fresh snapshot for each viewer: everybody, the desk, every seat, and every seat that is at the desk."""
        with self.world.app.app_context(), self.world.session() as session:
            found = find_room(session, room)
            return Sight(
                room,
                epoch_of(session),
                found.seq,
                {
                    viewer: as_travelled(snapshot(session, self.world.house, found, standing_of(viewer)))
                    for viewer in self._viewers(session, room)
                },
            )

    def _viewers(self, session: Any, room: str) -> list[Viewer]:
        kind, number = room.split("/")
        seats = session.scalars(select(Seat.id).where(Seat.meeting_id == int(number))) if kind == "meeting" else ()
        return [Viewer(desk, seat) for seat in (None, *seats) for desk in (False, True)]


def standing_of(viewer: Viewer) -> Standing:
    """The standing of that kind of viewer."""
    return Standing(person_id=None, seat_id=viewer.seat, desk=viewer.desk)


def as_travelled(value: Any) -> Any:
    """What is left after the wire: plain JSON."""
    return json.loads(json.dumps(value))


def message_for(bundle: Bundle, viewer: Viewer) -> dict[str, Any]:
    """What that viewer is sent."""
    return as_travelled(bundle.message(desk=viewer.desk, seat_id=viewer.seat))


def applied(objects: dict[str, Any], message: dict[str, Any]) -> dict[str, Any]:
    """The rule of docs/protocol.md: what changed replaces what was, and what is null is gone."""
    together = objects | message["changed"]
    return {key: value for key, value in together.items() if value is not None}
