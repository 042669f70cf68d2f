"""How many simulated members there are, and where they go: to the meeting that is on, else to the one that begins next."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import requests
import structlog
from sqlalchemy import select

from deliberate.demo.device import LostLine, SentAway
from deliberate.demo.members import CHARACTERS, MOST, Character, Member
from deliberate.kernel import clock
from deliberate.kernel.db import reading_session
from deliberate.meetings.models import Meeting, MeetingState

LOOKS_EVERY = 2.0
EXPECTED_WITHIN = timedelta(hours=2)

log = structlog.get_logger("deliberate.demo")


@dataclass(frozen=True)
class Destination:
    """A meeting that they go to."""

    number: int
    code: str
    language: str
    zone: str


def want(folder: Path, people: int) -> None:
    """Say how many simulated members there shall be from now on; none sends home those who are here."""
    (folder / "simulated-members").write_text(str(min(people, MOST)))


def wanted(folder: Path) -> int:
    """How many simulated members there shall be."""
    try:
        return int((folder / "simulated-members").read_text())
    except (FileNotFoundError, ValueError):
        return 0


class Crowd:
    """The simulated members of one process, each on a thread of its own. The process is never the server's."""

    def __init__(self, address: str, folder: Path) -> None:
        self._address = address
        self._folder = folder
        self._destination: Destination | None = None
        self._sent: dict[tuple[int, str], threading.Thread] = {}

    def gather(self, goes_on: Callable[[], bool]) -> None:
        """Go from one meeting to the next, as long as simulated members are wanted; then leave."""
        while goes_on() and wanted(self._folder):
            self._destination = destination()
            if self._destination is not None:
                self._send_to(self._destination)
            time.sleep(LOOKS_EVERY)
        self._destination = None
        for thread in self._sent.values():
            thread.join(timeout=2 * LOOKS_EVERY)

    def _send_to(self, meeting: Destination) -> None:
        for character in CHARACTERS[: wanted(self._folder)]:
            if (meeting.number, character.name) not in self._sent:
                thread = threading.Thread(target=self._take_part, args=(character, meeting), daemon=True)
                self._sent[meeting.number, character.name] = thread
                thread.start()

    def _take_part(self, character: Character, meeting: Destination) -> None:
        try:
            member = Member(character, self._address, meeting.code, reader_language=meeting.language, zone=meeting.zone)
            member.take_part(still_wanted=lambda: self._destination == meeting)
        except (SentAway, LostLine, requests.RequestException) as trouble:
            log.warning("simulated_member.gone", meeting=meeting.number, error=type(trouble).__name__)


def destination() -> Destination | None:
    """The meeting that was opened last, else the one that begins next, if it is soon."""
    soon = clock.now() + EXPECTED_WITHIN
    with reading_session() as session:
        under_way = select(Meeting).where(Meeting.state.in_([MeetingState.OPEN, MeetingState.PAUSED]))
        expected = select(Meeting).where(Meeting.state == MeetingState.CONVENED, Meeting.starts_at <= soon)
        found = session.scalar(under_way.order_by(Meeting.opened_at.desc()).limit(1)) or session.scalar(
            expected.order_by(Meeting.starts_at.desc()).limit(1)
        )
        return Destination(found.id, found.join_code, found.language, found.zone) if found else None
