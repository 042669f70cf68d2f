"""A guest who has an account goes on with it: with both proofs in hand, by a clear rule, and nothing of the record changes."""

from __future__ import annotations

import uuid

import pytest

from deliberate.kernel.errors import NotSignedIn
from deliberate.kernel.record import entries_of, find_room, why_not_intact
from deliberate.people.tokens import hash_of
from tests.cast import Browser, Meeting, Person, World
from tests.every.observing import Observer, Viewer
from tests.every.scenes import CODE, asked, seat
from tests.meetings.at_the_door import acting_on, as_person, come_back, join, person_on, read
from tests.meetings.pages import page_of


def sign_in(world: World, phone: Browser, person: Person) -> None:
    """By a link, on this phone."""
    link = f"link-{uuid.uuid4()}"
    world.program(f"person/{person.id}", "people.make_link", token_hash=hash_of(link))
    assert phone.send("/sign-in", f"/sign-in/link/{link}").status_code == 303


def claim(phone: Browser, meeting: Meeting, name: str):
    path = f"/meetings/{meeting.id}/phone"
    return claim_number(phone, meeting, person_on(phone, meeting, name) if name in read(phone, path) else "0")


def claim_number(phone: Browser, meeting: Meeting, person: str):
    path = f"/meetings/{meeting.id}/phone"
    return phone.send("/sign-in", f"{path}/claim", person=person, form="claim", act_id=str(uuid.uuid4()))


def seats_shown(world: World, meeting: Meeting) -> dict[str, dict]:
    objects = Observer(world).look(meeting.room).objects[Viewer(desk=False, seat=None)]
    return {thing["name"]: thing for key, thing in objects.items() if key.startswith("seat/")}


def test_a_guest_goes_on_with_their_account_in_the_same_place(world: World, under_way: Meeting, dee: Person):
    phone = join(world, under_way, "Deedee")
    guest = as_person(world, phone)
    number = seat(guest, under_way)
    assert guest.act(under_way.room, "meetings.arrive", mode="remote").ok
    sign_in(world, phone, dee)

    assert claim(phone, under_way, "Deedee").headers["Location"] == f"/meetings/{under_way.id}/live"

    assert seat(dee, under_way) == number
    assert acting_on(phone, under_way) == "", "one person with an account is on this phone, as usual"
    shown = seats_shown(world, under_way)
    assert "Deedee" not in shown
    assert shown["Dee Vidal"]["arrived_at"]
    assert dee.act(under_way.room, "meetings.leave").ok


def test_the_guests_phones_are_known_no_more(world: World, under_way: Meeting, ana: Person, dee: Person):
    phone = join(world, under_way, "Deedee")
    guest = as_person(world, phone)
    made = ana.act(under_way.room, "meetings.make_return_code", seat=seat(guest, under_way), code=CODE)
    assert made.ok
    sign_in(world, phone, dee)
    assert claim(phone, under_way, "Deedee").status_code == 303

    assert guest.browser.get(f"/meetings/{under_way.id}/live").status_code == 303
    assert come_back(Browser(world.app), CODE).status_code == 409, "no code leads to the place of an account"


def test_two_seats_become_one_with_the_earlier_arrival_and_the_roles_of_both(
    world: World, under_way: Meeting, ana: Person, dee: Person
):
    phone = join(world, under_way, "Deedee")
    guest = as_person(world, phone)
    assert guest.act(under_way.room, "meetings.arrive", mode="in_the_room").ok
    world.program(under_way.room, "meetings.admit_member_of_network", code=under_way.code, person=dee.id)
    own = seat(dee, under_way)
    assert dee.act(under_way.room, "meetings.arrive", mode="remote").ok
    assert ana.act(under_way.room, "meetings.give_role", seat=seat(guest, under_way), role="scribe").ok
    assert ana.act(under_way.room, "meetings.give_role", seat=own, role="timekeeper").ok
    before = seats_shown(world, under_way)
    sign_in(world, phone, dee)

    assert claim(phone, under_way, "Deedee").status_code == 303

    after = seats_shown(world, under_way)
    assert seat(dee, under_way) == own
    assert after["Dee Vidal"]["arrived_at"] == before["Deedee"]["arrived_at"] < before["Dee Vidal"]["arrived_at"]
    assert set(after["Dee Vidal"]["roles"]) == {"scribe", "timekeeper"}
    assert after["Dee Vidal"]["mode"] == "remote", "the account's seat wins"
    assert "Deedee" not in after
    assert "4 people here" in page_of(ana, under_way), "nobody is counted twice"


def test_the_seat_that_went_on_as_another_is_no_longer_there(
    world: World, under_way: Meeting, ana: Person, dee: Person
):
    phone = join(world, under_way, "Deedee")
    number = seat(as_person(world, phone), under_way)
    world.program(under_way.room, "meetings.admit_member_of_network", code=under_way.code, person=dee.id)
    sign_in(world, phone, dee)
    assert claim(phone, under_way, "Deedee").status_code == 303

    for act, fields in (
        ("mark_arrival", {"mode": "remote"}),
        ("mark_departure", {}),
        ("give_role", {"role": "facilitator"}),
        ("make_return_code", {"code": CODE}),
    ):
        assert ana.act(under_way.room, f"meetings.{act}", seat=number, **fields).code == "not_found"
    assert ana.act(under_way.room, "meetings.mark_arrival", seat=seat(dee, under_way), mode="remote").ok


def test_what_was_done_as_a_guest_keeps_its_author_in_the_record(world: World, under_way: Meeting, dee: Person):
    phone = join(world, under_way, "Deedee")
    guest = as_person(world, phone)
    number = guest.id
    assert guest.act(under_way.room, "meetings.arrive", mode="remote").ok
    before = written(world, under_way)
    sign_in(world, phone, dee)
    assert claim(phone, under_way, "Deedee").status_code == 303

    after = written(world, under_way)
    assert after[: len(before)] == before
    assert ("person_arrived", number) in [(kind, by) for kind, by, _ in after]


def written(world: World, meeting: Meeting) -> list[tuple[str, int | None, str]]:
    """The record: what, by whom, and the link of its chain."""
    with world.app.app_context(), world.session() as session:
        rows = entries_of(session, find_room(session, meeting.room))
        return [(row.kind, row.person_id, row.hash) for row in rows]


@pytest.mark.parametrize("own", ["no_objection", "objection", ""])
def test_a_guests_objection_stands_and_its_author_can_take_it_back(world: World, own: str):
    """Whichever of the two seats it came from: nobody else takes it back, and it does not block the meeting for ever."""
    meeting, agreement = asked(world)
    ana, dee = world.person("ana"), world.person("dee")
    phone = join(world, meeting, "Deedee")
    guest = as_person(world, phone)
    assert guest.act(meeting.room, "meetings.arrive", mode="remote").ok
    spoken = {"agreement": agreement, "reply": "objection", "words": "Too short"}
    assert guest.act(meeting.room, "meetings.answer_agreement", **spoken).ok
    world.program(meeting.room, "meetings.admit_member_of_network", code=meeting.code, person=dee.id)
    assert dee.act(meeting.room, "meetings.arrive", mode="remote").ok
    if own:
        assert dee.act(meeting.room, "meetings.answer_agreement", agreement=agreement, reply=own, words="Too late").ok
    sign_in(world, phone, dee)
    assert claim(phone, meeting, "Deedee").status_code == 303

    assert ana.act(meeting.room, "meetings.settle_agreement", agreement=agreement).code == "objection_stands"
    sight = Observer(world).look(meeting.room).objects[Viewer(desk=False, seat=seat(dee, meeting))]
    (objection,) = sight[f"agreement/{agreement}"]["objections"]
    assert objection["seat"] == seat(dee, meeting)
    assert "Too short" in objection["words"]
    taken_back = {"agreement": agreement, "reply": "no_objection", "words": ""}
    assert dee.act(meeting.room, "meetings.answer_agreement", **taken_back).ok
    assert ana.act(meeting.room, "meetings.settle_agreement", agreement=agreement).ok


def test_nobody_claims_a_place_whose_proof_is_not_on_the_phone(world: World, under_way: Meeting, dee: Person):
    """Knowing somebody's number is no proof."""
    rosa = under_way.guest("Rosa")
    mine = join(world, under_way, "Deedee")
    sign_in(world, mine, dee)

    assert claim_number(mine, under_way, str(rosa.id)).status_code == 404
    assert claim_number(dee.browser, under_way, str(rosa.id)).status_code == 404
    assert seats_shown(world, under_way)["Rosa"]
    assert claim(mine, under_way, "Deedee").status_code == 303


def test_a_guest_without_an_account_claims_nothing(world: World, under_way: Meeting):
    phone = join(world, under_way, "Rosa")

    assert claim(phone, under_way, "Rosa").status_code == 404
    assert "go on with my account" not in read(phone, f"/meetings/{under_way.id}/phone")


def test_a_proof_that_was_ended_at_the_desk_claims_nothing(world: World, under_way: Meeting, ana: Person, dee: Person):
    """At that moment both must count."""
    phone = join(world, under_way, "Deedee")
    guest = as_person(world, phone)
    number, sign_in_of_guest = guest.id, guest.who.session_id
    sign_in(world, phone, dee)
    assert ana.act(under_way.room, "meetings.withdraw_access", seat=seat(guest, under_way)).ok

    assert claim_number(phone, under_way, str(number)).status_code == 404
    proofs = {"guest": sign_in_of_guest, "account": dee.who.session_id}
    with pytest.raises(NotSignedIn):
        world.program(under_way.room, "meetings.claim_seat", **proofs)


def test_a_place_that_was_got_by_a_code_of_the_desk_is_not_claimed(
    world: World, under_way: Meeting, ana: Person, dee: Person
):
    """Somebody else's place that was led back to by mistake cannot be taken for good."""
    rosa = under_way.guest("Rosa")
    assert ana.act(under_way.room, "meetings.make_return_code", seat=seat(rosa, under_way), code=CODE).ok
    phone = Browser(world.app)
    assert come_back(phone, CODE).status_code == 303
    number = person_on(phone, under_way, "Rosa")
    sign_in(world, phone, dee)

    assert "go on with my account" not in read(phone, f"/meetings/{under_way.id}/phone")
    assert claim_number(phone, under_way, number).status_code == 409
    assert seats_shown(world, under_way)["Rosa"]


def test_a_childs_place_is_not_claimed(world: World, under_way: Meeting, dee: Person):
    phone = join(world, under_way, "Lia", is_child="true")
    number = person_on(phone, under_way, "Lia")
    sign_in(world, phone, dee)

    assert claim_number(phone, under_way, number).status_code == 409
    assert seats_shown(world, under_way)["Lia"]["guest"]


def test_who_was_shut_out_does_not_come_in_again_by_claiming(
    world: World, under_way: Meeting, ana: Person, dee: Person
):
    world.program(under_way.room, "meetings.admit_member_of_network", code=under_way.code, person=dee.id)
    assert ana.act(under_way.room, "meetings.withdraw_access", seat=seat(dee, under_way)).ok
    phone = join(world, under_way, "Deedee")
    sign_in(world, phone, dee)

    assert claim(phone, under_way, "Deedee").status_code == 409
    assert dee.act(under_way.room, "meetings.arrive", mode="remote").code == "not_found"


def test_a_member_claims_a_place_and_is_a_member_in_it(world: World, under_way: Meeting, cai: Person):
    phone = join(world, under_way, "Caius")
    sign_in(world, phone, cai)

    assert claim(phone, under_way, "Caius").status_code == 303

    assert seats_shown(world, under_way)["Cai Roca"]["member"]


def test_what_the_guest_was_to_present_is_presented_by_the_account(
    world: World, under_way: Meeting, ana: Person, dee: Person
):
    phone = join(world, under_way, "Deedee")
    guest = as_person(world, phone)
    item = {"title": "Bikes", "purpose": "inform", "presenter": guest.id, "minutes": ""}
    assert ana.act(under_way.room, "meetings.add_item", **item).ok
    sign_in(world, phone, dee)
    assert claim(phone, under_way, "Deedee").status_code == 303

    page = page_of(ana, under_way)
    assert "Dee Vidal" in page
    assert "Deedee" not in page


def test_the_story_tells_earlier_things_under_the_name_of_the_account_and_stays_intact(
    world: World, under_way: Meeting, ana: Person, dee: Person
):
    phone = join(world, under_way, "Deedee", public_name="full")
    guest = as_person(world, phone)
    assert guest.act(under_way.room, "meetings.arrive", mode="remote").ok
    world.program(under_way.room, "meetings.admit_member_of_network", code=under_way.code, person=dee.id)
    sign_in(world, phone, dee)
    assert claim(phone, under_way, "Deedee").status_code == 303
    assert ana.act(under_way.room, "meetings.close").ok

    page = page_of(Browser(world.app), under_way)
    assert "Dee arrived." in page
    assert "Deedee" not in page
    with world.app.app_context(), world.session() as session:
        assert why_not_intact(session, find_room(session, under_way.room)) is None
