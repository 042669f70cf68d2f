"""Taking an act back: within ten seconds, unless something later touched the same objects."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from deliberate.kernel import clock
from deliberate.kernel.record import entries_of, find_room
from tests.cast import Answer, Meeting, Person, World


@pytest.fixture
def paused(under_way: Meeting, ana: Person) -> Answer:
    """Ana called a break in the meeting that is under way."""
    answer = ana.act(under_way.room, "meetings.pause", reason="coffee")
    assert answer.undo_until
    return answer


def test_a_step_can_be_taken_back_at_once(under_way: Meeting, ana: Person, paused: Answer):
    assert ana.act(under_way.room, "undo", seq=paused.seq).ok

    assert ana.act(under_way.room, "meetings.resume").code == "not_paused"


@pytest.mark.parametrize(("seconds", "code"), [(9, ""), (11, "too_late_to_undo")])
def test_a_step_can_be_taken_back_for_ten_seconds(
    under_way: Meeting, ana: Person, paused: Answer, seconds: int, code: str
):
    with clock.set_to(clock.now() + timedelta(seconds=seconds)):
        assert ana.act(under_way.room, "undo", seq=paused.seq).code == code


def test_the_answer_says_until_when(under_way: Meeting, ana: Person):
    from datetime import UTC, datetime

    before = datetime.now(UTC)
    answer = ana.act(under_way.room, "meetings.pause", reason="")

    assert answer.undo_until
    left = datetime.fromisoformat(answer.undo_until) - before
    assert timedelta(seconds=9) < left < timedelta(seconds=12)


def test_what_somebody_built_upon_is_not_taken_back(under_way: Meeting, ana: Person, paused: Answer):
    assert ana.act(under_way.room, "meetings.resume").ok

    assert ana.act(under_way.room, "undo", seq=paused.seq).code == "changed_since"


def test_what_happened_elsewhere_in_the_room_does_not_hinder(under_way: Meeting, ana: Person, cai: Person):
    moved = ana.act(under_way.room, "meetings.pause", reason="")
    assert cai.act(under_way.room, "meetings.leave").ok

    assert ana.act(under_way.room, "undo", seq=moved.seq).ok


def test_a_step_is_taken_back_once(under_way: Meeting, ana: Person, paused: Answer):
    assert ana.act(under_way.room, "undo", seq=paused.seq).ok

    assert ana.act(under_way.room, "undo", seq=paused.seq).code == "changed_since"


def test_asking_twice_for_the_same_undo_undoes_once(under_way: Meeting, ana: Person, paused: Answer):
    act_id = "00000000-0000-4000-8000-000000000001"

    first = ana.act(under_way.room, "undo", act_id=act_id, seq=paused.seq)
    assert first.ok
    assert ana.act(under_way.room, "undo", act_id=act_id, seq=paused.seq) == first


def test_an_undo_is_not_undone(under_way: Meeting, ana: Person, paused: Answer):
    undone = ana.act(under_way.room, "undo", seq=paused.seq)

    assert undone.undo_until is None
    assert ana.act(under_way.room, "undo", seq=undone.seq).code == "cannot_be_undone"


def test_what_does_not_offer_it_is_not_taken_back(meeting: Meeting, ana: Person):
    renewed = ana.act(meeting.room, "meetings.renew_code")

    assert renewed.undo_until is None
    assert ana.act(meeting.room, "undo", seq=renewed.seq).code == "cannot_be_undone"
    assert ana.act(meeting.room, "undo", seq=9999).code == "cannot_be_undone"


def test_only_who_may_do_a_step_takes_it_back(under_way: Meeting, ana: Person, cai: Person, paused: Answer):
    assert cai.act(under_way.room, "undo", seq=paused.seq).code == "only_facilitators"
    assert ana.act(under_way.room, "undo", seq=paused.seq).ok


def test_a_step_of_another_room_is_not_taken_back_from_here(
    world: World, under_way: Meeting, ana: Person, paused: Answer
):
    from tests.cast import convened_meeting

    other = convened_meeting(world)

    assert ana.act(other.room, "undo", seq=paused.seq + 1000).code == "cannot_be_undone"
    assert ana.act(under_way.room, "meetings.resume").ok


def test_a_removed_item_comes_back_where_it_was(meeting: Meeting, ana: Person):
    removed = ana.act(meeting.room, "meetings.remove_item", item=meeting.items[0])
    assert ana.act(meeting.room, "undo", seq=removed.seq).ok

    page = ana.browser.get(f"/meetings/{meeting.id}").get_data(as_text=True)

    assert re.findall(r'"agenda__title"[^>]*>([^<]*)<', page) == ["Hello", "The mill", "Bye"]


def test_the_record_keeps_what_was_taken_back(under_way: Meeting, ana: Person, paused: Answer):
    assert ana.act(under_way.room, "undo", seq=paused.seq).ok

    with under_way.world.app.app_context(), under_way.world.session() as session:
        *_, pause, undone = entries_of(session, find_room(session, under_way.room))
    assert (pause.kind, pause.seq) == ("meeting_paused", paused.seq)
    assert (undone.kind, undone.corrects_seq, undone.corrects_n) == ("undone", pause.seq, pause.n)
