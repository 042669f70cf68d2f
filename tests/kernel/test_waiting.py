"""Whose turn it is: nobody waits for everything that somebody else has sent, and what is too much stays on its device."""

from __future__ import annotations

import uuid

import pytest

from deliberate.kernel import waiting
from deliberate.kernel.acts import Who
from deliberate.kernel.errors import Kept
from deliberate.kernel.waiting import Turns, Waiting

ANA, BO, CAI, DEE = 1, 2, 3, 4


def act(person: int | None, room: str = "meeting/1", name: str = "") -> Waiting:
    who = Who(100 + person, person, "Somebody", "en", has_account=True) if person else None
    return Waiting(room, str(uuid.uuid4()), name, {}, who)


def lined_up(*acts: Waiting) -> Turns:
    turns = Turns()
    for one in acts:
        turns.add(one)
    return turns


def test_a_room_in_which_a_thousand_act_does_not_hold_up_another():
    crowd, single = [act(person) for person in range(1, 1001)], act(ANA, "meeting/2")
    turns = lined_up(*crowd, single)

    assert turns.take(50) == crowd[:50]
    assert turns.take(50) == [single]
    assert turns.take(50) == crowd[50:100]


def test_one_who_sends_much_does_not_hold_up_the_others_in_the_room():
    flood, bos, cais = [act(ANA) for _ in range(100)], act(BO), act(CAI)
    turns = lined_up(*flood, bos, cais)

    assert turns.take(4) == [flood[0], bos, cais, flood[1]]


def test_what_one_person_sent_is_done_in_its_order():
    sent = [act(ANA), act(BO), act(ANA), act(ANA), act(BO)]
    turns = lined_up(*sent)

    taken = [*turns.take(2), *turns.take(2), *turns.take(2)]

    for person in (ANA, BO):
        assert [one for one in taken if one.person_id == person] == [one for one in sent if one.person_id == person]


def test_what_there_was_no_time_for_comes_first_at_the_next_turn():
    sent = [act(ANA), act(BO), act(CAI), act(ANA)]
    turns = lined_up(*sent)
    _, *left = turns.take(3)
    later = act(BO)
    turns.add(later)

    turns.put_back(left)

    assert turns.take(9) == [sent[1], sent[2], sent[3], later]
    assert turns.take(9) == []


def test_what_the_program_does_has_a_line_of_its_own():
    flood, programs = [act(ANA) for _ in range(9)], act(None)

    assert lined_up(*flood, programs).take(2) == [flood[0], programs]


def test_when_too_many_wait_in_a_room_the_next_is_kept_on_its_device(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(waiting, "MOST_IN_ROOM", 3)
    first = [act(ANA), act(BO), act(CAI)]
    turns = lined_up(*first)

    with pytest.raises(Kept):
        turns.add(act(ANA))
    turns.add(act(ANA, "meeting/2"))
    turns.add(late := act(DEE))
    turns.add(programs := act(None))

    assert turns.take(9) == [*first, late, programs], "who has nothing waiting is let in all the same"
    turns.add(act(ANA))


def test_one_person_fills_no_room(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(waiting, "MOST_OF_ONE", 3)
    turns = lined_up(*(act(ANA) for _ in range(3)))

    with pytest.raises(Kept):
        turns.add(act(ANA))

    turns.add(act(BO))


def test_when_too_many_wait_in_all_rooms_together_no_room_takes_more(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(waiting, "MOST_IN_ALL", 3)
    turns = lined_up(*(act(ANA, f"meeting/{n}") for n in (1, 2, 3)))

    with pytest.raises(Kept):
        turns.add(act(ANA, "meeting/4"))

    turns.take(9)
    turns.add(act(ANA, "meeting/4"))
