"""One who sends more than hands can do takes nothing from the others (T-63)."""

from __future__ import annotations

import json
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from deliberate.kernel.connections import NAMESPACE
from deliberate.kernel.doors import ACTS_AT_ONCE, ACTS_PER_SECOND
from deliberate.kernel.live import MOST_WINDOWS
from tests.installation import eventually
from tests.wire_client import BareSocket, Client, Refused

FLOOD = ACTS_AT_ONCE + 2 * ACTS_PER_SECOND


def an_act(mode: str) -> str:
    """A frame that moves its sender to and fro."""
    asked = {"id": str(uuid.uuid4()), "name": "meetings.arrive", "input": {"mode": mode}}
    return f"42{NAMESPACE},7" + json.dumps(["act", asked])


@pytest.mark.parametrize("windows", [1, 5])
def test_a_flood_from_one_seat_waits_its_turn_and_the_others_go_on(library, serve, under_way, ana, follow, windows):
    """T-63: sent in one breath, from one window or from several, it is done no faster than hands could do it."""
    server = serve(library)
    desk, rosa = follow(server, under_way, ana), under_way.guest("Rosa")
    lines = [BareSocket(server.url) for _ in range(windows)]
    for line in lines:
        assert "sid" in line.connect(under_way.room, rosa.token)
    began = time.monotonic()
    for n in range(FLOOD // windows):
        for line in lines:
            line.say(an_act(("in_the_room", "remote")[n % 2]))

    with ThreadPoolExecutor(windows) as hearing:
        answered = [hearing.submit(hear_answers, line, FLOOD // windows) for line in lines]
        turns = 0
        while not all(one.done() for one in answered):
            desk.do("meetings.pause", reason="Rain")
            desk.do("meetings.resume")
            turns += 1
            time.sleep(0.25)

    assert time.monotonic() - began >= (FLOOD - ACTS_AT_ONCE) / ACTS_PER_SECOND
    assert turns > 2, "the facilitator waits because of the flood"
    assert all(one.result() for one in answered), "every act was done in the end"
    for line in lines:
        line.close()


def hear_answers(line: BareSocket, count: int) -> bool:
    """Whether so many acts were answered, and all of them were done."""
    answers = [line.hear_next(f"43{NAMESPACE},7[") for _ in range(count)]
    return all('"ok":true' in answer for answer in answers)


def test_what_a_phone_kept_for_an_hour_is_all_taken_at_once(serve, under_way, cai, follow):
    phone = follow(serve(), under_way, cai)

    for n in range(60):
        phone.send("meetings.arrive", act_id=str(uuid.uuid4()), mode=("remote", "in_the_room")[n % 2])

    eventually(lambda: len(phone.answers) == 60, what="all answers")
    assert all(answer["ok"] for answer in phone.answers)


def test_a_token_opens_only_so_many_windows(serve, under_way, cai, ana, follow):
    server = serve()
    windows = [follow(server, under_way, cai) for _ in range(MOST_WINDOWS)]

    with pytest.raises(Refused) as refused:
        Client(server.url, under_way.room, token=cai.token).connect()

    assert refused.value.code == "too_many_windows"
    assert follow(server, under_way, ana).is_connected, "others have windows of their own"
    windows[0].drop()
    eventually(lambda: opens(server, under_way, cai), what="a window being free again")


def opens(server, meeting, person) -> bool:
    client = Client(server.url, meeting.room, token=person.token)
    try:
        client.connect()
    except Refused:
        return False
    client.drop()
    return True
