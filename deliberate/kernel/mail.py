"""Sending one mail: by SMTP, or into a folder where the operator finds it when no server is set."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from urllib.parse import unquote, urlsplit

PATIENCE = 20


class Mailer:
    """Where this installation's mail goes. Used by the worker process only, never on the hub."""

    def __init__(self, url: str, sender: str, folder: Path) -> None:
        self._url = urlsplit(url) if url else None
        self._sender = sender
        self._folder = folder

    def send(self, *, to: str, subject: str, text: str) -> None:
        """Send a plain text; raises when the server does not take it."""
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self._sender, to, subject
        message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain="deliberate.invalid")
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text)
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
            server.send_message(message)
