"""A meeting that does not take place as planned: discarded, cancelled, postponed, not held."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from deliberate.kernel import clock
from deliberate.kernel.db import writer_engine
from deliberate.kernel.outbox import carry_out_acts
from deliberate.meetings.models import Meeting as Row
from deliberate.meetings.waiting import Suggestion
from tests.cast import Answer, Browser, Meeting, Person, World, convened_meeting, draft_meeting, open_meeting
from tests.meetings.post import LOG

FAR = "2090-03-05T18:00"


@pytest.fixture
def far_away(world: World) -> Meeting:
    """A meeting that people were called to, years ahead."""
    return convened_meeting(world, starts_at=FAR)


def cancel(person: Person, meeting: Meeting) -> Answer:
    return person.act(meeting.room, "meetings.cancel", reason="The mill is flooded")


def postpone(person: Person, meeting: Meeting, to: str = "") -> Answer:
    return person.act(meeting.room, "meetings.postpone", reason="The mill is flooded", starts_at=to)


def not_held(person: Person, meeting: Meeting, because: str = "no_quorum") -> Answer:
    return person.act(meeting.room, "meetings.declare_not_held", because=because, reason="")


def page(browser: Browser, meeting: Meeting) -> str:
    return browser.get(f"/meetings/{meeting.id}").get_data(as_text=True)


def stored(meeting: Meeting) -> Row:
    with meeting.world.app.app_context(), meeting.world.session() as session:
        return session.get_one(Row, meeting.id)


def kept(world: World) -> list[str]:
    """What the groups keep for their next meetings, once all effects in other rooms are there."""
    from datetime import timedelta

    with world.app.app_context():
        with clock.set_to(clock.now() + timedelta(minutes=1)):
            while carry_out_acts(writer_engine(), world.doors.act_as_system, LOG):
                pass
        with world.session() as session:
            return list(session.scalars(select(Suggestion.title).order_by(Suggestion.id)))


# -- cancelled ------------------------------------------------------------------------------------------------------


def test_everybody_reads_that_a_meeting_is_cancelled_and_why(world: World, ana: Person, far_away: Meeting):
    assert cancel(ana, far_away).ok

    for browser in (Browser(world.app), world.person("cai").browser, ana.browser):
        for shown in (page(browser, far_away), browser.get("/groups/MOB").get_data(as_text=True)):
            assert "Cancelled" in shown
            assert "The mill is flooded" in shown


def test_what_a_cancelled_meeting_should_have_talked_about_is_kept_for_the_next(
    world: World, ana: Person, far_away: Meeting
):
    assert cancel(ana, far_away).ok

    assert kept(world) == ["Hello", "The mill", "Bye"]
    assert "is kept for the next meeting" in page(ana.browser, far_away)


def test_cancelling_can_be_taken_back_for_ten_seconds(world: World, ana: Person, far_away: Meeting):
    cancelled = cancel(ana, far_away)

    assert ana.act(far_away.room, "undo", seq=cancelled.seq).ok

    assert stored(far_away).state == "convened"
    assert kept(world) == []


def test_nothing_happens_any_more_in_a_cancelled_meeting(world: World, ana: Person, cai: Person, far_away: Meeting):
    code = far_away.code
    assert cancel(ana, far_away).ok
    tried: list[tuple[Person, str, dict[str, Any]]] = [
        (ana, "open", {}),
        (ana, "convene", {}),
        (ana, "close", {}),
        (ana, "cancel", {"reason": "Again"}),
        (ana, "postpone", {"reason": "Later", "starts_at": FAR}),
        (ana, "declare_not_held", {"because": "nobody_came", "reason": ""}),
        (ana, "add_item", {"title": "Bikes", "purpose": "inform", "presenter": "", "minutes": ""}),
        (ana, "renew_code", {}),
        (cai, "arrive", {"mode": "remote"}),
        (cai, "say_whether", {"answer": "remote", "words": ""}),
    ]

    refused = {name: person.act(far_away.room, f"meetings.{name}", **inputs).code for person, name, inputs in tried}

    assert refused.pop("convene") == "already_convened"
    assert set(refused.values()) == {"is_called_off"}, refused
    tried_code = world.app.test_client().get(f"/join/{code}")
    assert (tried_code.status_code, tried_code.headers["Location"]) == (303, f"/meetings/{far_away.id}")
    assert cai.browser.get(f"/meetings/{far_away.id}/live").status_code == 303


def test_a_meeting_that_is_on_is_not_cancelled(ana: Person, under_way: Meeting):
    assert cancel(ana, under_way).code == "is_under_way"
    assert postpone(ana, under_way).code == "is_under_way"


def test_cancelling_needs_a_reason_and_keeps_what_was_typed(ana: Person, far_away: Meeting):
    assert ana.act(far_away.room, "meetings.cancel", reason=" ").fields == {"reason": ["Please fill this in."]}
    address = f"/meetings/{far_away.id}"

    too_long = ana.browser.send(address, f"{address}/do/cancel", form="cancel", reason="x" * 200)

    assert too_long.status_code == 422
    assert "x" * 200 in too_long.get_data(as_text=True)


# -- postponed ------------------------------------------------------------------------------------------------------


def test_a_meeting_with_a_new_date_is_the_same_meeting_and_people_are_asked_anew(
    world: World, ana: Person, cai: Person, far_away: Meeting
):
    assert cai.act(far_away.room, "meetings.say_whether", answer="remote", words="").ok
    assert cai.act(far_away.room, "meetings.arrive", mode="remote").ok
    assert "1 person says they come" in page(ana.browser, far_away)

    assert postpone(ana, far_away, "2090-03-12T18:00").ok

    shown = page(Browser(world.app), far_away)
    assert "March 12, 2090" in shown
    assert "This is a new date: The mill is flooded" in shown
    assert "says they come" not in shown
    with world.app.app_context(), world.session() as session:
        (seat,) = session.get_one(Row, far_away.id).seats
        assert (seat.arrived_at, seat.mode) == (None, None)


def test_a_meeting_without_a_new_date_waits_for_one(world: World, ana: Person, cai: Person, far_away: Meeting):
    assert postpone(ana, far_away).ok
    shown = page(cai.browser, far_away)
    assert "There is no new date yet" in shown
    assert "Give it a new date" not in shown
    assert cai.act(far_away.room, "meetings.arrive", mode="remote").code == "is_postponed"
    assert ana.act(far_away.room, "meetings.open").code == "is_postponed"
    assert postpone(ana, far_away).code == "is_postponed"

    address = f"/meetings/{far_away.id}"
    given = ana.browser.send(
        address, f"{address}/do/postpone", form="postpone", reason="It is dry", starts_at="2090-03-12T18:00"
    )

    assert given.status_code == 303
    assert stored(far_away).state == "convened"


def test_a_meeting_is_not_postponed_into_the_past(ana: Person, far_away: Meeting):
    assert postpone(ana, far_away, "2020-03-05T18:00").code == "date_has_passed"


def test_postponing_is_taken_back_with_all_that_people_had_said(ana: Person, cai: Person, far_away: Meeting):
    assert cai.act(far_away.room, "meetings.say_whether", answer="cannot_come", words="Ill").ok
    postponed = postpone(ana, far_away, "2090-03-12T18:00")

    assert ana.act(far_away.room, "undo", seq=postponed.seq).ok

    assert "1 person cannot come" in page(ana.browser, far_away)
    assert clock.iso(stored(far_away).starts_at) == "2090-03-05T17:00:00.000Z"


def test_a_group_sees_for_as_long_as_needed_that_a_date_is_still_to_be_found(ana: Person, far_away: Meeting):
    from datetime import UTC, datetime, timedelta

    assert postpone(ana, far_away).ok
    with ana.world.installation.database_open() as database:
        long_ago = (datetime.now(UTC) - timedelta(days=90)).strftime("%Y-%m-%d %H:%M:%S.000000")
        database.execute("UPDATE meetings SET starts_at = ?", [long_ago])

    listed = ana.browser.get("/groups/MOB").get_data(as_text=True)

    assert "Postponed" in listed
    assert "No date yet" in listed
    assert "Postponed" not in ana.browser.get("/").get_data(as_text=True)


# -- not held -------------------------------------------------------------------------------------------------------


def test_a_meeting_to_which_too_few_came_was_not_held(world: World, ana: Person):
    meeting = open_meeting(world, here=("ana",))

    assert not_held(ana, meeting).ok

    shown = page(Browser(world.app), meeting)
    assert "Not held" in shown
    assert "Not enough people came to decide" in shown
    assert kept(world) == ["Hello", "The mill", "Bye"]
    past = Browser(world.app).get("/groups/MOB").get_data(as_text=True).split("Past meetings")[1]
    assert "Not held" in past


def test_a_meeting_that_nobody_opened_was_not_held_once_its_time_has_come(ana: Person, far_away: Meeting, world: World):
    assert not_held(ana, far_away, "nobody_came").code == "not_its_time_yet"
    assert "It was not held" not in page(ana.browser, far_away)
    now = convened_meeting(world)
    assert "It was not held" in page(ana.browser, now)

    assert not_held(ana, now, "nobody_came").ok


def test_a_meeting_in_which_something_was_dealt_with_was_held(ana: Person, under_way: Meeting):
    assert "It was not held" in page(ana.browser, under_way)
    assert ana.act(under_way.room, "meetings.start_item", item=under_way.items[0], after="").ok

    assert not_held(ana, under_way).code == "was_held"
    assert "It was not held" not in page(ana.browser, under_way)


# -- discarded ------------------------------------------------------------------------------------------------------


def test_a_draft_is_let_go_of_and_only_its_groups_ever_knew_of_it(world: World, ana: Person, cai: Person, dee: Person):
    draft = draft_meeting(world)
    assert ana.act(draft.room, "meetings.drop_draft").ok

    assert "Spring session" not in cai.browser.get("/groups/MOB").get_data(as_text=True)
    assert "Discarded" in page(cai.browser, draft)
    for stranger in (dee.browser, Browser(world.app)):
        assert stranger.get(f"/meetings/{draft.id}").status_code == 404
        assert stranger.get(f"/meetings/{draft.id}/calendar.ics").status_code == 404


def test_what_people_were_called_to_is_not_just_let_go_of(ana: Person, far_away: Meeting):
    assert ana.act(far_away.room, "meetings.drop_draft").code == "already_convened"


def test_what_nobody_was_called_to_is_neither_cancelled_nor_postponed(world: World, ana: Person):
    draft = draft_meeting(world)

    answers = {cancel(ana, draft).code, postpone(ana, draft).code, not_held(ana, draft).code}

    assert answers == {"not_convened"}
