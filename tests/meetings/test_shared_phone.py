"""Several people on one phone: each has a seat and a proof of their own, and it is always said who acts."""

from __future__ import annotations

import re
import uuid

import pytest

from deliberate.kernel.phone import MOST_PEOPLE, as_cookie, proofs_in
from deliberate.people.queries import identify
from deliberate.people.tokens import hash_of
from tests.cast import Browser, Meeting, Person, World
from tests.every.scenes import seat
from tests.meetings.at_the_door import acting_on, add, as_person, change, join, read, text_of
from tests.meetings.pages import page_of


@pytest.fixture
def phone(world: World, under_way: Meeting) -> Browser:
    """Maria's phone, which Pere uses too; Pere acts on it now."""
    phone = join(world, under_way, "Maria")
    assert add(phone, under_way, "Pere").status_code == 303
    return phone


def test_another_person_comes_along_with_a_seat_of_their_own(world: World, under_way: Meeting):
    phone = join(world, under_way, "Maria")
    maria = as_person(world, phone)

    assert add(phone, under_way, "Pere").headers["Location"] == f"/meetings/{under_way.id}/live"

    pere = as_person(world, phone)
    assert seat(pere, under_way) != seat(maria, under_way)
    assert acting_on(phone, under_way) == "Pere"
    assert maria.act(under_way.room, "meetings.arrive", mode="in_the_room").ok
    assert pere.act(under_way.room, "meetings.arrive", mode="in_the_room").ok


def test_who_acts_is_changed_by_a_button_without_scripts(world: World, under_way: Meeting, phone: Browser):
    assert change(phone, under_way, "Maria").status_code == 303

    assert acting_on(phone, under_way) == "Maria"
    assert "You are: Maria" in read(phone, f"/meetings/{under_way.id}/live")
    change(phone, under_way, "Pere")
    assert acting_on(phone, under_way) == "Pere"


def test_a_page_that_was_opened_for_one_does_nothing_as_another(world: World, under_way: Meeting, phone: Browser):
    """Two tabs on one phone: what Maria meant is not done as Pere."""
    pere = as_person(world, phone).id
    change(phone, under_way, "Maria")
    maria = as_person(world, phone).id
    path = f"/meetings/{under_way.id}/do/arrive"

    refused = phone.send("/sign-in", path, mode="in_the_room", form="arrive", acting=str(pere))
    assert refused.status_code == 409
    assert "Somebody else is now acting on this phone" in text_of(refused)

    assert phone.send("/sign-in", path, mode="in_the_room", form="arrive", acting=str(maria)).status_code == 303
    assert "4 people here" in page_of(phone, under_way), "Maria, and nobody else of this phone"


def test_forms_on_a_shared_phone_say_for_whom_they_are(world: World, under_way: Meeting, phone: Browser):
    page = read(phone, f"/meetings/{under_way.id}/phone")

    assert set(re.findall(r'name="acting" value="(\d*)"', page)) == {str(as_person(world, phone).id)}
    alone = join(world, under_way, "Vera")
    assert 'name="acting"' not in read(alone, f"/meetings/{under_way.id}/phone")


def test_signing_one_out_keeps_the_others(world: World, under_way: Meeting, phone: Browser):
    pere = as_person(world, phone)
    path = f"/meetings/{under_way.id}/phone"

    assert phone.send(path, "/sign-out", person=str(pere.id), next=path).headers["Location"] == path

    assert acting_on(phone, under_way) == "Maria"
    assert "Pere" not in read(phone, path)
    with world.app.app_context(), world.session() as session:
        assert identify(session, pere.token) is None


def test_when_the_one_who_acts_is_shut_out_nobody_else_acts_unasked(
    world: World, under_way: Meeting, phone: Browser, ana: Person
):
    pere = as_person(world, phone)
    assert ana.act(under_way.room, "meetings.withdraw_access", seat=seat(pere, under_way)).ok

    assert phone.get(f"/meetings/{under_way.id}/live").headers["Location"] == f"/meetings/{under_way.id}/phone"
    assert phone.send("/sign-in", f"/meetings/{under_way.id}/do/arrive", mode="remote").status_code in (401, 404)
    assert "Act as Maria" in read(phone, f"/meetings/{under_way.id}/phone")
    change(phone, under_way, "Maria")
    assert phone.get(f"/meetings/{under_way.id}/live").status_code == 200


def test_the_code_leads_a_shared_phone_back_to_who_is_on_it(world: World, under_way: Meeting, phone: Browser):
    """The same phone comes back to the same seats, whoever acts."""
    assert phone.get(f"/join/{under_way.code}").headers["Location"] == f"/meetings/{under_way.id}/live"

    pere = as_person(world, phone)
    assert phone.send("/sign-in", "/sign-out", person=str(pere.id)).status_code == 303
    assert phone.get(f"/join/{under_way.code}").headers["Location"] == f"/meetings/{under_way.id}/live"
    assert acting_on(phone, under_way) == "Maria"


def test_a_household_fits_on_a_phone_and_a_hall_does_not(world: World, under_way: Meeting, phone: Browser):
    for n in range(MOST_PEOPLE - 2):
        assert add(phone, under_way, f"Child {n}").status_code == 303

    refused = add(phone, under_way, "One too many")

    assert refused.status_code == 409
    assert "Six people are on this phone" in text_of(refused)
    assert len(proofs_in(phone.client.get_cookie("deliberate").value)) == MOST_PEOPLE


def test_another_meetings_guest_makes_room_on_the_phone(
    world: World, under_way: Meeting, meeting: Meeting, phone: Browser
):
    join(world, meeting, "Maria", browser=phone)
    for n in range(MOST_PEOPLE - 1):
        assert add(phone, meeting, f"Child {n}").status_code == 303

    assert len(proofs_in(phone.client.get_cookie("deliberate").value)) == MOST_PEOPLE
    assert acting_on(phone, meeting) == f"Child {MOST_PEOPLE - 2}"


def test_a_member_who_has_not_arrived_yet_brings_a_neighbour_along(meeting: Meeting, cai: Person):
    assert add(cai.browser, meeting, "Neighbour").status_code == 303


def test_a_companion_needs_somebody_inside(world: World, under_way: Meeting, phone: Browser, dee: Person):
    stranger = dee.browser
    path = f"/meetings/{under_way.id}/phone"

    assert stranger.send("/sign-in", f"{path}/add", name="Pere", language="en").status_code == 404
    assert add(phone, under_way, "Anna").status_code == 303


def test_nobody_becomes_somebody_by_naming_their_number(world: World, under_way: Meeting, phone: Browser):
    """T-31: only who is known on this phone can act on it."""
    rosa = under_way.guest("Rosa")
    path = f"/meetings/{under_way.id}/phone"

    for person in (str(rosa.id), "0", "", "x", "1' or '1"):
        assert phone.send(path, f"{path}/change", person=person).status_code == 401
    assert acting_on(phone, under_way) == "Pere"


def test_an_account_and_a_guest_share_a_phone(world: World, under_way: Meeting, cai: Person):
    """Cai's neighbour has no phone. What is Cai's own opens for Cai only."""
    assert add(cai.browser, under_way, "Neighbour").status_code == 303
    assert acting_on(cai.browser, under_way) == "Neighbour"
    assert "cai@example.org" not in cai.browser.get("/me").get_data(as_text=True)

    change(cai.browser, under_way, "Cai Roca")

    assert acting_on(cai.browser, under_way) == "Cai Roca"
    assert cai.browser.get("/me").status_code == 200


def test_signing_in_keeps_the_guests_and_takes_the_place_of_another_account(
    world: World, under_way: Meeting, cai: Person, dee: Person
):
    add(cai.browser, under_way, "Neighbour")
    link = f"link-{uuid.uuid4()}"
    world.program(f"person/{dee.id}", "people.make_link", token_hash=hash_of(link))
    assert cai.browser.send("/sign-in", f"/sign-in/link/{link}").status_code == 303

    page = read(cai.browser, f"/meetings/{under_way.id}/phone")
    assert "Dee Vidal" in page
    assert "Neighbour" in page
    assert "Cai Roca" not in page


@pytest.mark.parametrize("name", ["", "  ", "​", "x" * 81, "\u202e", "\n"])
def test_nobody_comes_along_without_a_name_that_can_be_read(under_way: Meeting, phone: Browser, name: str):
    """T-45; what else was chosen stays."""
    refused = add(phone, under_way, name, public_name="role_only", is_child="true")

    assert refused.status_code == 422
    page = text_of(refused)
    assert re.search(r'value="role_only" checked', page)
    assert re.search(r'name="is_child" value="true" checked', page)


@pytest.mark.parametrize("name", ["Rosa‏ Luz", "👩‍👧 Pau", "O'Neil & <b>Co</b>", "Ñu´l"])
def test_names_as_people_have_them_come_in_and_are_shown_as_text(world: World, under_way: Meeting, name: str):
    """T-44, T-45"""
    phone = join(world, under_way, name)

    page = phone.get(f"/meetings/{under_way.id}/phone").get_data(as_text=True)
    assert "<b>Co" not in page
    assert phone.get(f"/meetings/{under_way.id}/live").status_code == 200


@pytest.mark.parametrize("cookie", ["", ".", "....", "x" * 5000, "é", "a.b.c.d.e.f.g.h"])
def test_a_cookie_that_is_none_of_ours_is_nobodys(world: World, under_way: Meeting, cookie: str):
    browser = Browser(world.app)
    browser.client.set_cookie("deliberate", cookie)

    assert browser.get(f"/meetings/{under_way.id}").status_code == 200
    assert browser.get("/me").status_code == 401


def test_a_cookie_holds_each_proof_once_and_not_too_many():
    assert proofs_in(as_cookie(["a", "b", "a"])) == ["a", "b"]
    assert len(proofs_in(as_cookie(str(n) for n in range(20)))) == MOST_PEOPLE
    assert proofs_in(None) == []
