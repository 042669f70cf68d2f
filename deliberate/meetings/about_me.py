"""What is held about a person in meetings, and where it is blanked when they ask to be forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from deliberate.kernel.acts import Elsewhere
from deliberate.kernel.feature import Held
from deliberate.kernel.language import N_
from deliberate.kernel.record import EntryRow, rooms_acted_in
from deliberate.meetings.entries import ALL
from deliberate.meetings.models import AgendaItem, AgreementReply, Seat
from deliberate.meetings.story import tell
from deliberate.meetings.words import ROLES, WAYS
from deliberate.people.models import Person

MEETING, WHEN = N_("Meeting"), N_("When")
ENTRIES = {entry.kind: entry for entry in ALL}


def where(session: Session, person_id: int) -> list[Elsewhere]:
    """Every meeting in which they had a seat, presented, or did something."""
    seated = session.scalars(select(Seat.meeting_id).where(Seat.person_id == person_id))
    presenting = session.scalars(select(AgendaItem.meeting_id).where(AgendaItem.presenter_id == person_id))
    numbers = {*seated, *presenting, *rooms_acted_in(session, person_id, "meeting")}
    return [(f"meeting/{number}", "meetings.forget_person") for number in sorted(numbers)]


def held(session: Session, person_id: int, language: str) -> Iterable[Held]:
    """Where they took part, what they presented and said, and what the record tells of them."""
    seats = session.scalars(select(Seat).where(Seat.person_id == person_id).order_by(Seat.id)).all()
    yield _seats(seats)
    yield _items(session, person_id)
    yield _replies(session, [seat.id for seat in seats])
    yield _story(session, seats, session.get_one(Person, person_id), language)


def _seats(seats: Sequence[Seat]) -> Held:
    rows = [
        {
            "meeting": seat.meeting.title,
            "number": seat.meeting_id,
            "mode": seat.mode,
            "arrived_at": seat.arrived_at,
            "left_at": seat.left_at,
            "roles": seat.roles,
        }
        for seat in seats
    ]
    labels = {
        "meeting": MEETING,
        "mode": N_("How you took part"),
        "arrived_at": N_("Arrived"),
        "left_at": N_("Left"),
        "roles": N_("Roles"),
    }
    return Held("seats", N_("Meetings that you took part in"), labels, rows, {**ROLES, **WAYS})


def _items(session: Session, person_id: int) -> Held:
    found = session.scalars(select(AgendaItem).where(AgendaItem.presenter_id == person_id))
    rows = [{"meeting": item.meeting.title, "number": item.meeting_id, "item": item.title} for item in found]
    return Held("presenting", N_("What you present"), {"meeting": MEETING, "item": N_("Point of the agenda")}, rows)


def _replies(session: Session, seat_ids: Sequence[int]) -> Held:
    found = session.scalars(select(AgreementReply).where(AgreementReply.seat_id.in_(seat_ids)))
    rows = [
        {"meeting": reply.agreement.meeting.title, "about": reply.agreement.about, "reply": reply.reply}
        | {"words": reply.words}
        for reply in found
    ]
    labels = {"meeting": MEETING, "reply": N_("What you said"), "words": N_("In your words")}
    codes = {"no_objection": N_("no objection"), "objection": N_("an objection")}
    return Held("replies", N_("What you said to the agenda"), labels, rows, codes)


def _story(session: Session, seats: Sequence[Seat], person: Person, language: str) -> Held:
    rows: list[dict[str, Any]] = []
    for seat in seats:
        record = session.scalars(
            select(EntryRow)
            .where(EntryRow.room_id == seat.room_id, EntryRow.facts.like('%"seat":%'))
            .order_by(EntryRow.seq, EntryRow.n)
        )
        theirs = [row for row in record if row.read_facts().get("seat") == seat.id]
        told = tell(language, seat.meeting, theirs, ENTRIES, {seat.id: person.name})
        rows.extend({"at": one.at, "meeting": seat.meeting.title, "told": one.words, "kind": one.kind} for one in told)
    labels = {"at": WHEN, "meeting": MEETING, "told": N_("What happened")}
    return Held("story", N_("What the record tells of you"), labels, rows)
