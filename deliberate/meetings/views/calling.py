"""The calendar file of a meeting, and turning its letters off and on."""

from __future__ import annotations

import hmac
from typing import Any

from flask import Response, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as BaseResponse

from deliberate.kernel import pages
from deliberate.kernel.acts import Who
from deliberate.kernel.db import reading
from deliberate.kernel.errors import NotFound
from deliberate.meetings import expecting, queries, words
from deliberate.meetings.calendar import calendar_file, method_for
from deliberate.meetings.jobs import stop_token
from deliberate.meetings.models import NEVER_CALLED
from deliberate.meetings.views.blueprint import blueprint
from deliberate.people.models import Person


@blueprint.get("/meetings/<int:number>/calendar.ics")
def calendar(number: int) -> Response:
    """The meeting for one's own calendar."""
    meeting = queries.meeting_for(pages.viewer(), reading(), number)
    if meeting.state in NEVER_CALLED:
        raise NotFound
    content = calendar_file(
        meeting,
        language=pages.reader_language(),
        page=f"{request.url_root}meetings/{meeting.id}",
        group_page=f"{request.url_root}groups/{meeting.host.code}",
    )
    response = Response(content, content_type=f"text/calendar; charset=utf-8; method={method_for(meeting)}")
    response.headers["Content-Disposition"] = f'attachment; filename="meeting-{meeting.id}.ics"'
    return response


@blueprint.get("/letters/<int:number>/<int:person>/<token>")
def letters(number: int, person: int, token: str) -> Response:
    """Two buttons. Looking at the page, as mail programs do, changes nothing."""
    return pages.show(
        "meetings/letters.html",
        choices=_choices_by_link(number, person, token),
        action=f"/letters/{number}/{person}/{token}",
    )


@blueprint.post("/letters/<int:number>/<int:person>/<token>")
@pages.without_form_token
def turn_letters(number: int, person: int, token: str) -> Response:
    """Want no more letters of the groups of that meeting, or want them again; mail programs send this too (RFC 8058)."""
    wanted = "on" if request.form.get("letters") == "on" else "off"
    for choice in _choices_by_link(number, person, token):
        pages.program(f"person/{person}", "meetings.choose_letters", {"group": choice.group.id, "letters": wanted})
    pages.notice(pages.say(words.LETTERS_ON if wanted == "on" else words.LETTERS_OFF))
    # No redirect: mail programs would take it for a failure. Sending it again does no harm.
    return letters(number, person, token)


@blueprint.post("/me/letters")
def my_letters() -> BaseResponse:
    """Want letters of one of my groups, or none."""
    pages.perform(f"person/{pages.signed_in().person_id}", "meetings.choose_letters")
    pages.notice(pages.say(words.LETTERS_ON if request.form.get("letters") == "on" else words.LETTERS_OFF))
    return pages.redirect("/me#letters")


def me_panel(session: Session, viewer: Who | None, me: Person) -> dict[str, Any]:
    """Which letters I get, for the page about me."""
    return {"letter_choices": expecting.letter_choices(session, me.id)}


def _choices_by_link(number: int, person: int, token: str) -> list[expecting.LetterChoice]:
    proofs = (stop_token(secret, number, person) for secret in pages.machine().secrets)
    if not any(hmac.compare_digest(proof.encode(), token.encode()) for proof in proofs):
        raise NotFound
    return expecting.letter_choices(reading(), person, meeting_id=number)
