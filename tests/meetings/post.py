"""The post of a test's installation: the worker carries out what is due, and the letters are found where the operator finds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import structlog
from icalendar import Calendar, Event

from deliberate.kernel import clock, outbox
from deliberate.kernel.db import writer_engine
from deliberate.kernel.feature import Tools
from deliberate.kernel.mail import Mailer
from tests.cast import World
from tests.installation import SECRET

OUR_ADDRESS = "https://meet.example.org"
SENDER = "meetings@meet.example.org"
LOG = structlog.get_logger("tests.post")


@dataclass
class Letter:
    """A mail as its reader gets it."""

    raw: bytes
    message: EmailMessage

    @classmethod
    def of(cls, raw: bytes) -> Letter:
        message = BytesParser(policy=policy.default).parsebytes(raw)
        assert isinstance(message, EmailMessage)
        return cls(raw, message)

    @property
    def to(self) -> str:
        return str(self.message["To"])

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        body = self.message.get_body(("plain",))
        assert body is not None
        return str(body.get_content())

    @property
    def calendar_file(self) -> bytes | None:
        for part in self.message.iter_attachments():
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            return content
        return None

    @property
    def calendar(self) -> Calendar:
        assert self.calendar_file is not None
        found = Calendar.from_ical(self.calendar_file)
        assert isinstance(found, Calendar)
        return found

    @property
    def event(self) -> Event:
        (event,) = self.calendar.walk("VEVENT")
        assert isinstance(event, Event)
        return event

    @property
    def stop(self) -> str:
        """The path at which such letters are turned off."""
        return str(self.message["List-Unsubscribe"]).strip("<>").removeprefix(OUR_ADDRESS)


class Post:
    """The worker, at work when the test says so."""

    def __init__(self, world: World, folder: Path, url: str = "") -> None:
        self._world = world
        self._folder = folder / "mail"
        mailer = Mailer(url, SENDER, self._folder)
        self.jobs = world.house.jobs(Tools(mailer, lambda path: OUR_ADDRESS + path, SECRET, world.installation.folder))
        self._seen: set[str] = set()

    def deliver(self, at: datetime | None = None) -> list[Letter]:
        """Do all that is due by then (by default in a minute), and give what has newly come, by address."""
        with self._world.app.app_context(), clock.set_to(at or clock.now() + timedelta(minutes=1)):
            while self.carry_out():
                pass
        return self.new_letters()

    def carry_out(self) -> int:
        """Once around: acts that wait for their time, then the worker's next row."""
        acts = outbox.carry_out_acts(writer_engine(), self._world.doors.act_as_system, LOG)
        return acts + outbox.carry_out(writer_engine(), self.jobs, LOG)

    def new_letters(self) -> list[Letter]:
        """What has come since the last time."""
        files = [file for file in self._folder.glob("*.eml") if file.name not in self._seen]
        self._seen.update(file.name for file in files)
        return sorted((Letter.of(file.read_bytes()) for file in files), key=lambda letter: letter.to)


def addresses(letters: list[Letter]) -> list[str]:
    """Whom they went to, by the cast's names."""
    return [letter.to.removesuffix("@example.org") for letter in letters]
