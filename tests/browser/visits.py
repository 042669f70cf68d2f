"""People's browsers: signed in, of a size, and watched. Whatever goes wrong in one of them is a trouble of the test."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.cast import Person
from tests.installation import SLACK, Server

PHONE = {"width": 360, "height": 740}
LAPTOP = {"width": 1280, "height": 900}
PATIENCE = 30_000 * SLACK

# The browser names each breach of the policy, Trusted Types included, in this event; as an error it reaches us across navigations.
TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample, sourceFile, lineNumber }) =>
  console.error(`policy: ${violatedDirective} ${blockedURI} ${sample} ${sourceFile}:${lineNumber}`))
"""
# What Chromium says of a line that the test itself has cut, and of an answer that the test itself has asked for.
LOST_CONNECTION = ("WebSocket connection to", "net::ERR_")
REFUSED_PAGE = ("the server responded with a status of",)


@dataclass
class Visits:
    """`visits(person, phone=True)` opens a page that is signed in as this person; nobody is signed in without one.

    With a `language` it is read in this one, whatever the person's own is.
    """

    browser: Browser
    url: str = ""
    troubles: list[str] = field(default_factory=list)
    _excused: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def __call__(
        self,
        person: Person | None = None,
        *,
        phone: bool = False,
        dark: bool = False,
        scripts: bool = True,
        language: str = "",
        url: str = "",
        width: int = 0,
    ) -> Page:
        size = PHONE if phone else LAPTOP
        address = url or self.url
        context = self.browser.new_context(
            base_url=address,
            viewport=size | ({"width": width} if width else {}),
            has_touch=phone,
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            locale=language or "en",
            reduced_motion="reduce",
        )
        self._contexts.append(context)
        context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        context.add_init_script(TELL_VIOLATIONS)
        context.on("console", lambda message: message.type == "error" and self.troubles.append(message.text))
        context.on("weberror", lambda error: self.troubles.append(str(error.error)))
        if person is not None:
            sign_in(context, address, person)
        if language:
            context.add_cookies([{"name": "language", "value": language, "url": address}])
        return context.new_page()

    def excuse(self, *words: str) -> None:
        """What the browsers will complain of because the test does it to them."""
        self._excused.extend(words)

    def unexcused(self) -> list[str]:
        """What nobody should have seen."""
        return [trouble for trouble in self.troubles if not any(words in trouble for words in self._excused)]

    def close(self) -> None:
        for context in self._contexts:
            context.close()


def sign_in(context: BrowserContext, url: str, person: Person) -> None:
    """Let a browser be known as this person."""
    context.add_cookies([{"name": "deliberate", "value": person.token, "url": url, "httpOnly": True}])


def policy_reports(server: Server) -> list[str]:
    """What browsers told the server that they refused to run."""
    lines = (json.loads(line) for line in server.log if line.startswith("{"))
    return [line.get("report", "") for line in lines if line.get("event") == "csp.report"]
