"""Coming in by the code (T-38), being here, and what one does for the meeting."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from deliberate.kernel import clock
from deliberate.meetings.joining import ALPHABET, as_shown, new_code
from deliberate.people.rules import GUEST_SESSION
from tests.cast import Browser, Meeting, Person, World
from tests.every.scenes import seat
from tests.meetings.pages import page_of, send


def join_by_program(world: World, code: object, name: str = "Rosa"):
    return world.app.test_client().post("/api/v1/join", json={"code": code, "name": name, "language": "en"})


def join_by_page(world: World, meeting: Meeting, name: str = "Rosa") -> Browser:
    browser = Browser(world.app)
    path = f"/join/{meeting.code}"
    assert (
        browser.send(path, path, name=name, language="ca", public_name="full", act_id=str(uuid.uuid4())).status_code
        == 303
    )
    return browser


# -- codes ----------------------------------------------------------------------------------------------------------


def test_codes_are_long_enough_not_to_be_guessed():
    """T-38: eight letters of thirty-two are forty bits."""
    codes = {new_code() for _ in range(500)}

    assert len(codes) == 500
    assert all(len(code) == 9 and set(code) <= set(ALPHABET) | {"-"} for code in codes)


@pytest.mark.parametrize(
    "typed", ["7KQ2-M0X1", "7kq2-m0x1", "7KQ2M0X1", " 7kq2 m0x1 ", "7KQ2–MOXI", "7kq2-moxl", "7 K Q 2 M 0 X 1"]
)
def test_a_code_is_read_as_people_type_it(typed: str):
    """T-38"""
    assert as_shown(typed) == "7KQ2-M0X1"


@pytest.mark.parametrize(
    "typed", ["", "7KQ2", "7KQ2-M0X12", "7KQ2-M0XU", "7KQ2_M0X1", "٧KQ2-M0X1", "%", "7KQ2-M0X\x00"]
)
def test_what_can_be_no_code_is_none(typed: str):
    assert as_shown(typed) is None


def test_a_typed_code_opens_its_meeting(world: World, meeting: Meeting):
    typed = meeting.code.replace("-", " ").lower()

    assert join_by_program(world, typed).status_code == 201
    assert Browser(world.app).get(f"/join?code={typed}").headers["Location"] == f"/join/{meeting.code}"


def test_a_renewed_code_opens_nothing_any_more(world: World, meeting: Meeting, ana: Person):
    """T-38"""
    old = meeting.code
    inside = meeting.guest("Rosa")
    assert send(ana, meeting, "renew_code").status_code == 303

    assert join_by_program(world, old).status_code == 404
    assert Browser(world.app).get(f"/join/{old}").status_code == 404
    assert join_by_program(world, meeting.code).status_code == 201
    assert inside.act(meeting.room, "meetings.arrive", mode="remote").ok, "whoever is in stays"


def test_a_code_ends_with_its_meeting(world: World, under_way: Meeting, ana: Person):
    """T-38"""
    assert join_by_program(world, under_way.code).status_code == 201
    assert ana.act(under_way.room, "meetings.close").ok

    assert join_by_program(world, under_way.code).status_code == 404
    page = Browser(world.app).get(f"/join/{under_way.code}")
    assert page.status_code == 404
    assert "This code opens no meeting" in page.get_data(as_text=True)


@pytest.mark.parametrize("code", [None, 7, [], {"$ne": ""}, True, "", "XXXX-XXXX"])
def test_a_code_that_is_none_opens_nothing(world: World, meeting: Meeting, code: object):
    assert join_by_program(world, code).status_code == 404


def test_guessing_codes_is_limited_and_a_right_one_is_always_let_in(world: World, meeting: Meeting):
    """T-38: a whole hall shares one address, so it is never locked out."""
    answers = [join_by_program(world, "XXXX-XXXX").status_code for _ in range(130)]

    assert answers == [404] * 120 + [429] * 10
    assert join_by_program(world, meeting.code).status_code == 201
    assert Browser(world.app).get(f"/join/{meeting.code}").status_code == 200


@pytest.mark.parametrize("sent", [b"", b"[]", b"7", b'"code"', b"{", b'{"code": "\\ud800"}'])
def test_a_request_that_is_none_is_refused(world: World, sent: bytes):
    answer = world.app.test_client().post("/api/v1/join", data=sent, content_type="application/json")

    assert answer.status_code in (404, 422)
    assert answer.json["error"]["words"]


# -- being inside ---------------------------------------------------------------------------------------------------


def test_a_guest_joins_with_a_name_and_is_inside(world: World, meeting: Meeting):
    rosa = join_by_page(world, meeting)

    assert rosa.get(f"/meetings/{meeting.id}/live").status_code == 200
    assert '<html lang="ca"' in rosa.get("/groups").get_data(as_text=True)
    assert rosa.get(f"/join/{meeting.code}").headers["Location"] == f"/meetings/{meeting.id}/live"


def test_joining_twice_by_a_double_click_gives_one_seat(world: World, meeting: Meeting):
    first, second = Browser(world.app), Browser(world.app)
    path, once = (
        f"/join/{meeting.code}",
        {"name": "Rosa", "language": "en", "public_name": "full", "act_id": str(uuid.uuid4())},
    )

    for browser in (first, second):
        assert browser.send(path, path, **once).status_code == 303

    assert first.client.get_cookie("deliberate").value == second.client.get_cookie("deliberate").value


def test_an_id_that_was_used_in_another_meeting_gives_no_proof_of_that_one(
    world: World, meeting: Meeting, under_way: Meeting
):
    once = {"name": "Rosa", "language": "en", "id": str(uuid.uuid4())}
    client = world.app.test_client()

    here, there = (client.post("/api/v1/join", json=once | {"code": one.code}) for one in (meeting, under_way))

    assert here.status_code == there.status_code == 201
    assert here.json["token"] != there.json["token"]


def test_an_id_that_somebody_else_used_gives_no_proof(world: World, meeting: Meeting):
    """T-42: who knows an id but not what was sent with it becomes nobody else."""
    once = {"code": meeting.code, "name": "Rosa", "language": "en", "id": str(uuid.uuid4())}
    client = world.app.test_client()
    assert client.post("/api/v1/join", json=once).status_code == 201

    other = client.post("/api/v1/join", json=once | {"name": "Vera"})

    assert other.status_code == 409
    assert "token" not in other.json


def test_a_guest_without_a_name_is_asked_for_it(world: World, meeting: Meeting):
    browser, path = Browser(world.app), f"/join/{meeting.code}"

    refused = browser.send(path, path, name=" ", language="eu", act_id=str(uuid.uuid4()))

    assert refused.status_code == 422
    assert 'value="eu" selected' in refused.get_data(as_text=True), "the language that was chosen stays"
    assert browser.get(f"/meetings/{meeting.id}/live").status_code == 303


def test_an_account_joins_as_itself(world: World, meeting: Meeting, dee: Person):
    path = f"/join/{meeting.code}"
    assert dee.browser.get(f"/meetings/{meeting.id}/live").status_code == 303

    assert dee.browser.send(path, path).status_code == 303

    assert dee.browser.get(f"/meetings/{meeting.id}/live").status_code == 200
    assert dee.browser.get("/me").status_code == 200


def test_a_guest_of_one_meeting_is_nobody_in_another(world: World, meeting: Meeting, under_way: Meeting):
    rosa = meeting.guest("Rosa")

    assert rosa.browser.get(f"/meetings/{meeting.id}/live").status_code == 200
    assert rosa.browser.get(f"/meetings/{under_way.id}/live").status_code == 303
    assert rosa.act(under_way.room, "meetings.arrive", mode="remote").code == "not_found"


def test_a_guests_proof_ends(meeting: Meeting):
    rosa = meeting.guest("Rosa")

    with clock.set_to(clock.now() + GUEST_SESSION + timedelta(minutes=1)):
        assert rosa.browser.get(f"/meetings/{meeting.id}/live").status_code == 303


def test_a_lost_phone_is_shut_out_and_the_seat_stays(under_way: Meeting, ana: Person):
    """T-42"""
    rosa = under_way.guest("Rosa")
    number = seat(rosa, under_way)
    assert rosa.act(under_way.room, "meetings.arrive", mode="remote").ok

    assert ana.act(under_way.room, "meetings.withdraw_access", seat=number).ok

    assert rosa.browser.get(f"/meetings/{under_way.id}/live").status_code == 303
    assert ana.act(under_way.room, "meetings.close").ok
    assert "Rosa" in page_of(ana, under_way)


def test_a_visitor_with_an_account_is_shut_out_of_this_meeting_only(under_way: Meeting, ana: Person, dee: Person):
    """T-42: the desk ends the place, never the account; the code does not let them in again."""
    path = f"/join/{under_way.code}"
    assert dee.browser.send(path, path).status_code == 303
    assert dee.browser.get(f"/meetings/{under_way.id}/live").status_code == 200

    assert ana.act(under_way.room, "meetings.withdraw_access", seat=seat(dee, under_way)).ok

    assert dee.act(under_way.room, "meetings.arrive", mode="remote").code == "not_found"
    assert dee.browser.get(f"/meetings/{under_way.id}/live").status_code == 303
    assert dee.browser.send("/sign-in", path).status_code == 409
    assert dee.browser.get("/me").status_code == 200


def test_a_member_is_in_by_right(under_way: Meeting, ana: Person, cai: Person):
    refused = ana.act(under_way.room, "meetings.withdraw_access", seat=seat(cai, under_way))

    assert refused.code == "in_by_right"
    assert cai.browser.get(f"/meetings/{under_way.id}/live").status_code == 200


# -- being here -----------------------------------------------------------------------------------------------------


def test_people_come_and_go_and_come_back(under_way: Meeting, cai: Person, ana: Person):
    assert "3 people here" in page_of(ana, under_way)

    assert send(cai, under_way, "leave").status_code == 303
    assert "2 people here" in page_of(ana, under_way)

    assert send(cai, under_way, "arrive", mode="remote").status_code == 303
    assert "3 people here" in page_of(ana, under_way)


def test_nobody_arrives_at_a_draft_or_after_the_end(world: World, under_way: Meeting, ana: Person, cai: Person):
    from tests.cast import draft_meeting

    draft = draft_meeting(world)
    assert cai.act(draft.room, "meetings.arrive", mode="remote").code == "not_yet_convened"

    assert ana.act(under_way.room, "meetings.close").ok
    for act, fields in (("arrive", {"mode": "remote"}), ("leave", {})):
        assert cai.act(under_way.room, f"meetings.{act}", **fields).code == "is_closed"


def test_a_member_who_never_came_cannot_leave(meeting: Meeting, cai: Person):
    assert cai.act(meeting.room, "meetings.leave").code == "needs_a_seat"


def test_nobody_takes_part_through_a_helper_by_themselves(under_way: Meeting, cai: Person, ana: Person):
    """Only the desk says so."""
    assert cai.act(under_way.room, "meetings.arrive", mode="through_a_steward").code == "invalid"

    marked = ana.act(under_way.room, "meetings.mark_arrival", seat=seat(cai, under_way), mode="through_a_steward")
    assert marked.ok


def test_the_desk_enters_somebody_without_a_device(under_way: Meeting, ana: Person):
    assert ana.act(under_way.room, "meetings.seat_person", name="Pau", person="", mode="in_the_room").ok

    assert "4 people here" in page_of(ana, under_way)


@pytest.mark.parametrize("name", ["", " ", "\u200d"])
def test_the_desk_enters_nobody_without_a_name(under_way: Meeting, ana: Person, name: str):
    refused = ana.act(under_way.room, "meetings.seat_person", name=name, person="", mode="in_the_room")

    assert refused.fields.keys() == {"name"}


def test_the_desk_enters_a_member_once(meeting: Meeting, ana: Person, cai: Person, dee: Person):
    first = ana.act(meeting.room, "meetings.seat_person", name="", person=cai.id, mode="in_the_room")
    again = ana.act(meeting.room, "meetings.seat_person", name="", person=cai.id, mode="in_the_room")

    assert first.ids["seat"] == again.ids["seat"] == seat(cai, meeting)
    stranger = ana.act(meeting.room, "meetings.seat_person", name="", person=dee.id, mode="in_the_room")
    assert stranger.code == "not_a_member"


# -- roles ----------------------------------------------------------------------------------------------------------


def test_a_guest_who_is_asked_to_facilitate_can(under_way: Meeting, ana: Person):
    rosa = under_way.guest("Rosa")
    assert rosa.act(under_way.room, "meetings.pause", reason="").code == "only_facilitators"

    assert ana.act(under_way.room, "meetings.give_role", seat=seat(rosa, under_way), role="facilitator").ok

    assert rosa.act(under_way.room, "meetings.pause", reason="").ok


def test_a_role_that_was_taken_back_gives_nothing(under_way: Meeting, ana: Person):
    """T-34: at once, with the next act."""
    rosa = under_way.guest("Rosa")
    given = {"seat": seat(rosa, under_way), "role": "facilitator"}
    assert ana.act(under_way.room, "meetings.give_role", **given).ok
    assert ana.act(under_way.room, "meetings.take_back_role", **given).ok

    assert rosa.act(under_way.room, "meetings.pause", reason="").code == "only_facilitators"


@pytest.mark.parametrize("role", ["scribe", "timekeeper", "steward", "interpreter"])
def test_other_roles_do_not_facilitate(under_way: Meeting, ana: Person, role: str):
    rosa = under_way.guest("Rosa")

    assert ana.act(under_way.room, "meetings.give_role", seat=seat(rosa, under_way), role=role).ok

    assert rosa.act(under_way.room, "meetings.pause", reason="").code == "only_facilitators"


def test_giving_a_role_twice_gives_it_once(under_way: Meeting, ana: Person, cai: Person):
    given = {"seat": seat(cai, under_way), "role": "scribe"}
    assert ana.act(under_way.room, "meetings.give_role", **given).ok
    before = ana.act(under_way.room, "meetings.give_role", **given)

    assert before.ok
    assert ana.act(under_way.room, "meetings.take_back_role", **given).ok
    assert ana.act(under_way.room, "meetings.take_back_role", **given).ok
