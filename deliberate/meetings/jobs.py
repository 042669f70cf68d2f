"""What is carried out for meetings after an act: letters, one for each person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from deliberate.kernel.clock import iso, now
from deliberate.kernel.db import reading_session
from deliberate.kernel.feature import Tools
from deliberate.kernel.mail import CalendarFile
from deliberate.kernel.outbox import NOT_NEEDED, Job, Next, Outcome
from deliberate.meetings import letters
from deliberate.meetings.calendar import calendar_file, method_for
from deliberate.meetings.commands.telling import as_told
from deliberate.meetings.expecting import apologised, letter_readers
from deliberate.meetings.letters import LetterKind
from deliberate.meetings.models import Meeting, MeetingState
from deliberate.people.models import Person
from deliberate.people.tokens import token_for

ABOUT_DATES = {LetterKind.CALLED, LetterKind.CHANGED, LetterKind.POSTPONED, LetterKind.CANCELLED, LetterKind.REMINDER}


def jobs(tools: Tools) -> dict[str, Job]:
    """The jobs by name."""

    def write_to_all(payload: dict[str, Any]) -> Outcome:
        """Make a letter for each member: one that cannot be delivered stops no other."""
        with reading_session() as session:
            readers = letter_readers(session, payload["meeting"])
        wave = f"{payload['letter']} {payload['sequence']}"
        return Outcome(following=[_letter(payload, person, wave) for person in readers])

    def remind(payload: dict[str, Any]) -> Outcome:
        """The same on the day before, if that is still the day, for those who have not said that they cannot come."""
        with reading_session() as session:
            meeting = session.get_one(Meeting, payload["meeting"])
            if not _is_expected(meeting, payload["starts_at"]):
                return NOT_NEEDED
            readers = sorted(set(letter_readers(session, meeting.id)) - apologised(session, meeting.id))
        letter = payload | {"letter": LetterKind.REMINDER, "before": None}
        wave = f"{LetterKind.REMINDER} {payload['starts_at']}"
        return Outcome(following=[_letter(letter, person, wave) for person in readers])

    def write(payload: dict[str, Any]) -> Outcome | None:
        """Send one person's letter, as things are now; what is no longer true is not said."""
        with reading_session() as session:
            meeting = session.get_one(Meeting, payload["meeting"])
            kind = LetterKind(payload["letter"])
            if not _is_still_so(session, meeting, kind, payload):
                return NOT_NEEDED
            person = session.get_one(Person, payload["person"])
            if person.account is None:
                return NOT_NEEDED
            told = _told(tools, meeting, person, kind, payload.get("before"))
            tools.mailer.send(
                to=person.account.email,
                subject=letters.subject(person.language, told),
                text=letters.text(person.language, told),
                key=payload["key"],
                calendar=_calendar(tools, meeting, person.language) if kind in ABOUT_DATES else None,
                stop=told.stop,
            )
        return None

    return {"meetings.write_to_all": write_to_all, "meetings.remind": remind, "meetings.write": write}


def stop_path(secret: str, meeting_id: int, person_id: int) -> str:
    """Where somebody turns letters off without signing in: only who has the letter knows the address."""
    return f"/letters/{meeting_id}/{person_id}/{stop_token(secret, meeting_id, person_id)}"


def stop_token(secret: str, meeting_id: int, person_id: int) -> str:
    """What proves that a link for turning letters off was made by us."""
    return token_for(secret, "letters", str(meeting_id), str(person_id))


def _letter(payload: dict[str, Any], person_id: int, wave: str) -> Next:
    about = letters_about(payload["meeting"])
    key = f"{about} {wave} person/{person_id}"
    return Next("meetings.write", payload | {"person": person_id, "key": key}, about=about, key=key)


def letters_about(meeting_id: int) -> str:
    """What a meeting's letters are counted under."""
    return f"letters of meeting/{meeting_id}"


def _is_still_so(session: Session, meeting: Meeting, kind: LetterKind, payload: dict[str, Any]) -> bool:
    if not letter_readers(session, meeting.id, only=payload["person"]):
        return False
    if kind == LetterKind.REMINDER:
        cannot_come = payload["person"] in apologised(session, meeting.id)
        return _is_expected(meeting, payload["starts_at"]) and not cannot_come
    if kind in (LetterKind.CALLED, LetterKind.CHANGED):
        return meeting.state == MeetingState.CONVENED
    if kind == LetterKind.POSTPONED:
        return bool(meeting.sequence == payload["sequence"])
    return meeting.state == (MeetingState.CANCELLED if kind == LetterKind.CANCELLED else MeetingState.NOT_HELD)


def _is_expected(meeting: Meeting, starts_at: str) -> bool:
    return meeting.state == MeetingState.CONVENED and iso(meeting.starts_at) == starts_at and meeting.starts_at > now()


def _told(
    tools: Tools, meeting: Meeting, person: Person, kind: LetterKind, before: dict[str, Any] | None
) -> letters.Told:
    return letters.Told(
        kind=kind,
        now=_description(as_told(meeting), person.language),
        before=_description(before, person.language) if before else None,
        has_date=meeting.state != MeetingState.POSTPONED,
        zone=meeting.zone,
        group=meeting.host.name_in(person.language),
        reason="" if kind in (LetterKind.CALLED, LetterKind.CHANGED, LetterKind.REMINDER) else meeting.reason,
        cause=meeting.not_held_because if kind == LetterKind.NOT_HELD else "",
        agenda=tuple(f"{item.number}. {item.title}" for item in meeting.items),
        page=tools.address(f"/meetings/{meeting.id}"),
        stop=tools.address(stop_path(tools.secret, meeting.id, person.id)),
    )


def _description(told: dict[str, Any], language: str) -> letters.Description:
    starts_at = datetime.fromisoformat(told["starts_at"])
    return letters.Description(told["title"], told["where"][language], starts_at, told["planned_minutes"])


def _calendar(tools: Tools, meeting: Meeting, language: str) -> CalendarFile:
    content = calendar_file(
        meeting,
        language=language,
        page=tools.address(f"/meetings/{meeting.id}"),
        group_page=tools.address(f"/groups/{meeting.host.code}"),
    )
    return CalendarFile(content, method_for(meeting))
