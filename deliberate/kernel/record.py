"""Rooms and their record: one audience list, one counter, one append-only chain of entries."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from deliberate.kernel.clock import iso
from deliberate.kernel.db import Base, canonical
from deliberate.kernel.errors import NotFound

BEGINNING = "0" * 64

_REFERENCE = re.compile(r"(meeting|group|person)/([1-9][0-9]{0,17})|network/1", re.ASCII)


class Installation(Base):
    """This installation's one row. `epoch` changes when a backup is restored. Everyone may read it."""

    __tablename__ = "installation"

    id: Mapped[int] = mapped_column(primary_key=True)
    epoch: Mapped[str]


class Room(Base):
    """One audience list, one record, one counter. Who may read what is in it is decided by its kind's feature."""

    __tablename__ = "rooms"
    __table_args__ = (UniqueConstraint("kind", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    number: Mapped[int]
    seq: Mapped[int] = mapped_column(default=0)
    head: Mapped[str] = mapped_column(default=BEGINNING)

    @property
    def reference(self) -> str:
        """How clients name the room: `meeting/12`."""
        return f"{self.kind}/{self.number}"


@dataclass(frozen=True)
class Head:
    """Where a room is: the number of its last act, and the hash of its record so far."""

    epoch: str
    seq: int
    head: str


class ActRow(Base):
    """One act that was done: the answer it got, and what undoing it needs. Nobody reads it but the kernel."""

    __tablename__ = "acts"
    __table_args__ = (UniqueConstraint("room_id", "act_id"), Index("ix_acts_room_id_seq", "room_id", "seq"))

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    act_id: Mapped[str]
    name: Mapped[str]
    digest: Mapped[str]
    person_id: Mapped[int | None]
    seat_id: Mapped[int | None]
    at: Mapped[datetime]
    seq: Mapped[int]
    answer: Mapped[dict[str, Any]]
    touched: Mapped[list[str]]
    undo: Mapped[list[Any] | None]
    rights_changed_for: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    """The people whose open connections must be looked at again, in every process."""


# Every process asks twice a second for the few acts that have changed rights lately.
Index(
    "ix_acts_rights_changed",
    ActRow.at,
    postgresql_where=ActRow.rights_changed_for.is_not(None),
    sqlite_where=ActRow.rights_changed_for.is_not(None),
)


class EntryRow(Base):
    """One fact of a room's record. Whoever may read the room may read it, but for its personal values.

    `facts` is canonical JSON and never changes: the chain is over its text. A value that can be forgotten stands in it as a
    salted digest only; the value and its salt are in `personal` and are erased from there.
    """

    __tablename__ = "entries"

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    person_id: Mapped[int | None]
    seat_id: Mapped[int | None]
    kind: Mapped[str]
    facts: Mapped[str]
    personal: Mapped[dict[str, Any] | None]
    corrects_seq: Mapped[int | None]
    corrects_n: Mapped[int | None]
    hash: Mapped[str]

    def read_facts(self) -> dict[str, Any]:
        """The facts, with personal values in their places; a forgotten one is None."""
        facts: dict[str, Any] = json.loads(self.facts)
        for name in facts.pop("forgettable", {}):
            facts[name] = (self.personal or {}).get(name, {}).get("value")
        return facts

    def is_of(self, person_id: int, seat_ids: frozenset[int]) -> bool:
        """Whether it is about this person: them or a seat of theirs when it names one, else whoever did it."""
        facts = json.loads(self.facts)
        if "seat" in facts:
            return facts["seat"] in seat_ids
        if "person" in facts:
            return bool(facts["person"] == person_id)
        return self.person_id == person_id or self.seat_id in seat_ids

    def as_message(self) -> dict[str, Any]:
        """The entry as it travels to clients."""
        corrects = None if self.corrects_seq is None else {"seq": self.corrects_seq, "n": self.corrects_n}
        return {
            "seq": self.seq,
            "n": self.n,
            "at": iso(self.at),
            "by": {"person": self.person_id, "seat": self.seat_id},
            "kind": self.kind,
            "facts": self.read_facts(),
            "corrects": corrects,
        }


@dataclass(frozen=True)
class Entry:
    """What a feature writes: facts only (ids, codes, numbers, a person's own words), never finished sentences.

    Kinds are never renamed; fields are added with defaults.
    """

    kind: ClassVar[str]
    in_minutes: ClassVar[bool] = True
    forgettable: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True)
class Undone(Entry):
    """An act was taken back within its ten seconds; the entry corrects what that act wrote."""

    kind = "undone"
    in_minutes = False

    seq: int


def find_room(session: Session, reference: object, *, lock: bool = False) -> Room:
    """The room of that exact spelling; any other spelling is a room that does not exist. `lock`: nobody else changes it until the end."""
    match = _REFERENCE.fullmatch(reference) if isinstance(reference, str) else None
    if not match:
        raise NotFound
    kind, number = match[0].split("/")
    found = select(Room).where(Room.kind == kind, Room.number == int(number))
    room = session.scalar(found.with_for_update() if lock else found)
    if room is None:
        raise NotFound
    return room


def open_room(session: Session, kind: str, number: int) -> Room:
    """A new room for a thing that has just come to be."""
    room = Room(kind=kind, number=number, seq=0, head=BEGINNING)
    session.add(room)
    session.flush()
    return room


def append(
    session: Session,
    room: Room,
    entry: Entry,
    *,
    seq: int,
    n: int,
    at: datetime,
    by: tuple[int | None, int | None],
    corrects: tuple[int, int] | None = None,
) -> EntryRow:
    """Write the `n`th entry of the act number `seq` and chain it. The caller holds the room's lock."""
    facts, personal = _part_personal(entry)
    row = EntryRow(
        room_id=room.id,
        seq=seq,
        n=n,
        at=at,
        person_id=by[0],
        seat_id=by[1],
        kind=entry.kind,
        facts=canonical(facts),
        personal=personal or None,
        corrects_seq=corrects[0] if corrects else None,
        corrects_n=corrects[1] if corrects else None,
        hash="",
    )
    row.hash = room.head = chained(room.reference, room.head, row)
    session.add(row)
    return row


def chained(reference: str, before: str, row: EntryRow) -> str:
    """The hash of an entry that follows the one with hash `before`: SHA-256 over that hash and the stored text."""
    text = canonical(
        [
            before,
            reference,
            row.seq,
            row.n,
            iso(row.at),
            row.person_id,
            row.seat_id,
            row.kind,
            row.facts,
            row.corrects_seq,
            row.corrects_n,
        ]
    )
    return hashlib.sha256(text.encode()).hexdigest()


def entries_of(session: Session, room: Room) -> Iterator[EntryRow]:
    """The whole record of a room, in its order."""
    yield from session.scalars(
        select(EntryRow)
        .where(EntryRow.room_id == room.id)
        .order_by(EntryRow.seq, EntryRow.n)
        .execution_options(yield_per=500)
    )


def why_not_intact(session: Session, room: Room) -> str | None:
    """The first place where the record was altered, as a sentence for the operator; None when it is whole."""
    head = BEGINNING
    for row in entries_of(session, room):
        head = chained(room.reference, head, row)
        if head != row.hash:
            return f"{room.reference}: entry {row.seq}.{row.n} does not follow from what stands before it"
        recorded = json.loads(row.facts).get("forgettable", {})
        for name, kept in (row.personal or {}).items():
            if _digest(kept["salt"], kept["value"]) != recorded.get(name):
                return f"{room.reference}: the words in entry {row.seq}.{row.n} are not those that were recorded"
    if head != room.head:
        return f"{room.reference}: the record ends before its published head"
    return None


def whys_not_intact(session: Session) -> list[str]:
    """Of every room whose record was altered, the first place where it was."""
    rooms = session.scalars(select(Room).order_by(Room.id)).all()
    return [why for room in rooms if (why := why_not_intact(session, room))]


def epoch_of(session: Session) -> str:
    """The installation's epoch."""
    return session.scalars(select(Installation.epoch)).one()


def _part_personal(entry: Entry) -> tuple[dict[str, Any], dict[str, Any]]:
    facts = {field.name: getattr(entry, field.name) for field in fields(entry)}
    personal = {}
    for name in entry.forgettable:
        value = facts.pop(name)
        if value is not None:
            personal[name] = {"value": value, "salt": secrets.token_hex(16)}
    if personal:
        facts["forgettable"] = {name: _digest(kept["salt"], kept["value"]) for name, kept in personal.items()}
    return facts, personal


def _digest(salt: str, value: Any) -> str:
    return hashlib.sha256(f"{salt}{canonical(value)}".encode()).hexdigest()
