"""A page that lists asks as many questions for forty things as for four."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest

from deliberate.kernel.admission import Knock, stand
from deliberate.kernel.connections import Connection
from deliberate.kernel.recent import Recent
from deliberate.kernel.returning import Return, Returning
from tests.cast import Browser, Meeting, Person, World, convened_meeting, open_meeting
from tests.every.queries import counted
from tests.every.scenes import group_room, seat
from tests.spaces.places import ATTIC, NETWORK, NEW_SCHOOL, found_mill, tending

MOST = 40


def more_spaces(world: World, count: int) -> None:
    """Spaces with a hall each, and in the mill more halls with a meeting that people were called to."""
    tender, mill = tending(world), found_mill(world)
    for _ in range(count):
        code = uuid.uuid4().hex[:8].upper()
        space = tender.act(NETWORK, "spaces.found_space", **{**NEW_SCHOOL, "code": code}).ids["space"]
        tender.act(NETWORK, "spaces.add_hall", space=space, **ATTIC)
        hall = tender.act(NETWORK, "spaces.add_hall", space=mill, **{**ATTIC, "name": f"Hall {code}"}).ids["hall"]
        convened_meeting(world, titles=("Hello",), hall=hall)


def more_meetings(world: World, count: int) -> None:
    for n in range(count):
        meeting = convened_meeting(world, titles=("Hello",))
        if n % 2:
            world.person("ana").act(meeting.room, "meetings.open")
        if n % 3 == 0:
            world.person("ana").act(meeting.room, "meetings.close")


def more_members(world: World, count: int) -> None:
    for n in range(count):
        person = world.program(
            "network/1",
            "people.register_person",
            name=f"Member {n}",
            public_name="full",
            language="en",
            email=f"member{n}@example.org",
        )["person"]
        world.program(group_room(world), "groups.admit_member", person=person, role="member")


@pytest.mark.parametrize("path", ["/spaces", "/spaces?has=lift", "/spaces/MILL", "/api/v1/spaces", "/"])
def test_lists_of_spaces_do_not_ask_once_for_each_space_hall_or_meeting(world: World, path: str):
    more_spaces(world, 2)
    few = questions(world, Browser(world.app), path)
    more_spaces(world, 10)

    assert questions(world, Browser(world.app), path) <= few + 2
    assert few <= MOST


def test_planning_does_not_ask_once_for_each_hall(world: World, ana: Person):
    more_spaces(world, 2)
    few = questions(world, ana.browser, "/groups/MOB/meetings/new")
    more_spaces(world, 10)

    assert questions(world, ana.browser, "/groups/MOB/meetings/new") <= few + 2


def questions(world: World, browser: Browser, path: str) -> int:
    browser.get(path)
    with counted(world) as sent:
        assert browser.get(path).status_code == 200
    return len(sent)


@pytest.mark.parametrize("path", ["/", "/groups", "/groups/MOB"])
@pytest.mark.parametrize("reader", ["cai", "nobody"])
def test_lists_do_not_ask_once_for_each_thing(world: World, path: str, reader: str):
    browser = Browser(world.app) if reader == "nobody" else world.person(reader).browser
    more_meetings(world, 3)
    few = questions(world, browser, path)
    more_meetings(world, 12)
    more_members(world, 12)

    assert questions(world, browser, path) <= few + 2
    assert few <= MOST


def with_guests(meeting: Meeting, count: int) -> None:
    ana = meeting.world.person("ana")
    for n in range(count):
        guest = meeting.guest(f"Guest {n}")
        ana.act(meeting.room, "meetings.mark_arrival", seat=seat(guest, meeting), mode="remote")
        ana.act(meeting.room, "meetings.add_item", title=f"Item {n}", purpose="inform", presenter=guest.id, minutes=5)


PAGES: dict[str, Callable[[Meeting], str]] = {
    "the meeting": lambda meeting: f"/meetings/{meeting.id}",
    "the live page": lambda meeting: f"/meetings/{meeting.id}/live",
    "the plain page": lambda meeting: f"/meetings/{meeting.id}/plain",
    "the paper pack": lambda meeting: f"/meetings/{meeting.id}/paper",
}


@pytest.mark.parametrize("page", PAGES)
def test_a_meetings_pages_do_not_ask_once_for_each_person_or_item(world: World, ana: Person, page: str):
    meeting = open_meeting(world)
    path = PAGES[page](meeting)
    with_guests(meeting, 2)
    few = questions(world, ana.browser, path)
    with_guests(meeting, 10)

    assert questions(world, ana.browser, path) <= few + 2
    assert few <= MOST


def test_a_story_does_not_ask_once_for_each_person_or_item(world: World, ana: Person):
    counts = []
    for guests in (2, 12):
        meeting = open_meeting(world)
        with_guests(meeting, guests)
        assert ana.act(meeting.room, "meetings.close").ok
        counts.append(questions(world, ana.browser, f"/meetings/{meeting.id}"))

    few, many = counts
    assert many <= few + 2
    assert few <= MOST


def test_a_snapshot_does_not_ask_once_for_each_person_or_item(world: World):
    """T-09: a thousand phones that come back must not ask a thousand questions each."""
    from deliberate.kernel.acts import Standing
    from deliberate.kernel.messages import snapshot
    from deliberate.kernel.record import find_room

    meeting, counts = open_meeting(world), []
    for _ in range(2):
        with_guests(meeting, 6)
        with counted(world) as sent, world.app.app_context(), world.session() as session:
            objects = snapshot(session, world.house, find_room(session, meeting.room), Standing(None, desk=True))
            assert len(objects) > 12
        counts.append(len(sent))

    assert counts[1] <= counts[0] + 1


def test_many_who_come_back_at_once_ask_no_more_than_one(world: World, ana: Person, cai: Person):
    """T-09: the room is read once for each audience, and who they all are and what they may see in as many questions as for one."""
    meeting = open_meeting(world)
    guests = [meeting.guest(f"Guest {n}") for n in range(40)]
    recent = Recent(world.house)

    alone = asked_by(world, Recent(world.house), [back(world, meeting, cai)])
    together = asked_by(world, recent, [back(world, meeting, person) for person in [cai, *guests] * 5])
    again = asked_by(world, recent, [back(world, meeting, person) for person in guests])
    with_the_desk = [asked_by(world, recent, [back(world, meeting, person) for person in (ana, *guests)]) for _ in "12"]

    assert together == alone
    assert again < together, "the room was read for everybody"
    assert again < with_the_desk[0], "what the desk is shown was not read before"
    assert with_the_desk[1] < with_the_desk[0]


def back(world: World, meeting: Meeting, person: Person) -> Return:
    with world.app.app_context(), world.session() as session:
        proof, who, room, standing = stand(session, world.house, Knock((person.token,), meeting.room))
    return Return(Connection("", proof, who, room.reference, standing.seat_id, standing.desk), {})


def asked_by(world: World, recent: Recent, returns: list[Return]) -> int:
    """How much the database is asked when these come back in the same breath."""
    with counted(world) as sent:
        answers = Returning(world.house, recent, world.app.app_context).answers(returns)
    assert len(answers) == len(returns)
    assert not any(isinstance(answer, Exception) for answer in answers)
    return len(sent)
