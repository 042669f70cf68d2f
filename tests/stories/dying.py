"""A server that dies at chosen moments, and a hall full of devices that come back each time."""

from __future__ import annotations

import random
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from tests.installation import Server, eventually
from tests.wire_client import NAMESPACE, Client

STAGES = ("from_outside", "before_commit", "after_commit", "after_publish")
MOST_ACTS_BETWEEN = 4
MOST_DELAY = 0.015
# Some try at once, some only find the server at their second attempt.
COMES_BACK_AFTER = (0.2, 1.2)


class DyingServer:
    """Lives for a few acts, dies with SIGKILL, and is started again on the same port; after its last death it stays.

    It is well until the first act; then somebody pulls the plug.
    """

    def __init__(self, serve: Callable[..., Server], *, deaths: int, seed: str) -> None:
        self._random = random.Random(seed)
        self._most = deaths
        self.deaths = 0
        self._acts_left: int | None = 1
        self._server = serve()

    @property
    def url(self) -> str:
        return self._server.url

    def revive(self) -> None:
        """Wait for its death, and start it again."""
        self._server.wait_for_death()
        self.deaths += 1
        self._server.start(**self._next_death())

    def an_act_is_on_its_way(self) -> None:
        """Perhaps this is the one during which somebody pulls the plug."""
        if self._acts_left is None:
            return
        self._acts_left -= 1
        if self._acts_left == 0:
            threading.Timer(self._random.uniform(0, MOST_DELAY), self._server.kill).start()

    def _next_death(self) -> dict[str, str]:
        self._acts_left = None
        if self.deaths == self._most:
            return {"TEST_CRASH": ""}
        stage = STAGES[self.deaths % len(STAGES)]
        acts = self._random.randrange(MOST_ACTS_BETWEEN)
        if stage == "from_outside":
            self._acts_left = acts + 1
            return {"TEST_CRASH": ""}
        return {"TEST_CRASH": stage, "TEST_CRASH_SKIP": str(acts)}


@dataclass(frozen=True)
class Acknowledged:
    """An act that somebody was told is done."""

    client: Client
    question: dict[str, Any]
    answer: dict[str, Any]


class Hall:
    """The facilitator's device and everybody else's, at a server that dies."""

    def __init__(self, server: DyingServer, desk: Client, devices: list[Client]) -> None:
        self._server = server
        self.desk = desk
        self.devices = devices
        self._acknowledged: list[Acknowledged] = []

    def act(self, client: Client, name: str, /, **inputs: Any) -> dict[str, int]:
        """Ask until it is answered, always with the same id; what it made is returned."""
        question = {"id": str(uuid.uuid4()), "name": name, "input": inputs}
        while (answer := self._ask(client, question)) is None:
            self._server.revive()
            self._everyone_comes_back()
        assert answer["ok"], answer
        self._acknowledged.append(Acknowledged(client, question, answer))
        client.reaches(answer["seq"])
        return answer["ids"]

    def items(self) -> list[int]:
        """The numbers of the agenda's items, in its order."""
        return sorted(self.desk.of("agenda_item"), key=lambda item: self.desk.of("agenda_item")[item]["position"])

    def agenda(self) -> list[str]:
        """Its titles."""
        return [self.desk.of("agenda_item")[item]["title"] for item in self.items()]

    def still_knows_every_answer(self) -> None:
        """Asked again with its id, each acknowledged act is answered as it was."""
        for act in self._acknowledged:
            assert act.client.call("act", act.question) == act.answer

    def agrees_with_a_new_device(self) -> None:
        """What each device has followed is what a new one of the same person is given."""
        for client in (self.desk, *self.devices):
            fresh = Client(client.url, client.room, token=client.token).connect()
            client.reaches(fresh.seq or 0)
            assert client.objects == fresh.objects
            fresh.drop()

    def shown(self) -> dict[tuple[int, int], tuple[str, str]]:
        """Everything that any device was told while it happened, by its number; no two were told otherwise."""
        told: dict[tuple[int, int], tuple[str, str]] = {}
        for client in (self.desk, *self.devices):
            for entry in (entry for message in client.received for entry in message["entries"]):
                what = (entry["kind"], str(entry["facts"]))
                assert told.setdefault((entry["seq"], entry["n"]), what) == what
        return told

    def _ask(self, client: Client, question: dict[str, Any]) -> dict[str, Any] | None:
        answers: list[dict[str, Any]] = []
        if not client.is_connected:
            return None
        client.socket.emit("act", question, namespace=NAMESPACE, callback=answers.append)
        self._server.an_act_is_on_its_way()
        eventually(lambda: answers or not client.is_connected, what=f"an answer to {question['name']}")
        return answers[0] if answers else None

    def _everyone_comes_back(self) -> None:
        with ThreadPoolExecutor(len(self.devices) + 1) as hands:
            list(hands.map(_come_back, (self.desk, *self.devices)))


def _come_back(client: Client) -> None:
    """Nothing that this device showed may be unknown to the server that came back."""
    known = client.seq or 0
    time.sleep(random.uniform(*COMES_BACK_AFTER))
    client.reconnect()
    assert (client.seq or 0) >= known
