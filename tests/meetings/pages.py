"""What people read on a meeting's pages, and how they send its forms."""

from __future__ import annotations

import html
import re
from typing import Any

from tests.cast import Browser, Meeting, Person


def page_of(reader: Person | Browser, meeting: Meeting) -> str:
    """The meeting's page, as this reader sees it."""
    browser = reader.browser if isinstance(reader, Person) else reader
    return html.unescape(browser.get(f"/meetings/{meeting.id}").get_data(as_text=True))


def send(person: Person, meeting: Meeting, act: str, **fields: Any):
    """Send one of the meeting's forms."""
    return person.browser.send("/sign-in", f"/meetings/{meeting.id}/do/{act}", form=act, **fields)


def agenda_on(page: str) -> list[str]:
    """The titles on the agenda, in their order."""
    return re.findall(r'"agenda__title"[^>]*>([^<]*)<', page)


def story_on(page: str) -> list[str]:
    """What the story tells; what was taken back stands between <s> and </s>."""
    return [told.strip() for told in re.findall(r'"story__words">(.*?)</p>', page)]
