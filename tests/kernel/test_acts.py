"""An act is done once, by whoever may, and everything that changed has a number of its own."""

from __future__ import annotations

import uuid

from sqlalchemy import func, select

from deliberate.kernel.record import ActRow, EntryRow, find_room
from tests.cast import Meeting, Person, World


def new_id() -> str:
    return str(uuid.uuid4())


def seq_of(meeting: Meeting) -> int:
    with meeting.world.app.app_context(), meeting.world.session() as session:
        return find_room(session, meeting.room).seq


def times(meeting: Meeting, kind: str) -> int:
    """How often something stands in the meeting's record."""
    with meeting.world.app.app_context(), meeting.world.session() as session:
        room = find_room(session, meeting.room)
        counted = select(func.count()).where(EntryRow.room_id == room.id, EntryRow.kind == kind)
        return session.scalar(counted) or 0


ITEM = {"title": "Bikes", "purpose": "inform", "minutes": "", "presenter": ""}


def test_the_same_id_again_gets_the_same_answer_and_has_one_effect(meeting: Meeting, ana: Person):
    """T-15 for acts: asking again is always safe."""
    act_id = new_id()

    first = ana.act(meeting.room, "meetings.add_item", act_id=act_id, **ITEM)
    again = ana.act(meeting.room, "meetings.add_item", act_id=act_id, **ITEM)

    assert first.ok
    assert first == again
    assert times(meeting, "item_added") == len(meeting.items) + 1


def test_an_answer_can_be_asked_for_when_others_have_acted_meanwhile(under_way: Meeting, ana: Person, cai: Person):
    act_id = new_id()
    left = cai.act(under_way.room, "meetings.leave", act_id=act_id)
    ana.act(under_way.room, "meetings.pause", reason="")

    assert cai.act(under_way.room, "meetings.leave", act_id=act_id) == left


def test_the_same_id_with_other_content_is_refused(meeting: Meeting, ana: Person):
    act_id = new_id()
    assert ana.act(meeting.room, "meetings.add_item", act_id=act_id, **ITEM).ok

    other = ana.act(meeting.room, "meetings.add_item", act_id=act_id, **ITEM | {"title": "Trains"})
    another_act = ana.act(meeting.room, "meetings.renew_code", act_id=act_id)

    assert other.code == another_act.code == "id_used_before"
    assert times(meeting, "item_added") == len(meeting.items) + 1
    assert times(meeting, "code_renewed") == 0


def test_nobody_gets_the_answer_to_somebody_elses_act(meeting: Meeting, ana: Person, cai: Person):
    act_id = new_id()
    assert cai.act(meeting.room, "meetings.arrive", act_id=act_id, mode="remote").ok

    assert ana.act(meeting.room, "meetings.arrive", act_id=act_id, mode="remote").code == "id_used_before"
    assert times(meeting, "person_arrived") == 1


def test_the_same_id_in_another_room_is_another_act(world: World, meeting: Meeting, ana: Person):
    from tests.cast import convened_meeting

    act_id, other = new_id(), convened_meeting(world)

    assert ana.act(meeting.room, "meetings.arrive", act_id=act_id, mode="remote").ok
    assert ana.act(other.room, "meetings.arrive", act_id=act_id, mode="remote").ok
    assert times(meeting, "person_arrived") == times(other, "person_arrived") == 1


def test_a_refused_act_is_not_kept_and_can_be_tried_again(meeting: Meeting, ana: Person):
    act_id = new_id()
    early = ana.act(meeting.room, "meetings.start_item", act_id=act_id, item=meeting.items[0], after="")
    assert early.code == "not_open"
    assert ana.act(meeting.room, "meetings.open").ok

    late = ana.act(meeting.room, "meetings.start_item", act_id=act_id, item=meeting.items[0], after="")

    assert late.ok


def test_a_refused_act_changes_nothing(meeting: Meeting, ana: Person, cai: Person):
    before = seq_of(meeting)

    assert cai.act(meeting.room, "meetings.open").code == "only_facilitators"
    assert ana.act(meeting.room, "meetings.close").code == "not_open"

    assert seq_of(meeting) == before


def test_an_id_that_is_no_uuid_is_not_taken(meeting: Meeting, ana: Person):
    for odd in ("1", new_id().upper(), new_id() + "\n", "0" * 36):
        assert ana.act(meeting.room, "meetings.open", act_id=odd).code == "invalid"
    assert seq_of(meeting) == len(meeting.items) + 1


def test_every_number_belongs_to_an_act_without_a_hole(under_way: Meeting, ana: Person, cai: Person):
    """T-04 for one room: refusals and repetitions leave no gap."""
    act_id = new_id()
    for _ in range(2):
        ana.act(under_way.room, "meetings.add_item", act_id=act_id, **ITEM)
        cai.act(under_way.room, "meetings.pause", reason="")
        ana.act(under_way.room, "meetings.resume")
        ana.act(under_way.room, "meetings.arrive", mode="in_the_room")

    with under_way.world.app.app_context(), under_way.world.session() as session:
        room = find_room(session, under_way.room)
        numbers = session.scalars(select(ActRow.seq).where(ActRow.room_id == room.id).order_by(ActRow.seq)).all()
    assert numbers == list(range(1, room.seq + 1))


def test_doing_what_is_done_already_changes_nothing(under_way: Meeting, ana: Person, cai: Person):
    """Acts are absolute: a late or repeated one is harmless."""
    first = under_way.items[0]
    assert ana.act(under_way.room, "meetings.start_item", item=first, after="").ok
    before = seq_of(under_way)

    assert ana.act(under_way.room, "meetings.start_item", item=first, after="").ok
    assert cai.act(under_way.room, "meetings.arrive", mode="in_the_room").ok

    assert seq_of(under_way) == before


def test_a_late_step_does_not_jump_over_an_item(under_way: Meeting, ana: Person):
    """Two facilitators press "next": the second is told that the first did, and no item is skipped."""
    first, second, third = under_way.items
    assert ana.act(under_way.room, "meetings.start_item", item=first, after="").ok
    assert ana.act(under_way.room, "meetings.start_item", item=second, after=first).ok

    assert ana.act(under_way.room, "meetings.start_item", item=second, after=first).ok
    assert ana.act(under_way.room, "meetings.start_item", item=third, after=first).code == "another_item_is_current"


def test_a_removed_items_number_is_never_given_to_another(meeting: Meeting, ana: Person):
    """A late act about what is gone must not hit what came after it; and the record names items by number."""
    removed = meeting.items[-1]
    assert ana.act(meeting.room, "meetings.remove_item", item=removed).ok

    added = ana.act(meeting.room, "meetings.add_item", **ITEM)

    assert added.ids["item"] not in meeting.items
    assert ana.act(meeting.room, "meetings.remove_item", item=removed).code == "not_found"


def test_a_thing_of_another_room_does_not_exist_here(world: World, meeting: Meeting, ana: Person):
    from tests.cast import convened_meeting

    other = convened_meeting(world)

    assert ana.act(meeting.room, "meetings.remove_item", item=other.items[0]).code == "not_found"
    assert ana.act(other.room, "meetings.remove_item", item=other.items[0]).ok


def test_an_act_of_another_kind_of_room_does_not_exist_here(meeting: Meeting, ana: Person):
    assert ana.act(meeting.room, "groups.change_role", membership=1, role="member").code == "not_found"
    assert ana.act(meeting.room, "meetings.fly").code == "not_found"


def test_a_room_has_one_spelling(meeting: Meeting, ana: Person):
    """T-31"""
    assert ana.act(meeting.room, "meetings.arrive", mode="remote").ok
    number = meeting.id
    spellings = [
        f"Meeting/{number}",
        f"meeting:{number}",
        f"meeting_{number}",
        f"meeting/0{number}",
        f" meeting/{number}",
        f"meeting/{number}\n",
        f"meeting/{number}/",
        f"meeting/+{number}",
        "meeting/１",
        "meeting/" + "9" * 40,
        "meeting/0",
        "meeting/-1",
        "",
    ]

    for spelling in spellings:
        assert ana.act(spelling, "meetings.leave").code == "not_found", spelling
    for nonsense in (None, number, [meeting.room], {"room": meeting.room}, True):
        assert ana.act(nonsense, "meetings.leave").code == "not_found", nonsense
