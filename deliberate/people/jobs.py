"""What is carried out for people after an act: letters."""

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
ADDRESS_SUBJECT = N_("Your e-mail address")
NEW_ADDRESS = N_(
    "Hello,\n\nwith this link you confirm, within half an hour, that this is your e-mail address:\n\n%(link)s\n\n"
    "Please open it on the device on which you asked for it. The page that opens has one button; press it.\n"
    "If you did not ask for this, you need to do nothing: nothing changes without the link.\n"
)
ADDRESS_CHANGED = N_(
    "Hello,\n\nyou now sign in with another e-mail address; this one is no longer used.\n\n"
    "If it was not you who changed it, please tell whoever runs the server at once.\n"
)


def jobs(tools: Tools) -> dict[str, Job]:
    """The jobs by name."""

    def send(payload: dict[str, Any], subject: str, sentence: str, **holes: str) -> None:
        reader = payload["language"]
        text = language.say(reader, sentence, **holes)
        tools.mailer.send(to=payload["to"], subject=language.say(reader, subject), text=text)

    def mail_link(payload: dict[str, Any]) -> None:
        path = f"/sign-in/link/{payload['token']}"
        if payload.get("next", "/") != "/":
            path += f"?next={quote(payload['next'])}"
        send(payload, MAIL_SUBJECT, MAIL, link=tools.address(path))

    def mail_new_address(payload: dict[str, Any]) -> None:
        send(payload, ADDRESS_SUBJECT, NEW_ADDRESS, link=tools.address(f"/me/address/{payload['token']}"))

    def mail_address_changed(payload: dict[str, Any]) -> None:
        send(payload, ADDRESS_SUBJECT, ADDRESS_CHANGED)

    return {
        "people.mail_link": mail_link,
        "people.mail_new_address": mail_new_address,
        "people.mail_address_changed": mail_address_changed,
    }
