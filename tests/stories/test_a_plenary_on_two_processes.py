"""A thousand phones follow a meeting that two processes serve, while one part after the other fails."""

from __future__ import annotations

import os
import signal
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import socketio.exceptions
from sqlalchemy import select

from deliberate.kernel.record import ActRow, find_room
from tests import services
from tests.cast import Meeting, open_meeting
from tests.installation import eventually
from tests.phones import Phones
from tests.several import children, several
from tests.wire_client import Client, Refused

GUESTS, WINDOWS = 100, 10
"""A thousand lines: no guest asks so often that they would have to wait their turn."""
BACK_WITHIN = 60
WITHOUT_A_LINE = (
    socketio.exceptions.TimeoutError,
    socketio.exceptions.BadNamespaceError,
    socketio.exceptions.ConnectionError,
    Refused,
    AssertionError,
)


@contextmanager
def nobody(port: int) -> Iterator[str]:
    """People reach the processes themselves."""
    yield f"http://127.0.0.1:{port}"


def nginx(port: int) -> AbstractContextManager[str]:
    """An nginx is in front, which closes lines on which nothing is said for a quarter of the time that it allows where nothing is set."""
    return services.nginx(port, everywhere="proxy_read_timeout 15s; proxy_send_timeout 15s;")


def port_of(url: str) -> int:
    return int(url.rsplit(":", 1)[1])


@pytest.mark.faults
@pytest.mark.postgres
@pytest.mark.timeout(400)
@pytest.mark.parametrize("front", [nobody, nginx])
def test_a_plenary_goes_on_whatever_fails(front, several_world, redis):
    """T-58, T-60: Redis is killed and comes back, one process is killed, both are renewed; everybody ends with what is stored."""
    meeting = open_meeting(several_world)
    people = [meeting.guest(f"Guest {n}") for n in range(GUESTS)]
    with several(several_world.installation, 2) as (overseer, server), front(port_of(server)) as url:
        phones = Phones(meeting.room, [person.token for person in people] * WINDOWS, port_of(url))
        desk = Desk(Client(url, meeting.room, token=several_world.person("ana").token))
        with phones.following():
            hold(meeting, desk, phones, redis, overseer.pid)
            stored = [meeting.as_stored_for(person) for person in people]
            assert [phone.objects for phone in phones.all] == stored * WINDOWS
    assert sum(phone.moves for phone in phones.all) >= GUESTS * WINDOWS, "everybody was told to move at least once"
    assert not {refusal for phone in phones.all for refusal in phone.refused if "busy" not in refusal}
    with several_world.app.app_context(), several_world.session() as session:
        room = find_room(session, meeting.room)
        kept = dict(session.execute(select(ActRow.act_id, ActRow.seq).where(ActRow.room_id == room.id)).all())
    assert desk.acknowledged.items() <= kept.items()


def hold(meeting: Meeting, desk: Desk, phones: Phones, redis, overseer: int) -> None:
    """An agenda of three points, with something that fails in each."""
    first, second, third = meeting.items
    follows(phones, desk.does("meetings.start_item", item=first, after=None))

    redis.kill()
    follows(phones, desk.does("meetings.start_item", item=second, after=first))
    redis.start()
    follows(phones, desk.does("meetings.pause", reason="Rain"))

    os.kill(min(children(overseer, "serve")), signal.SIGKILL)
    follows(phones, desk.does("meetings.resume"))
    eventually(lambda: len(children(overseer, "serve")) == 2, BACK_WITHIN, "another process")

    before = children(overseer, "serve")
    os.kill(overseer, signal.SIGHUP)
    follows(phones, desk.does("meetings.start_item", item=third, after=second))
    eventually(lambda: len(children(overseer, "serve") - before) == 2, BACK_WITHIN, "both are new")
    follows(phones, desk.does("meetings.close"))


def follows(phones: Phones, seq: int) -> None:
    """Everybody has a line and has seen it."""
    eventually(lambda: phones.are_at(seq), BACK_WITHIN, f"all at {seq}")


@dataclass
class Desk:
    """Whoever facilitates: asks again with the same id until there is an answer, on a new line when the old one is gone."""

    device: Client
    acknowledged: dict[str, int] = field(default_factory=dict)

    def does(self, act: str, **inputs: Any) -> int:
        """Have something done; its number is returned."""
        act_id = str(uuid.uuid4())
        asked = {"id": act_id, "name": act, "input": inputs}

        def is_answered() -> bool:
            try:
                if not self.device.is_connected:
                    self.device.reconnect()
                answer = self.device.call("act", asked, timeout=8)
            except WITHOUT_A_LINE:
                return False
            assert answer["ok"] or answer["error"]["code"] in ("kept", "busy"), answer
            if answer["ok"]:
                self.acknowledged[act_id] = answer["seq"]
            return bool(answer["ok"])

        eventually(is_answered, BACK_WITHIN, act)
        return self.acknowledged[act_id]
