"""An agenda begins with another one."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from deliberate.meetings.models import AgendaItem
from deliberate.meetings.patterns import PATTERNS
from deliberate.meetings.waiting import AgendaTemplate
from tests.cast import Meeting, Person, World, convened_meeting, draft_meeting
from tests.every.scenes import group_room, seat, template, with_parts
from tests.meetings.pages import agenda_on, page_of, send


def test_an_earlier_agenda_is_added_with_its_parts_and_nothing_is_lost(world: World, ana: Person):
    earlier, meeting = with_parts(world), draft_meeting(world, titles=("New",))

    assert send(ana, meeting, "fill_agenda", source=f"meeting/{earlier.id}").status_code == 303

    assert agenda_on(page_of(ana, meeting)) == ["New", "Hello", "The mill", "Bye"]
    with world.app.app_context(), world.session() as session:
        chosen = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id).order_by(AgendaItem.position)
        assert [item.number for item in session.scalars(chosen)] == ["1", "2", "2.1", "2.2"]


def test_adding_another_agenda_is_one_step_back(world: World, ana: Person):
    meeting = draft_meeting(world, titles=("New",))
    filled = ana.act(meeting.room, "meetings.fill_agenda", source="pattern/plenary")
    assert len(agenda_on(page_of(ana, meeting))) > 8

    assert ana.act(meeting.room, "undo", seq=filled.seq).ok

    assert agenda_on(page_of(ana, meeting)) == ["New"]


@pytest.mark.parametrize("pattern", sorted(PATTERNS))
def test_a_ready_agenda_is_in_the_meetings_language_and_fits(world: World, ana: Person, pattern: str):
    meeting = draft_meeting(world, titles=())

    assert ana.act(meeting.room, "meetings.fill_agenda", source=f"pattern/{pattern}").ok

    points = PATTERNS[pattern].points
    assert agenda_on(page_of(ana, meeting)) == [point.title for point in points]
    assert points[0].purpose == "check_in"
    assert points[-1].purpose == "closing"
    assert not points[0].is_part


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("pattern/nonsense", "not_found"),
        ("meeting/999999", "not_found"),
        ("template/999999", "not_found"),
        ("person/1", "invalid"),
        ("meeting/12 OR 1", "invalid"),
        ("../../etc", "invalid"),
        ("", "invalid"),
    ],
)
def test_a_source_that_is_none_is_refused(world: World, ana: Person, source: str, code: str):
    assert ana.act(draft_meeting(world).room, "meetings.fill_agenda", source=source).code == code


def test_the_agenda_of_another_group_is_not_copied(world: World, ana: Person):
    """T-36: a foreign draft cannot be told from none."""
    foreign = draft_meeting(world, host="dee", group="HOU", titles=("A secret of Housing",))
    mine = draft_meeting(world)

    assert ana.act(mine.room, "meetings.fill_agenda", source=f"meeting/{foreign.id}").code == "not_found"
    assert "A secret of Housing" not in page_of(ana, mine)


def test_a_draft_that_was_let_go_of_is_not_copied_by_a_guest_at_the_desk(world: World, ana: Person):
    """T-36: whoever facilitates one meeting only, by a role in it, reads nothing that the group never called to."""
    dropped = draft_meeting(world, titles=("A secret of Mobility",))
    assert ana.act(dropped.room, "meetings.drop_draft").ok
    meeting = convened_meeting(world)
    rosa = meeting.guest("Rosa")
    assert ana.act(meeting.room, "meetings.give_role", seat=seat(rosa, meeting), role="facilitator").ok

    assert rosa.act(meeting.room, "meetings.fill_agenda", source=f"meeting/{dropped.id}").code == "not_found"
    assert ana.act(meeting.room, "meetings.fill_agenda", source=f"meeting/{dropped.id}").ok


def test_a_kept_agenda_serves_the_next_meetings(world: World, ana: Person):
    kept, following = template(world), draft_meeting(world, titles=())
    assert "Our own: Our evening" in page_of(ana, following)

    assert ana.act(following.room, "meetings.fill_agenda", source=f"template/{kept}").ok

    assert agenda_on(page_of(ana, following)) == ["Hello", "The mill", "Bye"]


def test_another_groups_kept_agenda_is_not_there(world: World, dee: Person, ana: Person):
    kept = template(world)
    foreign = draft_meeting(world, host="dee", group="HOU")

    assert dee.act(foreign.room, "meetings.fill_agenda", source=f"template/{kept}").code == "not_found"
    assert dee.act(group_room(world, "HOU"), "meetings.rename_template", template=kept, name="Mine").code == "not_found"
    assert ana.act(group_room(world), "meetings.rename_template", template=kept, name="Evenings").ok


def test_a_removed_template_comes_back_within_ten_seconds(world: World, ana: Person):
    kept = template(world)
    removed = ana.act(group_room(world), "meetings.remove_template", template=kept)
    page = "/groups/MOB/next-time"
    assert "Our evening" not in ana.browser.get(page).get_data(as_text=True)

    assert ana.act(group_room(world), "undo", seq=removed.seq).ok

    assert "Our evening" in ana.browser.get(page).get_data(as_text=True)


def test_an_empty_agenda_is_not_kept(world: World, ana: Person):
    empty = draft_meeting(world, titles=())

    refused = ana.act(group_room(world), "meetings.save_template", meeting=empty.id, name="Nothing")

    assert refused.code == "no_agenda"
    with world.app.app_context(), world.session() as session:
        assert session.scalars(select(AgendaTemplate)).all() == []


def test_an_agenda_never_grows_beyond_what_it_holds(world: World, ana: Person):
    meeting: Meeting = convened_meeting(world)
    for _ in range(19):
        assert ana.act(meeting.room, "meetings.fill_agenda", source="pattern/plenary").ok

    assert ana.act(meeting.room, "meetings.fill_agenda", source="pattern/plenary").code == "too_many_items"
