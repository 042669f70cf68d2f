"""The story of a meeting, told from its record: to everybody, under the names that people chose."""

from __future__ import annotations

import pytest

from tests.cast import Browser, Meeting, Person, World
from tests.every.scenes import seat
from tests.meetings.pages import page_of, story_on


@pytest.fixture
def held(under_way: Meeting, ana: Person, bo: Person, cai: Person) -> Meeting:
    """A meeting that was held: one item, a break taken back, an objection, an agreement, a guest who took notes."""
    room, rosa = under_way.room, under_way.guest("Rosa Luz")
    done = [
        rosa.act(room, "meetings.arrive", mode="remote"),
        ana.act(room, "meetings.give_role", seat=seat(rosa, under_way), role="scribe"),
        asked := ana.act(room, "meetings.ask_agreement"),
    ]
    reply = {"agreement": asked.ids["agreement"], "words": ""}
    done += [
        cai.act(room, "meetings.answer_agreement", **reply | {"reply": "objection", "words": "Too <long>"}),
        cai.act(room, "meetings.answer_agreement", **reply, reply="no_objection"),
        ana.act(room, "meetings.settle_agreement", agreement=asked.ids["agreement"]),
        ana.act(room, "meetings.start_item", item=under_way.items[0], after=""),
        paused := ana.act(room, "meetings.pause", reason="coffee"),
        ana.act(room, "undo", seq=paused.seq),
        cai.act(room, "meetings.leave"),
        ana.act(room, "meetings.close"),
    ]
    assert all(answer.ok for answer in done), done
    return under_way


def test_insiders_read_names(held: Meeting, bo: Person):
    told = story_on(page_of(bo, held))

    assert "Cai Roca arrived." in told
    assert "Rosa Luz takes on: minute-taker." in told


@pytest.mark.parametrize("reader", ["dee", "nobody"])
def test_outsiders_read_the_names_that_people_chose(world: World, held: Meeting, bo: Person, reader: str):
    introduced = {"name": "Bo Etxea", "public_name": "role_only", "language": "en"}
    assert bo.act(f"person/{bo.id}", "people.introduce_oneself", **introduced).ok
    page = page_of(Browser(world.app) if reader == "nobody" else world.person(reader), held)

    told = story_on(page)
    assert "Cai arrived." in told
    assert "A participant arrived." in told
    for name in ("Roca", "Etxea", "Prats"):
        assert name not in page


def test_a_guest_is_called_by_the_first_name_when_they_choose_nothing_else(world: World, held: Meeting):
    """The door says so before they join."""
    told = story_on(page_of(Browser(world.app), held))

    assert "Rosa arrived." in told
    assert "Luz" not in "".join(told)


def test_what_was_taken_back_is_struck(held: Meeting, ana: Person):
    struck = [told for told in story_on(page_of(ana, held)) if "<s>" in told]

    assert len(struck) == 1
    assert struck[0].startswith("<s>The meeting was paused: coffee.</s>")


def test_the_story_is_told_in_its_order(held: Meeting, ana: Person):
    told = story_on(page_of(ana, held))
    expected = [
        "The meeting began.",
        "Everyone was asked: any objection to this agenda?",
        "The objection was taken back by its author.",
        "“Hello” began.",
        "“Hello” was finished.",
        "The meeting ended.",
    ]

    assert [sentence for sentence in told if sentence in expected] == expected


def test_an_objection_is_told_in_its_authors_words_and_never_as_markup(world: World, held: Meeting):
    browser = Browser(world.app)

    assert "An objection was raised: “Too <long>”" in story_on(page_of(browser, held))
    assert "Too <long>" not in browser.get(f"/meetings/{held.id}").get_data(as_text=True)


def test_a_story_is_read_in_the_readers_language(world: World, held: Meeting):
    from deliberate.kernel.language import say
    from deliberate.meetings.words import STORY

    browser = Browser(world.app)
    browser.client.set_cookie("language", "eu")

    assert say("eu", STORY["meeting_opened"]) in story_on(page_of(browser, held))


def test_a_step_of_preparation_is_not_part_of_the_story(held: Meeting, ana: Person):
    page = page_of(ana, held)

    assert "was put on the agenda" not in page
    assert "People were called to the meeting" not in page


def test_the_live_page_of_a_meeting_that_is_over_is_its_story(held: Meeting, cai: Person):
    gone = cai.browser.get(f"/meetings/{held.id}/live")

    assert gone.headers["Location"] == f"/meetings/{held.id}"
    assert held.id


def test_a_story_has_no_join_code(held: Meeting, ana: Person):
    assert held.code not in page_of(ana, held)
