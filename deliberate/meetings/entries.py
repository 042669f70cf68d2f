"""What meetings write in their record. People are named by their seat; items by number, with their title where it may be gone later."""

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
class MeetingOpened(Entry):
    """It began."""

    kind = "meeting_opened"


@dataclass(frozen=True)
class MeetingPaused(Entry):
    """It was interrupted."""

    kind = "meeting_paused"

    reason: str


@dataclass(frozen=True)
class MeetingResumed(Entry):
    """It went on."""

    kind = "meeting_resumed"


@dataclass(frozen=True)
class MeetingClosed(Entry):
    """It ended."""

    kind = "meeting_closed"


@dataclass(frozen=True)
class PersonArrived(Entry):
    """Somebody is here; `mode` is how."""

    kind = "person_arrived"

    seat: int
    mode: str


@dataclass(frozen=True)
class PersonLeft(Entry):
    """Somebody is no longer here."""

    kind = "person_left"

    seat: int


@dataclass(frozen=True)
class RoleGiven(Entry):
    """Somebody does something for this meeting."""

    kind = "role_given"

    seat: int
    role: str


@dataclass(frozen=True)
class RoleTakenBack(Entry):
    """Somebody no longer does it."""

    kind = "role_taken_back"

    seat: int
    role: str


@dataclass(frozen=True)
class AccessWithdrawn(Entry):
    """A guest's devices no longer count."""

    kind = "access_withdrawn"
    in_minutes = False

    seat: int


@dataclass(frozen=True)
class CodeRenewed(Entry):
    """The join code is another one now."""

    kind = "code_renewed"
    in_minutes = False


@dataclass(frozen=True)
class ItemAdded(Entry):
    """Something is on the agenda."""

    kind = "item_added"
    in_minutes = False

    item: int
    title: str
    purpose: str
    minutes: int | None
    presenter: int | None


@dataclass(frozen=True)
class ItemChanged(ItemAdded):
    """It is worded or planned otherwise."""

    kind = "item_changed"


@dataclass(frozen=True)
class ItemMoved(Entry):
    """It stands elsewhere; `before` is the item that follows it, None at the end."""

    kind = "item_moved"
    in_minutes = False

    item: int
    before: int | None


@dataclass(frozen=True)
class ItemRemoved(Entry):
    """It is no longer on the agenda."""

    kind = "item_removed"
    in_minutes = False

    item: int
    title: str


@dataclass(frozen=True)
class ItemStarted(Entry):
    """The meeting turned to it."""

    kind = "item_started"

    item: int


@dataclass(frozen=True)
class ItemFinished(Entry):
    """The meeting was done with it."""

    kind = "item_finished"

    item: int


@dataclass(frozen=True)
class AgreementAsked(Entry):
    """Everyone was asked for objections."""

    kind = "agreement_asked"

    agreement: int
    about: str


@dataclass(frozen=True)
class ObjectionToAgreement(Entry):
    """Somebody objects, in their own words."""

    kind = "objection_to_agreement"
    forgettable = ("words",)

    agreement: int
    seat: int
    words: str | None


@dataclass(frozen=True)
class ObjectionToAgreementWithdrawn(Entry):
    """Its author took the objection back."""

    kind = "objection_to_agreement_withdrawn"

    agreement: int
    seat: int


@dataclass(frozen=True)
class AgreementSettled(Entry):
    """No objection stood: it was agreed. `present` is how many were here, `no_objection` how many had said so."""

    kind = "agreement_settled"

    agreement: int
    about: str
    present: int
    no_objection: int


@dataclass(frozen=True)
class AgreementSetAside(Entry):
    """It was asked anew instead."""

    kind = "agreement_set_aside"

    agreement: int


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


ALL: tuple[type[Entry], ...] = (
    MeetingPlanned,
    MeetingDescribed,
    HallGivenBack,
    MeetingConvened,
    MeetingOpened,
    MeetingPaused,
    MeetingResumed,
    MeetingClosed,
    PersonArrived,
    PersonLeft,
    RoleGiven,
    RoleTakenBack,
    AccessWithdrawn,
    CodeRenewed,
    ItemAdded,
    ItemChanged,
    ItemMoved,
    ItemRemoved,
    ItemStarted,
    ItemFinished,
    AgreementAsked,
    ObjectionToAgreement,
    ObjectionToAgreementWithdrawn,
    AgreementSettled,
    AgreementSetAside,
    GroupCalled,
    GroupMet,
)
