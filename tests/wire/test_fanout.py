"""What is told goes straight to every line that keeps up; one that does not is given up, and the others never notice."""

from __future__ import annotations

import socket
import time
import uuid

from tests.cast import draft_meeting
from tests.installation import eventually
from tests.wire_client import NAMESPACE, PONG, BareSocket

# Moving the first item to the end changes all of them: some thirty kilobytes for everybody.
LONG_AGENDA = tuple(f"{number} {'and so on' * 15}" for number in range(60))
READS_LITTLE = [(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)]


def test_a_phone_that_stops_reading_is_given_up_and_the_others_follow(serve, world, ana, cai, bo, follow):
    """T-12: what waits for it is bounded, even when it goes on answering pings, and asking."""
    server, meeting = serve(), convened(world, ana)
    desk, phone = follow(server, meeting, ana), follow(server, meeting, cai)
    deaf = BareSocket(server.url, sockopt=READS_LITTLE)
    deaf.connect(meeting.room, bo.token)

    moves = 0
    for number in range(20):
        deaf.say(f'42{NAMESPACE},{number}["catch_up", {{}}]')
    while not is_given_up(deaf):
        desk.do("meetings.move_item", item=items(desk)[0], before="")
        moves += 1

    phone.follows(desk)
    assert items(phone) == items(desk)
    assert len(phone.received) == len(desk.received) == moves, "who keeps up gets each message, once"
    assert phone.is_connected


def test_what_is_done_in_one_breath_is_told_without_a_hole(library, serve, world, under_way, ana, cai, bo, follow):
    """However many acts a message tells of; and whoever comes in the middle of it ends with the same."""
    server = serve(library)
    desk, phone, other = (follow(server, under_way, person) for person in (ana, cai, bo))
    before = desk.seq

    with world.installation.database_open() as database:
        database.execute("BEGIN IMMEDIATE")  # until everything has come in
        for n in range(20):
            for device in (phone, other):
                device.send("meetings.arrive", act_id=str(uuid.uuid4()), mode=("remote", "in_the_room")[n % 2])
        time.sleep(0.3)
    late = follow(server, under_way, ana)

    eventually(lambda: len(phone.answers) == len(other.answers) == 20, what="all answers")
    last = max(answer["seq"] for device in (phone, other) for answer in device.answers)
    for device in (desk, phone, other, late):
        device.reaches(last)
        assert device.objects.items() >= shared(desk).items()
    told = [(message["after"], message["seq"]) for message in desk.received]
    assert told[0][0] == before
    assert [after for after, _ in told[1:]] == [seq for _, seq in told[:-1]], "no hole, and nothing twice"
    assert told[-1][1] == last
    numbers = [entry["seq"] for message in desk.received for entry in message["entries"]]
    assert numbers == sorted(numbers)


def shared(client):
    return {key: thing for key, thing in client.objects.items() if key.startswith(("seat/", "meeting/"))}


def convened(world, ana):
    meeting = draft_meeting(world, titles=())
    for title in LONG_AGENDA:
        ana.act(meeting.room, "meetings.add_item", title=title, purpose="explore", minutes="", presenter="")
    assert ana.act(meeting.room, "meetings.convene").ok
    return meeting


def items(client) -> list[int]:
    found = client.of("agenda_item")
    return sorted(found, key=lambda item: found[item]["position"])


def is_given_up(line: BareSocket) -> bool:
    """Whether the server has closed it; a pong is a sign of life that needs no reading."""
    try:
        line.say(PONG)
    except OSError:
        return True
    return False
