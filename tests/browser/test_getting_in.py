"""The doors: a link by mail, a code on the wall."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import default

from playwright.sync_api import Page, expect

from tests.browser.live import chip, press
from tests.browser.visits import REFUSED_PAGE
from tests.installation import Installation, eventually


def test_a_member_signs_in_by_the_link_in_a_letter_and_one_button(page_for, installation):
    """T-39: looking at the link, as mail programs do, uses nothing up; pressing the button does."""
    page_for.excuse(*REFUSED_PAGE)
    page = page_for()
    page.goto("/sign-in")
    page.get_by_label("Your e-mail address").first.fill("cai@example.org")
    press(page, "Send me the link")
    expect(page.get_by_role("heading", name="Look at your e-mail")).to_be_visible()
    link = link_in_letter(installation)

    for mail_program in (page_for(), page_for(scripts=False)):
        mail_program.goto(link)
    page.goto(link)
    expect(page.get_by_role("heading", name="Hello, Cai Roca")).to_be_visible()
    press(page, "Sign in on this device")

    page.get_by_role("link", name="Me", exact=True).click()
    expect(page.get_by_role("heading", name="Cai Roca")).to_be_visible()
    assert page_for().goto(link).status == 409


def test_a_guest_comes_in_by_the_code_on_a_phone(page_for, meeting):
    phone = page_for(phone=True)
    come_in(phone, meeting.code, "Rosa")

    expect(phone).to_have_url(re.compile(rf"/meetings/{meeting.id}/live$"))
    expect(chip(phone)).to_have_text("live")
    press(phone, "I am in the room")
    expect(phone.get_by_text("Rosa (you)")).to_be_visible()


def test_the_same_phone_returns_to_its_seat_without_being_asked(page_for, meeting):
    phone = page_for(phone=True)
    come_in(phone, meeting.code, "Rosa")
    expect(chip(phone)).to_have_text("live")

    phone.goto(f"/join/{meeting.code}")

    expect(chip(phone)).to_have_text("live")
    expect(phone.get_by_text("Rosa (you)")).to_have_count(1)


def test_a_wrong_code_is_shown_again_with_what_is_wrong(page_for, meeting):
    page_for.excuse(*REFUSED_PAGE)
    phone = page_for(phone=True)
    phone.goto("/join")

    phone.get_by_label("Code of the meeting").fill("0000-0000")
    press(phone, "Go in")

    expect(phone.get_by_text("This code opens no meeting.")).to_be_visible()
    expect(phone.get_by_label("Code of the meeting")).to_have_value("0000-0000")


def test_without_scripts_one_joins_reads_the_agenda_and_later_the_story(page_for, under_way, ana):
    """T-75: nothing of these needs JavaScript."""
    page = page_for(phone=True, scripts=False)
    come_in(page, under_way.code, "Rosa")
    expect(page.locator(".agenda__title")).to_have_text(["Hello", "The mill", "Bye"])
    expect(page.get_by_text("3 people here")).to_be_visible()

    ana.act(under_way.room, "meetings.start_item", item=under_way.items[1], after="")
    page.get_by_role("link", name="Go to the meeting’s page").click()
    expect(page.locator(".now__title")).to_contain_text("The mill")

    ana.act(under_way.room, "meetings.close")
    page.get_by_role("link", name="What is happening now?").click()
    expect(page.get_by_role("heading", name="The whole story")).to_be_visible()
    expect(page.get_by_text("“The mill” began.")).to_be_visible()


def come_in(page: Page, code: str, name: str) -> None:
    page.goto("/join")
    page.get_by_label("Code of the meeting").fill(code)
    press(page, "Go in")
    page.get_by_label("Your name").fill(name)
    press(page, "Join")


def link_in_letter(installation: Installation) -> str:
    """The path of the link in the only letter that was written."""
    folder = installation.folder / "mail"
    eventually(lambda: folder.is_dir() and any(folder.iterdir()), what="a letter")
    (letter,) = folder.iterdir()
    words = message_from_bytes(letter.read_bytes(), policy=default).get_content()
    return re.findall(r"/sign-in/link/\S+", words)[0]
