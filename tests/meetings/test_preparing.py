"""A meeting is planned, prepared and people are called to it."""

from __future__ import annotations

import re

import pytest

from deliberate.meetings import queries, rules
from tests.cast import Browser, Meeting, Person, World, convened_meeting, draft_meeting, open_meeting
from tests.every.scenes import group_number, group_room, membership
from tests.meetings.pages import agenda_on, page_of, send

PLAN = {
    "title": "Summer session",
    "kind": "table_session",
    "starts_at": "2026-07-01T18:00",
    "planned_minutes": "90",
    "place": "The mill",
    "language": "ca",
}


@pytest.fixture
def draft(world: World) -> Meeting:
    """A draft of Mobility with three items."""
    return draft_meeting(world)


def plan(person: Person, **changed: str | list[str]):
    return person.browser.send("/groups/MOB/meetings/new", "/groups/MOB/meetings/new", **PLAN | changed)


def test_a_facilitator_plans_a_meeting(ana: Person):
    planned = plan(ana)

    assert planned.status_code == 303
    page = ana.browser.get(planned.headers["Location"]).get_data(as_text=True)
    assert "Summer session" in page
    assert "Wednesday, July 1, 2026, 18:00" in page, "the wall clock of the meeting's place"


@pytest.mark.parametrize("handle", ["cai", "dee"])
def test_nobody_else_plans_one(world: World, ana: Person, handle: str):
    other = world.person(handle)

    refused = other.browser.send("/sign-in", "/groups/MOB/meetings/new", **PLAN)

    assert refused.status_code == 404
    assert "Summer session" not in ana.browser.get("/groups/MOB").get_data(as_text=True)
    assert plan(ana).status_code == 303


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("title", " "),
        ("title", "x" * 161),
        ("starts_at", ""),
        ("starts_at", "2026-02-30T18:00"),
        ("starts_at", "2026-07-01"),
        ("starts_at", "1999-07-01T18:00"),
        ("planned_minutes", "4"),
        ("planned_minutes", "1441"),
        ("planned_minutes", "an hour"),
        ("kind", "party"),
        ("language", "fr"),
        ("zone", "Europe/Atlantis"),
        ("with_groups", "x"),
    ],
)
def test_a_plan_that_cannot_be_understood_stays_to_be_corrected(ana: Person, field: str, typed: str):
    refused = plan(ana, **{field: typed})

    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert 'value="The mill"' in page, "what was typed elsewhere is still there"
    assert "notice--refusal" in page


def test_planning_twice_by_a_double_click_plans_one(ana: Person):
    page = ana.browser.get("/groups/MOB/meetings/new").get_data(as_text=True)
    (act_id,) = set(re.findall(r'name="act_id" value="([^"]+)"', page))

    first, second = plan(ana, act_id=act_id), plan(ana, act_id=act_id)

    assert first.headers["Location"] == second.headers["Location"]


def test_several_groups_can_meet(world: World, ana: Person, dee: Person):
    world.program(group_room(world, "HOU"), "groups.admit_member", person=ana.id, role="member")

    planned = plan(ana, kind="plenary", with_groups=str(group_number(world, "HOU")))

    assert planned.status_code == 303
    assert "Summer session" in dee.browser.get(planned.headers["Location"]).get_data(as_text=True)


def test_groups_that_were_ticked_stay_ticked_when_the_form_is_refused(world: World, ana: Person):
    numbers = [group_number(world, code) for code in ("HOU", "NOI")]
    for code in ("HOU", "NOI"):
        world.program(group_room(world, code), "groups.admit_member", person=ana.id, role="member")

    refused = plan(ana, title="", with_groups=[str(number) for number in numbers])

    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert all(f'name="with_groups" value="{number}" checked' in page for number in numbers)


def test_a_groups_meeting_that_is_on_is_on_its_page_however_many_others_are_on(world: World, ana: Person):
    for _ in range(queries.LISTED):
        open_meeting(world, here=())
    housing = convened_meeting(world, host="dee", group="HOU")
    assert world.person("dee").act(housing.room, "meetings.open").ok

    listed = f'href="/meetings/{housing.id}"'
    assert listed in Browser(world.app).get("/groups/HOU").get_data(as_text=True)
    assert listed in world.person("dee").browser.get("/").get_data(as_text=True), "one's own come first"
    assert listed not in ana.browser.get("/").get_data(as_text=True)


def test_nobody_calls_a_group_that_is_not_theirs(world: World, ana: Person, dee: Person):
    """Its members would find a foreign draft among theirs. Whether a group exists cannot be learned either."""
    for number in (group_number(world, "HOU"), 999):
        refused = plan(ana, kind="plenary", with_groups=str(number))

        assert refused.status_code == 409
        assert 'value="The mill"' in refused.get_data(as_text=True)
    assert "Summer session" not in dee.browser.get("/groups/HOU").get_data(as_text=True)


def test_a_draft_is_seen_by_its_group_only(world: World, draft: Meeting, cai: Person, dee: Person):
    """T-36"""
    for reader in (dee.browser, Browser(world.app)):
        assert reader.get(f"/meetings/{draft.id}").status_code == 404
        for path in ("/", "/groups/MOB"):
            assert "Spring session" not in reader.get(path).get_data(as_text=True), path

    assert "Spring session" in page_of(cai, draft)
    assert "Spring session" in cai.browser.get("/groups/MOB").get_data(as_text=True)


def test_somebody_who_left_the_group_no_longer_sees_its_drafts(draft: Meeting, ana: Person, cai: Person):
    assert cai.browser.get(f"/meetings/{draft.id}").status_code == 200

    ana.act(group_room(ana.world), "groups.end_membership", membership=membership(ana.world, "cai"))

    assert cai.browser.get(f"/meetings/{draft.id}").status_code == 404


def test_a_drafts_code_opens_nothing(world: World, draft: Meeting, ana: Person):
    assert Browser(world.app).get(f"/join/{draft.code}").status_code == 404

    assert send(ana, draft, "convene").status_code == 303

    assert Browser(world.app).get(f"/join/{draft.code}").status_code == 200


def test_calling_people_makes_it_public(world: World, draft: Meeting, ana: Person, dee: Person):
    assert send(ana, draft, "convene").status_code == 303

    assert agenda_on(page_of(dee, draft)) == ["Hello", "The mill", "Bye"]
    assert "Spring session" in Browser(world.app).get("/").get_data(as_text=True)


def test_nobody_is_called_without_an_agenda(world: World, ana: Person):
    empty = draft_meeting(world, titles=())

    refused = send(ana, empty, "convene")

    assert refused.status_code == 409
    assert "The agenda is empty" in refused.get_data(as_text=True)


def test_calling_twice_is_told(draft: Meeting, ana: Person):
    """The page that answers has no such button any more; it says why all the same."""
    assert send(ana, draft, "convene").status_code == 303

    refused = send(ana, draft, "convene")

    assert refused.status_code == 409
    assert re.search(r'role="alert".*?notice__words">[^<]*already', refused.get_data(as_text=True), re.DOTALL)


def test_an_item_is_added_at_the_end(draft: Meeting, ana: Person, bo: Person):
    added = send(ana, draft, "add_item", title="Bikes", purpose="decide", presenter=bo.id, minutes="20")

    assert added.status_code == 303
    assert agenda_on(page_of(ana, draft)) == ["Hello", "The mill", "Bye", "Bikes"]
    assert "Bo Etxea" in page_of(ana, draft)


@pytest.mark.parametrize(
    ("moved", "before", "order"), [(2, 0, "Bye Hello Mill"), (0, 2, "Mill Hello Bye"), (0, None, "Mill Bye Hello")]
)
def test_items_are_moved(draft: Meeting, ana: Person, moved: int, before: int | None, order: str):
    follower = "" if before is None else draft.items[before]

    assert send(ana, draft, "move_item", item=draft.items[moved], before=follower).status_code == 303

    assert [title.split()[-1].capitalize() for title in agenda_on(page_of(ana, draft))] == order.split()


def test_moving_an_item_before_itself_moves_nothing(draft: Meeting, ana: Person):
    moved = ana.act(draft.room, "meetings.move_item", item=draft.items[1], before=draft.items[1])

    assert moved.ok
    assert moved.undo_until is None


def test_an_item_is_worded_otherwise(draft: Meeting, ana: Person):
    changed = send(
        ana, draft, "change_item", item=draft.items[1], title="The old mill", purpose="decide", presenter="", minutes=""
    )

    assert changed.status_code == 303
    assert agenda_on(page_of(ana, draft)) == ["Hello", "The old mill", "Bye"]


def test_only_people_of_the_meeting_present_something(draft: Meeting, ana: Person, dee: Person):
    refused = send(ana, draft, "add_item", title="Bikes", purpose="inform", presenter=dee.id, minutes="")

    assert refused.status_code == 409
    assert 'value="Bikes"' in refused.get_data(as_text=True), "what was typed is still there"


def test_an_agenda_has_an_end(draft: Meeting, ana: Person, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rules, "MOST_ITEMS", 4)
    item = {"title": "One more", "purpose": "inform", "presenter": "", "minutes": ""}

    assert ana.act(draft.room, "meetings.add_item", **item).ok
    assert ana.act(draft.room, "meetings.add_item", **item).code == "too_many_items"


def test_a_member_prepares_nothing(draft: Meeting, cai: Person):
    assert "Hello" in page_of(cai, draft)

    for act, fields in {
        "add_item": {"title": "Bikes", "purpose": "inform", "presenter": "", "minutes": ""},
        "move_item": {"item": draft.items[0], "before": ""},
        "remove_item": {"item": draft.items[0]},
        "convene": {},
    }.items():
        assert send(cai, draft, act, **fields).status_code == 409, act
    assert agenda_on(page_of(cai, draft)) == ["Hello", "The mill", "Bye"]


def test_the_code_is_shown_to_those_who_facilitate_only(world: World, meeting: Meeting, ana: Person, cai: Person):
    for reader, sees in ((ana, True), (cai, False), (world.person("dee"), False)):
        assert (meeting.code in page_of(reader, meeting)) == sees


def test_the_page_after_a_step_offers_to_take_it_back(meeting: Meeting, ana: Person):
    assert send(ana, meeting, "remove_item", item=meeting.items[0]).status_code == 303

    page = page_of(ana, meeting)
    (seq,) = re.findall(r'name="seq" value="(\d+)"', page)
    assert send(ana, meeting, "undo", seq=seq).status_code == 303

    assert agenda_on(page_of(ana, meeting)) == ["Hello", "The mill", "Bye"]
