"""Somebody under 14 is named in the room while people meet, and nowhere else, ever (T-74)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from io import BytesIO

import pytest
from flask import url_for

from deliberate.kernel import clock
from deliberate.kernel.errors import NotFound, Refused
from deliberate.meetings.models import Seat
from tests.cast import Browser, Meeting, Person, World, convened_meeting
from tests.every.observing import Observer, applied, message_for
from tests.every.scenes import (
    NIGHT_BUS,
    group_number,
    group_room,
    invited,
    tended_by_ana,
    the_mill,
)
from tests.letters import carry_out
from tests.people.test_everything_forgotten import forget

FIRST, LAST = "Ninetta", "Masriera"


@pytest.fixture
def child(world: World, under_way: Meeting, ana: Person) -> Person:
    """Under 14, in the room, and doing all that somebody in the room can do."""
    child = under_way.guest(f"{FIRST} {LAST}", is_child=True, public_name="full")
    assert child.act(under_way.room, "meetings.arrive", mode="in_the_room").ok
    for title in ("A swing", "A slide"):
        assert child.act(under_way.room, "meetings.suggest_item", **NIGHT_BUS | {"title": title}).ok
    item = {"title": "Swings", "purpose": "inform", "presenter": child.id, "minutes": ""}
    assert ana.act(under_way.room, "meetings.add_item", **item).ok
    page = f"/meetings/{under_way.id}/files"
    with_item = child.browser.get(page).get_data(as_text=True)
    number = with_item.split("Swings")[0].rsplit('value="', 1)[1].split('"')[0]
    sent = child.browser.send(page, page, file=(BytesIO(b"My swing"), "swing.txt"), item=number)
    assert sent.status_code == 303, sent.get_data(as_text=True)
    return child


def every_public_path(world: World, meeting: Meeting) -> list[str]:
    """Each page that takes no more than a group's code or a number, filled in: new pages are looked at unasked."""
    known = {"code": "MOB", "number": str(meeting.id), "space": "1"}
    paths = []
    for rule in world.app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.arguments <= known.keys() and rule.endpoint != "static":
            with world.app.test_request_context():
                paths.append(url_for(rule.endpoint, **{name: known[name] for name in rule.arguments}))
    return paths


def test_no_page_names_a_child_to_the_public(world: World, under_way: Meeting, child: Person, ana: Person):
    """T-74: while people meet and afterwards; neither to nobody, nor to a member of the network who is not there."""
    assert FIRST in ana.browser.get(f"/meetings/{under_way.id}/plain").get_data(as_text=True)
    paths = every_public_path(world, under_way)
    assert f"/meetings/{under_way.id}/calendar.ics" in paths

    for moment in ("while it is on", "afterwards"):
        for reader in (Browser(world.app), world.person("dee").browser):
            for path in paths:
                page = reader.get(path, follow_redirects=True).get_data(as_text=True)
                assert [name for name in (FIRST, LAST) if name in page] == [], (moment, path)
        if moment == "while it is on":
            assert ana.act(under_way.room, "meetings.close", carry=",".join(map(str, under_way.items))).ok
            with clock.set_to(clock.now() + timedelta(minutes=1)):
                carry_out(world)


@pytest.mark.parametrize("under_14", [True, False])
def test_a_child_whom_the_desk_enters_is_not_named_outside_either(
    world: World, under_way: Meeting, ana: Person, under_14
):
    entered = {"name": "Ferriol Petit", "is_child": under_14, "person": "", "mode": "in_the_room"}
    seat = ana.act(under_way.room, "meetings.seat_person", **entered).ids["seat"]
    item = {"title": "Swings", "purpose": "inform", "minutes": "", "presenter": person_at(world, seat)}
    assert ana.act(under_way.room, "meetings.add_item", **item).ok

    outside = Browser(world.app).get(f"/meetings/{under_way.id}").get_data(as_text=True)

    assert "Swings" in outside
    assert ("Ferriol" in outside) is not under_14
    assert "Ferriol Petit" in ana.browser.get(f"/meetings/{under_way.id}/plain").get_data(as_text=True)


def person_at(world: World, seat: int) -> int:
    with world.app.app_context(), world.session() as session:
        return session.get_one(Seat, seat).person_id


def test_afterwards_not_even_those_who_were_there_read_it(world: World, under_way: Meeting, child: Person, ana: Person):
    """Neither on pages, nor on devices that look at the room again, nor in the group where suggestions wait."""
    assert FIRST in str(Observer(world).look(under_way.room).objects)
    assert ana.act(under_way.room, "meetings.close").ok
    with clock.set_to(clock.now() + timedelta(minutes=1)):
        carry_out(world)

    for path in every_public_path(world, under_way):
        page = world.person("bo").browser.get(path, follow_redirects=True).get_data(as_text=True)
        assert [name for name in (FIRST, LAST) if name in page] == [], path
    waiting = str(Observer(world).look(group_room(world)).objects)
    assert "A swing" in waiting
    assert FIRST not in waiting
    assert FIRST not in str(Observer(world).look(under_way.room).objects)


def test_who_is_connected_when_the_meeting_ends_is_told_the_name_no_more(
    world: World, under_way: Meeting, child: Person, ana: Person
):
    observer = Observer(world)
    before = observer.look(under_way.room)
    assert ana.act(under_way.room, "meetings.close").ok
    after = observer.look(under_way.room)

    (bundle,) = observer.told
    for viewer in after.objects:
        assert applied(before.objects[viewer], message_for(bundle, viewer)) == after.objects[viewer]


def test_a_child_gets_no_account_by_any_way(world: World, under_way: Meeting, child: Person):
    """Neither by an invitation, nor by a group, nor by asking for a link."""
    link = invited(world)
    with pytest.raises((NotFound, Refused)):
        world.program("network/1", "invitations.accept_as_known", link_hash=link, person=child.id)
    for act, more in (("join_group", {}), ("ask_to_join", {"words": "Hello"}), ("admit_member", {"role": "member"})):
        with pytest.raises((NotFound, Refused)):
            world.program(group_room(world), f"groups.{act}", person=child.id, **more)
    assert child.browser.get("/invitations").status_code in (401, 404)
    assert child.act(f"person/{child.id}", "people.ask_for_address").code in ("not_found", "invalid")


def test_nobody_names_a_child_to_speak_for_an_organisation(
    world: World, under_way: Meeting, child: Person, ana: Person
):
    tended_by_ana(world)
    named = {"organisation": the_mill(world), "group": group_number(world), "person": child.id}

    refused = ana.act("network/1", "organisations.name_representative", **named, last_day="", zone="Europe/Madrid")

    assert not refused.ok


def test_a_forgotten_child_leaves_nothing(world: World, under_way: Meeting, child: Person):
    """T-74"""
    forget(world, child, f"{FIRST} {LAST}")

    with closing(sqlite3.connect(world.installation.folder / "deliberate.sqlite")) as database:
        told = "\n".join(database.iterdump())
    assert [word for word in (FIRST, LAST, "A swing", "Late shifts", "swing.txt") if word in told] == []


def test_a_convened_meeting_has_no_children_on_its_page(world: World, ana: Person):
    """Before the meeting, too, when they have come with the code already."""
    meeting = convened_meeting(world)
    meeting.guest(f"{FIRST} {LAST}", is_child=True)

    assert FIRST not in Browser(world.app).get(f"/meetings/{meeting.id}").get_data(as_text=True)
