"""Whoever takes part suggests points, and sees what becomes of them."""

from __future__ import annotations

import html

import pytest
from sqlalchemy import select

from deliberate.kernel import outbox
from deliberate.kernel.db import writer_engine
from deliberate.meetings.models import AgendaItem
from deliberate.meetings.waiting import Suggestion, SuggestionState
from tests.cast import Browser, Meeting, Person, World, convened_meeting, open_meeting
from tests.every.scenes import NIGHT_BUS, group_room, suggested
from tests.meetings.pages import agenda_on, page_of, send


class Log:
    """Nobody reads what the outbox says here."""

    def warning(self, *_: object, **__: object) -> None: ...


def carry_effects_out(world: World) -> None:
    """What acts caused in other rooms is done, as the serving process does it."""
    with world.app.app_context():
        with writer_engine().begin() as connection:
            connection.exec_driver_sql("UPDATE outbox SET due_at = '2000-01-01' WHERE done_at IS NULL")
        outbox.carry_out_acts(writer_engine(), world.doors.act_as_system, Log())


def found(world: World, number: int) -> Suggestion:
    with world.app.app_context(), world.session() as session:
        return session.get_one(Suggestion, number)


def take(person: Person, meeting: Meeting, suggestion: int, **place: object):
    return person.act(
        meeting.room, "meetings.take_suggestion", suggestion=suggestion, **{"parent": "", "before": ""} | place
    )


def test_a_member_suggests_by_a_plain_form_and_waits_for_an_answer(meeting: Meeting, cai: Person, ana: Person):
    assert send(cai, meeting, "suggest_item", **NIGHT_BUS).status_code == 303

    assert "Waiting for an answer" not in page_of(ana, meeting)
    for reader in (cai, ana):
        assert "suggested by Cai Roca" in page_of(reader, meeting)
    assert "A night bus" not in agenda_on(page_of(ana, meeting))


def test_a_guest_with_a_seat_suggests_too(under_way: Meeting):
    assert under_way.guest("Rosa").act(under_way.room, "meetings.suggest_item", **NIGHT_BUS).ok


def test_the_public_reads_no_suggestions(world: World, meeting: Meeting, cai: Person, dee: Person):
    suggested(world, meeting)
    assert "A night bus" in page_of(cai, meeting)

    for stranger in (dee, Browser(world.app)):
        assert "A night bus" not in page_of(stranger, meeting)


def test_what_was_typed_is_kept_when_it_is_refused(meeting: Meeting, cai: Person):
    refused = send(cai, meeting, "suggest_item", title=" ", purpose="explore", words="Late shifts", minutes="")

    assert refused.status_code == 422
    assert "Late shifts" in refused.get_data(as_text=True)


def test_the_facilitator_takes_it_in_with_its_suggester_as_presenter(world: World, meeting: Meeting, ana: Person):
    suggestion = suggested(world, meeting)

    assert take(ana, meeting, suggestion, before=meeting.items[1]).ok

    page = page_of(ana, meeting)
    assert agenda_on(page) == ["Hello", "A night bus", "The mill", "Bye"]
    assert "Taken in: it is on the agenda" in page_of(world.person("cai"), meeting)
    assert take(ana, meeting, suggestion).code == "answered_already"


def test_taking_it_off_again_opens_the_suggestion(world: World, meeting: Meeting, ana: Person):
    suggestion = suggested(world, meeting)
    item = take(ana, meeting, suggestion).ids["item"]

    assert ana.act(meeting.room, "meetings.remove_item", item=item).ok

    assert found(world, suggestion).state == SuggestionState.OPEN
    assert take(ana, meeting, suggestion).ok


def test_a_declined_suggestion_says_why_to_its_author(world: World, meeting: Meeting, ana: Person, cai: Person):
    suggestion = suggested(world, meeting)

    assert ana.act(meeting.room, "meetings.decline_suggestion", suggestion=suggestion, words=" ").code == "invalid"
    assert ana.act(meeting.room, "meetings.decline_suggestion", suggestion=suggestion, words="In autumn").ok

    assert "Not taken in: In autumn" in page_of(cai, meeting)
    reworded = cai.act(meeting.room, "meetings.reword_suggestion", suggestion=suggestion, **NIGHT_BUS)
    assert reworded.code == "answered_already"


@pytest.mark.parametrize("act", ["meetings.reword_suggestion", "meetings.withdraw_suggestion"])
def test_only_its_author_changes_a_suggestion(world: World, meeting: Meeting, bo: Person, cai: Person, act: str):
    suggestion = suggested(world, meeting)
    inputs = NIGHT_BUS if "reword" in act else {}

    assert bo.act(meeting.room, act, suggestion=suggestion, **inputs).code == "only_its_author"
    assert cai.act(meeting.room, act, suggestion=suggestion, **inputs).ok


def test_nobody_lets_more_than_ten_suggestions_wait(meeting: Meeting, cai: Person):
    for _ in range(10):
        assert cai.act(meeting.room, "meetings.suggest_item", **NIGHT_BUS).ok

    assert cai.act(meeting.room, "meetings.suggest_item", **NIGHT_BUS).code == "too_many_suggestions"


def test_suggesting_and_withdrawing_does_not_go_on_for_ever(meeting: Meeting, cai: Person):
    """What was withdrawn is kept, so a script could fill everybody's device with it."""
    codes = []
    for _ in range(31):
        answer = cai.act(meeting.room, "meetings.suggest_item", **NIGHT_BUS)
        codes.append(answer.code)
        cai.act(meeting.room, "meetings.withdraw_suggestion", suggestion=answer.ids.get("suggestion", ""))

    assert codes == [""] * 30 + ["enough_suggested"]


def test_a_suggestion_of_another_meeting_does_not_exist_here(world: World, meeting: Meeting, ana: Person):
    """T-36"""
    other = convened_meeting(world)
    suggestion = suggested(world, other)

    assert take(ana, meeting, suggestion).code == "not_found"
    assert take(ana, other, suggestion).ok


# -- for the next time ----------------------------------------------------------------------------------------------


def test_what_waits_in_the_group_is_taken_into_its_meeting_once(world: World, meeting: Meeting, ana: Person):
    suggestion = suggested(world)
    other = convened_meeting(world)
    assert "A night bus" in page_of(ana, meeting)

    assert take(ana, meeting, suggestion).ok
    assert take(ana, other, suggestion).code == "answered_already", "before the group's room knows of it, too"
    assert "A night bus" not in page_of(ana, other)

    carry_effects_out(world)
    assert found(world, suggestion).state == SuggestionState.TAKEN
    assert "Taken in" in ana.browser.get("/groups/MOB/next-time").get_data(as_text=True)


def test_taking_in_is_undone_before_the_group_hears_of_it(world: World, meeting: Meeting, ana: Person):
    suggestion = suggested(world)
    taken = take(ana, meeting, suggestion)

    assert ana.act(meeting.room, "undo", seq=taken.seq).ok
    carry_effects_out(world)

    assert found(world, suggestion).state == SuggestionState.OPEN
    with world.app.app_context(), world.session() as session:
        assert session.scalar(select(AgendaItem.id).where(AgendaItem.suggestion_id == suggestion)) is None


def test_who_facilitates_this_meeting_only_does_not_reach_into_the_group(world: World, under_way: Meeting, ana: Person):
    """T-36: a role in one meeting opens nothing of the group's room."""
    from tests.every.scenes import seat

    suggestion, helper = suggested(world), under_way.guest("Rosa")
    ana.act(under_way.room, "meetings.give_role", seat=seat(helper, under_way), role="facilitator")

    assert "A night bus" not in page_of(helper, under_way)
    assert take(helper, under_way, suggestion).code == "not_found"
    assert take(ana, under_way, suggestion).ok


def test_the_groups_page_shows_what_waits_to_its_members_only(world: World, cai: Person, dee: Person):
    suggested(world)

    assert "A night bus" in cai.browser.get("/groups/MOB").get_data(as_text=True)
    assert "A night bus" not in dee.browser.get("/groups/MOB").get_data(as_text=True)
    assert dee.browser.get("/groups/MOB/next-time").status_code == 404


def test_a_members_form_on_the_groups_page_keeps_what_was_typed(cai: Person):
    path = "/groups/MOB/next-time/do/suggest_for_next_time"
    typed = {"form": "suggest_for_next_time", "title": "", "purpose": "explore", "words": "Because of the trams"}

    refused = cai.browser.send("/groups/MOB", path, **typed)

    assert refused.status_code == 422
    assert "Because of the trams" in html.unescape(refused.get_data(as_text=True))


def test_closing_keeps_what_was_ticked_and_what_nobody_answered(world: World, ana: Person, cai: Person):
    meeting = open_meeting(world)
    suggestion = suggested(world, meeting)
    assert "Keep for the next time what was not dealt with" in page_of(ana, meeting)

    assert ana.act(meeting.room, "meetings.close", carry=f"{meeting.items[1]}").ok
    carry_effects_out(world)

    waiting = cai.browser.get("/groups/MOB/next-time").get_data(as_text=True)
    assert "The mill" in waiting
    assert "Bye" not in waiting, "it was not ticked"
    assert "A night bus" in waiting
    assert "suggested by Cai Roca" in waiting
    assert found(world, suggestion).state == SuggestionState.KEPT
    assert "Kept for the next time: “The mill”." in page_of(cai, meeting)


def test_a_closing_that_was_undone_keeps_nothing(world: World, ana: Person):
    meeting = open_meeting(world)
    closed = ana.act(meeting.room, "meetings.close", carry=f"{meeting.items[1]}")

    assert ana.act(meeting.room, "undo", seq=closed.seq).ok
    carry_effects_out(world)
    assert "The mill" not in ana.browser.get("/groups/MOB/next-time").get_data(as_text=True)

    assert ana.act(meeting.room, "meetings.close", carry=f"{meeting.items[1]}").ok
    carry_effects_out(world)
    assert "The mill" in ana.browser.get("/groups/MOB/next-time").get_data(as_text=True)


def test_what_was_carried_over_stands_first_when_the_next_meeting_is_prepared(world: World, ana: Person):
    first = open_meeting(world)
    assert ana.act(first.room, "meetings.close", carry=f"{first.items[1]}").ok
    carry_effects_out(world)
    suggested(world)
    following = convened_meeting(world, titles=("Hello",))

    page = page_of(ana, following)
    assert "not reached" in page
    assert page.index("The mill") < page.index("A night bus")

    with world.app.app_context(), world.session() as session:
        waiting = session.scalars(select(Suggestion).where(Suggestion.from_item_id == first.items[1])).one()
    assert send(ana, following, "take_suggestion", suggestion=waiting.id, parent="", before="").status_code == 303
    assert agenda_on(page_of(ana, following)) == ["Hello", "The mill"]


def test_the_group_is_shown_anew_when_a_suggester_is_called_otherwise(world: World, cai: Person, ana: Person):
    suggested(world)
    introduced = {"name": "Cai Bosc", "public_name": "full", "language": "en"}
    assert cai.act(f"person/{cai.id}", "people.introduce_oneself", **introduced).ok

    carry_effects_out(world)

    assert "suggested by Cai Bosc" in ana.browser.get("/groups/MOB/next-time").get_data(as_text=True)
    assert group_room(world)
