"""A guest whose phone is lost comes back to the same seat, by a code that the desk has made (T-38, T-42)."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from deliberate.kernel import clock
from deliberate.kernel.record import ActRow, EntryRow
from deliberate.meetings.joining import as_shown
from deliberate.meetings.models import ReturnCode
from deliberate.people.tokens import hash_of
from tests.cast import Browser, Meeting, Person, World
from tests.every.scenes import CODE, seat
from tests.meetings.at_the_door import as_person, code_from_desk, come_back, join, read, text_of


def made(ana: Person, meeting: Meeting, number: int, **more: str) -> str:
    done = ana.act(meeting.room, "meetings.make_return_code", seat=number, code=CODE, **more)
    assert done.ok, done
    return CODE


def test_a_guest_comes_back_to_the_same_seat_on_another_phone(world: World, under_way: Meeting, ana: Person):
    rosa = under_way.guest("Rosa")
    assert rosa.act(under_way.room, "meetings.arrive", mode="remote").ok
    code = code_from_desk(ana, under_way, seat(rosa, under_way))
    other_phone = Browser(world.app)

    assert "the place of Rosa" in read(other_phone, f"/join?code={code.replace('-', ' ').lower()}")
    assert come_back(other_phone, code).headers["Location"] == f"/meetings/{under_way.id}/live"

    again = as_person(world, other_phone)
    assert again.id == rosa.id
    assert again.act(under_way.room, "meetings.leave").ok
    assert rosa.act(under_way.room, "meetings.arrive", mode="remote").ok, "the old phone stays signed in"


def test_a_program_comes_back_too(world: World, under_way: Meeting, ana: Person):
    rosa = under_way.guest("Rosa")
    made(ana, under_way, seat(rosa, under_way))

    joined = world.app.test_client().post("/api/v1/join", json={"code": CODE.lower()})

    assert joined.status_code == 201
    assert joined.json["seat"] == seat(rosa, under_way)
    assert Person(world, joined.json["token"]).id == rosa.id


def test_a_lost_phone_is_signed_out_at_once_and_another_one_goes_on(world: World, under_way: Meeting, ana: Person):
    rosa = under_way.guest("Rosa")
    number = seat(rosa, under_way)
    code = code_from_desk(ana, under_way, number, lost="true")

    assert rosa.browser.get(f"/meetings/{under_way.id}/live").status_code == 303
    other_phone = Browser(world.app)
    assert come_back(other_phone, code).status_code == 303
    assert seat(as_person(world, other_phone), under_way) == number


def test_looking_at_the_page_uses_the_code_not_up_and_pressing_twice_lets_in_once(
    world: World, under_way: Meeting, ana: Person
):
    made(ana, under_way, seat(under_way.guest("Rosa"), under_way))
    phone, once = Browser(world.app), str(uuid.uuid4())
    for _ in range(3):
        assert phone.get(f"/join?code={CODE}").status_code == 200

    first, second = (come_back(phone, CODE, act_id=once) for _ in range(2))

    assert first.status_code == second.status_code == 303
    assert phone.get(f"/meetings/{under_way.id}/live").status_code == 200


def test_a_code_serves_once(world: World, under_way: Meeting, ana: Person):
    """T-38"""
    made(ana, under_way, seat(under_way.guest("Rosa"), under_way))
    assert come_back(Browser(world.app), CODE).status_code == 303

    thief = Browser(world.app)
    refused = come_back(thief, CODE)

    assert refused.status_code == 409
    assert "used already" in text_of(refused)
    assert thief.get(f"/join?code={CODE}").status_code == 404
    assert thief.get(f"/meetings/{under_way.id}/live").status_code == 303


def test_only_the_newest_code_counts(world: World, under_way: Meeting, ana: Person):
    number = seat(under_way.guest("Rosa"), under_way)
    older, newer = (code_from_desk(ana, under_way, number) for _ in range(2))

    assert older != newer
    assert come_back(Browser(world.app), older).status_code == 404
    assert come_back(Browser(world.app), newer).status_code == 303


def test_a_code_is_good_for_fifteen_minutes(world: World, under_way: Meeting, ana: Person):
    rosa, vera = under_way.guest("Rosa"), under_way.guest("Vera")
    made(ana, under_way, seat(rosa, under_way))
    with clock.set_to(clock.now() + timedelta(minutes=14)):
        assert come_back(Browser(world.app), CODE).status_code == 303

    late = code_from_desk(ana, under_way, seat(vera, under_way))
    with clock.set_to(clock.now() + timedelta(minutes=30)):
        assert come_back(Browser(world.app), late).status_code == 409


def test_a_code_ends_with_its_meeting(world: World, under_way: Meeting, ana: Person):
    """T-38"""
    number = seat(under_way.guest("Rosa"), under_way)
    made(ana, under_way, number)
    assert ana.act(under_way.room, "meetings.close").ok

    assert come_back(Browser(world.app), CODE).status_code == 409
    assert Browser(world.app).get(f"/join?code={CODE}").status_code == 404
    refused = ana.act(under_way.room, "meetings.make_return_code", seat=number, code=CODE)
    assert refused.code == "is_closed"


def test_no_code_leads_to_the_place_of_an_account(world: World, under_way: Meeting, ana: Person, cai: Person):
    """Neither of a member nor of a visitor: an account signs in by link, and nobody becomes it by a code."""
    dee = world.person("dee")
    world.program(under_way.room, "meetings.admit_member_of_network", code=under_way.code, person=dee.id)

    for person in (cai, dee, ana):
        number = seat(person, under_way)
        refused = ana.act(under_way.room, "meetings.make_return_code", seat=number, code=CODE)
        assert refused.code == "signs_in_by_link"


def test_who_is_let_in_no_longer_does_not_come_back_by_a_code_made_before(
    world: World, under_way: Meeting, ana: Person
):
    number = seat(under_way.guest("Rosa"), under_way)
    made(ana, under_way, number)
    assert ana.act(under_way.room, "meetings.withdraw_access", seat=number).ok

    assert come_back(Browser(world.app), CODE).status_code == 409


def test_who_came_back_is_still_a_guest(world: World, under_way: Meeting, ana: Person, meeting: Meeting):
    """The new proof is good for this meeting only, and opens nothing of an account."""
    made(ana, under_way, seat(under_way.guest("Rosa"), under_way))
    phone = Browser(world.app)
    come_back(phone, CODE)

    assert phone.get(f"/meetings/{under_way.id}/live").status_code == 200
    assert "You are here as a guest of one meeting" in phone.get("/me").get_data(as_text=True)
    assert phone.get(f"/meetings/{meeting.id}/live").status_code == 303
    person = as_person(world, phone)
    assert person.act(f"person/{person.id}", "people.sign_out_everywhere").code == "not_found"


def test_whoever_has_a_code_of_the_desk_can_neither_erase_the_person_nor_read_what_is_held(
    world: World, under_way: Meeting, ana: Person
):
    """T-74: the desk vouched for its bearer, in this meeting; otherwise whoever facilitates could erase any guest for good."""
    rosa = under_way.guest("Rosa Luz")
    assert "Rosa Luz" in rosa.browser.get("/me/data").get_data(as_text=True)
    made(ana, under_way, seat(rosa, under_way))
    phone = Browser(world.app)
    come_back(phone, CODE)

    refused = phone.send("/me/forget", "/me/forget", form="forget_me", name="Rosa Luz")

    assert refused.status_code == 409
    assert "Please ask whoever runs the server." in refused.get_data(as_text=True)
    for path in ("/me/data", "/me/data.json"):
        assert phone.get(path).status_code == 409
    assert rosa.browser.get("/me").status_code == 200
    assert rosa.browser.send("/me/forget", "/me/forget", form="forget_me", name="Rosa Luz").status_code == 303


def test_who_has_no_phone_and_finds_one_comes_in_by_a_code(world: World, under_way: Meeting, ana: Person):
    entered = ana.act(under_way.room, "meetings.seat_person", name="Pau", person="", mode="through_a_steward")
    made(ana, under_way, entered.ids["seat"])
    phone = Browser(world.app)

    assert come_back(phone, CODE).status_code == 303
    assert seat(as_person(world, phone), under_way) == entered.ids["seat"]


@pytest.mark.parametrize("code", ["", "7KQ2", "7KQ2-M4XDD", "UUUU-UUUU", "%", "'; --"])
def test_what_can_be_no_code_is_refused(under_way: Meeting, ana: Person, code: str):
    number = seat(under_way.guest("Rosa"), under_way)

    refused = ana.act(under_way.room, "meetings.make_return_code", seat=number, code=code)

    assert refused.fields.keys() == {"code"}


def test_a_code_for_a_seat_of_another_meeting_is_not_made(under_way: Meeting, meeting: Meeting, ana: Person):
    """T-31, T-32"""
    elsewhere = seat(meeting.guest("Rosa"), meeting)

    assert ana.act(under_way.room, "meetings.make_return_code", seat=elsewhere, code=CODE).code == "not_found"
    assert ana.act(meeting.room, "meetings.make_return_code", seat=elsewhere, code=CODE).ok


def test_a_guest_makes_no_code_not_even_for_their_own_place(under_way: Meeting):
    rosa = under_way.guest("Rosa")
    own = seat(rosa, under_way)

    assert rosa.act(under_way.room, "meetings.make_return_code", seat=own, code=CODE).code == "only_facilitators"
    assert rosa.browser.get(f"/meetings/{under_way.id}/door").status_code == 404


def test_guessing_codes_for_coming_back_is_limited_and_a_right_one_is_let_in(
    world: World, under_way: Meeting, ana: Person
):
    """T-38: wrong ones count together with wrong codes of meetings; a hall behind one address is never locked out."""
    made(ana, under_way, seat(under_way.guest("Rosa"), under_way))
    guesser = Browser(world.app)
    page = guesser.form_token("/sign-in")

    def guess() -> int:
        typed = {"csrf_token": page, "code": "XXXX-XXXX", "act_id": str(uuid.uuid4())}
        return guesser.client.post("/join", data=typed).status_code

    answers = [guess() for _ in range(130)]

    assert answers == [404] * 120 + [429] * 10
    assert come_back(Browser(world.app), CODE).status_code == 303


def test_the_code_is_stored_nowhere(world: World, under_way: Meeting, ana: Person):
    code = code_from_desk(ana, under_way, seat(under_way.guest("Rosa"), under_way))

    with world.app.app_context(), world.session() as session:
        assert session.scalars(select(ReturnCode.code_hash)).one() == hash_of(as_shown(code) or "")
        stored = [*session.scalars(select(ActRow.answer)), *session.scalars(select(EntryRow.facts))]
        assert code not in str(stored)


def test_everybody_in_the_meeting_is_told(under_way: Meeting, ana: Person, world: World):
    """A code in wrong hands is noticed: by the guest, and by everybody else."""
    number = seat(under_way.guest("Rosa"), under_way)
    made(ana, under_way, number)
    come_back(Browser(world.app), CODE)

    with world.app.app_context(), world.session() as session:
        told = [(row.kind, row.read_facts().get("seat")) for row in session.scalars(select(EntryRow))]
    assert ("return_code_made", number) in told
    assert ("came_back", number) in told


def test_a_phone_that_has_the_seat_already_keeps_one_proof_of_it(world: World, under_way: Meeting, ana: Person):
    phone = join(world, under_way, "Rosa")
    number = seat(as_person(world, phone), under_way)
    made(ana, under_way, number)

    assert come_back(phone, CODE).status_code == 303

    assert "." not in phone.client.get_cookie("deliberate").value
    assert seat(as_person(world, phone), under_way) == number
