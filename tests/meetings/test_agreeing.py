"""Agreeing to the agenda: one objection is enough to talk first, and only its author takes it back."""

from __future__ import annotations

import pytest

from tests.cast import Answer, Meeting, Person, World
from tests.meetings.test_walking import shown


@pytest.fixture
def agreement(under_way: Meeting, ana: Person) -> int:
    """Everyone is asked whether they object to the agenda."""
    return ana.act(under_way.room, "meetings.ask_agreement").ids["agreement"]


def answer(person: Person, meeting: Meeting, agreement: int, reply: str, words: str = "") -> Answer:
    return person.act(meeting.room, "meetings.answer_agreement", agreement=agreement, reply=reply, words=words)


def settle(person: Person, meeting: Meeting, agreement: int) -> Answer:
    return person.act(meeting.room, "meetings.settle_agreement", agreement=agreement)


def told(meeting: Meeting, agreement: int) -> dict:
    return shown(meeting)[f"agreement/{agreement}"]


def test_the_agenda_is_agreed_when_nobody_objects(under_way: Meeting, agreement: int, ana: Person, cai: Person):
    assert answer(cai, under_way, agreement, "no_objection").ok

    assert settle(ana, under_way, agreement).ok

    assert told(under_way, agreement)["state"] == "agreed"
    assert shown(under_way)[under_way.room]["agenda_state"] == "agreed"


def test_nothing_is_agreed_while_an_objection_stands(
    under_way: Meeting, agreement: int, ana: Person, bo: Person, cai: Person
):
    assert answer(bo, under_way, agreement, "no_objection").ok
    assert answer(cai, under_way, agreement, "objection", "Too long").ok

    assert settle(ana, under_way, agreement).code == "objection_stands"

    assert told(under_way, agreement)["state"] == "asked"


def test_its_author_takes_an_objection_back(under_way: Meeting, agreement: int, ana: Person, cai: Person):
    assert answer(cai, under_way, agreement, "objection", "Too long").ok
    assert answer(cai, under_way, agreement, "no_objection").ok

    assert settle(ana, under_way, agreement).ok
    (objection,) = told(under_way, agreement)["objections"]
    assert (objection["words"], objection["withdrawn"]) == ("Too long", True)


def test_nobody_else_takes_an_objection_back(under_way: Meeting, agreement: int, ana: Person, cai: Person, bo: Person):
    """Not the facilitator, and not by answering in one's own name."""
    assert answer(cai, under_way, agreement, "objection", "Too long").ok

    assert answer(ana, under_way, agreement, "no_objection").ok
    assert answer(bo, under_way, agreement, "no_objection").ok

    assert settle(ana, under_way, agreement).code == "objection_stands"
    (objection,) = told(under_way, agreement)["objections"]
    assert not objection["withdrawn"]


def test_an_objection_of_somebody_who_left_still_stands(under_way: Meeting, agreement: int, ana: Person, cai: Person):
    """T-23"""
    assert answer(cai, under_way, agreement, "objection", "Too long").ok
    assert cai.act(under_way.room, "meetings.leave").ok

    assert settle(ana, under_way, agreement).code == "objection_stands"


@pytest.mark.parametrize("words", ["", " ", "\u200d", "\n\n"])
def test_an_objection_says_what_it_is(under_way: Meeting, agreement: int, cai: Person, words: str):
    assert answer(cai, under_way, agreement, "objection", words).code == "words_needed"
    assert told(under_way, agreement)["objections"] == []


def test_whoever_is_not_here_does_not_answer(world: World, under_way: Meeting, agreement: int, cai: Person):
    rosa = under_way.guest("Rosa")
    assert answer(rosa, under_way, agreement, "no_objection").code == "not_here"
    assert cai.act(under_way.room, "meetings.leave").ok
    assert answer(cai, under_way, agreement, "no_objection").code == "not_here"

    assert rosa.act(under_way.room, "meetings.arrive", mode="remote").ok
    assert answer(rosa, under_way, agreement, "no_objection").ok


def test_asking_again_sets_the_earlier_question_aside(under_way: Meeting, agreement: int, ana: Person, cai: Person):
    assert answer(cai, under_way, agreement, "objection", "Too long").ok

    anew = ana.act(under_way.room, "meetings.ask_agreement").ids["agreement"]

    assert told(under_way, agreement)["state"] == "set_aside"
    assert settle(ana, under_way, agreement).code == "no_longer_asked"
    assert answer(cai, under_way, agreement, "no_objection").code == "no_longer_asked"
    assert settle(ana, under_way, anew).ok


def test_what_is_agreed_is_not_answered_any_more(under_way: Meeting, agreement: int, ana: Person, cai: Person):
    """T-17"""
    assert settle(ana, under_way, agreement).ok

    assert answer(cai, under_way, agreement, "objection", "Too late").code == "no_longer_asked"
    assert settle(ana, under_way, agreement).code == "no_longer_asked"


def test_a_member_neither_asks_nor_settles(under_way: Meeting, agreement: int, ana: Person, cai: Person):
    assert cai.act(under_way.room, "meetings.ask_agreement").code == "only_facilitators"
    assert settle(cai, under_way, agreement).code == "only_facilitators"
    assert settle(ana, under_way, agreement).ok


def test_that_somebody_has_no_objection_is_only_counted(under_way: Meeting, agreement: int, bo: Person, cai: Person):
    for person in (bo, cai):
        assert answer(person, under_way, agreement, "no_objection").ok

    assert told(under_way, agreement)["no_objection"] == 2
    assert told(under_way, agreement)["objections"] == []


def test_a_changed_answer_counts_once(under_way: Meeting, agreement: int, cai: Person):
    """T-15"""
    for _ in range(3):
        assert answer(cai, under_way, agreement, "no_objection").ok

    assert told(under_way, agreement)["no_objection"] == 1


def test_an_objection_that_is_sent_twice_is_written_once(under_way: Meeting, agreement: int, cai: Person):
    """A late repetition with another id, as after a lost answer on another device."""
    first = answer(cai, under_way, agreement, "objection", "Too long")
    again = answer(cai, under_way, agreement, "objection", "Too long")

    assert first.ok
    assert again.seq == first.seq


def test_nothing_is_asked_before_the_beginning(meeting: Meeting, ana: Person):
    assert ana.act(meeting.room, "meetings.ask_agreement").code == "not_open"
