"""Who says that they come, who cannot, and who has to leave early."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from deliberate.kernel import clock
from tests.cast import Answer, Browser, Meeting, Person, World, convened_meeting, names, open_meeting

FAR = "2090-03-05T18:00"


@pytest.fixture
def far_away(world: World) -> Meeting:
    """A meeting that people were called to, years ahead."""
    return convened_meeting(world, starts_at=FAR)


def say(person: Person, meeting: Meeting, answer: str, words: str = "") -> Answer:
    return person.act(meeting.room, "meetings.say_whether", answer=answer, words=words)


def page(browser: Browser, meeting: Meeting) -> str:
    return browser.get(f"/meetings/{meeting.id}").get_data(as_text=True)


def in_minutes(minutes: int) -> str:
    return (clock.now() + timedelta(minutes=minutes)).astimezone(ZoneInfo("Europe/Madrid")).strftime("%H:%M")


# -- coming ---------------------------------------------------------------------------------------------------------


def test_the_host_sees_how_many_come_and_who_cannot_and_why(ana: Person, bo: Person, cai: Person, far_away: Meeting):
    assert say(ana, far_away, "in_the_room").ok
    assert say(bo, far_away, "remote").ok
    assert say(cai, far_away, "cannot_come", "I am ill").ok

    shown = page(ana.browser, far_away)

    for words in ("2 people say they come", "1 of them from elsewhere", "1 person cannot come", "Cai Roca", "I am ill"):
        assert words in shown


def test_everybody_else_reads_numbers_only(world: World, bo: Person, cai: Person, far_away: Meeting):
    assert say(bo, far_away, "in_the_room").ok
    assert say(cai, far_away, "cannot_come", "I am ill").ok

    for browser in (Browser(world.app), bo.browser):
        shown = page(browser, far_away)
        assert "1 person cannot come" in shown
        assert "I am ill" not in shown
        assert not names(shown, "Cai")


def test_i_say_it_with_one_button_and_take_it_back_with_another(cai: Person, far_away: Meeting):
    address = f"/meetings/{far_away.id}"
    assert "Will you come?" in page(cai.browser, far_away)

    said = cai.browser.send(address, f"{address}/do/say_whether", answer="cannot_come", words="")

    assert said.status_code == 303
    assert "Your answer: I cannot come" in page(cai.browser, far_away)
    assert cai.browser.send(address, f"{address}/do/take_answer_back").status_code == 303
    assert "Your answer" not in page(cai.browser, far_away)
    assert "says they come" not in page(cai.browser, far_away)


def test_who_changes_their_mind_is_counted_once(ana: Person, cai: Person, far_away: Meeting):
    for answer in ("cannot_come", "remote", "in_the_room"):
        assert say(cai, far_away, answer, "I am ill").ok

    shown = page(ana.browser, far_away)
    assert "1 person says they come" in shown
    assert "person cannot come" not in shown
    assert "I am ill" not in shown


def test_a_stranger_is_not_asked(world: World, dee: Person, far_away: Meeting):
    assert say(world.person("cai"), far_away, "remote").ok

    assert "Will you come?" not in page(dee.browser, far_away)
    assert say(dee, far_away, "remote").code == "not_found"


def test_whoever_is_here_need_not_say_that_they_come(cai: Person, under_way: Meeting):
    assert say(cai, under_way, "cannot_come").code == "here_already"


def test_answers_hold_when_only_the_hour_changes_and_not_when_the_day_does(ana: Person, cai: Person, far_away: Meeting):
    assert say(cai, far_away, "cannot_come").ok
    described = {"title": "Spring session", "place": "The mill", "planned_minutes": 90}

    assert ana.act(far_away.room, "meetings.describe_meeting", **described, starts_at="2090-03-05T19:00").ok
    assert "1 person cannot come" in page(ana.browser, far_away)
    assert ana.act(far_away.room, "meetings.describe_meeting", **described, starts_at="2090-03-06T19:00").ok
    assert "1 person cannot come" not in page(ana.browser, far_away)


def test_the_story_names_who_apologised_to_those_inside_and_counts_them_for_others(
    world: World, ana: Person, cai: Person
):
    meeting = convened_meeting(world)
    assert say(cai, meeting, "cannot_come", "I am ill").ok
    assert ana.act(meeting.room, "meetings.arrive", mode="in_the_room").ok
    for act in ("open", "close"):
        assert ana.act(meeting.room, f"meetings.{act}").ok

    assert "Could not come: Cai Roca" in page(ana.browser, meeting)
    public = page(Browser(world.app), meeting)
    assert "1 person had said that they could not come." in public
    assert not names(public, "Cai")
    assert "I am ill" not in public + page(ana.browser, meeting)


def test_who_apologised_and_came_all_the_same_was_there(world: World, ana: Person, cai: Person):
    meeting = convened_meeting(world)
    assert say(cai, meeting, "cannot_come").ok
    for person in (ana, cai):
        assert person.act(meeting.room, "meetings.arrive", mode="in_the_room").ok
    for act in ("open", "close"):
        assert ana.act(meeting.room, f"meetings.{act}").ok

    assert "Could not come" not in page(ana.browser, meeting)


def test_a_new_name_is_read_among_the_answers_too(world: World, ana: Person, cai: Person, far_away: Meeting):
    from deliberate.meetings.queries import rooms_that_show

    assert say(cai, far_away, "remote").ok

    with world.app.app_context(), world.session() as session:
        assert (far_away.room, "meetings.show_person_anew") in rooms_that_show(session, cai.id)


# -- leaving early --------------------------------------------------------------------------------------------------


def test_the_desk_sees_who_has_to_leave_early_in_the_order_of_leaving(
    bo: Person, cai: Person, ana: Person, under_way: Meeting
):
    assert cai.act(under_way.room, "meetings.leave_early", until=in_minutes(60)).ok
    assert bo.act(under_way.room, "meetings.leave_early", until=in_minutes(30)).ok

    desk = page(ana.browser, under_way).split("Leaving early")[1]

    assert desk.index("Bo Etxea") < desk.index("Cai Roca")
    assert f"You can stay until {in_minutes(60)}" in page(cai.browser, under_way)
    assert "Leaving early" not in page(cai.browser, under_way)


def test_who_can_stay_after_all_says_so(ana: Person, cai: Person, under_way: Meeting):
    address = f"/meetings/{under_way.id}"
    assert cai.browser.send(address, f"{address}/do/leave_early", until=in_minutes(30)).status_code == 303
    assert "Leaving early" in page(ana.browser, under_way)

    assert cai.browser.send(address, f"{address}/do/stay_to_the_end").status_code == 303

    assert "Leaving early" not in page(ana.browser, under_way)


@pytest.mark.parametrize("typed", ["", "soon", "25:00", "19:30:00", "7pm"])
def test_what_is_no_time_is_asked_for_again(cai: Person, under_way: Meeting, typed: str):
    refused = cai.act(under_way.room, "meetings.leave_early", until=typed)

    assert refused.fields == {"until": ["Please give a time, such as 19:30."]}


def test_a_time_when_the_meeting_is_long_over_is_refused(cai: Person, under_way: Meeting):
    assert cai.act(under_way.room, "meetings.leave_early", until=in_minutes(-30)).code == "outside_the_meeting"


def test_a_late_meeting_may_be_left_after_midnight(world: World, cai: Person):
    meeting = convened_meeting(world, starts_at="2090-03-05T23:00")
    assert cai.act(meeting.room, "meetings.arrive", mode="in_the_room").ok

    assert cai.act(meeting.room, "meetings.leave_early", until="00:15").ok

    assert "You can stay until 00:15" in page(cai.browser, meeting)


def test_only_who_has_a_seat_can_leave_early(world: World, cai: Person, dee: Person):
    meeting = open_meeting(world, here=("ana",))

    assert cai.act(meeting.room, "meetings.leave_early", until=in_minutes(30)).code == "needs_a_seat"
    assert dee.act(meeting.room, "meetings.leave_early", until=in_minutes(30)).code == "not_found"
