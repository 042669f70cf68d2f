"""What a meeting shows one person on its plain page. Each thing that is asked has a part of its own; so has each that can be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from deliberate.kernel.acts import Standing, Who
from deliberate.kernel.feature import PlainPart
from deliberate.meetings.models import ItemState, Meeting, MeetingState, Reply, Seat
from deliberate.meetings.next_step import asked_agreement, next_step
from deliberate.meetings.queries import possible_presenters, seat_of
from deliberate.meetings.showing import Showing

FOLDER = "meetings/plain"
ARRIVING = (MeetingState.CONVENED, MeetingState.OPEN, MeetingState.PAUSED)


def parts(session: Session, who: Who, standing: Standing, meeting: Meeting) -> Iterable[PlainPart]:
    """All of them, each in its place."""
    seat = seat_of(session, meeting.id, who.person_id) if standing.seat_id else None
    is_here = seat is not None and seat.is_here
    yield from _asked(meeting, seat)
    if is_here and meeting.state in ARRIVING:
        yield _part("mine", "leave")
    if standing.desk:
        yield from _desk(session, who, meeting)
    yield from _read(who, meeting)


def _asked(meeting: Meeting, seat: Seat | None) -> Iterator[PlainPart]:
    if meeting.state not in ARRIVING:
        return
    if seat is None or not seat.is_here:
        yield _part("asked", "arrive")
        return
    asked = asked_agreement(meeting)
    if asked is None:
        return
    reply = next((one for one in asked.replies if one.seat_id == seat.id), None)
    if reply is None:
        yield _part("asked", "any_objection", agreement=asked.id)
    else:
        objected = reply.reply == Reply.OBJECTION
        yield _part("mine", "answered", agreement=asked.id, objected=objected, words=reply.words)


def _desk(session: Session, who: Who, meeting: Meeting) -> Iterator[PlainPart]:
    names = {seat.id: seat.person.name for seat in meeting.seats}
    asked = asked_agreement(meeting)
    yield _part(
        "desk",
        "next_step",
        next=next_step(meeting, who.language),
        asked=asked,
        answered=len(asked.replies) if asked else 0,
        objections=[(reply.words, names[reply.seat_id]) for reply in asked.standing_objections] if asked else [],
        here=sum(seat.is_here for seat in meeting.seats),
    )
    if meeting.state in ARRIVING:
        here = {seat.person_id for seat in meeting.seats if seat.is_here}
        missing = [(one.id, one.name) for one in possible_presenters(session, meeting) if one.id not in here]
        yield _part("desk", "enter_person", missing=missing)
    if meeting.is_under_way:
        yield _part("desk", "any_time")


def _read(who: Who, meeting: Meeting) -> Iterator[PlainPart]:
    items = Showing(meeting, inside=True, language=who.language).items()
    walked = (item for item in items if not item.parts)
    yield _part("now", "now", current=next((item for item in walked if item.state == ItemState.CURRENT), None))
    yield _part("read", "agenda", items=items)
    here = sorted((seat for seat in meeting.seats if seat.is_here), key=lambda seat: seat.person.name.casefold())
    yield _part("read", "people", here=here)


def _part(place: str, name: str, **shown: object) -> PlainPart:
    return PlainPart(place, f"{FOLDER}/_{name}.html", shown)
