"""What a letter about a meeting says. Pure: facts and a language in, a subject and a text out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from deliberate.kernel.language import N_, day_and_time, duration, say


class LetterKind(StrEnum):
    """Why people are written to."""

    CALLED = "called"
    CHANGED = "changed"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    NOT_HELD = "not_held"
    REMINDER = "reminder"


@dataclass(frozen=True)
class Description:
    """What stands in people's calendars."""

    title: str
    where: str
    starts_at: datetime
    planned_minutes: int


@dataclass(frozen=True)
class Told:
    """All that a letter may speak of. `before` is what the last letter said; `has_date` is false for a meeting without a new date."""

    kind: LetterKind
    now: Description
    before: Description | None
    has_date: bool
    zone: str
    group: str
    reason: str
    cause: str
    agenda: tuple[str, ...]
    page: str
    stop: str

    @property
    def takes_place(self) -> bool:
        """On a day that is known."""
        return self.has_date and self.kind not in (LetterKind.CANCELLED, LetterKind.NOT_HELD)


SUBJECTS = {
    LetterKind.CALLED: N_("You are called to a meeting: %(title)s"),
    LetterKind.CHANGED: N_("The meeting has changed: %(title)s"),
    LetterKind.POSTPONED: N_("The meeting is postponed: %(title)s"),
    LetterKind.CANCELLED: N_("The meeting is cancelled: %(title)s"),
    LetterKind.NOT_HELD: N_("The meeting was not held: %(title)s"),
    LetterKind.REMINDER: N_("The meeting is near: %(title)s"),
}
OPENINGS = {
    LetterKind.CALLED: N_("Hello. This is a call to a meeting of %(group)s."),
    LetterKind.CHANGED: N_("Hello. Something has changed about this meeting of %(group)s."),
    LetterKind.POSTPONED: N_("Hello. This meeting of %(group)s is postponed."),
    LetterKind.CANCELLED: N_("Hello. This meeting of %(group)s will not take place."),
    LetterKind.NOT_HELD: N_("Hello. This meeting of %(group)s was not held."),
    LetterKind.REMINDER: N_("Hello. This meeting of %(group)s is near."),
}
WITHOUT_DATE = N_("It has no new date yet; you will get a letter when it does.")
CAUSES = {
    "no_quorum": N_("Not enough people came to decide."),
    "nobody_came": N_("Nobody came."),
    "something_else": N_("Something else came in between."),
}
WHAT = N_("What: %(what)s")
WHEN = N_("When: %(when)s (%(zone)s)")
LENGTH = N_("How long: %(length)s")
WHERE = N_("Where: %(where)s")
WHY = N_("Why: %(reason)s")
BEFORE = N_("before: %(before)s")
AGENDA = N_("Agenda:")
WILL_YOU_COME = N_("Say whether you come, or read more:")
READ_MORE = N_("Read more:")
CALENDAR = N_("Open the file with this letter to have the meeting in your calendar.")
STOP = N_("You get this letter because you belong to a group that meets. If you want no such letters:")

EXPECTS_PEOPLE = {LetterKind.CALLED, LetterKind.CHANGED, LetterKind.REMINDER}


def subject(language: str, told: Told) -> str:
    """The letter in one line."""
    return say(language, SUBJECTS[told.kind], title=told.now.title)


def text(language: str, told: Told) -> str:
    """The letter."""
    parts = [
        [say(language, OPENINGS[told.kind], group=told.group), *_why(language, told)],
        _description(language, told),
        _agenda(language, told),
        _way_on(language, told),
        [say(language, STOP), told.stop],
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _why(language: str, told: Told) -> list[str]:
    lines = []
    if told.kind == LetterKind.POSTPONED and not told.has_date:
        lines.append(say(language, WITHOUT_DATE))
    if told.cause:
        lines.append(say(language, CAUSES[told.cause]))
    if told.reason:
        lines.append(say(language, WHY, reason=told.reason))
    return lines


def _description(language: str, told: Told) -> list[str]:
    now, before = told.now, told.before or told.now
    lines = _changing(language, say(language, WHAT, what=now.title), now.title, before.title)
    if told.has_date:
        when, earlier = (day_and_time(language, one.starts_at, told.zone) for one in (now, before))
        lines += _changing(language, say(language, WHEN, when=when, zone=told.zone), when, earlier)
    length, shorter = (duration(language, one.planned_minutes * 60) for one in (now, before))
    lines += _changing(language, say(language, LENGTH, length=length), length, shorter)
    if told.takes_place and (now.where or before.where):
        lines += _changing(language, say(language, WHERE, where=now.where or "–"), now.where, before.where)
    return lines


def _changing(language: str, line: str, now: str, before: str) -> list[str]:
    """A line, and below it what it was before, if it was something else."""
    return [line] if now == before else [line, f"    {say(language, BEFORE, before=before or '–')}"]


def _agenda(language: str, told: Told) -> list[str]:
    if told.kind not in EXPECTS_PEOPLE or not told.agenda:
        return []
    return [say(language, AGENDA), *told.agenda]


def _way_on(language: str, told: Told) -> list[str]:
    comes = told.kind in EXPECTS_PEOPLE or (told.kind == LetterKind.POSTPONED and told.has_date)
    lines = [say(language, WILL_YOU_COME if comes else READ_MORE), told.page]
    return [*lines, "", say(language, CALENDAR)] if comes else lines
