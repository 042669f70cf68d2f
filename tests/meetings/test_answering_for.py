"""A helper enters what somebody without a device says; a person's own answer always wins."""

from __future__ import annotations

import pytest

from deliberate.kernel.acts import Standing
from deliberate.kernel.messages import snapshot
from deliberate.kernel.record import find_room
from tests.cast import Answer, Browser, Meeting, Person, World
from tests.every.scenes import seat
from tests.meetings.pages import page_of, story_on


@pytest.fixture
def rosa(under_way: Meeting, ana: Person) -> int:
    """The seat of Rosa, who is in the room without a phone."""
    entered = ana.act(under_way.room, "meetings.seat_person", name="Rosa Pi", person="", mode="through_a_steward")
    assert entered.ok
    return entered.ids["seat"]


@pytest.fixture
def agreement(under_way: Meeting, ana: Person) -> int:
    """Everyone is asked: any objection to this agenda?"""
    return ana.act(under_way.room, "meetings.ask_agreement").ids["agreement"]


def enter(helper: Person, meeting: Meeting, agreement: int, who: int, words: str = "") -> Answer:
    reply = "objection" if words else "no_objection"
    return helper.act(meeting.room, "meetings.answer_for", agreement=agreement, seat=who, reply=reply, words=words)


def shown(meeting: Meeting, agreement: int) -> dict:
    world = meeting.world
    with world.app.app_context(), world.session() as session:
        found = snapshot(session, world.house, find_room(session, meeting.room), Standing(None, desk=True))
        return found[f"agreement/{agreement}"]


def test_the_slip_of_somebody_without_a_phone_counts_like_any_other(
    under_way: Meeting, ana: Person, agreement: int, rosa: int
):
    assert enter(ana, under_way, agreement, rosa).ok

    assert shown(under_way, agreement)["no_objection"] == 1
    assert shown(under_way, agreement)["entered"] == [rosa]


def test_a_helper_who_does_not_facilitate_enters_it_and_the_story_says_who_did(
    world: World, under_way: Meeting, ana: Person, cai: Person, agreement: int, rosa: int
):
    assert enter(cai, under_way, agreement, rosa).code == "only_helpers"
    assert ana.act(under_way.room, "meetings.give_role", seat=seat(cai, under_way), role="steward").ok

    assert enter(cai, under_way, agreement, rosa, "Too long").ok
    assert ana.act(under_way.room, "meetings.close").ok

    told = story_on(page_of(Browser(world.app), under_way))
    assert "An objection was raised: “Too long”" in told
    assert "Cai entered the answer of Rosa." in told


def test_whoever_is_not_named_outside_is_told_of_in_small_letters(
    world: World, under_way: Meeting, ana: Person, agreement: int, rosa: int
):
    assert enter(ana, under_way, agreement, rosa, "Too long").ok
    with world.installation.database_open() as database:
        database.execute("UPDATE persons SET public_name = 'role_only'")
    assert ana.act(under_way.room, "meetings.close").ok

    told = story_on(page_of(Browser(world.app), under_way))

    assert "A participant entered the answer of a participant." in told


def test_an_objection_that_was_entered_stands_and_no_helper_takes_it_back(
    under_way: Meeting, ana: Person, agreement: int, rosa: int
):
    assert enter(ana, under_way, agreement, rosa, "Too long").ok

    assert ana.act(under_way.room, "meetings.settle_agreement", agreement=agreement).code == "objection_stands"
    assert enter(ana, under_way, agreement, rosa).code == "objection_of_another"
    assert enter(ana, under_way, agreement, rosa, "Much too long").ok, "its words can be put right"


def test_ones_own_answer_wins_and_locks_the_helper_out(under_way: Meeting, ana: Person, cai: Person, agreement: int):
    mine = seat(cai, under_way)
    assert ana.act(under_way.room, "meetings.mark_arrival", seat=mine, mode="through_a_steward").ok
    assert enter(ana, under_way, agreement, mine, "Too long").ok

    own = cai.act(under_way.room, "meetings.answer_agreement", agreement=agreement, reply="no_objection", words="")

    assert own.ok
    assert shown(under_way, agreement)["entered"] == []
    assert enter(ana, under_way, agreement, mine, "Too long").code == "answered_themselves"
    assert ana.act(under_way.room, "meetings.settle_agreement", agreement=agreement).ok


def test_nobody_answers_for_somebody_with_a_phone(under_way: Meeting, ana: Person, cai: Person, agreement: int):
    guest = under_way.guest("Pau")
    assert guest.act(under_way.room, "meetings.arrive", mode="in_the_room").ok
    theirs = seat(guest, under_way)

    assert enter(ana, under_way, agreement, seat(cai, under_way)).code == "has_a_device"
    assert ana.act(under_way.room, "meetings.mark_arrival", seat=theirs, mode="through_a_steward").ok
    assert enter(ana, under_way, agreement, theirs).code == "has_a_device", "whatever the list says"
    assert ana.act(under_way.room, "meetings.withdraw_access", seat=theirs).ok
    assert enter(ana, under_way, agreement, theirs).ok, "the phone was signed out"


def test_nobody_answers_for_who_has_left_or_to_what_is_no_longer_asked(
    under_way: Meeting, ana: Person, agreement: int, rosa: int
):
    assert ana.act(under_way.room, "meetings.mark_departure", seat=rosa).ok
    assert enter(ana, under_way, agreement, rosa).code == "is_not_here"
    assert ana.act(under_way.room, "meetings.mark_arrival", seat=rosa, mode="through_a_steward").ok
    assert ana.act(under_way.room, "meetings.settle_agreement", agreement=agreement).ok

    assert enter(ana, under_way, agreement, rosa).code == "no_longer_asked"


def test_an_objection_needs_words_whoever_enters_it(under_way: Meeting, ana: Person, agreement: int, rosa: int):
    said = {"agreement": agreement, "seat": rosa, "reply": "objection", "words": " "}

    assert ana.act(under_way.room, "meetings.answer_for", **said).code == "words_needed"


def test_what_a_helper_entered_is_forgotten_with_the_person_who_said_it(
    world: World, under_way: Meeting, ana: Person, agreement: int, rosa: int
):
    assert enter(ana, under_way, agreement, rosa, "Too long").ok
    from deliberate.meetings.models import Seat

    with world.app.app_context(), world.session() as session:
        person = session.get_one(Seat, rosa).person_id
    world.program(under_way.room, "meetings.forget_person", person=person)
    assert ana.act(under_way.room, "meetings.close").ok

    page = page_of(Browser(world.app), under_way)
    assert "An objection was raised" in page
    assert "Too long" not in page
