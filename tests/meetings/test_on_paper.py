"""Meetings on paper: the pack to print before, and entering what it says afterwards."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from deliberate.meetings.models import Meeting as Row
from tests.cast import Browser, Meeting, Person, World, convened_meeting, draft_meeting, open_meeting
from tests.every.scenes import ana_enters_a_meeting_that_was_held_on_paper, seat

HELD = {
    "began_at": "2026-03-05T18:10",
    "ended_at": "2026-03-05T19:25",
    "in_full": "Rosa Pi",
    "by_first_name": "Pau Mas",
    "by_role": "Ada Roig",
    "agenda": "agreed",
    "no_objection": "3",
    "objections": "Too long",
}


def sheets(meeting: Meeting, **more: str) -> dict[str, str]:
    """The form as somebody fills it in: two points were dealt with."""
    first, _, third = meeting.items
    points = {
        f"dealt-{first}": "1",
        f"minutes-{first}": "20",
        f"words-{first}": "We know each other.",
        f"dealt-{third}": "1",
    }
    return HELD | points | {"form": "from_paper"} | more


def enter(person: Person, meeting: Meeting, **more: str):
    page = f"/meetings/{meeting.id}/from-paper"
    return person.browser.send(page, page, **sheets(meeting, **more))


def read(reader: Person | Browser, meeting: Meeting) -> str:
    browser = reader if isinstance(reader, Browser) else reader.browser
    return browser.get(f"/meetings/{meeting.id}").get_data(as_text=True)


@pytest.mark.parametrize("planned", [draft_meeting, convened_meeting])
def test_a_meeting_held_on_paper_is_entered_in_one_go_and_read_by_everybody(world: World, ana: Person, planned):
    meeting = planned(world)

    answer = enter(ana, meeting, members=str(world.person("cai").id))
    assert answer.status_code == 303, answer.get_data(as_text=True)

    story = read(Browser(world.app), meeting)
    assert re.search(r"Held on paper\. Entered afterwards by Ana, .*\d\d:\d\d\.", story)
    assert "18:10 to 19:25" in story
    assert "The agenda was agreed. People present: 4." in story
    assert "3 people had no objection." in story
    assert "“Hello” was dealt with in 20 min." in story
    assert "“The mill” was not dealt with." in story
    assert "We know each other." in story
    assert "Objection, taken back" in story


def test_outside_everybody_is_named_as_they_ticked_on_the_sheet(world: World, ana: Person, meeting: Meeting):
    enter(ana, meeting)

    assert "Ada Roig" in read(ana, meeting)
    story = read(Browser(world.app), meeting)

    assert "Rosa Pi" in story
    assert "Pau" in story
    assert "Pau Mas" not in story
    assert "Ada Roig" not in story


def test_it_stands_in_the_lists_and_in_the_groups_own_record_as_held_on_paper(
    world: World, ana: Person, meeting: Meeting
):
    enter(ana, meeting)

    assert "Held on paper, entered afterwards" in Browser(world.app).get("/groups/MOB").get_data(as_text=True)


def test_it_cannot_be_entered_twice(world: World, ana: Person, meeting: Meeting):
    """T-11: and two facilitators who do it at once make one meeting."""
    page = f"/meetings/{meeting.id}/from-paper"
    token = ana.browser.form_token(page)
    assert enter(ana, meeting).status_code == 303

    again = ana.browser.client.post(page, data=sheets(meeting) | {"csrf_token": token})

    assert again.status_code == 409
    assert "The meeting is over" in again.get_data(as_text=True)
    assert ana.browser.get(page).headers["Location"] == f"/meetings/{meeting.id}"
    assert read(ana, meeting).count("The meeting was held on paper and entered afterwards.") == 1


def test_what_was_typed_stays_when_it_is_refused(ana: Person, meeting: Meeting, cai: Person):
    """And says what to correct."""
    refused = enter(ana, meeting, ended_at="2026-03-05T17:00", members=str(cai.id))
    page = refused.get_data(as_text=True)

    assert refused.status_code == 409
    assert "The end must be after the beginning." in page
    for typed in ("2026-03-05T18:10", "Rosa Pi", "Pau Mas", "Ada Roig", "Too long", "We know each other."):
        assert typed in page, typed
    first, second, _ = meeting.items
    assert re.search(rf'value="{cai.id}" checked', page)
    assert re.search(rf'name="dealt-{first}" value="1" checked', page)
    assert not re.search(rf'name="dealt-{second}" value="1" checked', page)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"began_at": "yesterday"}, "Please give a day and a time."),
        ({"agenda": "perhaps"}, "Please choose one of the options."),
        ({"members": "everybody"}, "Please choose from the list."),
        ({"in_full": "x" * 81}, "Please use at most 80 characters."),
        ({"in_full": "\n".join(["Rosa"] * 301)}, "Please write at most 300 lines."),
        ({"no_objection": "most"}, "This needs a whole number."),
    ],
)
def test_what_cannot_be_used_is_marked(ana: Person, meeting: Meeting, typed: dict[str, str], words: str):
    refused = enter(ana, meeting, **typed)

    assert refused.status_code == 422
    assert words in refused.get_data(as_text=True)


@pytest.mark.parametrize("minutes", ["0", "1441", "99999", "many", "-5", "1e3"])
def test_minutes_that_no_point_took_are_refused(ana: Person, meeting: Meeting, minutes: str):
    assert enter(ana, meeting, **{f"minutes-{meeting.items[0]}": minutes}).status_code == 422


@pytest.mark.parametrize(
    "items", ["no", "[1]", '[{"item": true}]', '[{"item": 1, "more": 1}]', "[" * 5000, '{"item": 1}']
)
def test_items_that_a_program_sends_wrongly_are_refused(ana: Person, meeting: Meeting, items: str):
    told = HELD | {"members": ana.id, "items": items}

    assert ana.act(meeting.room, "meetings.enter_from_paper", **told).code == "invalid"


def test_a_meeting_that_is_not_over_is_not_entered(ana: Person, meeting: Meeting):
    soon = (datetime.now(UTC) + timedelta(hours=3)).strftime("%Y-%m-%dT%H:%M")

    assert "The end is still to come." in enter(ana, meeting, ended_at=soon, began_at=soon[:11] + "00:00").get_data(
        as_text=True
    )


def test_a_meeting_that_was_begun_here_is_not_entered(world: World, ana: Person):
    meeting = open_meeting(world)

    assert ana.act(meeting.room, "meetings.enter_from_paper", **HELD).code == "already_open"


def test_children_count_and_nobody_has_to_write_their_names(world: World, ana: Person, meeting: Meeting):
    assert enter(ana, meeting, children="2").status_code == 303

    story = read(Browser(world.app), meeting)
    assert "The agenda was agreed. People present: 5." in story
    assert story.count("A participant") == 3, "Ada Roig, who is not named outside, and the children"
    assert read(ana, meeting).count("A participant") == 2


def test_how_many_children_is_a_number(ana: Person, meeting: Meeting):
    for typed in ("many", "-1", "100000"):
        assert enter(ana, meeting, children=typed).status_code == 422


def test_somebody_must_have_been_there(ana: Person, meeting: Meeting):
    refused = enter(ana, meeting, in_full="", by_first_name=" \n", by_role="")

    assert "Please say who was there." in refused.get_data(as_text=True)


def test_only_members_are_ticked(ana: Person, cai: Person, dee: Person, meeting: Meeting):
    assert ana.act(meeting.room, "meetings.enter_from_paper", **HELD, members=dee.id).code == "not_a_member"
    assert ana.act(meeting.room, "meetings.enter_from_paper", **HELD, members=cai.id).ok


def test_an_item_of_another_meeting_is_not_found(world: World, ana: Person, meeting: Meeting):
    told = json.dumps([{"item": convened_meeting(world).items[0]}])

    assert ana.act(meeting.room, "meetings.enter_from_paper", **HELD, items=told).code == "not_found"


def test_whoever_said_here_that_they_came_was_there(world: World, ana: Person, cai: Person, meeting: Meeting):
    cai.act(meeting.room, "meetings.arrive", mode="remote")
    assert "They said here that they came: Cai Roca" in ana.browser.get(f"/meetings/{meeting.id}/from-paper").get_data(
        as_text=True
    )

    enter(ana, meeting)

    assert "People present: 4." in read(ana, meeting)
    with world.app.app_context(), world.session() as session:
        seats = {one.id: one for one in session.get_one(Row, meeting.id).seats}
        assert seats[seat(cai, meeting)].mode == "remote"


def test_it_can_be_undone_at_once_and_entered_anew(world: World, ana: Person):
    ana, meeting, told = ana_enters_a_meeting_that_was_held_on_paper(world)
    done = ana.act(meeting.room, "meetings.enter_from_paper", **told)
    assert ana.act(meeting.room, "undo", seq=done.seq).ok

    assert "Open the meeting" in read(ana, meeting)
    again = enter(ana, meeting, by_first_name="Quim")
    assert again.status_code == 303
    story = read(Browser(world.app), meeting)

    assert "Quim" in story
    assert "Taken back" in story


def test_not_agreed_and_not_asked_are_told_apart(world: World, ana: Person):
    asked, unasked = convened_meeting(world), convened_meeting(world)
    enter(ana, asked, agenda="not_agreed")
    enter(ana, unasked, agenda="not_asked", objections="")

    assert "The agenda was not agreed" in read(ana, asked)
    assert "Too long" in read(ana, asked)
    assert "Objection, taken back" not in read(ana, asked)
    assert "Nothing was put to an agreement in this meeting." in read(ana, unasked)


def test_a_member_does_not_enter_meetings(cai: Person, ana: Person, meeting: Meeting):
    assert ana.browser.get(f"/meetings/{meeting.id}/from-paper").status_code == 200

    assert cai.browser.get(f"/meetings/{meeting.id}/from-paper").status_code == 404
    assert cai.act(meeting.room, "meetings.enter_from_paper", **HELD).code == "only_facilitators"


# -- the pack to print ----------------------------------------------------------------------------------------------


def test_the_pack_has_the_agenda_with_its_hours_a_sheet_slips_and_room_for_notes(ana: Person, meeting: Meeting):
    pack = ana.browser.get(f"/meetings/{meeting.id}/paper").get_data(as_text=True)

    hours = re.findall(r'<td class="paper__time">(\d\d):(\d\d)</td>', pack)
    assert len(hours) == len(meeting.items)
    assert (int(hours[1][1]) - int(hours[0][1])) % 60 == 10
    assert "Cai Roca" in pack
    assert pack.count('class="paper__slip"') == 8
    assert pack.count('class="paper__point"') == 3
    assert meeting.code in pack
    assert "data:image/svg+xml" in pack


def test_the_pack_speaks_the_meetings_language_or_a_chosen_one(ana: Person, meeting: Meeting):
    ana.browser.client.set_cookie("language", "ca")
    path = f"/meetings/{meeting.id}/paper"

    assert '<html lang="en">' in ana.browser.get(path).get_data(as_text=True)
    assert '<html lang="eu">' in ana.browser.get(f"{path}?language=eu").get_data(as_text=True)
    printed = ana.browser.get(f"{path}?language=eu").get_data(as_text=True)
    assert "Gai-zerrenda" in printed
    assert "Torna a la reunió" in printed, "what is not printed stays in the language of who prints it"
    assert '<html lang="en">' in ana.browser.get(f"{path}?language=klingon").get_data(as_text=True)


def test_only_who_facilitates_prints_names(ana: Person, cai: Person, world: World, meeting: Meeting):
    path = f"/meetings/{meeting.id}/paper"
    assert "Bo Etxea" in ana.browser.get(path).get_data(as_text=True)

    for stranger in (cai.browser, meeting.guest("Rosa").browser, Browser(world.app)):
        assert stranger.get(path).status_code == 404


def test_a_draft_is_printed_without_a_code_that_would_open_nothing(world: World, ana: Person):
    draft = draft_meeting(world)

    assert draft.code not in ana.browser.get(f"/meetings/{draft.id}/paper").get_data(as_text=True)
