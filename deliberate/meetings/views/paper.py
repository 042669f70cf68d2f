"""A meeting on paper: the pack to print before, and the form to enter it afterwards."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import segno
from flask import Response, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response as BaseResponse

from deliberate.kernel import hall, language, pages
from deliberate.kernel.db import reading
from deliberate.kernel.errors import Invalid, Refused
from deliberate.meetings import queries, rules, words
from deliberate.meetings.models import Meeting, MeetingState
from deliberate.meetings.showing import Showing, ShownItem
from deliberate.meetings.views.blueprint import blueprint

# An A4 page holds so many rows to sign in; the last page is filled with free ones.
ROWS_ON_A_PAGE = 16
FEWEST_FREE_ROWS = 8
SLIPS_ON_A_PAGE = 8
_OF_ITEM = re.compile(r"(?:dealt|minutes|words)-([0-9]{1,15})", re.ASCII)


@dataclass(frozen=True)
class Planned:
    """An item with the hours at which it should begin and end, as far as they follow from the plan."""

    item: ShownItem
    begins: datetime | None
    ends: datetime | None


@blueprint.get("/meetings/<int:number>/paper")
def paper_pack(number: int) -> Response:
    """Everything to hold this meeting on paper, in the language of the meeting or a chosen one."""
    meeting = queries.meeting_for(pages.viewer(), reading(), number)
    asked = request.args.get("language", "")
    printed = asked if asked in language.LANGUAGES else meeting.language
    desk = render_template("meetings/_paper_desk.html", meeting=meeting, printed_language=printed)
    pages.read_in(printed)
    items = Showing(meeting, inside=True, language=printed).items()
    people = queries.possible_presenters(reading(), meeting)
    host = hall.host_for_others()
    open_for_people = rules.why_not_come(meeting) is None
    return pages.show(
        "meetings/paper.html",
        meeting=meeting,
        timetable=_timetable(meeting, items),
        people=people,
        free_rows=_free_rows(len(people)),
        slips=SLIPS_ON_A_PAGE,
        join_address=f"{host}/join" if open_for_people else "",
        join_image=_drawn(f"{request.scheme}://{host}/join/{meeting.join_code}") if open_for_people else "",
        desk=Markup(desk),  # noqa: S704 - a template of ours
        printed_language=printed,
    )


@blueprint.get("/meetings/<int:number>/from-paper")
def from_paper(number: int) -> Response | BaseResponse:
    """Enter a meeting that was held on paper."""
    return _form(number)


@blueprint.post("/meetings/<int:number>/from-paper")
def enter_from_paper(number: int) -> Response | BaseResponse:
    """The whole meeting in one act; when it is refused, all that was typed stays."""
    try:
        answer = pages.perform_with(f"meeting/{number}", "meetings.enter_from_paper", _as_inputs())
    except (Invalid, Refused) as unmet:
        return _form(number, pages.refusal_of(unmet, "from_paper"))
    undo = f"/meetings/{number}/do/undo"
    pages.notice(pages.say(words.DONE), undo=undo, seq=answer["seq"])
    return pages.redirect(f"/meetings/{number}")


def _form(number: int, refused: pages.Refusal | None = None) -> Response | BaseResponse:
    meeting = queries.meeting_for(pages.viewer(), reading(), number)
    if meeting.state not in (MeetingState.DRAFT, MeetingState.CONVENED) and refused is None:
        return pages.redirect(f"/meetings/{number}")
    already_here = {seat.person_id for seat in meeting.seats if seat.is_here}
    people = queries.possible_presenters(reading(), meeting)
    return pages.show(
        "meetings/from_paper.html",
        refused=refused,
        meeting=meeting,
        items=Showing(meeting, inside=True, language=pages.reader_language()).items(),
        people=[person for person in people if person.id not in already_here],
        already_here=[person for person in people if person.id in already_here],
        began_at=_local(meeting, meeting.starts_at),
        ended_at=_local(meeting, meeting.starts_at + timedelta(minutes=meeting.planned_minutes)),
    )


def _as_inputs() -> dict[str, Any]:
    """The fields of each item, told as one list; a point is told when it is ticked."""
    of_items = [name for name in request.form if _OF_ITEM.fullmatch(name)]
    told = [
        {
            "item": int(number),
            "minutes": _number(request.form.get(f"minutes-{number}", "")),
            "words": request.form.get(f"words-{number}", "").replace("\r\n", "\n"),
        }
        for number in (name.removeprefix("dealt-") for name in of_items if name.startswith("dealt-"))
    ]
    sent = {name: ",".join(request.form.getlist(name)) for name in request.form if name not in of_items}
    return {name: value for name, value in sent.items() if name not in pages.NOT_INPUT} | {"items": json.dumps(told)}


def _number(typed: str) -> int | str | None:
    """A number if it is one; anything else is left for the act's form to refuse."""
    typed = typed.strip()
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else typed or None


def _timetable(meeting: Meeting, items: list[ShownItem]) -> list[Planned]:
    planned = []
    begins: datetime | None = meeting.starts_at
    for item in items:
        ends = begins + timedelta(minutes=item.minutes) if begins and item.minutes else None
        planned.append(Planned(item, begins, ends))
        begins = ends
    return planned


def _free_rows(named: int) -> int:
    """Enough for those whom nobody expects, to the end of the last page."""
    free = -named % ROWS_ON_A_PAGE
    return free if free >= FEWEST_FREE_ROWS else free + ROWS_ON_A_PAGE


def _local(meeting: Meeting, moment: datetime) -> str:
    return moment.astimezone(ZoneInfo(meeting.zone)).strftime("%Y-%m-%dT%H:%M")


def _drawn(content: str) -> str:
    return segno.make(content, error="m").svg_data_uri(scale=6, border=2, light="#fff")
