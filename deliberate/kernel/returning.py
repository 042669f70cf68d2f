"""What those who come back are told: what they missed, or the whole room as they may see it. Answered for all who ask at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from deliberate import runtime
from deliberate.kernel import clock
from deliberate.kernel.acts import Standing
from deliberate.kernel.admission import Knock, Stood, stand_together
from deliberate.kernel.connections import Connection
from deliberate.kernel.db import reading_session
from deliberate.kernel.errors import Unmet
from deliberate.kernel.feature import House
from deliberate.kernel.messages import Objects, private_snapshots
from deliberate.kernel.recent import Recent
from deliberate.kernel.record import Room, epoch_of
from deliberate.kernel.spelled import Spelled, inside


@dataclass(frozen=True)
class Return:
    """Somebody is back, and says what they have."""

    connection: Connection
    has: Mapping[str, Any]


IN_ONE_BREATH = 10
"""Answers after which others may run: each may be about another room, which has to be read."""

Answer = tuple[Standing, Spelled]
"""What somebody's standing is now, and what they are answered."""


class Returning:
    """Answers from one reading for all who ask at the same moment; what they share is read and written once."""

    def __init__(self, house: House, recent: Recent, app_context: Callable[[], Any]) -> None:
        self._house = house
        self._recent = recent
        self._app_context = app_context

    def answers(self, returns: Sequence[Return]) -> list[Answer | Exception]:
        """For each of them, in their order, the answer to `catch_up`, or why there is none."""
        with self._app_context(), reading_session() as session:
            knocks = [Knock((one.connection.token,), one.connection.room) for one in returns]
            stood = stand_together(session, self._house, knocks)
            epoch = epoch_of(session)
            missed = [self._missed(*both, epoch) for both in zip(returns, stood, strict=True)]
            private = self._private(session, [one for one, they in zip(stood, missed, strict=True) if they is None])
            answers: list[Answer | Exception] = []
            for number, (one, messages) in enumerate(zip(stood, missed, strict=True), 1):
                if isinstance(one, Unmet):
                    answers.append(one)
                else:
                    answers.append((one.standing, self._answer(session, one, epoch, messages, private)))
                if number % IN_ONE_BREATH == 0:
                    runtime.sleep()
            return answers

    def _missed(self, back: Return, stood: Stood | Unmet, epoch: str) -> str | None:
        """The messages that they missed, or None when only a snapshot will do."""
        if isinstance(stood, Unmet) or back.has.get("epoch") != epoch or not _was_made_for(back, stood.standing):
            return None
        bundles = self._recent.missed(stood.room.reference, back.has.get("after"), stood.room.seq)
        if bundles is None:
            return None
        desk, seat = stood.standing.desk, stood.standing.seat_id
        return f"[{','.join(bundle.spelled(desk=desk, seat_id=seat) for bundle in bundles)}]"

    def _private(self, session: Session, stood: Sequence[Stood | Unmet]) -> dict[Room, dict[int, Objects]]:
        """What is for their own seats alone."""
        seats: dict[Room, set[int]] = {}
        for one in stood:
            if isinstance(one, Stood) and one.standing.seat_id is not None:
                seats.setdefault(one.room, set()).add(one.standing.seat_id)
        return {room: private_snapshots(session, self._house, room, ids) for room, ids in seats.items()}

    def _answer(
        self,
        session: Session,
        stood: Stood,
        epoch: str,
        messages: str | None,
        private: Mapping[Room, Mapping[int, Objects]],
    ) -> Spelled:
        _, _, room, standing = stood
        answer = {
            "ok": True,
            "room": room.reference,
            "epoch": epoch,
            "seq": room.seq,
            "now": clock.iso(clock.now()),
            "me": _me(standing),
        }
        if messages is not None:
            return Spelled(f'{{{inside(answer)},"messages":{messages}}}')
        shared = self._recent.snapshot(session, room, epoch, desk=standing.desk)
        own = inside(private.get(room, {}).get(standing.seat_id or 0, {}))
        objects = ",".join(part for part in (shared, own) if part)
        return Spelled(f'{{{inside(answer)},"snapshot":{{{objects}}}}}')


def _was_made_for(back: Return, standing: Standing) -> bool:
    """Whether what the client has was made for the standing that it has now: otherwise only a snapshot will do."""
    me = back.has.get("me")
    if isinstance(me, dict):
        return (me.get("desk"), me.get("seat")) == (standing.desk, standing.seat_id)
    return (back.connection.desk, back.connection.seat_id) == (standing.desk, standing.seat_id)


def _me(standing: Standing) -> dict[str, Any]:
    return {
        "person": standing.person_id,
        "seat": standing.seat_id,
        "desk": standing.desk,
        "member": standing.member,
    }
