"""An item may have parts: one level, in any order, whoever moves them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from deliberate.meetings import outline
from deliberate.meetings.models import AgendaItem
from tests.cast import Meeting, Person, World, draft_meeting, open_meeting
from tests.every.scenes import with_parts
from tests.meetings.pages import page_of, send


def numbers(world: World, meeting: Meeting) -> list[tuple[str, str]]:
    with world.app.app_context(), world.session() as session:
        chosen = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id).order_by(AgendaItem.position)
        return [(item.number, item.title) for item in session.scalars(chosen)]


def move(person: Person, meeting: Meeting, item: int, *, parent: Any = "", before: Any = ""):
    return person.act(meeting.room, "meetings.move_item", item=item, parent=parent, before=before)


def test_parts_are_numbered_under_their_item(world: World, ana: Person):
    meeting = draft_meeting(world)
    hello, mill, bye = meeting.items

    assert move(ana, meeting, bye, parent=hello).ok

    assert numbers(world, meeting) == [("1", "Hello"), ("1.1", "Bye"), ("2", "The mill")]
    assert move(ana, meeting, bye, before=hello).ok
    assert numbers(world, meeting) == [("1", "Bye"), ("2", "Hello"), ("3", "The mill")]
    assert mill


def test_an_item_is_added_as_a_part(world: World, ana: Person):
    meeting = draft_meeting(world)
    part = {"title": "Its roof", "purpose": "explore", "minutes": 5, "presenter": "", "parent": meeting.items[1]}

    assert send(ana, meeting, "add_item", **part).status_code == 303

    assert numbers(world, meeting)[2] == ("2.1", "Its roof")


def test_there_are_two_levels_and_no_circles(world: World, ana: Person):
    meeting = with_parts(world)
    hello, mill, bye = meeting.items

    assert move(ana, meeting, hello, parent=mill).code == "has_parts"
    assert move(ana, meeting, hello, parent=hello).code == "has_parts"
    assert move(ana, meeting, mill, parent=bye).code == "is_a_part"
    assert numbers(world, meeting) == [("1", "Hello"), ("1.1", "The mill"), ("1.2", "Bye")]


def test_nothing_becomes_a_part_of_what_was_dealt_with(world: World, ana: Person):
    meeting = open_meeting(world)
    assert ana.act(meeting.room, "meetings.start_item", item=meeting.items[0], after="").ok

    assert move(ana, meeting, meeting.items[2], parent=meeting.items[0]).code == "heading_has_begun"
    assert move(ana, meeting, meeting.items[2], parent=meeting.items[1]).ok


def test_only_parts_are_walked_and_their_heading_is_current_with_them(world: World, ana: Person):
    meeting = with_parts(world)
    hello, mill, _ = meeting.items
    for act in ("convene", "open"):
        assert ana.act(meeting.room, f"meetings.{act}").ok

    assert ana.act(meeting.room, "meetings.start_item", item=hello, after="").code == "has_parts"
    assert ana.act(meeting.room, "meetings.start_item", item=mill, after="").ok

    page = page_of(ana, meeting)
    assert "1.1. The mill" in page
    assert page.count("agenda__item--current") == 2
    assert page.count('aria-current="step"') == 1


def test_when_a_heading_is_removed_its_parts_stand_by_themselves(world: World, ana: Person):
    meeting = with_parts(world)

    removed = ana.act(meeting.room, "meetings.remove_item", item=meeting.items[0])

    assert numbers(world, meeting) == [("1", "The mill"), ("2", "Bye")]
    assert ana.act(meeting.room, "undo", seq=removed.seq).ok
    assert numbers(world, meeting) == [("1", "Hello"), ("1.1", "The mill"), ("1.2", "Bye")]


def test_a_place_that_has_gone_elsewhere_meanwhile_is_still_a_place(world: World, ana: Person):
    """T-03: what another facilitator moved in between neither stops a move nor tears the agenda apart."""
    meeting = draft_meeting(world)
    hello, mill, bye = meeting.items
    assert move(ana, meeting, mill, parent=hello).ok

    assert move(ana, meeting, bye, before=mill).ok, "before the mill: that is before its heading now"

    assert numbers(world, meeting) == [("1", "Bye"), ("2", "Hello"), ("2.1", "The mill")]


def test_the_time_bar_counts_parts_instead_of_their_heading(world: World, ana: Person):
    meeting = draft_meeting(world)
    assert "30 of 90 minutes" in page_of(ana, meeting)

    assert move(ana, meeting, meeting.items[2], parent=meeting.items[1]).ok

    assert "20 of 90 minutes" in page_of(ana, meeting)
    described = {"title": "Spring", "place": "", "starts_at": "2026-07-02T19:30", "planned_minutes": 15}
    assert ana.act(meeting.room, "meetings.describe_meeting", **described).ok
    assert "5 minutes over" in page_of(ana, meeting)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 6), st.integers(0, 6)), max_size=30))
def test_whatever_is_moved_where_an_outline_comes_out(moves: list[tuple[int, int, int]]):
    """T-03: any order of moves, sensible or not, leaves every item once, two levels, and numbers without holes."""
    items = [SimpleNamespace(id=n + 1, parent_id=None, position=n, number="", minutes=5) for n in range(6)]
    outline.arrange(items)

    for which, parent, before in moves:
        item, by_id = items[which], {one.id: one for one in items}
        heading = by_id.get(parent)
        has_parts = bool(outline.parts_of(items, item))
        if heading is not None and (heading is item or heading.parent_id or has_parts):
            continue
        follower = by_id.get(before)
        outline.put(items, item, parent=heading, before=None if follower is item else follower)

        ordered = sorted(items, key=lambda one: one.position)
        assert [one.position for one in ordered] == list(range(6))
        assert all(by_id[one.parent_id].parent_id is None for one in items if one.parent_id)
        first = [one.number for one in ordered if one.parent_id is None]
        assert first == [str(n + 1) for n in range(len(first))]
        for one in ordered:
            if one.parent_id:
                assert one.number.startswith(f"{by_id[one.parent_id].number}.")
                before_it = ordered[one.position - 1]
                assert one.parent_id in (before_it.id, before_it.parent_id)
