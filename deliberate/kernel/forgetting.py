"""What in a room's record is about one person or done by them: found, and erased when they ask to be forgotten."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import null, or_, select, update
from sqlalchemy.orm import Session

from deliberate.kernel.record import ActRow, EntryRow, Room

FORGOTTEN = ""


def forget(row: EntryRow) -> None:
    """Erase an entry's personal values and their salts; the chain still verifies."""
    row.personal = None


def forget_words(session: Session, room: Room, person_id: int, seat_ids: frozenset[int]) -> None:
    """Erase what in a room's record is this person's own: words, and what is kept for repeating or undoing acts.

    The digest of an act's input would still tell whoever guesses a name or a sentence that it was the right one.
    """
    for row in entries_about(session, room, person_id, seat_ids):
        forget(row)
    here, ids = ActRow.room_id == room.id, ActRow.answer["ids"]
    by_them = or_(
        ActRow.person_id == person_id,
        ActRow.seat_id.in_(seat_ids),
        ids["person"].as_integer() == person_id,
        ids["seat"].as_integer().in_(seat_ids),
    )
    session.execute(update(ActRow).where(here, by_them).values(digest=FORGOTTEN))
    session.execute(update(ActRow).where(here).values(undo=null()))


def entries_about(session: Session, room: Room, person_id: int, seat_ids: frozenset[int]) -> list[EntryRow]:
    """What in a room's record is about this person, or was done by them as one of these seats."""
    theirs = or_(
        EntryRow.person_id == person_id,
        EntryRow.seat_id.in_(seat_ids),
        EntryRow.facts.like('%"seat":%'),
        EntryRow.facts.like('%"person":%'),
    )
    rows = session.scalars(select(EntryRow).where(EntryRow.room_id == room.id, theirs))
    return [row for row in rows if row.is_of(person_id, seat_ids)]


def forget_value(session: Session, room: Room, value: str, *, named: str, ids: Collection[int]) -> None:
    """Erase one personal value wherever it stands in a room's record for one of these things, whoever wrote the entry."""
    mentions = EntryRow.facts.like(f'%"{named}":%')
    rows = session.scalars(
        select(EntryRow).where(EntryRow.room_id == room.id, EntryRow.personal.is_not(None), mentions)
    )
    for row in rows:
        if json.loads(row.facts)[named] in ids:
            row.personal = {name: kept for name, kept in (row.personal or {}).items() if name != value} or None


def when_did(session: Session, room: Room, person_id: int, name: str) -> list[datetime]:
    """The moments at which this person did that act in this room."""
    done = ActRow.room_id == room.id, ActRow.person_id == person_id, ActRow.name == name
    return list(session.scalars(select(ActRow.at).where(*done)))


def rooms_acted_in(session: Session, person_id: int, kind: str) -> list[int]:
    """The numbers of the rooms of that kind in which this person ever did something."""
    acted = select(ActRow.room_id).where(ActRow.person_id == person_id)
    return list(session.scalars(select(Room.number).where(Room.kind == kind, Room.id.in_(acted))))
