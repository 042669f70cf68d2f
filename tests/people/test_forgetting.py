"""Forget me: the name, the address and the words are gone, what was done stays, and nobody else can do it (T-74)."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest
import requests
from sqlalchemy import select

from deliberate.kernel.record import Room, why_not_intact
from deliberate.people.models import Person as PersonRow
from tests.cast import Browser, Meeting, Person, World, open_meeting
from tests.every.scenes import (
    TO_PAU,
    asked,
    group_number,
    group_room,
    membership,
    object_to,
    the_mill,
    the_mill_names_cai_to_mobility,
)
from tests.installation import Installation, eventually
from tests.letters import carry_out, letters
from tests.wire_client import Client

PRIVATE = ("Cai", "Roca", "cai@example.org", "cai.roca@example.org", "Too long")


def forget(person: Person, name: str):
    """Send the form of the page."""
    return person.browser.send("/me/forget", "/me/forget", form="forget_me", name=name)


def dump(world: World) -> str:
    """All that the database holds, as text."""
    with closing(sqlite3.connect(world.installation.folder / "deliberate.sqlite")) as database:
        return "\n".join(database.iterdump())


def faults(world: World) -> list[str]:
    """What `deliberate verify` would find."""
    with world.app.app_context(), world.session() as session:
        return [why for room in session.scalars(select(Room)) if (why := why_not_intact(session, room))]


@pytest.fixture
def known(world: World, cai: Person) -> Meeting:
    """A meeting that is on; of Cai is known here whatever can be: words, a role, links, letters, an organisation, an invitation."""
    (ana, network, named) = the_mill_names_cai_to_mobility(world)
    assert ana.act(network, "organisations.name_representative", **named).ok
    assert cai.act(f"person/{cai.id}", "organisations.state_affiliation", organisation=the_mill(world)).ok
    to_cai = TO_PAU | {"email": "cai@example.org", "group": group_number(world)}
    assert ana.act(network, "invitations.invite", **to_cai).ok
    meeting, agreement = asked(world)
    object_to(world, meeting, agreement)
    item = {"title": "Bikes", "purpose": "inform", "presenter": cai.id, "minutes": ""}
    assert ana.act(meeting.room, "meetings.add_item", **item).ok
    Browser(world.app).send("/sign-in", "/sign-in", form="link", email="cai@example.org")
    assert cai.browser.send("/me", "/me/do/ask_for_address", email="cai.roca@example.org").status_code == 303
    carry_out(world)
    return meeting


def test_nothing_in_the_database_tells_the_name_the_address_or_the_words(world: World, known: Meeting, cai: Person):
    """T-74: and the record can still be verified."""
    before = dump(world)
    assert all(word in before for word in PRIVATE)
    person = cai.id

    assert forget(cai, "Cai Roca").status_code == 303
    carry_out(world)

    after = dump(world)
    assert [word for word in PRIVATE if word in after] == []
    assert faults(world) == []
    assert letters(world) == [], "what waited for this person stays here"
    with world.app.app_context(), world.session() as session:
        assert session.get_one(PersonRow, person).outside_name is None


def test_the_file_itself_no_longer_has_them_either(world: World, known: Meeting, cai: Person):
    """T-74: what is erased is overwritten, not only unlinked."""
    file = world.installation.folder / "deliberate.sqlite"

    assert forget(cai, "Cai Roca").status_code == 303
    carry_out(world)
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    raw = world.installation.raw(file.name)
    assert b"Ana Prats" in raw
    assert [word for word in PRIVATE if word.encode() in raw] == []


def test_no_page_tells_them_to_anybody(world: World, known: Meeting, cai: Person):
    """T-74: not to members, not to the public, not after the meeting."""
    readers = {"member": world.person("bo").browser, "nobody": Browser(world.app)}
    assert "Cai Roca" in readers["member"].get("/groups/MOB").get_data(as_text=True)

    assert forget(cai, "Cai Roca").status_code == 303
    carry_out(world)

    paths = ["/", "/groups/MOB", f"/meetings/{known.id}", f"/meetings/{known.id}/live", "/organisations/1"]
    for moment in ("while it is on", "afterwards"):
        for reader, browser in readers.items():
            for path in paths:
                page = browser.get(path, follow_redirects=True).get_data(as_text=True)
                assert [word for word in PRIVATE if word in page] == [], (moment, reader, path)
        assert moment == "afterwards" or world.person("ana").act(known.room, "meetings.close").ok


def test_what_was_done_stays_as_done_by_a_participant(world: World, known: Meeting, cai: Person, ana: Person):
    assert forget(cai, "Cai Roca").status_code == 303
    carry_out(world)
    assert ana.act(known.room, "meetings.close").ok

    story = Browser(world.app).get(f"/meetings/{known.id}").get_data(as_text=True)

    assert "A participant arrived." in story
    assert "A participant left." in story
    assert "words that were forgotten" in story


def test_the_account_is_no_more(world: World, known: Meeting, cai: Person):
    copied = Browser(world.app)
    copied.client.set_cookie("deliberate", cai.token)
    assert copied.get("/me").status_code == 200
    room, who = f"person/{cai.id}", cai.who

    assert forget(cai, "Cai Roca").headers["Location"] == "/"

    assert copied.get("/me").status_code == 401
    assert cai.browser.get("/me").status_code == 401
    with world.app.app_context(), pytest.raises(Exception, match="not_signed_in"):
        world.doors.act(
            who, room=room, name="people.sign_out_everywhere", inputs={}, act_id="0" * 8 + "-0000" * 4 + "0" * 8
        )
    carry_out(world)
    Browser(world.app).send("/sign-in", "/sign-in", form="link", email="cai@example.org")
    assert letters(world) == [], "there is no account with that address"


def test_memberships_end_and_the_group_may_be_joined_anew(world: World, known: Meeting, cai: Person):
    assert forget(cai, "Cai Roca").status_code == 303
    carry_out(world)

    page = world.person("ana").browser.get("/groups/MOB").get_data(as_text=True)
    assert "2 people" in page
    world.program(
        "network/1", "people.register_person", name="Cai", public_name="full", language="ca", email="cai@example.org"
    )


@pytest.mark.parametrize("typed", ["", "Cai", "yes", "Cai Rocas"])
def test_nobody_is_forgotten_by_a_slip(world: World, cai: Person, typed: str):
    refused = forget(cai, typed)

    assert refused.status_code == 409
    assert "Nothing was changed." in refused.get_data(as_text=True)
    assert "Cai Roca" in cai.browser.get("/me").get_data(as_text=True)


@pytest.mark.parametrize("typed", ["Cai Roca", "cai roca", " CAI  ROCA "])
def test_capitals_and_spaces_do_not_matter(world: World, cai: Person, typed: str):
    assert forget(cai, typed).status_code == 303


def test_nobody_forgets_somebody_else(world: World, cai: Person, ana: Person, dee: Person):
    """T-74: neither through that person's room, nor by what the program does."""
    rosa = open_meeting(world).guest("Rosa")
    assert cai.browser.get("/me").status_code == 200

    for other in (ana, dee, rosa):
        assert other.act(f"person/{cai.id}", "people.forget_me", name="Cai Roca").code == "not_found"
        assert forget(other, "Cai Roca").status_code == 409
        for room, act in (
            (f"person/{cai.id}", "people.forget_in_own_room"),
            ("network/1", "people.forget_in_network"),
            (group_room(world), "groups.forget_person"),
        ):
            assert not other.act(room, act, person=cai.id).ok

    assert "Cai Roca" in cai.browser.get("/me").get_data(as_text=True)


def test_the_only_facilitator_hands_over_first(world: World, ana: Person):
    page = ana.browser.get("/me/forget").get_data(as_text=True)
    assert "You are the only facilitator here." in page
    assert "/groups/MOB" in page
    assert 'name="name"' not in page

    assert ana.act(f"person/{ana.id}", "people.forget_me", name="Ana Prats").code == "only_facilitator_of_a_group"

    handed_on = ana.act(
        group_room(world), "groups.change_role", membership=membership(world, "cai"), role="facilitator"
    )
    assert handed_on.ok
    assert forget(ana, "Ana Prats").status_code == 303


def test_the_page_says_that_it_cannot_be_undone(cai: Person):
    page = cai.browser.get("/me/forget").get_data(as_text=True)

    assert "This cannot be undone by anybody." in page
    assert cai.act(f"person/{cai.id}", "people.forget_me", name="Cai Roca").undo_until is None


def test_a_guest_is_forgotten_too(world: World, under_way: Meeting):
    """T-74"""
    rosa = under_way.guest("Rosa Luz")
    assert rosa.act(under_way.room, "meetings.arrive", mode="remote").ok
    assert "Rosa Luz" in dump(world)

    assert forget(rosa, "Rosa Luz").status_code == 303
    carry_out(world)

    assert "Rosa" not in dump(world)
    assert faults(world) == []
    assert rosa.browser.get("/me").status_code == 401
    assert world.person("ana").act(under_way.room, "meetings.close").ok
    assert "A participant left." in Browser(world.app).get(f"/meetings/{under_way.id}").get_data(as_text=True)


def test_a_guest_can_do_nothing_else_in_a_room_of_their_own(world: World, under_way: Meeting):
    rosa = under_way.guest("Rosa")
    world.program("network/1", "people.give_room", person=rosa.id)

    for act, more in (
        ("introduce_oneself", {"name": "X", "public_name": "full", "language": "en"}),
        ("sign_out_everywhere", {}),
    ):
        assert rosa.act(f"person/{rosa.id}", f"people.{act}", **more).code == "only_yourself"


def test_everybody_who_looks_sees_it_at_once_and_no_log_tells(world: World, known: Meeting, serve):
    """T-74: Cai's own connections end, the others' show a participant, whoever was away is told nothing of before."""
    server = serve()
    cai, bo = world.person("cai"), world.person("bo")
    mine = Client(server.url, known.room, token=cai.token).connect()
    others = Client(server.url, known.room, token=bo.token).connect()
    before = others.seq
    seat = next(number for number, one in others.of("seat").items() if one["name"] == "Cai Roca")
    browser = requests.Session()
    browser.cookies.set("deliberate", cai.token)
    page = browser.get(f"{server.url}/me/forget", timeout=10).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token

    sent = browser.post(f"{server.url}/me/forget", data={"csrf_token": token[1], "name": "Cai Roca"}, timeout=10)

    assert sent.status_code == 200
    eventually(lambda: others.of("seat")[seat]["name"] == "A participant")
    mine.is_sent_away("not_signed_in")
    assert "Too long" not in str(others.of("agreement"))
    late = Client(server.url, known.room, token=bo.token).connect_only()
    told = str(late.call("catch_up", {"epoch": others.epoch, "after": before, "me": others.me}))
    assert [word for word in PRIVATE if word in told] == []
    assert [word for word in PRIVATE if word in "\n".join(server.log)] == []


@pytest.mark.postgres
def test_postgresql_forgets_too(tmp_path, postgres):
    """T-74"""
    installation = Installation(tmp_path, database=postgres.fresh_database())
    installation.migrate()
    world = World(installation)
    world.fill()
    meeting, agreement = asked(world)
    object_to(world, meeting, agreement)
    cai = world.person("cai")

    assert forget(cai, "Cai Roca").status_code == 303
    carry_out(world)

    assert faults(world) == []
    assert world.person("ana").act(meeting.room, "meetings.close").ok
    story = Browser(world.app).get(f"/meetings/{meeting.id}").get_data(as_text=True)
    assert "words that were forgotten" in story
    assert [word for word in PRIVATE if word in story] == []
