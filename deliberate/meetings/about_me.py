"""What is held about a person in meetings, and where it is blanked when they ask to be forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from deliberate.groups.models import Group
from deliberate.kernel.acts import Elsewhere
from deliberate.kernel.feature import Held
from deliberate.kernel.forgetting import rooms_acted_in
from deliberate.kernel.language import N_
from deliberate.kernel.record import EntryRow, Room
from deliberate.meetings.entries import ALL
from deliberate.meetings.expecting import Expectation, LettersOff
from deliberate.meetings.models import AgendaItem, Agreement, AgreementReply, Meeting, Seat, Waiting
from deliberate.meetings.story import tell
from deliberate.meetings.waiting import Suggestion
from deliberate.meetings.words import ROLES, WAYS
from deliberate.people.models import Person

MEETING, WHEN = N_("Meeting"), N_("When")
ENTRIES = {entry.kind: entry for entry in ALL}


def where(session: Session, person_id: int) -> list[Elsewhere]:
    """Every meeting that has something of theirs, and every group that they suggested something to or answered in."""
    rooms = select(Room.number).where(Room.kind == "group").join(Suggestion, Suggestion.room_id == Room.id)
    suggested = session.scalars(rooms.where(Suggestion.person_id == person_id))
    groups = {*suggested, *rooms_acted_in(session, person_id, "group")}
    return [
        *((f"meeting/{number}", "meetings.forget_person") for number in meetings_of(session, person_id)),
        *((f"group/{number}", "meetings.forget_suggester") for number in sorted(groups)),
    ]


def meetings_of(session: Session, person_id: int) -> list[int]:
    """Every meeting in which they had a seat, waited at the door, were expected, presented or suggested something, or did something."""
    rooms = select(Room.number).where(Room.kind == "meeting").join(Suggestion, Suggestion.room_id == Room.id)
    numbers = (
        *session.scalars(select(Seat.meeting_id).where(Seat.person_id == person_id)),
        *session.scalars(select(Waiting.meeting_id).where(Waiting.person_id == person_id)),
        *session.scalars(select(Expectation.meeting_id).where(Expectation.person_id == person_id)),
        *session.scalars(select(AgendaItem.meeting_id).where(AgendaItem.presenter_id == person_id)),
        *session.scalars(rooms.where(Suggestion.person_id == person_id)),
        *rooms_acted_in(session, person_id, "meeting"),
    )
    return sorted(set(numbers))


def held(session: Session, person_id: int, language: str) -> Iterable[Held]:
    """Where they took part, what they presented and said, and what the record tells of them."""
    own = select(Seat.id).where(Seat.person_id == person_id)
    theirs = or_(Seat.person_id == person_id, Seat.merged_into_id.in_(own))
    seats = session.scalars(select(Seat).options(joinedload(Seat.meeting)).where(theirs).order_by(Seat.id)).all()
    yield _seats(seats)
    yield _items(session, person_id)
    yield _replies(session, [seat.id for seat in seats])
    yield _suggestions(session, person_id)
    yield _answers(session, person_id)
    yield _waiting(session, person_id)
    yield _letters(session, person_id, language)
    yield _entered(session, person_id)
    yield _story(session, seats, session.get_one(Person, person_id), language)


def _seats(seats: Sequence[Seat]) -> Held:
    rows = [
        {
            "meeting": seat.meeting.title,
            "number": seat.meeting_id,
            "mode": seat.mode,
            "arrived_at": seat.arrived_at,
            "left_at": seat.left_at,
            "can_stay_until": seat.leaves_at,
            "roles": seat.roles,
        }
        for seat in seats
    ]
    labels = {
        "meeting": MEETING,
        "mode": N_("How you took part"),
        "arrived_at": N_("Arrived"),
        "left_at": N_("Left"),
        "can_stay_until": N_("Until"),
        "roles": N_("Roles"),
    }
    return Held("seats", N_("Meetings that you took part in"), labels, rows, {**ROLES, **WAYS})


def _items(session: Session, person_id: int) -> Held:
    found = session.scalars(
        select(AgendaItem).options(joinedload(AgendaItem.meeting)).where(AgendaItem.presenter_id == person_id)
    )
    rows = [{"meeting": item.meeting.title, "number": item.meeting_id, "item": item.title} for item in found]
    return Held("presenting", N_("What you present"), {"meeting": MEETING, "item": N_("Point of the agenda")}, rows)


def _replies(session: Session, seat_ids: Sequence[int]) -> Held:
    found = session.scalars(
        select(AgreementReply)
        .options(joinedload(AgreementReply.agreement).joinedload(Agreement.meeting))
        .where(AgreementReply.seat_id.in_(seat_ids))
    )
    rows = [
        {"meeting": reply.agreement.meeting.title, "about": reply.agreement.about, "reply": reply.reply}
        | {"words": reply.words}
        for reply in found
    ]
    labels = {"meeting": MEETING, "reply": N_("What you said"), "words": N_("In your words")}
    codes = {"no_objection": N_("no objection"), "objection": N_("an objection")}
    return Held("replies", N_("What you said to the agenda"), labels, rows, codes)


def _suggestions(session: Session, person_id: int) -> Held:
    theirs = or_(Suggestion.person_id == person_id, Suggestion.presenter_id == person_id)
    rows = [
        {"title": one.title, "words": one.words, "suggested_at": one.suggested_at, "answer": one.answer}
        | {"state": one.state, "by_me": one.person_id == person_id, "presented_by_me": one.presenter_id == person_id}
        for one in session.scalars(select(Suggestion).where(theirs).order_by(Suggestion.id))
    ]
    labels = {"title": N_("Point of the agenda"), "words": N_("In your words"), "suggested_at": WHEN}
    return Held("suggestions", N_("What you suggested"), labels | {"answer": N_("The answer")}, rows)


def _answers(session: Session, person_id: int) -> Held:
    found = session.execute(
        select(Expectation, Meeting.title)
        .join(Meeting, Meeting.id == Expectation.meeting_id)
        .where(Expectation.person_id == person_id)
        .order_by(Expectation.id)
    )
    rows = [{"meeting": title, "answer": one.answer, "words": one.words} for one, title in found]
    labels = {"meeting": MEETING, "answer": N_("The answer"), "words": N_("In your words")}
    return Held("expectations", N_("Whether you come"), labels, rows, {**WAYS, "cannot_come": N_("I cannot come")})


def _waiting(session: Session, person_id: int) -> Held:
    found = session.scalars(
        select(Waiting).options(joinedload(Waiting.meeting)).where(Waiting.person_id == person_id).order_by(Waiting.id)
    )
    rows = [
        {"meeting": one.meeting.title, "since": one.since, "state": one.state, "answer": one.words} for one in found
    ]
    labels = {"meeting": MEETING, "since": N_("Since"), "answer": N_("The answer")}
    return Held("waiting", N_("Where you waited at the door"), labels, rows)


def _letters(session: Session, person_id: int, language: str) -> Held:
    off = session.scalars(
        select(Group)
        .join(LettersOff, LettersOff.group_id == Group.id)
        .where(LettersOff.person_id == person_id)
        .order_by(Group.code)
    )
    rows = [{"group": one.name_in(language)} for one in off]
    return Held("letters_off", N_("Groups of which you want no letters"), {"group": N_("Group")}, rows)


def _entered(session: Session, person_id: int) -> Held:
    found = session.scalars(select(Meeting).where(Meeting.entered_by_id == person_id).order_by(Meeting.id))
    rows = [{"meeting": one.title, "number": one.id, "entered_at": one.entered_at} for one in found]
    labels = {"meeting": MEETING, "entered_at": WHEN}
    return Held("entered", N_("Meetings on paper that you entered"), labels, rows)


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
