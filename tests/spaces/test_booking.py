"""A meeting is held in a hall that no other meeting has at that time, whoever asks for it at the same moment (both databases)."""

from __future__ import annotations

import html
import re
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from deliberate.kernel.db import writer_engine
from deliberate.kernel.record import open_room
from deliberate.spaces.models import Booking
from tests.cast import Answer, Browser, Meeting, Person, World, draft_meeting
from tests.every.scenes import group_room
from tests.installation import Installation
from tests.meetings.pages import page_of, send
from tests.spaces.places import NETWORK, describing, found_mill, hall_of, move_a_day, new_hall, tending, week

EVENING = "2026-07-01T18:00"
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
def on_postgres(postgres, tmp_path_factory) -> Installation:
    """An installation with the cast, on PostgreSQL; its tests share it, and each has a hall of its own."""
    installation = Installation(tmp_path_factory.mktemp("halls"), database=postgres.fresh_database())
    installation.migrate()
    World(installation).fill()
    return installation


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def engine_world(request, prepared, tmp_path) -> World:
    """The cast on either database."""
    if request.param == "sqlite":
        return World(prepared.copy_to(tmp_path))
    return World(request.getfixturevalue("on_postgres"))


@pytest.fixture
def mill(world: World) -> int:
    return found_mill(world)


@pytest.fixture
def hall(world: World, mill: int) -> int:
    """The main hall of the mill."""
    return hall_of(world, "Main hall")


def plan(person: Person, group: str = "MOB", **changed: Any) -> Answer:
    return person.act(group_room(person.world, group), "meetings.draft_meeting", **PLAN | changed)


def describe(person: Person, meeting: Meeting, **changed: Any) -> Answer:
    said = {name: PLAN[name] for name in ("title", "place", "starts_at", "planned_minutes")}
    return person.act(meeting.room, "meetings.describe_meeting", **said | changed)


# -- where it is ----------------------------------------------------------------------------------------------------


def test_a_meetings_pages_say_in_which_hall_it_is(world: World, ana: Person, cai: Person, hall: int):
    meeting = draft_meeting(world, hall=hall, place="Door at the back")
    assert ana.act(meeting.room, "meetings.convene").ok
    stranger = Browser(world.app)

    for path in (f"/meetings/{meeting.id}", f"/join/{meeting.code}"):
        page = html.unescape(stranger.get(path).get_data(as_text=True))
        assert "Main hall, Ground floor" in page
        assert '<a href="/spaces/MILL">The Mill</a>, 12 Canal Street' in page
        assert "Door at the back" in page
        assert "Accessible toilet" in page
    assert "Main hall, The Mill, Door at the back" in html.unescape(stranger.get("/").get_data(as_text=True))
    live = cai.browser.get(f"/meetings/{meeting.id}/live").get_data(as_text=True)
    assert "Main hall, The Mill, Door at the back" in live


def test_a_meeting_elsewhere_says_so_in_words(world: World, ana: Person, hall: int):
    meeting = draft_meeting(world, hall=hall)
    assert "Main hall" in page_of(ana, meeting)

    assert (
        send(
            ana,
            meeting,
            "describe_meeting",
            title="Out",
            hall="",
            place="In the park",
            starts_at=EVENING,
            planned_minutes=60,
        ).status_code
        == 303
    )

    page = page_of(ana, meeting)
    assert "In the park" in page
    assert "Main hall, Ground floor" not in page
    assert plan(ana, hall=hall).ok, "and the hall is free again"


def test_the_form_offers_the_halls_under_their_spaces(ana: Person, hall: int):
    page = html.unescape(ana.browser.get("/groups/MOB/meetings/new").get_data(as_text=True))

    assert re.search(r'<optgroup label="The Mill">\s*<option value="\d+" ?>Main hall \(80 people\)</option>', page)
    assert '<option value="">Elsewhere</option>' in page


def test_a_space_shows_its_coming_meetings_day_by_day_but_no_drafts(world: World, ana: Person, hall: int):
    later = plan(ana, hall=hall, title="Later", starts_at="2030-07-02T18:00").ids["meeting"]
    first = plan(ana, hall=hall, title="First", starts_at="2030-07-01T18:00").ids["meeting"]
    plan(ana, hall=hall, title="Still a draft", starts_at="2030-07-01T21:00")
    for meeting in (first, later):
        ana.act(f"meeting/{meeting}", "meetings.add_item", title="Hello", purpose="check_in", presenter="", minutes="")
        assert ana.act(f"meeting/{meeting}", "meetings.convene").ok

    page = html.unescape(Browser(world.app).get("/spaces/MILL").get_data(as_text=True))

    days = ["Monday, July 1, 2030", "First", "18:00 to 19:30", "Tuesday, July 2, 2030", "Later"]
    assert [page.index(word) for word in days] == sorted(page.index(word) for word in days)
    assert "Still a draft" not in page


def test_who_follows_a_meeting_is_told_that_its_hall_is_called_otherwise(world: World, hall: int):
    from deliberate.kernel import outbox

    meeting = draft_meeting(world, hall=hall)
    changed = {"hall": hall, "name": "Great hall", "floor": 0, "capacity": 80, "facilities": ""}
    assert tending(world).act(NETWORK, "spaces.change_hall", **changed).ok

    with world.app.app_context(), world.session() as session:
        waiting = session.scalars(select(outbox.OutboxRow.payload).where(outbox.OutboxRow.kind == "act")).all()
    assert [(row["room"], row["name"]) for row in waiting] == [(meeting.room, "spaces.show_place_anew")]


# -- what speaks against it -----------------------------------------------------------------------------------------


def test_doubts_are_told_to_whoever_prepares_and_refuse_nothing(world: World, ana: Person, mill: int, cai: Person):
    attic = hall_of(world, "Attic")
    small = {"hall": attic, "name": "Attic", "floor": 2, "capacity": 2, "facilities": ""}
    assert tending(world).act(NETWORK, "spaces.change_hall", **small).ok
    assert tending(world).act(NETWORK, "spaces.set_opening_hours", **week(mill, wednesday="9-14")).ok

    planned = plan(ana, hall=attic)

    page = page_of(ana, Meeting(world, planned.ids["meeting"], []))
    assert "Attic has room for 2 people; the groups that meet have 3." in page
    assert "The Mill is not open at that time. Please ask there first." in page
    assert "Attic can only be reached by steps." in page
    assert "the groups that meet have" not in page_of(cai, Meeting(world, planned.ids["meeting"], []))


def test_a_hall_that_fits_raises_no_doubt(world: World, ana: Person, mill: int, hall: int):
    assert tending(world).act(NETWORK, "spaces.set_opening_hours", **week(mill, wednesday="16-20")).ok

    planned = plan(ana, hall=hall)

    assert "notice--attention" not in page_of(ana, Meeting(world, planned.ids["meeting"], []))


def test_a_lift_makes_the_way_to_the_attic_step_free(world: World, ana: Person, mill: int):
    planned = plan(ana, hall=hall_of(world, "Attic"))
    meeting = Meeting(world, planned.ids["meeting"], [])
    assert "can only be reached by steps" in page_of(ana, meeting)

    described = tending(world).act(NETWORK, "spaces.describe_space", **describing(mill, facilities="step_free,lift"))

    assert described.ok
    assert "can only be reached by steps" not in page_of(ana, meeting)


def test_a_space_that_was_closed_since_is_told(world: World, ana: Person, mill: int, hall: int):
    planned = plan(ana, hall=hall)
    tending(world).act(NETWORK, "spaces.close_space", space=mill, reason="A new roof until May")

    page = page_of(ana, Meeting(world, planned.ids["meeting"], []))

    assert "The Mill is closed for now: A new roof until May" in page


# -- nobody else has it then ----------------------------------------------------------------------------------------


def test_a_hall_that_is_taken_is_refused_with_who_has_it_and_when_it_is_free(world: World, ana: Person, hall: int):
    theirs = plan(world.person("dee"), "HOU", hall=hall, title="Roofs for all")
    dee = world.person("dee")
    dee.act(
        f"meeting/{theirs.ids['meeting']}",
        "meetings.add_item",
        title="Hello",
        purpose="inform",
        presenter="",
        minutes="",
    )
    dee.act(f"meeting/{theirs.ids['meeting']}", "meetings.convene")
    form = {**PLAN, "starts_at": "2026-07-01T19:00", "hall": str(hall)}

    refused = ana.browser.send("/groups/MOB/meetings/new", "/groups/MOB/meetings/new", **form)

    page = html.unescape(refused.get_data(as_text=True))
    assert refused.status_code == 409
    assert (
        "“Roofs for all” has this hall from 18:00 to 19:30. It is free from 19:30 on; or choose another hall." in page
    )
    assert f'<option value="{hall}" selected>Main hall – taken then</option>' in page
    assert "Attic (15 people)" in page
    assert 'value="Summer session"' in page, "what was typed is still there"


def test_a_foreign_draft_is_not_named_in_a_refusal(world: World, ana: Person, hall: int):
    """T-36: that the hall is kept must be told; what for, only its groups may know."""
    assert plan(world.person("dee"), "HOU", hall=hall, title="Secret roofs").ok

    refused = plan(ana, hall=hall)

    assert refused.code == "hall_is_held"
    page = ana.browser.send("/groups/MOB/meetings/new", "/groups/MOB/meetings/new", **PLAN, hall=str(hall))
    told = html.unescape(page.get_data(as_text=True))
    assert "Another group keeps this hall from 18:00 to 19:30." in told
    assert "Secret roofs" not in told


@pytest.mark.parametrize(
    ("starts_at", "minutes", "fits"),
    [
        ("2026-07-01T16:30", 90, True),
        ("2026-07-01T16:30", 91, False),
        ("2026-07-01T19:30", 60, True),
        ("2026-07-01T19:29", 60, False),
        ("2026-07-01T18:30", 15, False),
        ("2026-07-01T17:00", 240, False),
        ("2026-07-02T18:00", 90, True),
    ],
)
def test_one_meeting_may_begin_when_the_other_ends(ana: Person, hall: int, starts_at: str, minutes: int, fits: bool):
    assert plan(ana, hall=hall).ok

    assert plan(ana, hall=hall, starts_at=starts_at, planned_minutes=minutes).ok is fits


def test_a_meeting_that_is_moved_takes_its_hall_along(world: World, ana: Person, hall: int):
    meeting = Meeting(world, plan(ana, hall=hall).ids["meeting"], [])
    other = plan(ana, hall=hall, starts_at="2026-07-02T18:00")
    assert other.ok

    assert describe(ana, meeting, hall=hall, starts_at="2026-07-02T18:00").code == "hall_is_taken"
    assert describe(ana, meeting, hall=hall, starts_at="2026-07-01T18:30").ok, "its own booking is not in its way"
    assert plan(ana, hall=hall, starts_at="2026-07-01T20:00").ok
    assert not plan(ana, hall=hall, starts_at="2026-07-01T19:45").ok


def test_a_refused_move_leaves_the_meeting_where_it_was(world: World, ana: Person, hall: int):
    meeting = Meeting(world, plan(ana, hall=hall).ids["meeting"], [])
    assert plan(ana, hall=hall, starts_at="2026-07-02T18:00").ok

    assert not describe(ana, meeting, hall=hall, starts_at="2026-07-02T18:00", title="Moved").ok

    assert "Moved" not in page_of(ana, meeting)
    assert "Wednesday, July 1, 2026, 18:00" in page_of(ana, meeting)


def test_a_hall_is_had_through_the_night_in_which_the_clocks_change(ana: Person, hall: int):
    """T-70: six hours from 22:00 end at 5:00 when the night is an hour shorter, and at 3:00 when it is longer."""
    assert plan(ana, hall=hall, starts_at="2026-03-28T22:00", planned_minutes=360).ok
    assert not plan(ana, hall=hall, starts_at="2026-03-29T04:45", planned_minutes=15).ok
    assert plan(ana, hall=hall, starts_at="2026-03-29T05:00", planned_minutes=15).ok

    assert plan(ana, hall=hall, starts_at="2026-10-24T22:00", planned_minutes=360).ok
    assert not plan(ana, hall=hall, starts_at="2026-10-25T02:45", planned_minutes=15).ok
    assert plan(ana, hall=hall, starts_at="2026-10-25T03:00", planned_minutes=15).ok


def test_a_hall_that_does_not_exist_is_not_had(ana: Person, hall: int):
    for number in (hall + 1000, 2**31, 2**53 - 1):
        assert plan(ana, hall=number).code == "hall_not_offered", number
    assert plan(ana, hall="x").code == "invalid"


def test_a_hall_with_meetings_is_only_taken_out_of_use(world: World, ana: Person, hall: int):
    meeting = Meeting(world, plan(ana, hall=hall).ids["meeting"], [])
    tender = tending(world)

    assert tender.act(NETWORK, "spaces.remove_hall", hall=hall).ok

    assert "This hall is no longer in use." in page_of(ana, meeting)
    assert "Main hall" not in ana.browser.get("/groups/MOB/meetings/new").get_data(as_text=True)
    assert plan(ana, hall=hall, starts_at="2026-07-02T18:00").code == "hall_not_offered"
    assert describe(ana, meeting, hall=hall, title="Still there").ok, "whoever has it keeps it"
    assert tender.act(NETWORK, "spaces.remove_hall", hall=hall).code == "hall_out_of_use_already"
    assert tender.act(NETWORK, "spaces.use_hall_again", hall=hall).ok
    assert plan(ana, hall=hall, starts_at="2026-07-02T18:00").ok


def test_a_meeting_that_ends_early_frees_its_hall_once_its_end_can_no_longer_be_undone(
    world: World, ana: Person, hall: int
):
    meeting = draft_meeting(world, hall=hall)
    for act in ("convene", "open", "close"):
        assert ana.act(meeting.room, f"meetings.{act}").ok
    soon = (datetime.now(ZoneInfo("Europe/Madrid")) + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    at_once = plan(ana, hall=hall, starts_at=soon)

    world.program(meeting.room, "meetings.settle_hall")

    assert at_once.code == "hall_is_taken"
    assert plan(ana, hall=hall, starts_at=soon).ok
    assert "Main hall" in page_of(ana, meeting), "where it was stays readable"


def test_a_meeting_that_was_moved_gets_its_hall_for_the_new_time_or_gives_it_back(world: World, ana: Person, hall: int):
    moved = Meeting(world, plan(ana, hall=hall).ids["meeting"], [])
    move_a_day(world, moved.id)
    world.program(moved.room, "meetings.settle_hall")
    assert plan(ana, hall=hall).ok, "its old time is free"
    assert not plan(ana, hall=hall, starts_at="2026-07-02T18:30").ok, "its new time is kept"

    in_the_way = plan(ana, hall=hall, starts_at="2026-07-03T18:00")
    assert in_the_way.ok
    move_a_day(world, moved.id)
    world.program(moved.room, "meetings.settle_hall")
    assert "Main hall, Ground floor" not in page_of(ana, moved)
    assert plan(ana, hall=hall, starts_at="2026-07-02T18:30").ok


# -- at the same moment ---------------------------------------------------------------------------------------------


def test_of_many_who_want_a_hall_at_the_same_moment_one_gets_it(engine_world: World):
    """Each in a room of its own, through writers of their own, as in several server processes."""
    hall = new_hall(engine_world)
    people = [World(engine_world.installation).person("ana") for _ in range(6)]
    meetings = [Meeting(person.world, plan(person).ids["meeting"], []) for person in people]
    together = threading.Barrier(len(people))

    def want(person: Person, meeting: Meeting) -> Answer:
        together.wait()
        return describe(person, meeting, hall=hall)

    with ThreadPoolExecutor(len(people)) as pool:
        answers = list(pool.map(want, people, meetings))

    assert sorted(answer.code for answer in answers) == ["", *["hall_is_taken"] * 5]
    with engine_world.app.app_context(), engine_world.session() as session:
        assert len(session.scalars(select(Booking).where(Booking.hall_id == hall)).all()) == 1


@pytest.mark.parametrize("ends", ["stored", "taken back"])
def test_who_asks_while_another_act_takes_the_hall_waits_for_how_that_ends(engine_world: World, ends: str):
    hall, ana = new_hall(engine_world), engine_world.person("ana")
    meeting = Meeting(engine_world, plan(ana).ids["meeting"], [])
    with engine_world.app.app_context(), Session(writer_engine()) as other, ThreadPoolExecutor(1) as pool:
        take(other, hall)
        asked = pool.submit(describe, ana, meeting, hall=hall)
        with pytest.raises(TimeoutError):
            asked.result(timeout=0.5)

        (other.commit if ends == "stored" else other.rollback)()

        assert asked.result(timeout=10).code == ("hall_is_held" if ends == "stored" else "")


def test_a_hall_is_not_removed_while_somebody_takes_it(engine_world: World):
    hall, tender = new_hall(engine_world), tending(engine_world)
    with engine_world.app.app_context(), Session(writer_engine()) as other, ThreadPoolExecutor(1) as pool:
        take(other, hall)
        removed = pool.submit(tender.act, NETWORK, "spaces.remove_hall", hall=hall)
        with pytest.raises(TimeoutError):
            removed.result(timeout=0.5)
        other.commit()
        assert removed.result(timeout=10).ok

    with engine_world.app.app_context(), engine_world.session() as session:
        from deliberate.spaces.models import Hall

        assert session.get_one(Hall, hall).in_use is False, "it is kept for what will be held there"


def take(session: Session, hall: int) -> None:
    """As an act of another room does it, up to just before its commit."""
    from deliberate.kernel.acts import SYSTEM, Act
    from deliberate.spaces.commands.booking import hold_hall

    room = open_room(session, "meeting", 10**6 + uuid.uuid4().int % 10**6)
    starts = datetime(2026, 7, 1, 16, 30, tzinfo=UTC)
    act = Act(str(uuid.uuid4()), "tests.take", room, SYSTEM, starts, session, seq=1)
    assert hold_hall(act, room.id, hall, starts_at=starts, ends_at=starts + timedelta(hours=1)) is None
