"""The plain page: a meeting without script, for old phones, blocked sockets and whoever prefers it."""

from __future__ import annotations

from dataclasses import replace

from flask import Response
from werkzeug.wrappers import Response as BaseResponse

from deliberate.kernel import clock, language, pages
from deliberate.kernel.db import reading
from deliberate.kernel.errors import Invalid, Refused
from deliberate.kernel.feature import PlainPart
from deliberate.meetings import queries, words
from deliberate.meetings.models import NOT_LIVE
from deliberate.meetings.views.blueprint import blueprint
from deliberate.meetings.views.meeting import elsewhere

LOOK_AGAIN_EVERY = 30
PLACES = ("asked", "now", "mine", "desk", "read")
TO_READ = ("now", "read")


@blueprint.get("/meetings/<int:number>/plain")
def plain_page(number: int) -> Response | BaseResponse:
    """What is asked of me, what is now, what I can do; it stands still until it is looked at again."""
    return _plain(number)


@blueprint.get("/meetings/<int:number>/plain/following")
def follow_plainly(number: int) -> Response | BaseResponse:
    """The same to read only, loaded anew by itself: nothing is typed here that could be lost."""
    return _plain(number, following=True)


@blueprint.post("/meetings/<int:number>/plain/do/<act>")
def act_plainly(number: int, act: str) -> Response | BaseResponse:
    """Any act in a meeting's room, by its full name; back to the plain page with what became of it."""
    try:
        answer = pages.perform(f"meeting/{number}", act)
    except (Invalid, Refused) as unmet:
        return _plain(number, refused=pages.refusal_of(unmet))
    meeting = queries.meeting_for(pages.viewer(), reading(), number)
    counted = language.time(pages.reader_language(), clock.now(), meeting.zone)
    undo = f"/meetings/{number}/plain/do/undo" if "undo_until" in answer else None
    pages.notice(pages.say(words.COUNTED, time=counted), undo=undo, seq=answer["seq"])
    return pages.redirect(f"/meetings/{number}/plain")


def _plain(number: int, *, following: bool = False, refused: pages.Refusal | None = None) -> Response | BaseResponse:
    viewer = pages.viewer()
    meeting = queries.meeting_for(viewer, reading(), number)
    standing = queries.standing_of(viewer, reading(), meeting)
    if viewer is None or standing is None:
        return pages.redirect(f"/meetings/{number}{elsewhere(meeting, viewer)}")
    if meeting.state in NOT_LIVE and refused is None:
        # What was just done – closing can be taken back – is said there.
        return pages.redirect(f"/meetings/{number}")
    reader = replace(viewer, language=pages.reader_language())
    found = pages.machine().house.plain_parts(reading(), reader, standing, meeting)
    template = "meetings/plain/following.html" if following else "meetings/plain/page.html"
    page = pages.show(
        template,
        refused=refused,
        meeting=meeting,
        parts=_in_their_places(found, TO_READ if following else PLACES),
        is_asked=any(part.place == "asked" for part in found),
        plain=f"/meetings/{number}/plain",
        here=f"/meetings/{number}/plain{'/following' if following else ''}",
        look_again_every=LOOK_AGAIN_EVERY,
        **pages.machine().house.panels("meeting", reading(), viewer, meeting),
    )
    if following:
        # Its reader has asked for it, nothing is typed in it, and a link stops it (WCAG 2.2.1).
        page.headers["Refresh"] = str(LOOK_AGAIN_EVERY)
    return page


def _in_their_places(parts: list[PlainPart], places: tuple[str, ...]) -> list[PlainPart]:
    return [part for place in places for part in parts if part.place == place]
