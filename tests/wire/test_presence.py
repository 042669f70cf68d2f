"""Who is connected now: it comes and goes with the line, and never lies for long."""

import pytest

from deliberate.kernel.telling import MOST_LISTED
from deliberate.people.tokens import hash_of
from tests.installation import eventually
from tests.wire_client import BareSocket, guest

PING_TIMEOUT = 10 + 8
LOOKED_AT_EVERY = 8
"""The library goes round all lines in this time, so a dead one may be found that much later."""


def test_who_connects_is_present_until_the_line_is_cut(library, serve, under_way, ana, cai, follow):
    server = serve(library)
    desk, phone = follow(server, under_way, ana), follow(server, under_way, cai)
    here = sorted([desk.me["seat"], phone.me["seat"]])
    eventually(lambda: desk.online == here and phone.online == here, what="both present")

    phone.drop()

    eventually(lambda: desk.online == [desk.me["seat"]], what="one present")


def test_a_seat_is_present_as_long_as_one_of_its_devices_is(library, serve, under_way, ana, cai, follow):
    """T-42: and those who facilitate see that there are two."""
    server = serve(library)
    desk, phone, tablet = (follow(server, under_way, person) for person in (ana, cai, cai))
    seat = phone.me["seat"]
    eventually(lambda: desk.devices == {str(seat): 2}, what="two devices on one seat")
    assert phone.devices == {}

    phone.drop()

    eventually(lambda: desk.devices == {} and seat in desk.online, what="one device on that seat")
    tablet.drop()
    eventually(lambda: seat not in desk.online, what="nobody on that seat")


def test_who_is_not_admitted_is_not_present(serve, meeting, ana, follow):
    server = serve()
    desk = follow(server, meeting, ana)
    rosa = guest(server.url, meeting.code, "Rosa")
    eventually(lambda: desk.online == [rosa.me["seat"]], what="Rosa is present")

    BareSocket(server.url).connect(meeting.room, "wrong")

    desk.do("meetings.open")
    assert desk.online == [rosa.me["seat"]]
    rosa.drop()


@pytest.mark.timeout(180)
def test_a_line_that_went_dead_without_a_word_is_noticed(library, serve, under_way, ana, cai, follow):
    """T-14: the cable is pulled; no ping is answered and nothing is ever closed."""
    server = serve(library)
    desk = follow(server, under_way, ana)
    silent = BareSocket(server.url)
    silent.connect(under_way.room, cai.token)
    eventually(lambda: len(desk.online) == 2, what="both present")

    eventually(
        lambda: desk.online == [desk.me["seat"]], PING_TIMEOUT + LOOKED_AT_EVERY + 2, "the dead line is given up"
    )
    assert desk.is_connected


@pytest.mark.timeout(180)
def test_in_a_large_room_everybody_is_told_how_many_and_the_desk_who(
    library, serve, world, under_way, ana, cai, follow
):
    """And when some have gone, everybody is told who is online again: nothing about a room is settled when it opens."""
    server = serve(library)
    desk, phone = follow(server, under_way, ana), follow(server, under_way, cai)
    lines = [BareSocket(server.url) for _ in range(MOST_LISTED)]
    for number, line in enumerate(lines):
        line.connect(under_way.room, admitted(world, under_way, number))

    eventually(lambda: desk.count == phone.count == MOST_LISTED + 2, what="all being counted")
    assert len(desk.online) == MOST_LISTED + 2
    assert phone.online == []

    for line in lines[:2]:
        line.close()
    eventually(lambda: phone.count == MOST_LISTED, what="two having gone")
    eventually(lambda: phone.online == desk.online, what="everybody being told who")
    for line in lines[2:]:
        line.close()


def admitted(world, meeting, number: int) -> str:
    """The proof of somebody who came with the code."""
    token = f"somebody-in-a-large-room-{meeting.id}-{number:03d}"
    told = {"name": f"Guest {number}", "public_name": "first_name", "language": "en", "is_child": False}
    known = {"token_hash": hash_of(token), "device": "a phone"}
    world.program(meeting.room, "meetings.admit_guest", code=meeting.code, **told, **known)
    return token
