"""Several processes serve the same meetings; any of them, and what connects them, may fail."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import redis as redis_library
import requests
from sqlalchemy import text

from deliberate.config import ROOT
from deliberate.kernel.db import writer_engine
from tests.cast import Meeting, World, open_meeting
from tests.faults.busy import Busy
from tests.installation import SLACK, Server, eventually, free_port
from tests.services import Redis
from tests.several import children, several, two_free_ports
from tests.wire_client import Client, Refused, guest

pytestmark = pytest.mark.postgres

LEASE = 10
"""Seconds for which a process is believed to be there after its last sign (`kernel/neighbours.py`)."""


@pytest.fixture
def world(several_world: World) -> World:
    return several_world


@pytest.fixture
def meeting(world: World) -> Meeting:
    return open_meeting(world)


@pytest.fixture
def two(world: World) -> Iterator[Callable[..., tuple[Server, Server]]]:
    """Two servers of one installation, each with a port of its own. In the end they are killed: only some tests wait for people to move."""
    with ExitStack() as stack:
        servers: list[Server] = []

        def start(library: str = "eventlet", **more: str) -> tuple[Server, Server]:
            more = {"TEST_NO_WORKER": "1"} | more
            first, second = (
                stack.enter_context(
                    world.installation.serving(library, **more, DELIBERATE_ADMIN=f"127.0.0.1:{free_port()}")
                )
                for _ in range(2)
            )
            servers.extend([first, second])
            return first, second

        yield start
        for server in servers:
            server.kill()


@pytest.fixture
def follow(meeting: Meeting) -> Callable[[Server, str], Client]:
    """Somebody of the cast, connected to one of the servers."""
    return lambda server, handle: Client(server.url, meeting.room, token=meeting.world.person(handle).token).connect()


def test_what_is_done_at_one_is_told_at_the_other(library, two, meeting, follow):
    here, there = two(library)
    desk, phone = follow(here, "ana"), follow(there, "cai")

    started = desk.do("meetings.start_item", item=meeting.items[0], after=None)
    phone.reaches(started["seq"])
    left = phone.do("meetings.leave")
    desk.reaches(left["seq"])

    assert phone.get("meeting")["current_item"] == meeting.items[0]
    assert (desk.snapshots, phone.snapshots) == (1, 1), "nobody had to ask again"


def test_acts_of_both_follow_each_other_without_a_hole(two, meeting, follow):
    """Two facilitators change the agenda at once, each at a process of their own; two phones listen."""
    here, there = two()
    meeting.world.person("ana").act(
        meeting.room, "meetings.give_role", seat=_seat(meeting, follow, here), role="facilitator"
    )
    desks = [follow(here, "ana"), follow(there, "bo")]
    phones = [follow(here, "cai"), follow(there, "cai")]

    def reword(desk: Client, item: int) -> None:
        for n in range(25):
            desk.do("meetings.change_item", item=item, title=f"{item} {n}", purpose="explore", presenter="", minutes=5)

    work = [threading.Thread(target=reword, args=pair) for pair in zip(desks, meeting.items, strict=False)]
    for one in work:
        one.start()
    for one in work:
        one.join(60 * SLACK)

    last = max(desk.seq for desk in desks)
    for device in (*desks, *phones):
        device.reaches(last)
        seqs = [message["seq"] for message in device.received if message["seq"] <= last]
        assert seqs == sorted(seqs)
    fresh = follow(there, "cai")
    assert [phone.objects for phone in phones] == [fresh.objects] * 2


def test_everybody_sees_who_is_online_wherever_they_are(two, meeting, follow):
    here, there = two()
    desk, phone = follow(here, "ana"), follow(there, "cai")

    eventually(lambda: set(desk.online) == {desk.me["seat"], phone.me["seat"]}, what="two at the desk")
    eventually(lambda: set(phone.online) == {desk.me["seat"], phone.me["seat"]}, what="two at the phone")
    second = follow(here, "cai")
    eventually(lambda: desk.devices == {str(phone.me["seat"]): 2}, what="two devices at one seat")
    phone.drop()
    second.drop()
    eventually(lambda: desk.online == [desk.me["seat"]], what="one is left")


def test_those_of_a_killed_process_are_online_no_more(two, meeting, follow):
    """T-14: it could not say goodbye; its lease ends."""
    here, there = two()
    desk, phone = follow(here, "ana"), follow(there, "cai")
    eventually(lambda: phone.me["seat"] in desk.online, what="two are present")

    there.kill()

    eventually(lambda: desk.online == [desk.me["seat"]], LEASE * 3, "one is left")


@pytest.mark.parametrize("without_redis", [False, True], ids=["redis", "no_redis"])
def test_a_right_withdrawn_at_one_closes_lines_at_the_other(without_redis, library, two, meeting, follow, redis):
    """T-28, T-29: also while the channel between them is away."""
    here, there = two(library)
    desk, rosa = follow(here, "ana"), guest(there.url, meeting.code, "Rosa")
    seat = rosa.me["seat"]
    desk.follows(rosa)
    if without_redis:
        redis.kill()

    desk.act("meetings.withdraw_access", seat=seat)

    rosa.is_sent_away("not_signed_in")


def test_signing_out_at_one_closes_lines_at_the_other(two, meeting, follow):
    """T-28."""
    here, there = two()
    phone = follow(there, "cai")
    own_room = Client(here.url, f"person/{meeting.world.person('cai').id}", token=phone.token).connect()

    own_room.send("people.sign_out_everywhere", act_id=str(uuid.uuid4()))

    phone.is_sent_away("not_signed_in")


def test_wrong_codes_are_counted_together(two, redis):
    """T-38: whoever guesses gains nothing by asking several processes; without Redis each counts by itself."""
    here, there = two()
    guess = {"code": "AAAA-AAAA", "name": "X", "language": "en"}

    def ask(server: Server) -> int:
        return requests.post(f"{server.url}/api/v1/join", json=guess, timeout=30).status_code

    answers = [ask(server) for _ in range(60) for server in (here, there)]

    assert set(answers) == {404}
    assert (ask(here), ask(there)) == (429, 429)
    with redis_library.Redis.from_url(redis.url) as client:
        assert not any(b"127.0.0.1" in key for key in client.scan_iter()), "nobody's address can be read there"
    redis.kill()
    assert ask(here) == 404


# -- what connects them fails ---------------------------------------------------------------------------------------


def _kill(redis: Redis) -> Callable[[], None]:
    redis.kill()
    return redis.start


def _freeze(redis: Redis) -> Callable[[], None]:
    redis.freeze()
    return redis.thaw


def _cut_all_lines(redis: Redis) -> Callable[[], None]:
    with redis_library.Redis.from_url(redis.url) as client:
        client.flushall()
        client.client_kill_filter(skipme=True, _type="normal")
        client.client_kill_filter(skipme=True, _type="pubsub")
    return lambda: None


def _lock_out(redis: Redis) -> Callable[[], None]:
    with redis_library.Redis.from_url(redis.url) as client:
        client.config_set("requirepass", "a new one")
    _cut_all_lines_as(redis, "a new one")

    def let_in() -> None:
        with redis_library.Redis.from_url(redis.url, password="a new one") as again:
            again.config_set("requirepass", "")

    return let_in


def _cut_all_lines_as(redis: Redis, password: str) -> None:
    with redis_library.Redis.from_url(redis.url, password=password) as client:
        client.client_kill_filter(skipme=True, _type="normal")
        client.client_kill_filter(skipme=True, _type="pubsub")


@pytest.mark.parametrize("fault", [_kill, _freeze, _cut_all_lines, _lock_out])
def test_without_the_channel_the_meeting_goes_on_and_heals(fault, two, meeting, follow, redis):
    """T-58: stopped and started, slow, flushed with all lines cut, its password changed."""
    here, there = two()
    desk, phone = follow(here, "ana"), follow(there, "cai")

    mend = fault(redis)
    started = desk.do("meetings.start_item", item=meeting.items[0], after=None)
    phone.reaches(started["seq"])
    left = phone.do("meetings.leave")
    desk.reaches(left["seq"])
    mend()
    second = desk.do("meetings.start_item", item=meeting.items[1], after=meeting.items[0])
    phone.reaches(second["seq"])

    assert phone.get("meeting")["current_item"] == meeting.items[1]
    fresh = follow(there, "cai")
    assert phone.objects == fresh.objects
    eventually(lambda: _counts(here)["deliberate_channel_up"] == 1, what="the channel is back")


def test_what_others_say_on_the_same_redis_is_not_believed(two, meeting, follow, redis):
    """Its lines are found by whoever may use it; what they put there carries no seal of ours."""
    here, there = two()
    desk, phone = follow(here, "ana"), follow(there, "cai")
    with redis_library.Redis.from_url(redis.url) as client:
        (name,) = client.pubsub_channels()
        listening = client.pubsub(ignore_subscribe_messages=True)
        listening.subscribe(name)
        started = desk.do("meetings.start_item", item=meeting.items[0], after=None)
        heard = b""
        while b'"room":' not in heard:
            heard = (listening.get_message(timeout=10) or {"data": b""})["data"]
        forged = heard.replace(b'"seq":%d' % started["seq"], b'"seq":%d' % (started["seq"] + 1))
        for noise in (forged.replace(b'"after":%d' % (started["seq"] - 1), b'"after":%d' % started["seq"]), b"", b"x"):
            client.publish(name, noise)

    left = phone.do("meetings.leave")
    desk.reaches(left["seq"])

    assert phone.seq == desk.seq == left["seq"]
    eventually(lambda: any("channel.forged" in line for line in there.log), what="being warned")


def test_what_no_process_told_of_is_asked_for(two, meeting, follow):
    """An act of neither process, as when the channel lost it: a head says where the room is, also when nothing follows."""
    here, _ = two()
    desk = follow(here, "ana")

    lost = meeting.world.person("cai").act(meeting.room, "meetings.leave")

    desk.reaches(lost.seq)
    assert desk.received == []
    assert desk.objects == follow(here, "ana").objects


def test_what_follows_a_withdrawal_at_the_other_process_is_not_told_to_who_lost_it(two, meeting, follow):
    """T-29: one facilitator withdraws, the other one acts right behind it, each at a process of their own."""
    here, there = two()
    desk, other = follow(here, "ana"), follow(there, "bo")
    rosa = guest(there.url, meeting.code, "Rosa")
    desk.follows(rosa)
    desk.do("meetings.give_role", seat=other.me["seat"], role="facilitator")
    other.catch_up(whole=True)

    withdrawn = desk.act("meetings.withdraw_access", seat=rosa.me["seat"])["seq"]
    for n in range(5):
        other.do(
            "meetings.change_item", item=meeting.items[0], title=f"T {n}", purpose="explore", presenter="", minutes=5
        )

    rosa.is_sent_away("not_signed_in")
    assert all(message["after"] < withdrawn for message in rosa.received)
    desk.follows(other)


# -- one of them ends -----------------------------------------------------------------------------------------------


def test_who_is_told_to_move_goes_on_at_the_other(library, two, meeting, follow):
    """T-60: what was done before the line is closed counts; nobody is let in any more; presence is right at once."""
    here, there = two(library, DELIBERATE_DRAIN="5")
    desk, phone = follow(there, "ana"), follow(here, "cai")
    eventually(lambda: phone.me["seat"] in desk.online, what="two are present")
    told = []
    phone.socket.on("move", told.append, namespace="/room")

    ending = threading.Thread(target=here.stop)
    ending.start()
    eventually(lambda: told, what="being told")
    assert told == [{"room": meeting.room, "within": 5}]
    left = phone.do("meetings.leave")
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{here.url}/health", timeout=5)
    assert requests.get(f"{here.admin}/ready", timeout=5).status_code == 503
    assert requests.get(f"{here.admin}/health", timeout=5).status_code == 200
    phone.url = there.url
    phone.reconnect()
    ending.join(20 * SLACK)

    assert not here.is_running()
    desk.reaches(left["seq"])
    assert phone.seq == desk.seq
    eventually(lambda: set(desk.online) == {desk.me["seat"], phone.me["seat"]}, what="both are present")


def test_who_does_not_move_is_cut_off_in_the_end(two, follow):
    """T-60"""
    here, there = two()
    phone = follow(here, "cai")

    here.stop()

    eventually(lambda: not phone.is_connected, what="losing the line")
    assert phone.gone is None, "so it comes back by itself"
    phone.url = there.url
    assert phone.reconnect().is_connected


def test_nothing_acknowledged_is_lost_while_one_ends(two, meeting, follow):
    """T-60: the one that ends answers what it was asked until it has gone."""
    here, there = two()
    busy = Busy(follow(here, "ana"), meeting.items[0])

    here.stop()
    busy.wait_until_gone()

    assert follow(there, "ana").seq >= busy.acknowledged[-1]


# -- as an operator starts them -------------------------------------------------------------------------------------


def test_an_operator_starts_several_on_one_port(world, meeting):
    """T-60: they share the work; one that dies is replaced; all are renewed one after the other; nothing is left behind."""
    port = two_free_ports()
    admins = [f"http://127.0.0.1:{port + n}" for n in range(2)]
    with several(world.installation, 2, DELIBERATE_ADMIN=f"127.0.0.1:{port}") as (overseer, url):
        token = world.person("ana").token
        devices = [Client(url, meeting.room, token=token).connect() for _ in range(6)]

        def both_have_some() -> bool:
            devices.append(Client(url, meeting.room, token=token).connect())
            return all(_counts_at(admin)["deliberate_connections"] > 0 for admin in admins)

        eventually(both_have_some, what="both have some")
        assert len(children(overseer.pid, "worker")) == 1

        first = children(overseer.pid, "serve")
        os.kill(min(first), signal.SIGKILL)
        eventually(lambda: not all(device.is_connected for device in devices), what="some lines are lost")
        for device in devices:
            eventually(lambda device=device: device.is_connected or _comes_back(device), what="coming back")
        eventually(lambda: len(children(overseer.pid, "serve") - {min(first)}) == 2, what="another one")
        eventually(lambda: all(_answers(f"{admin}/ready") for admin in admins), 60, "both are ready")

        second, worker = children(overseer.pid, "serve"), children(overseer.pid, "worker")
        overseer.send_signal(signal.SIGHUP)
        eventually(lambda: len(children(overseer.pid, "serve") - second) == 2, 90, "both were renewed")
        eventually(lambda: len(children(overseer.pid, "worker") - worker) == 1, 60, "and the worker")
        eventually(lambda: all(_answers(f"{admin}/ready") for admin in admins), 60, "both are ready")
        assert Client(url, meeting.room, token=token).connect().seq == devices[0].seq
        left = children(overseer.pid, "serve") | children(overseer.pid, "worker")
    eventually(lambda: not any(Path(f"/proc/{child}").exists() for child in left), what="nothing is left behind")
    assert overseer.returncode == 0


def test_when_a_new_program_does_not_start_the_others_go_on(world, meeting):
    """A release that is broken, or a database that is not the one it expects: only the first process is lost to it."""
    with several(world.installation, 2) as (overseer, url):
        before = children(overseer.pid, "serve")
        with world.app.app_context(), writer_engine().begin() as connection:
            connection.execute(text("ALTER TABLE installation RENAME TO elsewhere"))
        overseer.send_signal(signal.SIGHUP)
        eventually(lambda: len(children(overseer.pid, "serve") & before) == 1, 60, "the first one ends")
        said = world.installation.folder / "output.txt"
        eventually(lambda: "did not start anew" in said.read_text(), 60, "being told")
        with world.app.app_context(), writer_engine().begin() as connection:
            connection.execute(text("ALTER TABLE elsewhere RENAME TO installation"))

        assert len(children(overseer.pid, "serve") & before) == 1, "the second one was left alone"
        eventually(lambda: len(children(overseer.pid, "serve")) == 2, 60, "the first one is tried again")
        assert _answers(f"{url}/ready")


def test_a_killed_overseer_leaves_no_server(world, meeting):
    with several(world.installation, 2) as (overseer, _):
        left = children(overseer.pid, "serve") | children(overseer.pid, "worker")
        overseer.kill()
        eventually(lambda: not any(Path(f"/proc/{child}").exists() for child in left), 60, "nothing is left behind")


@pytest.mark.parametrize(
    ("words", "more", "sentence"),
    [
        (("--processes", "2"), {"DELIBERATE_REDIS": ""}, "Several processes need"),
        ((), {"DELIBERATE_DATABASE_URL": "sqlite:///there.sqlite"}, "SQLite for one"),
        ((), {"DELIBERATE_REDIS": "127.0.0.1:6379"}, "an address such as redis://"),
        ((), {"DELIBERATE_ADMIN": "9100"}, "an address and a port"),
    ],
)
def test_what_cannot_work_is_refused_with_what_to_do(world, words, more, sentence):
    """T-71"""
    refused = subprocess.run(
        [sys.executable, "-m", "deliberate", "serve", *words],
        env=world.installation.environment | more,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30 * SLACK,
    )

    assert refused.returncode != 0
    assert sentence in refused.stderr
    assert "Traceback" not in refused.stderr


def _seat(meeting: Meeting, follow, server: Server) -> int:
    bo = follow(server, "bo")
    bo.drop()
    return bo.me["seat"]


def _counts(server: Server) -> dict[str, float]:
    return _counts_at(server.admin)


def _counts_at(admin: str) -> dict[str, float]:
    text = requests.get(f"{admin}/metrics", timeout=10).text
    return {name: float(value) for name, value in re.findall(r"^(\w+) ([0-9.e+-]+)$", text, re.MULTILINE)}


def _comes_back(device: Client) -> bool:
    try:
        return device.reconnect().is_connected
    except Refused:
        return False  # whoever died had taken the call and cannot answer any more


def _answers(url: str) -> bool:
    try:
        return requests.get(url, timeout=5).ok
    except requests.RequestException:
        return False
