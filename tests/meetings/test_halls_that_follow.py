"""A hall follows what becomes of its meeting, after the ten seconds in which that can be taken back; nobody ever has it twice."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from deliberate.kernel import clock
from deliberate.kernel.db import writer_engine
from deliberate.kernel.outbox import carry_out_acts
from deliberate.spaces.models import Booking
from tests.cast import Answer, Browser, Meeting, Person, World, convened_meeting, draft_meeting
from tests.every.scenes import group_room
from tests.installation import Installation
from tests.meetings.pages import page_of, send
from tests.meetings.post import LOG, Post
from tests.spaces.places import new_hall

EVENING = "2090-07-01T18:00"
WEEK_LATER = "2090-07-08T18:00"
PLAN = {
    "kind": "table_session",
    "title": "Summer session",
    "place": "",
    "starts_at": EVENING,
    "planned_minutes": 90,
    "language": "en",
    "zone": "Europe/Madrid",
    "with_groups": "",
}


@pytest.fixture(scope="session")
def halls_on_postgres(postgres, tmp_path_factory) -> Installation:
    """An installation with the cast, on PostgreSQL; each of its tests has a hall of its own."""
    installation = Installation(tmp_path_factory.mktemp("following"), database=postgres.fresh_database())
    installation.migrate()
    World(installation).fill()
    return installation


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def engine_world(request, prepared, tmp_path) -> World:
    """The cast on either database."""
    if request.param == "sqlite":
        return World(prepared.copy_to(tmp_path))
    return World(request.getfixturevalue("halls_on_postgres"))


def plan(person: Person, group: str = "HOU", **changed: Any) -> Answer:
    return person.act(group_room(person.world, group), "meetings.draft_meeting", **PLAN | changed)


def postpone(person: Person, meeting: Meeting, to: str) -> Answer:
    return person.act(meeting.room, "meetings.postpone", reason="The mill is flooded", starts_at=to)


def settled(world: World) -> None:
    """Half a minute later: what can no longer be undone has its effects."""
    with world.app.app_context(), clock.set_to(clock.now() + timedelta(seconds=30)):
        while carry_out_acts(writer_engine(), world.doors.act_as_system, LOG):
            pass


def has_hall(world: World, hall: int) -> list[tuple[datetime, datetime]]:
    """From when to when the hall is had."""
    with world.app.app_context(), world.session() as session:
        found = session.scalars(select(Booking).where(Booking.hall_id == hall).order_by(Booking.starts_at))
        return [(one.starts_at, one.ends_at) for one in found]


CALLED_OFF = {
    "cancel": {"reason": "The mill is flooded"},
    "postpone": {"reason": "The mill is flooded", "starts_at": ""},
}


@pytest.mark.parametrize("act", CALLED_OFF)
def test_a_hall_is_given_back_once_calling_off_can_no_longer_be_undone(world: World, ana: Person, act: str):
    hall, dee = new_hall(world), world.person("dee")
    meeting = convened_meeting(world, hall=hall, starts_at=EVENING)
    assert ana.act(meeting.room, f"meetings.{act}", **CALLED_OFF[act]).ok
    assert plan(dee, hall=hall).code == "hall_is_taken"

    settled(world)

    assert plan(dee, hall=hall).ok
    assert "The hall was given back" not in page_of(ana, meeting)


@pytest.mark.parametrize("act", CALLED_OFF)
def test_who_takes_calling_off_back_still_has_the_hall(world: World, ana: Person, act: str):
    hall = new_hall(world)
    meeting = convened_meeting(world, hall=hall, starts_at=EVENING)
    called_off = ana.act(meeting.room, f"meetings.{act}", **CALLED_OFF[act])

    assert ana.act(meeting.room, "undo", seq=called_off.seq).ok
    settled(world)

    assert len(has_hall(world, hall)) == 1
    assert plan(world.person("dee"), hall=hall).code == "hall_is_taken"


def test_a_draft_that_is_let_go_of_gives_its_hall_back(world: World, ana: Person):
    hall = new_hall(world)
    draft = draft_meeting(world, hall=hall, starts_at=EVENING)
    assert ana.act(draft.room, "meetings.drop_draft").ok

    settled(world)

    assert has_hall(world, hall) == []


def test_a_meeting_that_was_not_held_gives_its_hall_back(world: World, ana: Person):
    hall = new_hall(world)
    meeting = convened_meeting(world, hall=hall, starts_at="2026-03-05T18:00")
    assert ana.act(meeting.room, "meetings.declare_not_held", because="nobody_came", reason="").ok

    settled(world)

    assert has_hall(world, hall) == []


def test_a_meeting_entered_from_paper_had_its_hall_as_long_as_it_lasted(world: World, ana: Person):
    hall = new_hall(world)
    meeting = convened_meeting(world, hall=hall, starts_at="2026-03-05T18:00")
    page = f"/meetings/{meeting.id}/from-paper"
    held = {"began_at": "2026-03-05T17:50", "ended_at": "2026-03-05T18:45", "in_full": "Rosa Pi"}

    sent = ana.browser.send(page, page, form="from_paper", agenda="not_asked", no_objection="", objections="", **held)
    assert sent.status_code == 303, sent.get_data(as_text=True)
    settled(world)

    utc = datetime(2026, 3, 5, 17, 0, tzinfo=UTC)
    assert has_hall(world, hall) == [(utc, utc + timedelta(minutes=45))], (
        "who is early has no hall that others may have"
    )


def test_a_postponed_meeting_takes_its_hall_along(world: World, ana: Person):
    hall, dee = new_hall(world), world.person("dee")
    meeting = convened_meeting(world, hall=hall, starts_at=EVENING)

    assert postpone(ana, meeting, WEEK_LATER).ok
    settled(world)

    assert plan(dee, hall=hall).ok, "the old time is free"
    assert plan(dee, hall=hall, starts_at=WEEK_LATER).code == "hall_is_taken"


def test_postponing_to_a_day_on_which_the_hall_is_taken_says_who_has_it_and_changes_nothing(world: World, ana: Person):
    hall, dee = new_hall(world), world.person("dee")
    meeting = convened_meeting(world, hall=hall, starts_at=EVENING)
    assert plan(dee, hall=hall, starts_at=WEEK_LATER).ok

    refused = send(ana, meeting, "postpone", reason="The mill is flooded", starts_at=WEEK_LATER)

    assert refused.status_code == 409
    told = refused.get_data(as_text=True)
    assert (
        "Another group keeps this hall from 18:00 to 19:30. It is free from 19:30 on; or choose another hall." in told
    )
    assert f'value="{WEEK_LATER}"' in told, "what was typed is still there"
    assert "July 1, 2090" in page_of(Browser(world.app), meeting)
    assert postpone(ana, meeting, "2090-07-08T19:30").ok


def test_a_day_that_has_passed_is_refused_with_what_was_typed(world: World, ana: Person):
    meeting = convened_meeting(world, hall=new_hall(world), starts_at=EVENING)

    refused = send(ana, meeting, "postpone", reason="The mill is flooded", starts_at="2020-01-01T18:00")

    assert refused.status_code == 409
    assert "This day and time have passed." in refused.get_data(as_text=True)


def test_a_hall_lost_meanwhile_is_told_by_letter_and_in_the_story(world: World, ana: Person, tmp_path):
    """Another table asked for the hall in the seconds in which postponing could still be undone."""
    hall, dee = new_hall(world), world.person("dee")
    meeting = convened_meeting(world, hall=hall, starts_at=EVENING)
    post = Post(world, tmp_path)
    post.deliver()
    assert postpone(ana, meeting, WEEK_LATER).ok
    assert plan(dee, hall=hall, starts_at=WEEK_LATER).ok

    letters = [*post.deliver(), *post.deliver(clock.now() + timedelta(minutes=14))]

    assert len(has_hall(world, hall)) == 1, "never twice"
    changed = [letter for letter in letters if letter.subject.startswith("The meeting has changed")]
    assert changed
    assert "Where: The mill\n" in changed[0].text
    assert "before: Hall" in changed[0].text


@pytest.mark.parametrize(
    ("night", "until"), [("2090-03-25T22:00", "2090-03-26T05:00"), ("2090-10-28T22:00", "2090-10-29T03:00")]
)
def test_postponed_to_a_night_in_which_the_clocks_change_a_hall_is_had_for_six_hours(
    world: World, ana: Person, night: str, until: str
):
    """T-70: an hour is an hour, whatever the wall clock shows."""
    hall, dee = new_hall(world), world.person("dee")
    meeting = convened_meeting(world, hall=hall, starts_at=EVENING, planned_minutes=360)

    assert postpone(ana, meeting, night).ok
    settled(world)

    (kept,) = has_hall(world, hall)
    assert kept[1] - kept[0] == timedelta(hours=6)
    assert plan(dee, hall=hall, starts_at=until, planned_minutes=15).ok


def test_a_letter_says_when_the_hall_is_another_and_calendars_know_it(world: World, ana: Person, tmp_path):
    meeting = convened_meeting(world, starts_at=EVENING)
    post = Post(world, tmp_path)
    post.deliver()
    now = {"title": "Spring session", "place": "", "starts_at": EVENING, "planned_minutes": 90}
    assert ana.act(meeting.room, "meetings.describe_meeting", hall=new_hall(world), **now).ok

    letters = post.deliver(clock.now() + timedelta(minutes=12))

    assert letters
    for letter in letters:
        assert "before: The mill" in letter.text
        assert ", The Mill\n" in letter.text
        assert str(letter.event["LOCATION"]).endswith(", The Mill")


def test_of_two_who_postpone_into_the_same_hall_at_the_same_moment_one_has_it(engine_world: World):
    """Each in its own room, through writers of their own, as in several server processes."""
    hall = new_hall(engine_world)
    people = [World(engine_world.installation).person("ana") for _ in range(2)]
    days = ("2090-08-01T18:00", "2090-08-02T18:00")
    meetings = [
        convened_meeting(person.world, hall=hall, starts_at=day) for person, day in zip(people, days, strict=True)
    ]
    together = threading.Barrier(len(people))

    def move(person: Person, meeting: Meeting) -> Answer:
        together.wait()
        return postpone(person, meeting, "2090-08-09T18:00")

    with ThreadPoolExecutor(len(people)) as pool:
        answers = list(pool.map(move, people, meetings))
    assert all(answer.ok for answer in answers), "nobody has it then yet"
    settled(engine_world)

    (kept,) = has_hall(engine_world, hall)
    assert kept[0] == datetime(2090, 8, 9, 16, 0, tzinfo=UTC)
