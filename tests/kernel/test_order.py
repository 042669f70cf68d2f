"""Acts of one room come from several processes; they are told in the order of their numbers."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from deliberate.kernel.messages import Bundle
from deliberate.kernel.order import PATIENCE, Order

ROOM = "meeting/1"


def bundle(seq: int, room: str = ROOM, epoch: str = "e") -> Bundle:
    return Bundle(room=room, epoch=epoch, after=seq - 1, seq=seq, entries=[])


def order_at(seq: int) -> Order:
    """An order that has heard of the room up to there."""
    order = Order()
    order.pass_over(ROOM, seq)
    return order


def told(*bundles: list[Bundle]) -> list[int]:
    return [one.seq for some in bundles for one in some]


def test_what_comes_too_early_waits_for_those_before_it():
    order = order_at(7)

    assert told(order.take(bundle(10), 0), order.take(bundle(9), 0)) == []
    assert told(order.take(bundle(8), 0)) == [8, 9, 10]


def test_the_first_of_a_room_waits_for_one_that_may_be_on_its_way():
    order = Order()

    assert told(order.take(bundle(8), 0), order.take(bundle(7), 0)) == []
    assert told(order.overdue(PATIENCE)) == [7, 8]
    assert told(order.take(bundle(9), 1)) == [9]


def test_what_comes_twice_or_too_late_is_told_once():
    order = order_at(6)

    assert told(*(order.take(bundle(seq), 0) for seq in (7, 8, 8, 7, 9, 6))) == [7, 8, 9]


def test_nobody_waits_for_ever():
    order = order_at(7)
    order.take(bundle(9), 1)
    order.take(bundle(10), 1)

    assert told(order.overdue(1 + PATIENCE / 2)) == []
    assert told(order.overdue(1 + PATIENCE)) == [9, 10]
    assert told(order.take(bundle(8), 2)) == [], "whoever misses it has asked by now"


def test_rooms_do_not_wait_for_each_other():
    order = order_at(7)
    order.take(bundle(9), 0)
    order.pass_over("meeting/2", 2)

    assert told(order.take(bundle(3, "meeting/2"), 0), order.take(bundle(4, "meeting/2"), 0)) == [3, 4]


def test_what_was_passed_over_is_not_told_any_more():
    order = order_at(7)
    order.take(bundle(9), 0)
    order.pass_over(ROOM, 9)

    assert told(order.take(bundle(8), 0), order.overdue(10), order.take(bundle(10), 10)) == [10]


def test_what_waits_when_the_epoch_is_learned_is_told_all_the_same():
    order = Order()
    order.take(bundle(8), 0)
    order.now_in("e")

    assert told(order.overdue(PATIENCE)) == [8]


def test_what_is_said_of_another_epoch_counts_no_more():
    """A backup was restored, and somebody sends again what was said before."""
    order = Order()
    order.now_in("e")
    order.pass_over(ROOM, 400)
    order.now_in("after the restore")

    assert told(order.take(bundle(500), 0), order.overdue(1)) == []
    order.pass_over(ROOM, 7)
    assert told(order.take(bundle(8, epoch="after the restore"), 1)) == [8]


@given(st.integers(0, 2**32), st.integers(1, 30))
def test_in_whatever_order_they_come_they_are_told_in_theirs(seed: int, count: int):
    order, coming = order_at(0), list(range(1, count + 1))
    random.Random(seed).shuffle(coming)

    heard = told(*(order.take(bundle(seq), 0) for seq in coming))

    assert heard == list(range(1, count + 1))
