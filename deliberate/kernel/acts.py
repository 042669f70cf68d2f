"""An act: the only way anything changes. A command receives one and does everything through it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from sqlalchemy.orm import Session

from deliberate.kernel import forgetting, outbox, record
from deliberate.kernel.errors import NotFound, Refused
from deliberate.kernel.record import Entry, EntryRow, Room

UNDO_FOR = timedelta(seconds=10)
MAIL_WAITS_FOR_UNDO = timedelta(seconds=15)


class InRoom(Protocol):
    """A thing that belongs to one room."""

    @property
    def room_id(self) -> int: ...


Elsewhere = tuple[str, str]
"""A room, and the name of an act to be done there."""

Thing = TypeVar("Thing", bound=InRoom)


@dataclass(frozen=True)
class Who:
    """Whoever stands at a door: proved by a session, not yet by any right."""

    session_id: int
    person_id: int
    name: str
    language: str
    has_account: bool
    meeting_id: int | None = None  # a guest's session is good for this meeting only


@dataclass(frozen=True)
class Standing:
    """What a person is in a room at this moment, loaded from state inside the act's own savepoint."""

    person_id: int | None
    seat_id: int | None = None
    desk: bool = False
    member: bool = False
    roles: frozenset[str] = frozenset()

    @property
    def is_system(self) -> bool:
        """True for what the program itself carries out: effects of acts in other rooms."""
        return "system" in self.roles


SYSTEM = Standing(person_id=None, roles=frozenset({"system"}))


@dataclass(frozen=True)
class Command:
    """Something people do: the function, its full name, and whether it can be taken back for ten seconds.

    `many`: what a whole room does within a second. Acts of such a command that wait together are done together, each with its own
    answer and number and the same outcome as one after the other; at most one of each person. `reads` is given all of them and reads
    at once what they need; what it returns is the function's second argument.
    """

    name: str
    run: Callable[..., None]
    undoable: bool = False
    many: bool = False
    reads: Callable[[Sequence[Act]], Any] | None = None


def command(
    *, undoable: bool = False, many: bool = False, reads: Callable[[Sequence[Act]], Any] | None = None
) -> Callable[[Callable[..., None]], Command]:
    """Declare a function of a feature's commands as a command, named `<feature>.<function>`.

    A function with `many` refuses before it changes anything, changes nothing that another person's act of its kind looks at, and
    asks the database for nothing that `reads` can ask for all. It may add things without `Act.add`: all are written at the end.
    """

    def declare(run: Callable[..., None]) -> Command:
        feature = run.__module__.split(".")[1]
        return Command(f"{feature}.{run.__name__}", run, undoable, many, reads)

    return declare


@dataclass(frozen=True)
class Forgetting:
    """What a feature does when a person asks to be forgotten.

    `where`: the rooms in which it holds something of theirs, and the act (its input is `person`) that blanks it there, under that
    room's lock, with `Act.forget_words` for the room's record. `why_not`: what the person has to settle before. `at_once`: what must be
    done while their address is still known.
    """

    where: Callable[[Session, int], Iterable[Elsewhere]] = lambda session, person_id: ()
    why_not: Callable[[Session, int], StrEnum | None] = lambda session, person_id: None
    at_once: Callable[[Act, int], None] = lambda act, person_id: None


@dataclass
class Act:
    """One act under way, inside its savepoint, under its room's lock."""

    id: str
    name: str
    room: Room
    standing: Standing
    at: datetime
    session: Session
    seq: int
    """The number that it will have in the room's record, if it changes anything."""
    inputs: Mapping[str, Any] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    entries: list[EntryRow] = field(default_factory=list)
    also_touched: list[Any] = field(default_factory=list)
    concerns: set[str] = field(default_factory=set)
    rights_changed_for: set[int] = field(default_factory=set)
    later_rows: int = 0
    undoable: bool = False
    forgets: bool = False
    about_person: Callable[[Session, int], Iterable[Elsewhere]] = lambda session, person_id: ()
    forgettings: Sequence[Forgetting] = ()

    def get(self, model: type[Thing], id: int | None) -> Thing:
        """The thing of that number in this act's room; anywhere else it does not exist."""
        thing = self.session.get(model, id) if id is not None else None
        if thing is None or thing.room_id != self.room.id:
            raise NotFound
        return thing

    def refuse_if(self, why: StrEnum | None) -> None:
        """Stop here, with nothing changed, when a rule gives a reason."""
        if why is not None:
            raise Refused(why.value)

    def add(self, thing: Any) -> Any:
        """Bring a new thing into being; it has its number when this returns."""
        self.session.add(thing)
        self.session.flush()
        return thing

    def delete(self, thing: Any) -> None:
        """Take a thing out of the state; what was written about it stays in the record."""
        self.session.delete(thing)

    def touch(self, *things: Any) -> None:
        """Say that these look different now, though no column of theirs changed."""
        self.also_touched.extend(things)

    def concern(self, what: str) -> None:
        """Name something that this act depends on as a whole, such as the order of the agenda.

        A later act that concerns it too forbids undoing this one, even if they touched none of the same objects.
        """
        self.concerns.add(what)

    def write(self, entry: Entry, *, corrects: tuple[int, int] | None = None) -> None:
        """Write a fact into the room's record."""
        row = record.append(
            self.session,
            self.room,
            entry,
            seq=self.seq,
            n=len(self.entries),
            at=self.at,
            by=(self.standing.person_id, self.standing.seat_id),
            corrects=corrects,
        )
        self.entries.append(row)

    def later(self, kind: str, payload: dict[str, Any], *, due: datetime | None = None) -> None:
        """Have something carried out after the commit: mail, a reminder. It exists exactly if this act does."""
        if due is None:
            due = self.at + MAIL_WAITS_FOR_UNDO if self.undoable else self.at
        self._post(kind, payload, due)

    def elsewhere(self, room: str, name: str, inputs: dict[str, Any], *, due: datetime | None = None) -> None:
        """Have another act done in a room, after the commit or when due, exactly once; not at all if this one is undone."""
        act_id = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{self.room.reference} {self.id} {room} {self.later_rows}"))
        self.later("act", {"room": room, "id": act_id, "name": name, "input": inputs}, due=due)

    def show_anew(self, person_id: int) -> None:
        """Have every room that shows this person show them as they are now."""
        for room, name in self.about_person(self.session, person_id):
            self.elsewhere(room, name, {"person": person_id})

    def forget_everywhere(self, person_id: int) -> None:
        """Have every feature blank what it holds of this person; refused while they have something to settle."""
        for feature in self.forgettings:
            self.refuse_if(feature.why_not(self.session, person_id))
        for feature in self.forgettings:
            feature.at_once(self, person_id)
            for room, name in feature.where(self.session, person_id):
                self.elsewhere(room, name, {"person": person_id})

    def forget_words(self, person_id: int, *, seats: Iterable[int] = ()) -> None:
        """Erase a person's own words from this room's record; whoever was away gets the room anew instead of what they missed."""
        forgetting.forget_words(self.session, self.room, person_id, frozenset(seats))
        self.forgets = True

    def rights_changed(self, people: Iterable[int]) -> None:
        """Say whose rights are no longer what their open connections were given."""
        self.rights_changed_for.update(people)

    def _post(self, kind: str, payload: dict[str, Any], due: datetime) -> None:
        outbox.post(
            self.session, room_id=self.room.id, act_id=self.id, n=self.later_rows, kind=kind, payload=payload, due=due
        )
        self.later_rows += 1
