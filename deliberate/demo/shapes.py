"""The shapes in which the invented network is written down."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "ca", "es", "eu"]
Code = Literal["MOB", "FOO", "CUL", "BUY", "HOU", "TOU", "MAN", "ENE", "CAR", "FIN", "PUB", "ASM", "FOL", "COM", "PRO"]
SpaceKind = Literal["culture", "production", "responsible_consumption", "care", "knowledge", "participation"]
GroupKind = Literal["table", "working_group", "oversight_group", "assembly"]
Role = Literal["facilitator", "scribe", "member", "observer"]
PublicName = Literal["full", "first_name", "role_only"]
MeetingKind = Literal["table_session", "plenary"]
Purpose = Literal[
    "check_in", "inform", "consult", "explore", "decide", "report", "review", "break", "any_other_business", "closing"
]


@dataclass(frozen=True)
class Wording:
    """One text as each of the four languages would say it, not word for word."""

    en: str
    ca: str
    es: str
    eu: str


@dataclass(frozen=True)
class Hall:
    """A hall of a space: its name, floor, how many people it takes, and what it has."""

    name: str
    floor: int
    capacity: int
    facilities: tuple[str, ...]


@dataclass(frozen=True)
class Space:
    """A place of the network; `hours` are those of Monday to Sunday, as people type them."""

    code: str
    kind: SpaceKind
    name: Wording
    address: str
    directions: Wording
    capacity: int
    facilities: tuple[str, ...]
    hours: tuple[str, ...]
    halls: tuple[Hall, ...]


@dataclass(frozen=True)
class Group:
    """People who belong together, and what for."""

    code: Code
    kind: GroupKind
    name: Wording
    purpose: Wording


@dataclass(frozen=True)
class Person:
    """An invented person, the name they choose in public, and their role in each of their groups.

    Their e-mail address is `<handle>@demo.test`, a domain that no mail can ever reach.
    """

    handle: str
    name: str
    public_name: PublicName
    language: Language
    memberships: tuple[tuple[Code, Role], ...]


@dataclass(frozen=True)
class Item:
    """One point of an agenda, in the meeting's language; `presenter` is a handle."""

    title: str
    purpose: Purpose
    minutes: int
    presenter: str | None = None


@dataclass(frozen=True)
class Meeting:
    """A meeting so many days from today (before today when negative); its first group is the host, its hall is named by space and name.

    `attended` lists the handles of those who came, and is empty while the meeting is still to be held.
    """

    kind: MeetingKind
    groups: tuple[Code, ...]
    title: str
    state: Literal["convened", "closed"]
    days_from_today: int
    language: Language
    hall: tuple[str, str]
    planned_minutes: int
    agenda: tuple[Item, ...]
    attended: tuple[str, ...] = ()
