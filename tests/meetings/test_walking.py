"""Walking the agenda: opening, turning to items, breaks, closing, and how much time each took."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest

from deliberate.kernel import clock
from deliberate.kernel.acts import Standing
from deliberate.kernel.messages import snapshot
from deliberate.kernel.record import find_room
from tests.cast import Meeting, Person, World, draft_meeting
from tests.meetings.pages import page_of, send


@pytest.fixture
def minutes_pass() -> Iterator[Callable[[float], None]]:
    """Let time go by: `minutes_pass(5)`."""
    with ExitStack() as stack:
        start, gone = clock.now(), [0.0]

        def wait(minutes: float) -> None:
            gone[0] += minutes
            stack.enter_context(clock.set_to(start + timedelta(minutes=gone[0])))

        yield wait


def shown(meeting: Meeting) -> dict[str, Any]:
    """What devices in the room are shown."""
    with meeting.world.app.app_context(), meeting.world.session() as session:
        room = find_room(session, meeting.room)
        return snapshot(session, meeting.world.house, room, Standing(None))


def item(meeting: Meeting, place: int) -> dict[str, Any]:
    return shown(meeting)[f"agenda_item/{meeting.items[place]}"]


def state(meeting: Meeting) -> dict[str, Any]:
    return shown(meeting)[meeting.room]


def turn_to(person: Person, meeting: Meeting, place: int, *, after: int | None = None):
    after_item = "" if after is None else meeting.items[after]
    return person.act(meeting.room, "meetings.start_item", item=meeting.items[place], after=after_item)


def test_a_meeting_opens_once_and_after_people_were_called(world: World, meeting: Meeting, ana: Person):
    assert ana.act(draft_meeting(world).room, "meetings.open").code == "not_convened"

    assert send(ana, meeting, "open").status_code == 303

    assert state(meeting)["state"] == "open"
    assert ana.act(meeting.room, "meetings.open").code == "already_open"


def test_a_member_opens_no_meeting(meeting: Meeting, cai: Person):
    assert send(cai, meeting, "open").status_code == 409

    assert state(meeting)["state"] == "convened"


def test_turning_to_an_item_finishes_the_one_before(under_way: Meeting, ana: Person):
    """T-04: there is one current item, or none."""
    assert turn_to(ana, under_way, 0).ok
    assert turn_to(ana, under_way, 1, after=0).ok

    assert [item(under_way, place)["state"] for place in range(3)] == ["done", "current", "planned"]
    assert state(under_way)["current_item"] == under_way.items[1]
    assert state(under_way)["next_item"] == under_way.items[2]


def test_an_item_can_be_taken_up_again(under_way: Meeting, ana: Person, minutes_pass):
    assert turn_to(ana, under_way, 0).ok
    minutes_pass(3)
    assert turn_to(ana, under_way, 1, after=0).ok
    minutes_pass(2)
    assert turn_to(ana, under_way, 0, after=1).ok
    minutes_pass(4)
    assert ana.act(under_way.room, "meetings.finish_item", item=under_way.items[0]).ok

    assert round(item(under_way, 0)["spent_seconds"] / 60) == 3 + 4
    assert round(item(under_way, 1)["spent_seconds"] / 60) == 2


def test_no_items_time_runs_in_a_break(under_way: Meeting, ana: Person, minutes_pass):
    assert turn_to(ana, under_way, 0).ok
    minutes_pass(4)
    assert ana.act(under_way.room, "meetings.pause", reason="coffee").ok
    assert item(under_way, 0)["running_since"] is None
    minutes_pass(20)
    assert ana.act(under_way.room, "meetings.resume").ok
    minutes_pass(2)
    assert ana.act(under_way.room, "meetings.finish_item", item=under_way.items[0]).ok

    assert round(item(under_way, 0)["spent_seconds"] / 60) == 4 + 2


def test_nothing_goes_on_in_a_break(under_way: Meeting, ana: Person):
    assert turn_to(ana, under_way, 0).ok
    assert ana.act(under_way.room, "meetings.pause", reason="").ok

    assert turn_to(ana, under_way, 1, after=0).code == "is_paused"
    assert ana.act(under_way.room, "meetings.finish_item", item=under_way.items[0]).code == "is_paused"
    assert ana.act(under_way.room, "meetings.ask_agreement").code == "is_paused"
    assert ana.act(under_way.room, "meetings.pause", reason="").code == "is_paused"


def test_a_break_says_why(under_way: Meeting, ana: Person, dee: Person):
    assert send(ana, under_way, "pause", reason="The kettle <boils>").status_code == 303

    assert "The kettle <boils>" in page_of(dee, under_way)
    assert "<boils>" not in dee.browser.get(f"/meetings/{under_way.id}").get_data(as_text=True)


def test_only_a_break_is_ended(under_way: Meeting, ana: Person):
    assert ana.act(under_way.room, "meetings.resume").code == "not_paused"


def test_only_the_current_item_is_finished(under_way: Meeting, ana: Person):
    assert turn_to(ana, under_way, 0).ok

    assert ana.act(under_way.room, "meetings.finish_item", item=under_way.items[1]).code == "not_current"
    assert ana.act(under_way.room, "meetings.finish_item", item=under_way.items[0]).ok
    assert state(under_way)["current_item"] is None


def test_what_was_dealt_with_stays_on_the_agenda(under_way: Meeting, ana: Person):
    assert turn_to(ana, under_way, 0).ok
    assert turn_to(ana, under_way, 1, after=0).ok

    for place in (0, 1):
        gone = ana.act(under_way.room, "meetings.remove_item", item=under_way.items[place])
        assert gone.code == "item_has_begun"
    assert ana.act(under_way.room, "meetings.remove_item", item=under_way.items[2]).ok


def test_closing_finishes_what_is_current(under_way: Meeting, ana: Person, minutes_pass):
    assert turn_to(ana, under_way, 0).ok
    assert ana.act(under_way.room, "meetings.ask_agreement").ok
    minutes_pass(7)

    assert send(ana, under_way, "close").status_code == 303

    assert (item(under_way, 0)["state"], round(item(under_way, 0)["spent_seconds"] / 60)) == ("done", 7)
    assert (state(under_way)["state"], state(under_way)["current_item"]) == ("closed", None)
    assert state(under_way)["agenda_state"] == "unasked"


def test_a_paused_meeting_can_be_closed(under_way: Meeting, ana: Person):
    assert turn_to(ana, under_way, 0).ok
    assert ana.act(under_way.room, "meetings.pause", reason="rain").ok

    assert ana.act(under_way.room, "meetings.close").ok

    assert (state(under_way)["paused_at"], state(under_way)["pause_reason"]) == (None, "")


def test_a_meeting_that_has_not_begun_does_not_end(meeting: Meeting, ana: Person):
    assert ana.act(meeting.room, "meetings.close").code == "not_open"


def test_nothing_changes_in_a_meeting_that_is_over(under_way: Meeting, ana: Person):
    assert ana.act(under_way.room, "meetings.close").ok
    first = under_way.items[0]
    acts: dict[str, dict[str, Any]] = {
        "open": {},
        "close": {},
        "pause": {"reason": ""},
        "resume": {},
        "start_item": {"item": first, "after": ""},
        "finish_item": {"item": first},
        "remove_item": {"item": first},
        "move_item": {"item": first, "before": ""},
        "add_item": {"title": "Late", "purpose": "inform", "presenter": "", "minutes": ""},
        "change_item": {"item": first, "title": "Late", "purpose": "inform", "presenter": "", "minutes": ""},
        "describe_meeting": {"title": "Late", "place": "", "starts_at": "2026-07-01T18:00", "planned_minutes": 60},
        "ask_agreement": {},
        "renew_code": {},
        "arrive": {"mode": "remote"},
        "seat_person": {"name": "Pau", "person": "", "mode": "remote"},
    }

    answers = {name: ana.act(under_way.room, f"meetings.{name}", **fields).code for name, fields in acts.items()}

    assert set(answers.values()) == {"is_closed"}, answers
    assert ana.act(under_way.room, "meetings.convene").code == "already_convened"
