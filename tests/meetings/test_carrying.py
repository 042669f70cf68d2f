"""What a meeting did not get to waits for the next one."""

from __future__ import annotations

from sqlalchemy import select

from deliberate.meetings.waiting import Suggestion
from tests.cast import World, open_meeting
from tests.every.scenes import group_room


def kept(world: World) -> list[Suggestion]:
    with world.app.app_context(), world.session() as session:
        return list(session.scalars(select(Suggestion).order_by(Suggestion.id)))


def test_what_was_not_dealt_with_is_kept_once_however_often_it_is_asked(world: World):
    meeting = open_meeting(world)
    wanted = {"meeting": meeting.id, "items": f"{meeting.items[2]},{meeting.items[1]}"}

    for _ in range(2):
        world.program(group_room(world), "meetings.keep_for_next_time", **wanted, suggestions="")

    assert [(one.title, one.from_item_id) for one in kept(world)] == [
        ("The mill", meeting.items[1]),
        ("Bye", meeting.items[2]),
    ]


def test_items_of_another_meeting_are_not_kept_under_this_ones_name(world: World):
    meeting, other = open_meeting(world), open_meeting(world)

    world.program(
        group_room(world), "meetings.keep_for_next_time", meeting=meeting.id, items=f"{other.items[0]}", suggestions=""
    )

    assert kept(world) == []
    world.program(
        group_room(world), "meetings.keep_for_next_time", meeting=other.id, items=f"{other.items[0]}", suggestions=""
    )
    assert len(kept(world)) == 1
