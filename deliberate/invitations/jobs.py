"""What is carried out for invitations after an act: the letter."""

from __future__ import annotations

from typing import Any

from deliberate.invitations.words import LETTER, SUBJECT
from deliberate.kernel import language
from deliberate.kernel.feature import Tools
from deliberate.kernel.outbox import Job


def jobs(tools: Tools) -> dict[str, Job]:
    """The jobs by name."""

    def mail(payload: dict[str, Any]) -> None:
        reader, where = payload["language"], payload["where"]
        link = tools.address(f"/invitation/{payload['token']}")
        tools.mailer.send(
            to=payload["to"],
            subject=language.say(reader, SUBJECT, where=where),
            text=language.say(reader, LETTER, where=where, link=link),
        )

    return {"invitations.mail": mail}
