"""How a feature plugs in, and what the application knows once all have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from deliberate.kernel.acts import Command, Elsewhere, Forgetting, Standing, Who
from deliberate.kernel.errors import NotFound
from deliberate.kernel.outbox import Job
from deliberate.kernel.record import Entry, Room

if TYPE_CHECKING:
    from flask import Blueprint

    from deliberate.kernel.forms import ActForm
    from deliberate.kernel.mail import Mailer


@dataclass(frozen=True)
class Right:
    """A named claim about a standing; when it does not hold, `refusal` is the code of what the person reads."""

    holds: Callable[[Standing], bool]
    refusal: str


@dataclass(frozen=True)
class Door:
    """One act that people may send: the kind of room it happens in, its input and its command."""

    room: str
    form: type[ActForm]
    command: Command


@dataclass(frozen=True)
class Shown:
    """A kind of object that a room shows to an audience (`all`, `desk`, or `seat`: only its own seat, asked by `of_seat`).

    `ripples` names the other objects whose form depends on this one, so that they travel with it.
    """

    kind: str
    model: type
    in_room: Callable[[Session, Room], Iterable[Any]]
    form: Callable[[Any], dict[str, Any] | None]
    audience: str = "all"
    seat_of: Callable[[Any], int] | None = None
    of_seat: Callable[[Session, Room, int], Iterable[Any]] | None = None
    ripples: Callable[[Any], Iterable[Any]] = lambda thing: ()

    def key(self, thing: Any) -> str:
        """The object's name on the wire."""
        return f"{self.kind}/{thing.id}"


@dataclass(frozen=True)
class RoomKind:
    """How a person's standing in a room of this kind is found. Raises NotFound when they may not know of it.

    `standings` finds those of many at once, where a whole room acts together; whoever may not know of it is left out.
    """

    standing: Callable[[Session, Room, Who], Standing]
    standings: Callable[[Session, Room, Sequence[Who]], Mapping[Who, Standing]] | None = None

    def standings_of(self, session: Session, room: Room, people: Sequence[Who]) -> Mapping[Who, Standing]:
        """The standings of these people, without those who have none."""
        if self.standings is not None:
            return self.standings(session, room, people)
        found = {}
        for who in people:
            with suppress(NotFound):
                found[who] = self.standing(session, room, who)
        return found


PageRight = Callable[..., bool]


def anyone(session: object, viewer: object, **_: object) -> bool:
    """The right to a page that is open to everybody, or that decides by itself what each reader sees of it."""
    return True


@dataclass(frozen=True)
class Tools:
    """What jobs may use of the world outside the database: mail, the address of a path, the secret of our links, the data folder."""

    mailer: Mailer
    address: Callable[[str], str]
    secret: str
    data_folder: Path


@dataclass(frozen=True)
class PlainPart:
    """A part of a meeting's plain page: a template, and what it shows.

    `place` is `asked` (what is asked of this person now, first on the page), `now` (what the meeting is at), `mine` (what they can do at
    any time), `desk` (what who facilitates can do) or `read`. Its forms post to `<plain>/do/<act>`, with the act's full name.
    """

    place: str
    template: str
    shown: Mapping[str, Any] = field(default_factory=dict)


Jobs = Callable[[Tools], Mapping[str, Job]]


@dataclass(frozen=True)
class Held:
    """What a feature holds about a person under one heading, for that person: `rows` as programs read them (codes, moments).

    `labels` says in a sentence what each key of a row is, and `codes` what a code means; a key without a label is for programs only.
    """

    name: str
    title: str
    labels: Mapping[str, str]
    rows: Sequence[Mapping[str, Any]]
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Feature:
    """What a feature gives to the application."""

    name: str
    acts: Mapping[str, Door] = field(default_factory=dict)
    rights: Mapping[str, Right] = field(default_factory=dict)
    rooms: Mapping[str, RoomKind] = field(default_factory=dict)
    shown: Mapping[str, Sequence[Shown]] = field(default_factory=dict)
    entries: Sequence[type[Entry]] = ()
    jobs: Jobs | None = None
    refusals: Mapping[str, str] = field(default_factory=dict)
    panels: Mapping[str, Callable[..., dict[str, Any]]] = field(default_factory=dict)
    """What this feature adds to another one's page: by the page's name, a function of (session, viewer, thing)."""
    plain: Callable[[Session, Who, Standing, Any], Iterable[PlainPart]] | None = None
    """What this feature adds to a meeting's plain page, for one person."""
    about_person: Callable[[Session, int], Iterable[Elsewhere]] | None = None
    """Where this feature shows a person, and the act that shows them anew: asked when somebody is called otherwise."""
    about_me: Callable[[Session, int, str], Iterable[Held]] | None = None
    """Everything that this feature holds about a person: a function of (session, person, language), asked for that person only."""
    forget: Forgetting | None = None
    pages: Blueprint | None = None
    page_rights: Mapping[str, PageRight] = field(default_factory=dict)
    identify: Callable[[Session, str], Who | None] | None = None
    sessions_that_count: Callable[[Session, set[int]], set[int]] | None = None


class House:
    """All features together: the tables that the kernel looks things up in."""

    def __init__(self, features: Sequence[Feature]) -> None:
        self.features = tuple(features)
        self.acts: dict[str, Door] = {}
        self.rights: dict[str, Right] = {}
        self.rooms: dict[str, RoomKind] = {}
        self.shown: dict[str, list[Shown]] = {}
        self.entries: dict[str, type[Entry]] = {}
        self.page_rights: dict[str, PageRight] = {}
        for feature in features:
            self._take_in(feature)
        self.identify = next(feature.identify for feature in features if feature.identify)
        self.sessions_that_count = next(one.sessions_that_count for one in features if one.sessions_that_count)
        self._refuse_gaps()

    def _take_in(self, feature: Feature) -> None:
        merges: list[tuple[dict[str, Any], Mapping[str, Any]]] = [
            (self.acts, feature.acts),
            (self.rights, feature.rights),
            (self.rooms, feature.rooms),
            (self.entries, {entry.kind: entry for entry in feature.entries}),
            (self.page_rights, feature.page_rights),
        ]
        for known, new in merges:
            twice = known.keys() & new.keys()
            if twice:
                raise RuntimeError(f"{feature.name}: declared twice: {', '.join(sorted(twice))}")
            known.update(new)
        for kind, shown in feature.shown.items():
            self.shown.setdefault(kind, []).extend(shown)

    def _refuse_gaps(self) -> None:
        """An act without a row of rights is refused before the first request, not by the first attacker."""
        without = self.acts.keys() - self.rights.keys()
        if without:
            raise RuntimeError(f"acts without a row of rights: {', '.join(sorted(without))}")

    def jobs(self, tools: Tools) -> dict[str, Job]:
        """All jobs by name, ready to be done with these tools."""
        return {name: job for feature in self.features if feature.jobs for name, job in feature.jobs(tools).items()}

    def panels(self, page: str, session: Session, viewer: Who | None, thing: Any) -> dict[str, Any]:
        """What all features add to a page."""
        context: dict[str, Any] = {}
        for feature in self.features:
            if page in feature.panels:
                context |= feature.panels[page](session, viewer, thing)
        return context

    def plain_parts(self, session: Session, who: Who, standing: Standing, meeting: Any) -> list[PlainPart]:
        """What all features show this person on a meeting's plain page."""
        return [part for one in self.features if one.plain for part in one.plain(session, who, standing, meeting)]

    def about_person(self, session: Session, person_id: int) -> list[Elsewhere]:
        """Every room that shows this person, with the act that shows them anew."""
        return [
            elsewhere
            for feature in self.features
            if feature.about_person
            for elsewhere in feature.about_person(session, person_id)
        ]

    def about_me(self, session: Session, person_id: int, language: str) -> list[Held]:
        """Everything that is held about a person, by all features."""
        return [
            held
            for feature in self.features
            if feature.about_me
            for held in feature.about_me(session, person_id, language)
        ]

    @property
    def forgettings(self) -> list[Forgetting]:
        """What each feature does when somebody asks to be forgotten."""
        return [feature.forget for feature in self.features if feature.forget]

    def shown_in(self, room: Room) -> list[Shown]:
        """What a room of this kind shows."""
        return self.shown.get(room.kind, [])
