"""The door: who waits to be let in reads nothing of the meeting, and is let in or turned away by the desk."""

from __future__ import annotations

import uuid

import pytest

from deliberate.meetings.rules import MOST_LET_IN_AT_ONCE
from tests.cast import Browser, Meeting, Person, World
from tests.every.observing import Observer, Viewer
from tests.every.scenes import group_room, introduced, membership, seat
from tests.meetings.at_the_door import SAID, add, as_person, join, read, text_of
from tests.meetings.pages import page_of


@pytest.fixture
def guarded(under_way: Meeting, ana: Person) -> Meeting:
    """A meeting that is on and lets people in one by one."""
    assert ana.act(under_way.room, "meetings.set_door", one_by_one="true").ok
    return under_way


def line_at(world: World, meeting: Meeting) -> dict[str, str]:
    """Who the desk sees at the door: the number of each by name."""
    objects = Observer(world).look(meeting.room).objects[Viewer(desk=True, seat=None)]
    return {thing["name"]: key.split("/")[1] for key, thing in objects.items() if key.startswith("waiting/")}


def batches(line: list[str]) -> list[list[str]]:
    """As many as are let in with one press."""
    return [line[start : start + MOST_LET_IN_AT_ONCE] for start in range(0, len(line), MOST_LET_IN_AT_ONCE)]


def state_of(phone: Browser, meeting: Meeting) -> str:
    return phone.get(f"/api/v1/meetings/{meeting.id}/waiting").json["state"]


def test_who_comes_with_the_code_waits_and_is_let_in(world: World, guarded: Meeting, ana: Person):
    rosa = join(world, guarded, "Rosa")
    assert rosa.get(f"/meetings/{guarded.id}/live").headers["Location"] == f"/meetings/{guarded.id}/wait"
    assert "You will be let in" in read(rosa, f"/meetings/{guarded.id}/wait")
    assert state_of(rosa, guarded) == "waiting"

    assert ana.act(guarded.room, "meetings.let_in", waiting=line_at(world, guarded)["Rosa"]).ok

    assert state_of(rosa, guarded) == "let_in"
    assert rosa.get(f"/meetings/{guarded.id}/wait").headers["Location"] == f"/meetings/{guarded.id}/live"
    assert rosa.get(f"/meetings/{guarded.id}/live").status_code == 200
    assert line_at(world, guarded) == {}


def test_who_waits_reads_and_does_nothing_of_the_meeting(world: World, guarded: Meeting):
    """T-30, T-33: for them the room is not there; the public page stays what it is for everybody."""
    rosa = as_person(world, join(world, guarded, "Rosa"))

    for act, fields in (("arrive", {"mode": "remote"}), ("leave", {}), ("add_item", {}), ("let_in", {"waiting": "1"})):
        assert rosa.act(guarded.room, f"meetings.{act}", **fields).code in ("not_found", "invalid")
    assert add(rosa.browser, guarded, "Pere").status_code == 404
    assert "Ana Prats" not in page_of(rosa, guarded)
    assert rosa.browser.get(f"/meetings/{guarded.id}/door").status_code == 404


def test_only_the_desk_sees_who_waits(world: World, guarded: Meeting):
    join(world, guarded, "Rosa")
    sight = Observer(world).look(guarded.room)

    readers = {viewer for viewer, objects in sight.objects.items() if "Rosa" in str(objects)}
    assert readers == {viewer for viewer in sight.objects if viewer.desk}


def test_a_program_is_told_that_it_waits(world: World, guarded: Meeting, ana: Person):
    asked = {"code": guarded.code, "name": "Rosa", "language": "en", "id": str(uuid.uuid4())}
    client = world.app.test_client()
    joined = client.post("/api/v1/join", json=asked)

    assert joined.status_code == 202
    assert "seat" not in joined.json
    bearer = {"Authorization": f"Bearer {joined.json['token']}"}
    address = f"/api/v1/meetings/{guarded.id}/waiting"
    assert client.get(address, headers=bearer).json == {"state": "waiting", "words": ""}
    assert ana.act(guarded.room, "meetings.let_in", waiting=str(joined.json["waiting"])).ok
    assert client.get(address, headers=bearer).json["state"] == "let_in"


def test_members_of_the_groups_that_meet_never_wait(world: World, guarded: Meeting, cai: Person):
    assert cai.act(guarded.room, "meetings.leave").ok
    assert cai.act(guarded.room, "meetings.arrive", mode="remote").ok
    assert cai.browser.send("/sign-in", f"/join/{guarded.code}").headers["Location"].endswith("/live")
    assert line_at(world, guarded) == {}


def test_an_account_of_another_group_waits_like_everybody(world: World, guarded: Meeting, ana: Person, dee: Person):
    assert dee.browser.send("/sign-in", f"/join/{guarded.code}").headers["Location"].endswith("/wait")
    assert dee.act(guarded.room, "meetings.arrive", mode="remote").code == "not_found"

    assert ana.act(guarded.room, "meetings.let_in", waiting=line_at(world, guarded)["Dee Vidal"]).ok
    assert dee.act(guarded.room, "meetings.arrive", mode="remote").ok


def test_whoever_is_inside_stays_when_the_door_is_watched(under_way: Meeting, ana: Person):
    rosa = under_way.guest("Rosa")
    assert ana.act(under_way.room, "meetings.set_door", one_by_one="true").ok

    assert rosa.act(under_way.room, "meetings.arrive", mode="remote").ok


def test_the_desk_lets_in_all_whom_it_sees_and_nobody_who_came_since(world: World, guarded: Meeting, ana: Person):
    """An act says which people, never "all": somebody whose name was not read is not let in by accident."""
    for name in ("Rosa", "Pere"):
        join(world, guarded, name)
    seen = ",".join(line_at(world, guarded).values())
    join(world, guarded, "Late")

    assert ana.act(guarded.room, "meetings.let_in", waiting=seen).ok

    assert set(line_at(world, guarded)) == {"Late"}


def test_opening_the_door_lets_everybody_in(world: World, guarded: Meeting, ana: Person):
    phones = [join(world, guarded, name) for name in ("Rosa", "Pere")]
    assert ana.act(guarded.room, "meetings.set_door", one_by_one="").ok

    assert [phone.get(f"/meetings/{guarded.id}/live").status_code for phone in phones] == [200, 200]
    assert join(world, guarded, "Late").get(f"/meetings/{guarded.id}/live").status_code == 200


def test_who_is_turned_away_is_told_so_with_a_word_and_does_not_come_again(world: World, guarded: Meeting, ana: Person):
    rosa = join(world, guarded, "Rosa")
    told = {"waiting": line_at(world, guarded)["Rosa"], "words": "Today only the neighbours of the square meet"}
    assert ana.act(guarded.room, "meetings.turn_away", **told).ok

    page = read(rosa, f"/meetings/{guarded.id}/wait")
    assert "You were not let in this time" in page
    assert "only the neighbours of the square" in page
    path = f"/join/{guarded.code}"
    assert rosa.get(path).headers["Location"] == f"/meetings/{guarded.id}/wait"
    again = rosa.send("/sign-in", path, name="Somebody Else", act_id=str(uuid.uuid4()), **SAID)
    assert again.status_code == 409
    assert "You were not let in" in text_of(again)
    assert set(line_at(world, guarded)) == {"Rosa"}, "only for the desk, which can still let her in"


def test_a_mistake_is_put_right(world: World, guarded: Meeting, ana: Person):
    rosa = join(world, guarded, "Rosa")
    number = line_at(world, guarded)["Rosa"]
    assert ana.act(guarded.room, "meetings.turn_away", waiting=number, words="").ok

    assert ana.act(guarded.room, "meetings.let_in", waiting=number).ok

    assert rosa.get(f"/meetings/{guarded.id}/live").status_code == 200
    assert ana.act(guarded.room, "meetings.turn_away", waiting=number, words="").code == "is_inside"


def test_an_account_that_was_turned_away_does_not_come_again(world: World, guarded: Meeting, ana: Person, dee: Person):
    path = f"/join/{guarded.code}"
    dee.browser.send("/sign-in", path)
    number = line_at(world, guarded)["Dee Vidal"]
    assert ana.act(guarded.room, "meetings.turn_away", waiting=number, words="").ok

    assert dee.browser.send("/sign-in", path).status_code == 409


def test_the_story_names_nobody_who_was_turned_away(world: World, guarded: Meeting, ana: Person):
    join(world, guarded, "Rosa")
    number = line_at(world, guarded)["Rosa"]
    assert ana.act(guarded.room, "meetings.turn_away", waiting=number, words="Not today").ok
    assert ana.act(guarded.room, "meetings.close").ok

    page = page_of(Browser(world.app), guarded)
    assert "Rosa" not in page
    assert "Not today" not in page


def test_who_does_not_wait_any_longer_is_no_longer_seen_by_the_desk(world: World, guarded: Meeting):
    rosa = join(world, guarded, "Rosa")
    assert set(line_at(world, guarded)) == {"Rosa"}

    assert rosa.send(f"/meetings/{guarded.id}/wait", "/sign-out").status_code == 303

    assert line_at(world, guarded) == {}


def test_letting_in_twice_gives_one_seat(world: World, guarded: Meeting, ana: Person):
    rosa = as_person(world, join(world, guarded, "Rosa"))
    number = line_at(world, guarded)["Rosa"]

    first, second = (ana.act(guarded.room, "meetings.let_in", waiting=number) for _ in range(2))

    assert first.ok
    assert second.ok
    assert first.seq == second.seq
    assert seat(rosa, guarded)


def test_who_waits_at_another_meeting_cannot_be_let_in_here(
    world: World, guarded: Meeting, meeting: Meeting, ana: Person
):
    """T-31, T-32"""
    assert ana.act(meeting.room, "meetings.set_door", one_by_one="true").ok
    join(world, meeting, "Rosa")
    elsewhere = line_at(world, meeting)["Rosa"]

    assert ana.act(guarded.room, "meetings.let_in", waiting=elsewhere).code == "not_found"
    assert ana.act(meeting.room, "meetings.let_in", waiting=elsewhere).ok


def test_a_desk_that_no_longer_is_one_lets_nobody_in(world: World, guarded: Meeting, ana: Person):
    """T-34"""
    helper = guarded.guest("Helper")
    assert ana.act(guarded.room, "meetings.let_in", waiting=line_at(world, guarded)["Helper"]).ok
    given = {"seat": seat(helper, guarded), "role": "facilitator"}
    assert ana.act(guarded.room, "meetings.give_role", **given).ok
    join(world, guarded, "Rosa")
    number = line_at(world, guarded)["Rosa"]
    assert ana.act(guarded.room, "meetings.take_back_role", **given).ok

    assert helper.act(guarded.room, "meetings.let_in", waiting=number).code == "only_facilitators"
    assert helper.browser.get(f"/meetings/{guarded.id}/door").status_code == 404


def test_a_seat_that_ended_with_a_membership_lets_nobody_past_the_door(
    world: World, guarded: Meeting, ana: Person, cai: Person
):
    """T-31: a removed member who still knows the code waits like anybody else, and comes in when the desk says so."""
    removed = {"membership": membership(world, "cai")}
    assert ana.act(group_room(world), "groups.end_membership", **removed).ok

    answer = cai.browser.send(f"/join/{guarded.code}", f"/join/{guarded.code}")

    assert answer.headers["Location"] == f"/meetings/{guarded.id}/wait"
    assert cai.act(guarded.room, "meetings.leave").code == "not_found"
    assert ana.act(guarded.room, "meetings.let_in", waiting=line_at(world, guarded)["Cai Roca"]).ok
    assert cai.act(guarded.room, "meetings.leave").ok


def test_the_desk_does_all_of_it_without_scripts(world: World, guarded: Meeting, ana: Person):
    rosa, pere = join(world, guarded, "Rosa"), join(world, guarded, "Pere")
    path, line = f"/meetings/{guarded.id}/door", line_at(world, guarded)
    assert "2 people wait" in read(ana.browser, path)

    assert ana.browser.send(path, f"{path}/do/let_in", waiting=line["Rosa"]).status_code == 303
    assert ana.browser.send(path, f"{path}/do/turn_away", waiting=line["Pere"], words="Sorry").status_code == 303

    assert rosa.get(f"/meetings/{guarded.id}/live").status_code == 200
    assert "Sorry" in read(pere, f"/meetings/{guarded.id}/wait")
    assert "Let in after all" in read(ana.browser, path)


def test_a_word_that_is_too_long_is_kept_and_refused(world: World, guarded: Meeting, ana: Person):
    join(world, guarded, "Rosa")
    path, number = f"/meetings/{guarded.id}/door", line_at(world, guarded)["Rosa"]
    words = "x" * 161

    form = f"turn_away-{number}"
    refused = ana.browser.send(path, f"{path}/do/turn_away", waiting=number, words=words, form=form)

    assert refused.status_code == 422
    assert words in text_of(refused)


def test_other_acts_do_not_pass_through_the_door(guarded: Meeting, ana: Person):
    path = f"/meetings/{guarded.id}/door"

    assert ana.browser.send(path, f"{path}/do/close").status_code == 404
    assert ana.browser.send(path, f"{path}/do/set_door", one_by_one="").status_code == 303


def test_the_page_at_the_door_ends_with_the_meeting(world: World, guarded: Meeting, ana: Person):
    rosa = join(world, guarded, "Rosa")
    assert ana.act(guarded.room, "meetings.close").ok

    assert rosa.get(f"/meetings/{guarded.id}/wait").headers["Location"] == f"/meetings/{guarded.id}"
    assert state_of(rosa, guarded) == "over"


def test_those_who_wait_count_when_the_meeting_is_full(world: World, guarded: Meeting, monkeypatch: pytest.MonkeyPatch):
    from deliberate.meetings import rules

    monkeypatch.setattr(rules, "MOST_SEATS", 4)
    join(world, guarded, "Rosa")

    refused = world.app.test_client().post(
        "/api/v1/join", json={"code": guarded.code, "name": "Pere", "language": "en"}
    )

    assert refused.json["error"]["code"] == "meeting_is_full"


# -- children, and what of a name is read outside -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("public_name", "read_outside"),
    [("full", "Rosa Luz arrived."), ("first_name", "Rosa arrived."), ("role_only", "A participant arrived.")],
)
def test_a_guest_chooses_what_of_the_name_is_read_outside(
    world: World, under_way: Meeting, ana: Person, public_name: str, read_outside: str
):
    rosa = as_person(world, join(world, under_way, "Rosa Luz", public_name=public_name))
    assert rosa.act(under_way.room, "meetings.arrive", mode="remote").ok
    assert ana.act(under_way.room, "meetings.close").ok

    assert read_outside in page_of(Browser(world.app), under_way)
    assert "Rosa Luz arrived." in page_of(ana, under_way), "who was there reads the name"


def test_a_child_is_named_in_the_room_and_nowhere_else(world: World, under_way: Meeting, ana: Person):
    lia = as_person(world, join(world, under_way, "Lia Roure", public_name="full", is_child="true"))
    assert lia.act(under_way.room, "meetings.arrive", mode="in_the_room").ok
    item = {"title": "Playground", "purpose": "inform", "presenter": lia.id, "minutes": ""}
    assert ana.act(under_way.room, "meetings.add_item", **item).ok
    everybody = Observer(world).look(under_way.room).objects[Viewer(desk=False, seat=None)]
    assert "Lia Roure" in str(everybody)
    assert "Lia" not in page_of(Browser(world.app), under_way)

    assert ana.act(under_way.room, "meetings.close").ok

    for reader in (Browser(world.app), ana):
        page = page_of(reader, under_way)
        assert "A participant arrived." in page
        assert "Lia" not in page


def test_no_choice_is_refused_kindly(world: World, under_way: Meeting):
    path = f"/join/{under_way.code}"
    refused = Browser(world.app).send(path, path, name="Rosa", language="en", act_id=str(uuid.uuid4()))

    assert refused.status_code == 422
    assert 'value="Rosa"' in text_of(refused)


def test_a_program_may_say_it_too(under_way: Meeting, world: World):
    child = under_way.guest("Lia", public_name="full", is_child=True)

    with world.app.app_context(), world.session() as session:
        from deliberate.people.models import Person as Row

        row = session.get_one(Row, child.id)
        assert (row.is_child, row.public_name, row.outside_name) == (True, "role_only", None)


def test_three_hundred_honest_phones_behind_one_address_wait_and_come_in(world: World, guarded: Meeting, ana: Person):
    """T-38: the limits of the door never lock out a hall."""
    for n in range(300):
        world.program(guarded.room, "meetings.admit_guest", code=guarded.code, **introduced(f"Guest {n}"))
    phones = [join(world, guarded, f"Phone {n}") for n in range(20)]

    line = list(line_at(world, guarded).values())
    assert ana.act(guarded.room, "meetings.let_in", waiting=",".join(line)).fields.keys() == {"waiting"}
    for some in batches(line):
        assert ana.act(guarded.room, "meetings.let_in", waiting=",".join(some)).ok

    assert {phone.get(f"/meetings/{guarded.id}/live").status_code for phone in phones} == {200}
