"""The shapes in which the invented network is written down."""

from dataclasses import dataclass, field
from typing import Literal

Language = Literal["en", "ca", "es", "eu"]
Code = Literal["MOB", "FOO", "CUL", "BUY", "HOU", "TOU", "MAN", "ENE", "CAR", "FIN", "PUB", "ASM", "FOL", "COM", "PRO"]
SpaceKind = Literal["culture", "production", "responsible_consumption", "care", "knowledge", "participation"]
GroupKind = Literal["table", "working_group", "oversight_group", "assembly"]
Role = Literal["facilitator", "scribe", "member", "observer"]
Openness = Literal["open", "on_request", "closed"]
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
class Organisation:
    """An association or public body; its members are named by the organisation above them, who belongs to it by handle."""

    name: str
    kind: Literal["association", "public_body"]
    level: int
    parent: str = ""
    affiliated: tuple[str, ...] = ()


@dataclass(frozen=True)
class Representation:
    """A member who speaks in a group for an organisation, or for another group, until a day that many days ahead (0: no end)."""

    handle: str
    of: str
    group: Code
    days_left: int = 0


@dataclass(frozen=True)
class Agreed:
    """What a group has agreed about how it decides: only what differs from the usual, and its own words for why."""

    group: Code
    words: str
    rules: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class Assignment:
    """What one group asked another to do, when it began and when it ends, in days from today."""

    group: Code
    delegator: Code
    purpose: str
    proposal: str
    reporting: str
    began: int
    ends: int


@dataclass(frozen=True)
class Term:
    """A role that somebody has until a day, so many days ahead."""

    handle: str
    group: Code
    role: Role
    days_left: int


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
    parts: tuple["Item", ...] = ()
    paper: tuple[str, str] | None = None
    """A file that hangs on it: its name and its text."""


@dataclass(frozen=True)
class Numbered:
    """A point of an agenda that is there, by its number."""

    id: int
    title: str
    minutes: int | None


@dataclass(frozen=True)
class Suggestion:
    """A point that somebody would like to have on the agenda, and why."""

    handle: str
    title: str
    purpose: Purpose
    words: str
    minutes: int = 10
    presents: bool = False

    def as_input(self) -> dict[str, str | int]:
        """As the form of suggesting takes it."""
        return {
            "title": self.title,
            "purpose": self.purpose,
            "words": self.words,
            "minutes": self.minutes,
            "presents": "true" if self.presents else "",
        }


@dataclass(frozen=True)
class Reply:
    """Whether somebody will come; words are an apology's."""

    handle: str
    answer: Literal["in_the_room", "remote", "telephone", "cannot_come"]
    words: str = ""


@dataclass(frozen=True)
class Happened:
    """What was special to a meeting of the past. Usual is: held as it was called, from the first point to the last, without objections."""

    course: Literal["held", "cancelled", "not_held", "on_paper"] = "held"
    reason: str = ""
    postponed_by: int = 0
    """So many days later than people were called for first."""
    objection: str = ""
    """Somebody objected to the agenda with these words, and took it back after they had talked."""
    left_early: bool = False
    carried_over: tuple[str, ...] = ()
    """Titles of the points that were kept for the next time."""
    notes: tuple[str, ...] = ()
    """A line for each point between beginning and end, as they stand on the paper."""


USUAL = Happened()


@dataclass(frozen=True)
class Held:
    """One meeting that was held: by whom, how many days ago, called what, and its points between beginning and end."""

    group: Code
    days_ago: int
    title: str
    points: tuple[tuple[Purpose, int, str], ...]
    with_groups: tuple[Code, ...] = ()
    happened: Happened = USUAL


@dataclass(frozen=True)
class Meeting:
    """A meeting so many days from today (before today when negative); its first group is the host, its hall is named by space and name.

    `attended` lists the handles of those who came, and is empty while the meeting is still to be held.
    """

    kind: MeetingKind
    groups: tuple[Code, ...]
    title: str
    state: Literal["convened", "over"]
    days_from_today: int
    language: Language
    hall: tuple[str, str]
    planned_minutes: int
    agenda: tuple[Item, ...]
    attended: tuple[str, ...] = ()
    happened: Happened = USUAL
    suggestions: tuple[Suggestion, ...] = ()
    replies: tuple[Reply, ...] = ()
