"""The plain page has the acts of every part of a meeting: all of it by forms, without script (T-75)."""

from __future__ import annotations

import re

from tests.attachments.test_content import FILES
from tests.attachments.test_files import send_file
from tests.cast import Browser, Meeting, Person, World, convened_meeting
from tests.meetings.at_the_door import add, join
from tests.meetings.test_plain_page import Plain, fields_of


def test_long_before_a_meeting_one_is_first_asked_whether_one_will_come(world: World, cai: Person):
    for starts_at, first in (("2090-03-05T18:00", "Will you come?"), (None, "Where are you?")):
        meeting = convened_meeting(world, starts_at=starts_at) if starts_at else convened_meeting(world)
        page = Plain(cai, meeting).read()
        assert min("Will you come?", "Where are you?", key=page.index) == first


def test_whoever_was_called_says_whether_they_come_and_takes_it_back(world: World, ana: Person, cai: Person):
    page = Plain(cai, convened_meeting(world))
    assert "Will you come?" in page.read()

    said = page.done("meetings.say_whether", "say_whether-cannot_come")
    assert "Your answer: I cannot come" in said
    assert 'value="Ill"' in page.done("meetings.say_whether", "say_why", words="Ill")
    assert "Your answer" not in page.done("meetings.take_answer_back")
    page.done("meetings.arrive", mode="remote")
    assert "Will you come?" not in page.read(), "who is here has answered"


def test_somebody_has_to_leave_early_and_then_can_stay(under_way: Meeting, cai: Person):
    page = Plain(cai, under_way)
    whole_day = re.search(r'name="until"[^>]*type="time"', page.read())
    assert whole_day

    from datetime import datetime, timedelta
    from zoneinfo import ZoneInfo

    soon = (datetime.now(ZoneInfo("Europe/Madrid")) + timedelta(minutes=20)).strftime("%H:%M")
    assert f"You can stay until {soon}" in page.done("meetings.leave_early", until=soon)
    assert "Do you have to leave early?" in page.done("meetings.stay_to_the_end")


def test_a_suggestion_is_made_taken_in_and_declined_by_forms(under_way: Meeting, ana: Person, cai: Person):
    member, desk = Plain(cai, under_way), Plain(ana, under_way)
    point = {"words": "People wait", "purpose": "explore", "minutes": "10"}

    assert "Waiting for an answer" in member.done("meetings.suggest_item", title="Night bus", **point)
    member.done("meetings.suggest_item", title="Cargo bikes", **point)
    member.done("meetings.suggest_item", title="A mistake", **point)
    assert "Taken back by its author" in member.done("meetings.withdraw_suggestion", "withdraw-3")
    assert "Night bus" in desk.read()
    desk.done("meetings.take_suggestion", "take-1")
    desk.done("meetings.decline_suggestion", "decline-2", words="Next month")

    page = member.read()
    assert "Taken in: it is on the agenda" in page
    assert "Not taken in: Next month" in page
    assert "4. Night bus" in page or "Night bus" in page[page.index("<h2>Agenda</h2>") :]
    assert not member.offers("meetings.take_suggestion")


def test_a_suggestion_without_a_title_is_kept_as_typed(under_way: Meeting, cai: Person):
    refused = Plain(cai, under_way).press("meetings.suggest_item", title=" ", words="People wait", purpose="explore")

    assert refused.status_code == 422
    assert "People wait" in refused.get_data(as_text=True)


def test_parts_of_the_agenda_and_files_are_read(under_way: Meeting, ana: Person, cai: Person):
    first = under_way.items[0]
    part = ana.act(
        under_way.room, "meetings.add_item", title="The roof", purpose="decide", presenter="", minutes="5", parent=first
    )
    assert part.ok
    assert send_file(ana, under_way, FILES["pdf"], item=first).status_code == 303
    started = ana.act(under_way.room, "meetings.start_item", item=part.ids["item"], after="")
    assert started.ok

    page = Plain(cai, under_way).read()

    assert ">1.1</span>" in page
    assert '<h2 class="big" lang="en">1.1. The roof</h2>' in page, "what is current is the part, not its heading"
    assert re.search(rf'class="file" href="/meetings/{under_way.id}/files/[^"]+" download', page)


def test_who_shares_a_phone_reads_who_acts_and_each_acts_for_themselves(world: World, under_way: Meeting):
    phone = join(world, under_way, "Rosa")
    page = Plain(phone, under_way)
    page.done("meetings.arrive", mode="in_the_room")
    assert add(phone, under_way, "Pau").status_code == 303

    shown = page.read()

    assert "You are: Pau" in shown
    assert f'href="/meetings/{under_way.id}/phone"' in shown
    assert "Where are you?" in shown, "Pau has not said yet that he is here"


def test_a_form_of_another_person_of_this_phone_counts_for_nobody(world: World, under_way: Meeting, ana: Person):
    """T-37: Rosa's page was still open when Pau took the phone."""
    phone = join(world, under_way, "Rosa")
    page = Plain(phone, under_way)
    assert add(phone, under_way, "Pau").status_code == 303
    action = f"{page.path}/do/meetings.arrive"
    fields = fields_of(page.read(), action, "arrive")
    assert "acting" in fields

    refused = phone.client.post(action, data=fields | {"acting": "1", "mode": "remote"})

    assert refused.status_code == 409


def test_whoever_waits_is_led_to_the_door_and_let_in_by_a_plain_form(world: World, under_way: Meeting, ana: Person):
    assert ana.act(under_way.room, "meetings.set_door", one_by_one="true").ok
    phones = [join(world, under_way, name) for name in ("Rosa", "Pau", "Mar")]
    plain = f"/meetings/{under_way.id}/plain"
    assert phones[0].get(plain).headers["Location"] == f"/meetings/{under_way.id}/wait"

    desk = Plain(ana, under_way)
    assert "Let in: Rosa" in desk.read()
    desk.done("meetings.let_in", "let_in-1")
    assert phones[0].get(plain).status_code == 200
    assert phones[1].get(plain).status_code == 303
    desk.done("meetings.let_in", "let_all_in")

    assert all(phone.get(plain).status_code == 200 for phone in phones)
    assert "Waiting to be let in" not in desk.read()


def test_the_slip_of_somebody_without_a_phone_is_entered_by_a_plain_form(under_way: Meeting, ana: Person, cai: Person):
    desk = Plain(ana, under_way)
    desk.done("meetings.seat_person", "add_person", name="Rosa", mode="through_a_steward")
    assert not desk.offers("meetings.answer_for"), "nothing is asked yet"
    desk.done("meetings.ask_agreement", "next_step")
    assert not Plain(cai, under_way).offers("meetings.answer_for")

    assert "Too long" in desk.done("meetings.answer_for", "objection_of", words="Too long")
    assert "Answer entered by a helper" in desk.read()
    assert "1 of 4 has answered" in desk.read()


def test_closing_keeps_what_stays_ticked(world: World, under_way: Meeting, ana: Person):
    desk = Plain(ana, under_way)
    _, second, third = under_way.items
    ticked = set(re.findall(r'name="carry" value="(\d+)" checked', desk.read()))
    assert ticked == {str(item) for item in under_way.items}

    closed = desk.press("meetings.close", "close", carry=f"{second},{third}")

    assert closed.status_code == 303
    story = Browser(world.app).get(f"/meetings/{under_way.id}").get_data(as_text=True)
    assert "Kept for the next time: “The mill”, “Bye”." in story
