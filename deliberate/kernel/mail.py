"""Sending one mail: by SMTP, or into a folder where the operator finds it when no server is set."""

from __future__ import annotations

import hashlib
import smtplib
import ssl
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from urllib.parse import unquote, urlsplit

from deliberate.kernel import text as plain
from deliberate.kernel.outbox import Hopeless

PATIENCE = 20
OURS = "deliberate.invalid"
REFUSED_FOR_GOOD = 500

# Wide lines: Python would break a long address in a header in a way that mail programs do not put together again.
WIDE = policy.default.clone(max_line_length=998)


@dataclass(frozen=True)
class CalendarFile:
    """An iCalendar file to go with a mail, and what it asks the reader's calendar to do."""

    content: bytes
    method: str


class Mailer:
    """Where this installation's mail goes. Used by the worker process only, never on the hub."""

    def __init__(self, url: str, sender: str, folder: Path) -> None:
        self._url = urlsplit(url) if url else None
        self._sender = sender
        self._folder = folder

    def send(
        self,
        *,
        to: str,
        subject: str,
        text: str,
        key: str = "",
        calendar: CalendarFile | None = None,
        stop: str = "",
    ) -> None:
        """Send a plain text; raises when the server does not take it.

        Mails with the same `key` are the same mail: one that is sent twice, because we died between sending and noting it, has the
        same Message-ID, and mail programs show it once. `stop` is the address at which such mails are turned off.
        """
        message = EmailMessage(policy=WIDE)
        message["From"], message["To"], message["Subject"] = self._sender, to, _harmless(subject)
        message["Date"], message["Message-ID"] = formatdate(), _message_id(key)
        message["Auto-Submitted"] = "auto-generated"
        if stop:
            message["List-Unsubscribe"] = f"<{stop}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        message.set_content(text, cte="quoted-printable")
        if calendar is not None:
            message.add_attachment(
                calendar.content,
                maintype="text",
                subtype="calendar",
                filename="meeting.ics",
                params={"charset": "utf-8", "method": calendar.method},
            )
        if self._url is None:
            self._keep(message)
        else:
            self._deliver(message)

    def _keep(self, message: EmailMessage) -> None:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = message["Message-ID"].strip("<>").split("@")[0]
        (self._folder / f"{name}.eml").write_bytes(bytes(message))

    def _deliver(self, message: EmailMessage) -> None:
        url = self._url
        if url is None or not url.hostname:
            raise ValueError("DELIBERATE_MAIL names no server")
        if url.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                url.hostname, url.port or 465, timeout=PATIENCE, context=ssl.create_default_context()
            )
        else:
            server = smtplib.SMTP(url.hostname, url.port or 25, timeout=PATIENCE)
        with server:
            if url.scheme == "smtp" and url.username:
                server.starttls(context=ssl.create_default_context())
            if url.username:
                server.login(unquote(url.username), unquote(url.password or ""))
            _hand_over(server, message)


def _hand_over(server: smtplib.SMTP, message: EmailMessage) -> None:
    try:
        server.send_message(message)
    except smtplib.SMTPRecipientsRefused as refused:
        # The address stays out of what is raised: it is stored and logged.
        codes = [code for code, _ in refused.recipients.values()]
        if codes and min(codes) >= REFUSED_FOR_GOOD:
            raise Hopeless(f"refused {min(codes)}") from None
        raise


def _message_id(key: str) -> str:
    if not key:
        return make_msgid(domain=OURS)
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{OURS}>"


def _harmless(subject: str) -> str:
    """A subject of one line, in which nothing is taken for an encoded word: decoding one could put a line break into the header."""
    return plain.line(subject).replace("=?", "= ?")
