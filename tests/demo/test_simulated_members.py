"""Simulated members come through the wire as everybody does, so that one person alone can try a whole meeting."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from deliberate.demo import crowd
from tests.cast import Meeting, Person, World
from tests.installation import Installation, Server, eventually
from tests.wire_client import Client

SIMULATED = "· simulation"


@pytest.fixture
def installation(prepared: Installation, tmp_path) -> Installation:
    """A demonstration: nowhere else are there simulated members."""
    copy = prepared.copy_to(tmp_path)
    copy.settings["DELIBERATE_DEMO"] = "1"
    return copy


@pytest.fixture
def server(installation: Installation, meeting: Meeting) -> Iterator[Server]:
    """The product, with three simulated members wanted at the meeting that begins next."""
    crowd.want(installation.folder, 3)
    with installation.serving() as serving:
        yield serving


@pytest.fixture
def desk(server: Server, meeting: Meeting, ana: Person) -> Client:
    """Ana's laptop."""
    return Client(server.url, meeting.room, token=ana.token).connect()


def simulated(desk: Client) -> dict[int, dict]:
    return {number: seat for number, seat in desk.of("seat").items() if SIMULATED in seat["name"]}


def here(desk: Client) -> int:
    return sum(bool(seat["arrived_at"]) and not seat["left_at"] for seat in simulated(desk).values())


def test_they_arrive_answer_and_leave(desk: Client, installation: Installation):
    """One objects to the first question with a reason, and takes it back; asked to go home, all of them leave."""
    eventually(lambda: here(desk) == 3, 40, "three simulated members being here")
    desk.do("meetings.arrive", mode="in_the_room")
    desk.do("meetings.open")
    eventually(lambda: desk.of("suggestion"), what="one of them having suggested a point")
    asked = desk.do("meetings.ask_agreement")["ids"]["agreement"]

    eventually(lambda: desk.of("agreement")[asked]["no_objection"] == 2, what="two answers")
    eventually(lambda: desk.of("agreement")[asked]["objections"], what="one objection")
    assert "ten minutes more" in desk.of("agreement")[asked]["objections"][0]["words"]

    assert "home" in installation.command("demo", "--people", "0").stdout
    eventually(lambda: here(desk) == 0, what="everybody having left")
    assert {seat["person"] for seat in desk.of("seat").values() if not seat["left_at"]} == {desk.me["person"]}


def test_they_wait_at_the_door_until_they_are_let_in(installation: Installation, meeting: Meeting, ana: Person):
    """Where people are let in one by one, nobody of them is inside before, and each is inside soon after."""
    assert ana.act(meeting.room, "meetings.set_door", one_by_one="yes").ok
    crowd.want(installation.folder, 2)
    with installation.serving() as serving:
        desk = Client(serving.url, meeting.room, token=ana.token).connect()
        eventually(lambda: len(desk.of("waiting")) == 2, 40, "two simulated members at the door")
        assert here(desk) == 0

        desk.do("meetings.let_in", waiting=",".join(str(number) for number in desk.of("waiting")))
        eventually(lambda: here(desk) == 2, 40, "both being here")


def test_they_are_marked_and_come_back_to_their_own_seats(server: Server, desk: Client):
    """A server that is started again finds the same three; nobody is there twice."""
    eventually(lambda: here(desk) == 3, 40, "three simulated members being here")
    seats = simulated(desk)
    assert all(seat["guest"] for seat in seats.values())

    server.stop()
    server.start()
    again = Client(server.url, desk.room, token=desk.token).connect()

    eventually(lambda: here(again) == 3 and len(again.online) >= 3, 60, "three simulated members being here again")
    assert simulated(again).keys() == seats.keys()


def test_nobody_is_simulated_where_people_really_meet(prepared: Installation, tmp_path):
    """Outside the demonstration the commands refuse, and the server starts none, whatever the data folder says."""
    real = prepared.copy_to(tmp_path / "real")
    crowd.want(real.folder, 3)

    refused = real.command("demo", "--people", "3", check=False)
    assert refused.returncode != 0
    assert "DELIBERATE_DEMO" in refused.stderr
    assert real.command("simulate", "--beside", "1", "--at", "http://127.0.0.1:1", check=False).returncode != 0


def test_they_go_to_the_meeting_that_is_on(world: World, meeting: Meeting, under_way: Meeting):
    with world.app.app_context():
        assert crowd.destination().number == under_way.id
        assert world.person("ana").act(under_way.room, "meetings.close").ok
        assert crowd.destination().number == meeting.id
