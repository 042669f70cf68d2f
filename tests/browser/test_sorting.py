"""An agenda is sorted by hand and by keyboard, on the page where it is prepared and at the console (T-75)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.live import desk_of, go_in
from tests.cast import Meeting, World, draft_meeting


@pytest.fixture
def draft(world: World) -> Meeting:
    """Something that is being prepared."""
    return draft_meeting(world)


def prepare(page: Page, meeting: Meeting) -> Page:
    page.goto(f"/meetings/{meeting.id}")
    expect(page.locator("[data-handle]")).to_have_count(3)
    return page


def titles(page: Page) -> Locator:
    return page.locator(".agenda__title")


def numbers(page: Page) -> Locator:
    return page.locator(".agenda__number")


def handle(page: Page, title: str) -> Locator:
    return page.get_by_role("button", name=f"Move with the arrow keys: {title}")


def drag(page: Page, title: str, *, onto: str, aside: int = 0) -> None:
    """Take an item by its handle to the upper edge of another one."""
    grip = handle(page, title)
    grip.scroll_into_view_if_needed()
    begins, ends = grip.bounding_box(), page.locator(f'[data-title="{onto}"]').bounding_box()
    assert begins
    assert ends
    x, y = begins["x"] + begins["width"] / 2, begins["y"] + begins["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 20, steps=3)
    page.mouse.move(x + aside, ends["y"] + 2, steps=8)
    page.mouse.up()


def status(page: Page) -> Locator:
    return page.get_by_role("status")


def test_the_keyboard_lifts_an_item_and_puts_it_elsewhere(page_for, draft, ana):
    page = prepare(page_for(ana), draft)
    handle(page, "Bye").focus()

    page.keyboard.press("Space")
    expect(status(page)).to_contain_text("Lifted: Bye")
    page.keyboard.press("ArrowUp")
    expect(status(page)).to_have_text("Before “The mill”")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Space")

    expect(titles(page)).to_have_text(["Bye", "Hello", "The mill"])
    expect(status(page)).to_have_text("“Bye” is point 1 now.")
    expect(handle(page, "Bye")).to_be_focused()


def test_the_right_arrow_makes_it_a_part_and_the_step_can_be_taken_back(page_for, draft, ana):
    page = prepare(page_for(ana), draft)
    handle(page, "The mill").focus()

    for key in ("Space", "ArrowRight", "Enter"):
        page.keyboard.press(key)

    expect(numbers(page)).to_have_text(["1", "1.1", "2"])
    page.get_by_role("button", name="Undo it").click()
    expect(numbers(page)).to_have_text(["1", "2", "3"])


def test_escape_puts_it_back(page_for, draft, ana):
    page = prepare(page_for(ana), draft)
    handle(page, "Bye").focus()

    for key in ("Space", "ArrowUp", "Escape"):
        page.keyboard.press(key)

    expect(status(page)).to_have_text("It stays where it was.")
    expect(titles(page)).to_have_text(["Hello", "The mill", "Bye"])
    expect(handle(page, "Bye")).to_have_attribute("aria-pressed", "false")


def test_a_hand_drags_it_and_what_is_being_typed_stays(page_for, draft, ana):
    page = prepare(page_for(ana), draft)
    page.locator("summary", has_text="Change: Hello").click()
    page.locator("[data-item] [name=title]").first.fill("Hello everybody, not saved yet")

    drag(page, "Bye", onto="Hello")

    expect(titles(page)).to_have_text(["Bye", "Hello", "The mill"])
    expect(page.locator("[data-title='Hello'] [name=title]")).to_have_value("Hello everybody, not saved yet")
    expect(page.locator("[data-title='Hello'] [name=title]")).to_be_visible()


def test_without_scripts_the_buttons_and_the_form_do_the_same(page_for, draft, ana):
    page = page_for(ana, scripts=False)
    page.goto(f"/meetings/{draft.id}")

    page.get_by_role("button", name="Move up: Bye").click()
    expect(titles(page)).to_have_text(["Hello", "Bye", "The mill"])
    page.locator("summary", has_text="Change: The mill").click()
    page.locator(f"#move_item-{draft.items[1]}-parent").select_option(label="1. Hello")
    page.get_by_role("button", name="Move it there").click()

    expect(numbers(page)).to_have_text(["1", "1.1", "2"])


def test_at_two_consoles_both_moves_count_and_nobody_loses_the_focus(page_for, server, under_way, ana):
    """T-03: two facilitators at once see the same agenda in the end."""
    mine, other = go_in(page_for(ana), under_way), desk_of(server, under_way, ana)
    handle(mine, "Bye").focus()
    mine.keyboard.press("Space")
    mine.keyboard.press("ArrowUp")

    other.do("meetings.move_item", item=under_way.items[1], before="", parent=under_way.items[0])
    expect(numbers(mine)).to_have_text(["1", "1.1", "2"])
    expect(handle(mine, "Bye")).to_be_focused()
    mine.keyboard.press("Space")

    expect(titles(mine)).to_have_text(["Bye", "Hello", "The mill"])
    expect(numbers(mine)).to_have_text(["1", "2", "2.1"])
    expect(handle(mine, "Bye")).to_be_focused()


def test_a_hand_drags_it_at_the_console(page_for, under_way, ana):
    console = go_in(page_for(ana), under_way)

    drag(console, "Bye", onto="Hello")

    expect(titles(console)).to_have_text(["Bye", "Hello", "The mill"])


def test_closing_at_the_console_keeps_what_stays_ticked(page_for, under_way, ana):
    console = go_in(page_for(ana), under_way)
    console.locator("summary", has_text="Pause, close or leave the meeting").click()
    console.get_by_label("1. Hello").uncheck()

    console.get_by_role("button", name="Close the meeting").click()

    expect(console.locator("[data-title='The mill']")).to_contain_text("Kept for the next time")
    expect(console.locator("[data-title='Hello']")).not_to_contain_text("Kept for the next time")
