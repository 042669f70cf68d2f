"""A thousand phones that were all cut off come back in the same breath (T-09)."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import requests

from bench import wire
from bench.crowd import Crowd, Line, Loop
from tests.cast import Person
from tests.installation import SLACK, Server

GUESTS, WINDOWS = 110, 10
"""More lines than eventlet serves where nothing is set (T-61): no guest asks so often that they would have to wait their turn."""
BACK_WITHIN = 30
LONG_TURN = 5
"""When a thousand say something in the same instant, the hub has a millisecond's work for each before it turns again: none blocks it."""


@dataclass
class Phones:
    """A thousand lines to one server, without a thread for each."""

    room: str
    people: Sequence[Person]
    loop: Loop = field(default_factory=Loop)
    crowd: Crowd = field(default_factory=Crowd)

    def come(self, server: Server, has: dict[str, Any]) -> list[dict[str, Any]]:
        """All connect and catch up at once; what each was answered, the first window of everybody before the second of anybody."""
        self.cut()
        request, asking = wire.upgrade(wire.PATH, server.port), wire.event("catch_up", has, number=0)
        waiting = [self._open(server, request, person) for _ in range(WINDOWS) for person in self.people]
        lines = list(waiting)

        def ask_who_is_in(_: float) -> float:
            nonlocal waiting
            for line in [line for line in waiting if line.is_through]:
                self.loop.say(line, asking)
            waiting = [line for line in waiting if not line.is_through]
            return 0.01

        whole = self.loop.attend(lambda: self.crowd.answers == len(lines), BACK_WITHIN * SLACK, ask_who_is_in)
        assert not self.crowd.lost, self.crowd.lost[:3]
        assert whole, f"{self.crowd.answers} of {len(lines)} were answered"
        return [_said(line.answer) for line in lines]

    def cut(self) -> None:
        """Cut all lines, without a word to the other side."""
        self.loop.close(self.crowd)
        self.crowd = Crowd()

    def hear_of(self, acts: int) -> None:
        """Wait until every line was told of so many acts since it came."""
        wanted = acts * len(self.crowd.lines)
        assert self.loop.attend(lambda: self.crowd.changes >= wanted, BACK_WITHIN * SLACK), self.crowd.changes

    def _open(self, server: Server, request: bytes, person: Person) -> Line:
        knock = wire.connect({"room": self.room, "token": person.token})
        return self.loop.open_line(self.crowd, server.port, request, [(wire.OPENED, knock), (wire.CONNECTED, None)])


def test_a_thousand_come_back_after_a_power_cut_and_when_all_lines_are_cut(
    alone, serve, world, under_way, ana, cai, follow, tmp_path
):
    """All are told what is stored, out of a few readings; others are served meanwhile; and everybody goes on from there."""
    phones = Phones(under_way.room, [under_way.guest(f"Guest {n}") for n in range(GUESTS)])
    statements = tmp_path / "statements"
    server = serve(TEST_STATEMENTS=str(statements), TEST_SLACK=str(LONG_TURN * SLACK))
    phones.come(server, {})
    stored = [under_way.as_stored_for(person) for person in phones.people]

    server.kill()
    statements.unlink()
    server.start()
    with visited_meanwhile(server) as visits:
        answers = phones.come(server, {})

    assert set(visits) == {200}, "whoever visits meanwhile is answered"
    assert_told(answers, "snapshot", stored)
    asked = statements.read_text().splitlines()
    assert sum("FROM agenda_items" in statement for statement in asked) < GUESTS, (
        "all are shown one reading of the room"
    )
    assert len(asked) < len(answers), "many are read together"

    desk, member = follow(server, under_way, ana), follow(server, under_way, cai)
    desk.do("meetings.pause", reason="Rain")
    phones.hear_of(1)
    before = {"epoch": desk.epoch, "after": desk.seq}
    phones.cut()
    desk.do("meetings.resume")
    answers = phones.come(server, before)

    member.follows(desk)
    assert_told(answers, "messages", [member.received[-1:]] * GUESTS)
    desk.do("meetings.pause", reason="Rain again")
    phones.hear_of(1)


def assert_told(answers: Sequence[dict[str, Any]], what: str, expected: Sequence[Any]) -> None:
    """Whether each person was told that, in every window."""
    for number, answer in enumerate(answers):
        assert answer["ok"], answer
        assert answer[what] == expected[number % GUESTS]


@contextmanager
def visited_meanwhile(server: Server) -> Iterator[list[int]]:
    """Somebody looks again and again whether the server answers; what it answered."""
    answered: list[int] = []
    over = threading.Event()

    def visit() -> None:
        while not over.is_set():
            answered.append(requests.get(f"{server.url}/health", timeout=BACK_WITHIN * SLACK).status_code)
            time.sleep(0.02)

    visitor = threading.Thread(target=visit)
    visitor.start()
    try:
        yield answered
    finally:
        over.set()
        visitor.join()


def _said(answer: bytes) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(answer[answer.index(b"[") :])[0]
    return said
