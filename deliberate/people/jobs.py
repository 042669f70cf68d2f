"""What is carried out for people after an act: the mail with the link."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from deliberate.kernel import language
from deliberate.kernel.feature import Tools
from deliberate.kernel.language import N_
from deliberate.kernel.outbox import Job
from deliberate.people.words import MAIL_SUBJECT

MAIL = N_(
    "Hello,\n\nwith this link you sign in, once and within half an hour:\n\n%(link)s\n\n"
    "The page that opens has one button; press it.\n"
    "If you did not ask for this, you need to do nothing: nobody gets in without the link.\n"
)


def jobs(tools: Tools) -> dict[str, Job]:
    """The jobs by name."""

    def mail_link(payload: dict[str, Any]) -> None:
        reader = payload["language"]
        path = f"/sign-in/link/{payload['token']}"
        if payload.get("next", "/") != "/":
            path += f"?next={quote(payload['next'])}"
        text = language.say(reader, MAIL, link=tools.address(path))
        tools.mailer.send(to=payload["to"], subject=language.say(reader, MAIL_SUBJECT), text=text)

    return {"people.mail_link": mail_link}
