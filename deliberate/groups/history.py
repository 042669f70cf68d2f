"""Who had which role in a group, and when: read from its record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from deliberate.groups.models import PASSING, Role
from deliberate.kernel import days
from deliberate.kernel.record import EntryRow


@dataclass
class Term:
    """Somebody's time in one role; without `until` it lasts, perhaps to a last day."""

    person: int
    role: str
    since: datetime
    last_day: date | None
    until: datetime | None = None

    @property
    def ended(self) -> datetime | None:
        """When it ended: by an act, or with its last day."""
        over = days.end_of(self.last_day) if self.last_day and self.last_day < days.today() else None
        return min((moment for moment in (self.until, over) if moment), default=None)


def terms(record: Iterable[EntryRow]) -> list[Term]:
    """Everybody's times in every role, in the order in which they began."""
    told: list[Term] = []
    running: dict[int, Term] = {}
    for row in record:
        for membership, begun in _begun(row):
            between = _end(running, membership, row.at)
            if between and begun.role == Role.MEMBER:
                begun.since = between.since
            elif between:
                told.append(between)
            running[membership] = begun
            told.append(begun)
        if row.kind == "membership_ended":
            told += filter(None, [_end(running, row.read_facts()["membership"], row.at)])
    told += filter(None, [_end(running, membership, None) for membership in list(running)])
    return sorted(told, key=lambda term: term.since)


def _begun(row: EntryRow) -> Iterator[tuple[int, Term]]:
    facts = row.read_facts()
    if row.kind in ("member_admitted", "group_role_changed"):
        yield facts["membership"], _term(facts["person"], facts["role"], row.at, facts.get("last_day", ""))
    elif row.kind == "members_taken_in":
        for membership, person, role, last_day in facts["members"]:
            yield membership, _term(person, role, row.at, last_day)


def _term(person: int, role: str, since: datetime, last_day: Any) -> Term:
    return Term(person, role, since, date.fromisoformat(last_day) if last_day else None)


def _end(running: dict[int, Term], membership: int, at: datetime | None) -> Term | None:
    """Close what runs. Whoever's role was over before that has been a member since: this time in between is returned."""
    term = running.pop(membership, None)
    if term is None:
        return None
    term.until = at
    over = term.ended
    if term.role in PASSING and over is not None and (at is None or over < at):
        return Term(term.person, Role.MEMBER, over, None, at)
    return None
