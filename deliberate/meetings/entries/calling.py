"""Planning a meeting, calling people to it, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass

from deliberate.kernel.record import Entry


@dataclass(frozen=True)
class MeetingPlanned(Entry):
    """In the record of the group: it thought of a meeting."""

    kind = "meeting_planned"
    in_minutes = False

    meeting: int
    title: str


@dataclass(frozen=True)
class MeetingDescribed(Entry):
    """Its title, time or place is another one now."""

    kind = "meeting_described"
    in_minutes = False

    title: str
    starts_at: str
    planned_minutes: int
    place: str
    hall: int | None = None
    hall_name: str = ""


@dataclass(frozen=True)
class HallGivenBack(Entry):
    """It has no hall any more: it is not held, or the hall is taken at its new time."""

    kind = "hall_given_back"
    in_minutes = False

    hall: int
    hall_name: str


@dataclass(frozen=True)
class MeetingConvened(Entry):
    """People were called to it."""

    kind = "meeting_convened"
    in_minutes = False


@dataclass(frozen=True)
class DraftDropped(Entry):
    """Nobody was called to it, and nobody will be."""

    kind = "draft_dropped"
    in_minutes = False


@dataclass(frozen=True)
class MeetingCancelled(Entry):
    """People were called to it, and it will not be."""

    kind = "meeting_cancelled"
    forgettable = ("reason",)

    reason: str | None


@dataclass(frozen=True)
class MeetingPostponed(Entry):
    """It will be later: `to` is when, None as long as nobody knows."""

    kind = "meeting_postponed"
    forgettable = ("reason",)

    reason: str | None
    to: str | None


@dataclass(frozen=True)
class MeetingNotHeld(Entry):
    """Its time came and it was not held; `because` is a code."""

    kind = "meeting_not_held"
    forgettable = ("reason",)

    because: str
    reason: str | None


@dataclass(frozen=True)
class CodeRenewed(Entry):
    """The join code is another one now."""

    kind = "code_renewed"
    in_minutes = False


@dataclass(frozen=True)
class GroupCalled(Entry):
    """In the record of a group that takes part: people were called to a meeting."""

    kind = "group_called"

    meeting: int


@dataclass(frozen=True)
class GroupMet(Entry):
    """In the record of a group that took part: a meeting was held."""

    kind = "group_met"

    meeting: int
