"""A whole meeting without a pointer and without an eye: keys, names, and what is said aloud (T-75)."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.keys import focused, press, tab_to, type_into
from tests.browser.live import chip, desk_of, go_in, title
from tests.wire_client import Client

WORDS = "We have no mill"
LISTEN = """() => {
  const region = document.querySelector("[role=status]")
  window.heard = []
  new MutationObserver(() => region.textContent && window.heard.push(region.textContent)).observe(region, {
    childList: true, characterData: true, subtree: true })
}"""


def test_a_guest_takes_part_in_a_whole_meeting_with_the_keyboard_alone(page_for, server, meeting, ana):
    """T-75: from the code to the story; wherever Tab leads, the focus is seen, and nothing that happens moves it."""
    page = page_for(phone=True)
    page.goto("/join")
    type_into(page, "Code of the meeting", meeting.code)
    page.keyboard.press("Enter")
    type_into(page, "Your name", "Rosa")
    press(page, "Join")
    expect(chip(page)).to_have_text("live")

    press(page, "I am in the room")
    expect(page.get_by_text("Rosa (you)")).to_be_visible()
    desk = desk_of(server, meeting, ana)
    desk.do("meetings.arrive", mode="in_the_room")
    desk.do("meetings.open")
    desk.do("meetings.ask_agreement")
    press(page, "Wait, I see a problem", "Space")
    type_into(page, "What is the problem with this agenda?", WORDS)
    press(page, "Send my objection", "Space")
    expect(page.get_by_text(f"You objected: {WORDS}")).to_be_visible()

    desk.do("meetings.ask_agreement")
    press(page, "No objection, go ahead")
    expect(page.get_by_text("You have no objection.")).to_be_visible()
    tab_to(page, "Leave the meeting")
    desk.do("meetings.settle_agreement", agreement=agreement_of(desk))
    desk.do("meetings.start_item", item=meeting.items[0], after="")
    desk.do("meetings.pause", reason="Coffee")
    expect(title(page)).to_have_text("Coffee")
    assert focused(page)["words"] == "Leave the meeting", "the focus was moved by what others did"
    desk.do("meetings.resume")

    desk.do("meetings.close")
    press(page, "Read what happened")
    expect(page.get_by_role("heading", name="The whole story")).to_be_visible()


def test_what_happens_is_said_aloud_word_by_word(page_for, server, meeting, ana, cai):
    """T-75: one short sentence at a time in the one status region, in the order in which it happened, and nothing else."""
    page = go_in(page_for(cai, phone=True), meeting)
    region = page.locator("[role=status]")
    assert region.inner_text() == ""
    page.evaluate(LISTEN)
    desk = desk_of(server, meeting, ana)
    other_device = desk_of(server, meeting, cai)
    first, second, _ = meeting.items
    desk.do("meetings.arrive", mode="in_the_room")
    happens = [
        (lambda: desk.do("meetings.open"), "The meeting is open."),
        (lambda: desk.do("meetings.ask_agreement"), "Any objection to this agenda?"),
        (lambda: object_to(other_device, desk), "There is an objection to the agenda."),
        (lambda: desk.do("meetings.start_item", item=first, after=""), "Now: Hello"),
        (lambda: desk.do("meetings.start_item", item=second, after=first), "Now: The mill"),
        (lambda: desk.do("meetings.pause", reason="Coffee"), "Paused: Coffee"),
        (lambda: desk.do("meetings.resume"), "The meeting goes on."),
        (lambda: desk.do("meetings.close"), "The meeting is closed."),
    ]

    for act, sentence in happens:
        act()
        expect(region).to_have_text(sentence)

    heard = page.evaluate("window.heard")
    assert [sentence for sentence in heard if "arrived" not in sentence] == [
        "The meeting is open.",
        "Any objection to this agenda?",
        "There is an objection to the agenda.",
        "Now: Hello",
        "Finished: Hello",
        "Now: The mill",
        "Paused: Coffee",
        "The meeting goes on.",
        "Finished: The mill",
        "The question about the agenda was set aside.",
        "The meeting is closed.",
    ]


def test_the_live_page_reads_well_without_an_eye(page_for, under_way, ana, cai):
    """T-75: the names and the order in the accessibility tree."""
    ana.act(under_way.room, "meetings.ask_agreement")
    page = go_in(page_for(cai, phone=True), under_way)

    expect(page.locator("body")).to_match_aria_snapshot("""
- link "Go to the content"
- banner:
  - paragraph: Spring session
  - text: live
- main:
  - paragraph: Now
  - heading "Agreeing on the agenda" [level=1]
  - heading "Any objection to this agenda?" [level=2]
  - button "No objection, go ahead"
  - group: Wait, I see a problem
  - heading "Agenda" [level=2]
  - list:
    - listitem:
      - paragraph: Hello
    - listitem:
      - paragraph: The mill
    - listitem:
      - paragraph: Bye
  - heading "People" [level=2]
  - text: 3 people here
  - list:
    - listitem: Ana Prats In the room
    - listitem: Bo Etxea In the room
    - listitem: Cai Roca (you) In the room
- navigation "What I can do":
  - button "Leave the meeting"
- status
""")


def test_every_button_of_the_console_says_what_it_is_about(page_for, under_way, ana):
    """T-75: heard one by one, without their neighbours, no two of them say the same."""
    console = go_in(page_for(ana), under_way)
    for said in ("Start: Hello", "Start: The mill", "Start: Bye", "Move up: The mill", "Move down: The mill"):
        expect(console.get_by_role("button", name=said, exact=True)).to_have_count(1)


def agreement_of(desk: Client) -> int:
    return next(number for number, one in desk.of("agreement").items() if one["state"] == "asked")


def object_to(device: Client, desk: Client) -> None:
    device.do("meetings.arrive", mode="in_the_room")
    device.do("meetings.answer_agreement", agreement=agreement_of(desk), reply="objection", words=WORDS)
