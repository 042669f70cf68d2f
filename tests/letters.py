"""Letters and effects: what the worker and the serving process would carry out, done by a test at a moment of its own."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass

import structlog

from deliberate.kernel import outbox
from deliberate.kernel.db import writer_engine
from deliberate.kernel.feature import Tools
from deliberate.kernel.mail import Mailer
from tests.cast import World
from tests.installation import SECRET

LOG = structlog.get_logger("tests.letters")


@dataclass(frozen=True)
class Letter:
    """A mail as it arrived."""

    to: str
    subject: str
    text: str

    @property
    def path(self) -> str:
        """Where its link leads."""
        found = re.search(r"https://here\.example(/\S+)", self.text)
        assert found, self.text
        return found[1]


def letters(world: World) -> list[Letter]:
    """Have the worker send what is due, and read all that has arrived until now."""
    folder = world.installation.folder / "mail"
    tools = Tools(
        Mailer("", "deliberate@here.example", folder), lambda path: f"https://here.example{path}", SECRET, folder
    )
    with world.app.app_context():
        while outbox.carry_out(writer_engine(), world.house.jobs(tools), LOG):
            pass
    return [_read(path.read_bytes()) for path in sorted(folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)]


def carry_out(world: World) -> None:
    """Have the effects in other rooms done, and what they cause in turn."""
    with world.app.app_context():
        while outbox.carry_out_acts(writer_engine(), world.doors.act_as_system, LOG):
            pass


def _read(raw: bytes) -> Letter:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    return Letter(message["To"], message["Subject"], message.get_content())
