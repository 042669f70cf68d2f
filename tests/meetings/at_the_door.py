"""What people do at the door of a meeting, in their browsers: joining, coming along on a phone, coming back on another one."""

from __future__ import annotations

import html
import re
import uuid
from typing import Any

from tests.cast import Browser, Meeting, Person, World

SAID = {"language": "en", "public_name": "first_name"}


def join(world: World, meeting: Meeting, name: str, *, browser: Browser | None = None, **said: Any) -> Browser:
    """Come in by the code, on a phone of one's own or on this one."""
    phone = browser or Browser(world.app)
    path = f"/join/{meeting.code}"
    answer = phone.send(path, path, name=name, act_id=str(uuid.uuid4()), **SAID | said)
    assert answer.status_code == 303, text_of(answer)
    return phone


def add(phone: Browser, meeting: Meeting, name: str, **said: Any):
    """Let another person come along on this phone."""
    path = f"/meetings/{meeting.id}/phone"
    return phone.send(path, f"{path}/add", name=name, act_id=str(uuid.uuid4()), form="add", **SAID | said)


def change(phone: Browser, meeting: Meeting, name: str):
    """Act as another person of this phone, by the button with their name."""
    path = f"/meetings/{meeting.id}/phone"
    return phone.send(path, f"{path}/change", person=person_on(phone, meeting, name))


def person_on(phone: Browser, meeting: Meeting, name: str) -> str:
    """The number that the phone's page gives for somebody on it."""
    page = read(phone, f"/meetings/{meeting.id}/phone")
    panel = next(part for part in page.split('<li class="panel')[1:] if f"<h2>{name}</h2>" in part)
    found = re.search(r'name="person" value="(\d+)"', panel)
    assert found
    return found[1]


def acting_on(phone: Browser, meeting: Meeting) -> str:
    """Who acts on this phone, as every page says."""
    found = re.search(r"You are: ([^<]*)<", read(phone, f"/meetings/{meeting.id}"))
    return found[1] if found else ""


def code_from_desk(person: Person, meeting: Meeting, seat: int, **more: str) -> str:
    """The code that the desk's page shows, once."""
    path = f"/meetings/{meeting.id}/door"
    shown = person.browser.send(path, f"{path}/do/make_return_code", seat=seat, act_id=str(uuid.uuid4()), **more)
    assert shown.status_code == 200, text_of(shown)
    found = re.search(r'"code code--small">([^<]*)<', shown.get_data(as_text=True))
    assert found
    return found[1]


def come_back(phone: Browser, code: str, **more: str):
    """Type the code on another phone, and say yes."""
    return phone.send("/sign-in", "/join", code=code, **{"act_id": str(uuid.uuid4()), **more})


def read(browser: Browser, path: str) -> str:
    """A page, as text."""
    return text_of(browser.get(path))


def text_of(answer: Any) -> str:
    """What an answer says."""
    return html.unescape(answer.get_data(as_text=True))


def as_person(world: World, phone: Browser) -> Person:
    """Whoever acts on this phone, at our other doors."""
    cookie = phone.client.get_cookie("deliberate")
    assert cookie
    return Person(world, cookie.value.split(".")[0])
