"""In whatever state a meeting is, its pages say calmly what is true, and offer one way on."""

from __future__ import annotations

import re

import pytest

from tests.cast import Browser, Meeting, Person, World, convened_meeting, draft_meeting, open_meeting
from tests.meetings.pages import page_of

REASON = "The mill is flooded"


def cancelled(world: World) -> Meeting:
    meeting = convened_meeting(world, starts_at="2090-03-05T18:00")
    assert world.person("ana").act(meeting.room, "meetings.cancel", reason=REASON).ok
    return meeting


def postponed(world: World) -> Meeting:
    meeting = convened_meeting(world, starts_at="2090-03-05T18:00")
    assert world.person("ana").act(meeting.room, "meetings.postpone", reason=REASON, starts_at="").ok
    return meeting


def not_held(world: World) -> Meeting:
    meeting = convened_meeting(world, starts_at="2026-03-05T18:00")
    done = world.person("ana").act(meeting.room, "meetings.declare_not_held", because="nobody_came", reason=REASON)
    assert done.ok
    return meeting


def dropped(world: World) -> Meeting:
    meeting = draft_meeting(world)
    assert world.person("ana").act(meeting.room, "meetings.drop_draft").ok
    return meeting


def closed(world: World) -> Meeting:
    meeting = open_meeting(world)
    assert world.person("ana").act(meeting.room, "meetings.close").ok
    return meeting


CALLED_OFF = {"cancelled": cancelled, "postponed": postponed, "not_held": not_held}
NOT_LIVE = {**CALLED_OFF, "dropped": dropped, "closed": closed}


@pytest.mark.parametrize("state", NOT_LIVE)
@pytest.mark.parametrize("page", ["live", "plain", "plain/following", "wait", "door", "from-paper"])
def test_what_nobody_comes_to_leads_to_its_page_which_says_what_became_of_it(
    world: World, ana: Person, state: str, page: str
):
    meeting = NOT_LIVE[state](world)

    led = ana.browser.get(f"/meetings/{meeting.id}/{page}")

    assert (led.status_code, led.headers["Location"]) == (303, f"/meetings/{meeting.id}")


@pytest.mark.parametrize("state", CALLED_OFF)
def test_the_code_of_a_meeting_that_was_called_off_leads_to_what_became_of_it(world: World, state: str):
    meeting = CALLED_OFF[state](world)
    stranger = Browser(world.app)

    for path in (f"/join/{meeting.code}", f"/join?code={meeting.code}"):
        led = stranger.get(path)
        assert (led.status_code, led.headers["Location"]) == (303, f"/meetings/{meeting.id}")
    page = page_of(stranger, meeting)
    assert REASON in page
    assert "See the group’s next meetings" in page


def test_the_code_of_a_draft_that_was_let_go_of_tells_strangers_nothing(world: World):
    meeting = dropped(world)

    assert Browser(world.app).get(f"/join/{meeting.code}").status_code == 404


@pytest.mark.parametrize("state", CALLED_OFF)
def test_whoever_waits_at_the_door_of_a_meeting_that_is_called_off_is_sent_to_its_page(world: World, state: str):
    meeting = convened_meeting(world, starts_at="2026-03-05T18:00")
    ana = world.person("ana")
    assert ana.act(meeting.room, "meetings.set_door", one_by_one="true").ok
    rosa = meeting.guest("Rosa").browser
    assert rosa.get(f"/meetings/{meeting.id}/wait").status_code == 200
    acts = {
        "cancelled": ("meetings.cancel", {"reason": REASON}),
        "postponed": ("meetings.postpone", {"reason": REASON, "starts_at": ""}),
        "not_held": ("meetings.declare_not_held", {"because": "nobody_came", "reason": REASON}),
    }
    act, inputs = acts[state]
    assert ana.act(meeting.room, act, **inputs).ok

    assert rosa.get(f"/api/v1/meetings/{meeting.id}/waiting").json["state"] == "over"
    assert rosa.get(f"/meetings/{meeting.id}/wait").headers["Location"] == f"/meetings/{meeting.id}"
    phone = rosa.get(f"/meetings/{meeting.id}/phone").get_data(as_text=True)
    assert "Go in as" not in phone
    assert "Go to the meeting" in phone


@pytest.mark.parametrize(
    ("state", "code"), [("cancelled", "is_called_off"), ("not_held", "is_called_off"), ("postponed", "is_postponed")]
)
def test_what_did_not_take_place_is_not_entered_from_paper(world: World, ana: Person, state: str, code: str):
    held = {"began_at": "2026-03-05T18:10", "ended_at": "2026-03-05T19:25", "members": "", "by_first_name": ""}
    said = {
        "in_full": "Rosa",
        "by_role": "",
        "items": "[]",
        "agenda": "not_asked",
        "no_objection": "",
        "objections": "",
    }
    past = convened_meeting(world, starts_at="2026-03-05T18:00")
    assert ana.act(past.room, "meetings.enter_from_paper", **held, **said).ok

    assert ana.act(CALLED_OFF[state](world).room, "meetings.enter_from_paper", **held, **said).code == code


@pytest.mark.parametrize("state", CALLED_OFF)
def test_a_code_for_coming_back_serves_no_longer_when_the_meeting_is_called_off(world: World, state: str):
    meeting = CALLED_OFF[state](world)
    pack = world.person("ana").browser.get(f"/meetings/{meeting.id}/paper").get_data(as_text=True)

    assert "paper__code" not in pack, "and the pack to print has no code that would open nothing"


def test_no_meeting_stands_in_a_list_twice(world: World, ana: Person):
    """Whatever has become of it, and whenever it was."""
    for make in NOT_LIVE.values():
        make(world)
    for day in ("2026-03-05T18:00", "2090-03-05T18:00"):
        convened_meeting(world, starts_at=day)
        draft_meeting(world, starts_at=day)
    for day in ("2026-03-05T18:00", "2090-03-05T18:00"):
        for act, inputs in (("cancel", {"reason": REASON}), ("postpone", {"reason": REASON, "starts_at": ""})):
            assert ana.act(convened_meeting(world, starts_at=day).room, f"meetings.{act}", **inputs).ok
    open_meeting(world)

    for path in ("/groups/MOB", "/"):
        listed = re.findall(r'href="/meetings/(\d+)"', ana.browser.get(path).get_data(as_text=True))
        assert len(listed) > 5
        assert len(listed) == len(set(listed)), path


def test_the_next_meeting_of_a_group_is_one_that_takes_place(world: World, ana: Person):
    later = convened_meeting(world, starts_at="2090-03-06T18:00", title="The one to come")
    cancelled(world)

    page = Browser(world.app).get("/groups/MOB").get_data(as_text=True)

    card = page[page.index('id="now"') :]
    card = card[: card.index("</section>")]
    assert "The one to come" in card
    assert f'href="/meetings/{later.id}"' in card
    assert "Cancelled" in page, "and that the other one is cancelled is still told"


def test_files_are_neither_added_to_nor_taken_from_a_meeting_that_is_called_off(world: World, ana: Person):
    on, off = convened_meeting(world), cancelled(world)

    assert 'type="file"' in ana.browser.get(f"/meetings/{on.id}/files").get_data(as_text=True)
    assert 'type="file"' not in ana.browser.get(f"/meetings/{off.id}/files").get_data(as_text=True)
