"""Meetings as devices in their room see them: one function for each kind of object."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from deliberate.kernel.clock import iso
from deliberate.kernel.feature import Shown
from deliberate.kernel.language import say
from deliberate.kernel.record import Room
from deliberate.meetings import outline
from deliberate.meetings.expecting import Expectation
from deliberate.meetings.models import (
    AgendaItem,
    Agreement,
    AgreementReply,
    AgreementState,
    ItemState,
    Meeting,
    MeetingState,
    Reply,
    ReturnCode,
    Seat,
    Waiting,
    WaitState,
)
from deliberate.meetings.queries import (
    count_without_objection,
    objected_or_entered,
    open_suggestions_in,
    suggestions_in,
)
from deliberate.meetings.waiting import AgendaTemplate, Suggestion, SuggestionState, name_beside_suggestion
from deliberate.meetings.words import FORGOTTEN, SOMEBODY
from deliberate.people.models import Person


def meeting(one: Meeting) -> dict[str, Any]:
    """The meeting itself: its state, what is current, what comes next."""
    asked = one.agreements[-1] if one.agreements else None
    return {
        "title": one.title,
        "kind": one.kind,
        "state": one.state,
        "language": one.language,
        "place": one.place,
        "starts_at": iso(one.starts_at),
        "planned_minutes": one.planned_minutes,
        "opened_at": iso(one.opened_at),
        "closed_at": iso(one.closed_at),
        "entered_at": iso(one.entered_at),
        "paused_at": iso(one.paused_at),
        "pause_reason": one.pause_reason,
        "reason": one.reason,
        "not_held_because": one.not_held_because,
        "current_item": one.current_item_id,
        "next_item": next((item.id for item in outline.leaves(one.items) if item.state == ItemState.PLANNED), None),
        "agenda_state": asked.state if asked and asked.state != AgreementState.SET_ASIDE else "unasked",
        "agreement": asked.id if asked else None,
        "groups": [{"code": group.code, "name": group.name_in(one.language)} for group in one.groups],
    }


def agenda_item(item: AgendaItem) -> dict[str, Any]:
    """One item with its real times; `running_since` is set while its time runs."""
    presenter = None
    if item.presenter:
        presenter = {"person": item.presenter.id, "name": _called(item.presenter, item.meeting)}
    return {
        "position": item.position,
        "number": item.number,
        "parent": item.parent_id,
        "title": item.title,
        "purpose": item.purpose,
        "presenter": presenter,
        "minutes": item.minutes,
        "state": item.state,
        "started_at": iso(item.started_at),
        "ended_at": iso(item.ended_at),
        "running_since": iso(item.running_since),
        "spent_seconds": item.spent_seconds,
        "carried_over": item.carried_over,
    }


def suggestion(one: Suggestion) -> dict[str, Any] | None:
    """A point that waits for an agenda, and what became of it; one that was forgotten at its author's wish is not shown."""
    if not one.title:
        return None
    return {
        "title": one.title,
        "purpose": one.purpose,
        "minutes": one.minutes,
        "words": one.words,
        "heading": one.heading,
        "person": _named(one.person),
        "presenter": _named(one.presenter),
        "from_meeting": one.from_meeting_id,
        "state": one.state,
        "answer": one.answer,
        "taken_meeting": one.taken_meeting_id,
        "taken_item": one.taken_item_id,
        "suggested_at": iso(one.suggested_at),
        "settled_at": iso(one.settled_at),
    }


def waiting_suggestion(one: Suggestion) -> dict[str, Any] | None:
    """One that waits in a group; of what was answered, over the years, devices need to know nothing."""
    return suggestion(one) if one.state == SuggestionState.OPEN else None


def agenda_template(one: AgendaTemplate) -> dict[str, Any]:
    """An agenda that a group keeps."""
    return {"name": one.name, "points": one.points}


def seat(one: Seat) -> dict[str, Any] | None:
    """One person's place; within the room people are called by their name. One that goes on as another is not shown."""
    if one.merged_into_id is not None:
        return None
    return {
        "person": one.person_id,
        "name": _called(one.person, one.meeting),
        "mode": one.mode,
        "arrived_at": iso(one.arrived_at),
        "left_at": iso(one.left_at),
        "leaves_at": iso(one.leaves_at),
        "roles": list(one.roles),
        "member": one.member,
        "guest": one.person.account is None and one.person.forgotten_at is None,
    }


def _named(person: Person | None) -> dict[str, Any] | None:
    """Who it was, a child without a name, for suggestions outlive the meeting; a forgotten person is nobody."""
    return {"person": person.id, "name": name_beside_suggestion(person)} if person and person.name else None


def expectation(one: Expectation) -> dict[str, Any]:
    """What somebody has said about coming, for those who facilitate."""
    return {"person": one.person_id, "name": one.person.name, "answer": one.answer, "words": one.words}


def agreement(one: Agreement) -> dict[str, Any]:
    """What is asked: objections with their words and authors, the others as a number."""
    session = object_session(one)
    told = objected_or_entered(session, one.id) if session else ()
    return {
        "about": one.about,
        "state": one.state,
        "asked_at": iso(one.asked_at),
        "settled_at": iso(one.settled_at),
        "no_objection": count_without_objection(session, one.id) if session else 0,
        "objections": [
            {
                "seat": reply.seat_id,
                "words": reply.words or say(one.meeting.language, FORGOTTEN),
                "withdrawn": reply.reply != Reply.OBJECTION,
            }
            for reply in told
            if reply.objected
        ],
        "entered": [reply.seat_id for reply in told if reply.entered_by_id is not None],
    }


def my_reply(reply: AgreementReply) -> dict[str, Any]:
    """What I said, for me."""
    return {"reply": reply.reply, "words": reply.words, "entered": reply.entered_by_id is not None}


def invitation(one: Meeting) -> dict[str, Any]:
    """How others get in, for those who facilitate."""
    return {"join_code": one.join_code, "path": f"/join/{one.join_code}", "one_by_one": one.one_by_one}


def waiting(one: Waiting) -> dict[str, Any] | None:
    """Somebody at the door, for those who facilitate; whoever is inside is seen by their seat."""
    if one.state == WaitState.LET_IN:
        return None
    return {"name": one.person.name, "state": one.state, "since": iso(one.since), "guest": one.person.account is None}


def return_code(one: ReturnCode) -> dict[str, Any] | None:
    """That a code for coming back to a seat waits to be used, for those who facilitate; never the code."""
    return None if one.used_at else {"seat": one.seat_id, "expires_at": iso(one.expires_at)}


def _called(person: Person, meeting: Meeting) -> str:
    """The name that those in the room read, a child's only while people meet; else that they took part, in the meeting's language."""
    is_over_for_child = person.is_child and meeting.state == MeetingState.CLOSED
    return (not is_over_for_child and person.name) or say(meeting.language, SOMEBODY)


class _MyReply(Shown):
    """Named after the agreement that it answers, so that a device finds it without knowing the reply's own number."""

    def key(self, thing: Any) -> str:
        return f"{self.kind}/{thing.agreement_id}"


def _meeting_in(session: Session, room: Room) -> Iterable[Meeting]:
    return session.scalars(select(Meeting).where(Meeting.room_id == room.id))


def _items_in(session: Session, room: Room) -> Iterable[AgendaItem]:
    return session.scalars(select(AgendaItem).join(Meeting).where(Meeting.room_id == room.id))


def _templates_in(session: Session, room: Room) -> Iterable[AgendaTemplate]:
    return session.scalars(select(AgendaTemplate).where(AgendaTemplate.room_id == room.id))


def _seats_in(session: Session, room: Room) -> Iterable[Seat]:
    return session.scalars(select(Seat).join(Meeting).where(Meeting.room_id == room.id, Seat.merged_into_id.is_(None)))


def _waiting_in(session: Session, room: Room) -> Iterable[Waiting]:
    return session.scalars(
        select(Waiting).join(Meeting).where(Meeting.room_id == room.id, Waiting.state != WaitState.LET_IN)
    )


def _return_codes_in(session: Session, room: Room) -> Iterable[ReturnCode]:
    of_room = select(ReturnCode).join(Seat).join(Meeting).where(Meeting.room_id == room.id)
    return session.scalars(of_room.where(ReturnCode.used_at.is_(None)))


def _expectations_in(session: Session, room: Room) -> Iterable[Expectation]:
    return session.scalars(
        select(Expectation).join(Meeting, Meeting.id == Expectation.meeting_id).where(Meeting.room_id == room.id)
    )


def _agreements_in(session: Session, room: Room) -> Iterable[Agreement]:
    return session.scalars(select(Agreement).join(Meeting).where(Meeting.room_id == room.id))


def _replies_in(session: Session, room: Room) -> Iterable[AgreementReply]:
    return session.scalars(select(AgreementReply).join(Agreement).join(Meeting).where(Meeting.room_id == room.id))


def _replies_of(session: Session, room: Room, seats: Collection[int]) -> Iterable[AgreementReply]:
    return session.scalars(select(AgreementReply).where(AgreementReply.seat_id.in_(seats)))


def _its_meeting(thing: AgendaItem | Agreement) -> list[Meeting]:
    """The meeting shows what is current, next and asked; its lists are read anew, for they may have grown."""
    session = object_session(thing)
    if session is not None:
        session.expire(thing.meeting, ["items", "agreements"])
    return [thing.meeting]


def _its_agreement(reply: AgreementReply) -> list[Agreement]:
    session = object_session(reply)
    if session is not None:
        session.expire(reply.agreement, ["replies"])
    return [reply.agreement]


SHOWN = (
    Shown("meeting", Meeting, _meeting_in, meeting),
    Shown("agenda_item", AgendaItem, _items_in, agenda_item, ripples=_its_meeting),
    Shown("suggestion", Suggestion, suggestions_in, suggestion),
    Shown("seat", Seat, _seats_in, seat),
    Shown("agreement", Agreement, _agreements_in, agreement, ripples=_its_meeting),
    _MyReply(
        "my_reply",
        AgreementReply,
        _replies_in,
        my_reply,
        audience="seat",
        seat_of=lambda reply: reply.seat_id,
        of_seats=_replies_of,
        ripples=_its_agreement,
    ),
    Shown("expectation", Expectation, _expectations_in, expectation, audience="desk"),
    Shown("invitation", Meeting, _meeting_in, invitation, audience="desk"),
    Shown("waiting", Waiting, _waiting_in, waiting, audience="desk"),
    Shown("return_code", ReturnCode, _return_codes_in, return_code, audience="desk"),
)
SHOWN_IN_GROUP = (
    Shown("suggestion", Suggestion, open_suggestions_in, waiting_suggestion),
    Shown("agenda_template", AgendaTemplate, _templates_in, agenda_template),
)
