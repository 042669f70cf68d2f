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
class MeetingOpened(Entry):
    """It began."""

    kind = "meeting_opened"


@dataclass(frozen=True)
class MeetingPaused(Entry):
    """It was interrupted."""

    kind = "meeting_paused"
    forgettable = ("reason",)

    reason: str | None


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
class DoorSet(Entry):
    """People who come with the code wait until they are let in, or no longer do."""

    kind = "door_set"
    in_minutes = False

    one_by_one: bool


@dataclass(frozen=True)
class PersonTurnedAway(Entry):
    """Somebody who waited at the door was not let in; who, and what they were told, is not in the record."""

    kind = "person_turned_away"
    in_minutes = False


@dataclass(frozen=True)
class ReturnCodeMade(Entry):
    """The desk made a code for coming back to a seat; `lost`: the phones known until then count no more."""

    kind = "return_code_made"
    in_minutes = False

    seat: int
    lost: bool


@dataclass(frozen=True)
class CameBack(Entry):
    """A guest goes on with their seat on another phone."""

    kind = "came_back"
    in_minutes = False

    seat: int


@dataclass(frozen=True)
class SeatClaimed(Entry):
    """A guest goes on with an account: `seat` is what it is from now on, `guest` what it was until then."""

    kind = "seat_claimed"
    in_minutes = False

    seat: int
    guest: int


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
    """It stands elsewhere; `before` is the item that follows it, None at the end; `parent` the item that it is a part of."""

    kind = "item_moved"
    in_minutes = False

    item: int
    before: int | None
    parent: int | None = None


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
class ItemsCarriedOver(Entry):
    """What was not dealt with is kept for the next time."""

    kind = "items_carried_over"

    items: list[int]


@dataclass(frozen=True)
class SuggestionKept(Entry):
    """In the record of the group that convened: a point its meeting did not get to waits for the next one."""

    kind = "suggestion_kept"
    in_minutes = False
    forgettable = ("title",)

    suggestion: int
    meeting: int
    item: int | None
    title: str | None


@dataclass(frozen=True)
class ItemSuggested(Entry):
    """Somebody suggested a point, and says why."""

    kind = "item_suggested"
    in_minutes = False
    forgettable = ("title", "words")

    suggestion: int
    title: str | None
    words: str | None


@dataclass(frozen=True)
class SuggestionReworded(ItemSuggested):
    """Its author says it otherwise."""

    kind = "suggestion_reworded"


@dataclass(frozen=True)
class SuggestionWithdrawn(Entry):
    """Its author took it back."""

    kind = "suggestion_withdrawn"
    in_minutes = False
    forgettable = ("title",)

    suggestion: int
    title: str | None


@dataclass(frozen=True)
class SuggestionTaken(Entry):
    """It is on the agenda."""

    kind = "suggestion_taken"
    in_minutes = False

    suggestion: int
    item: int
    title: str


@dataclass(frozen=True)
class SuggestionReleased(Entry):
    """In the record of a group: its item was taken off the agenda, so it is open again."""

    kind = "suggestion_released"
    in_minutes = False
    forgettable = ("title",)

    suggestion: int
    title: str | None


@dataclass(frozen=True)
class SuggestionDeclined(Entry):
    """It will not be on the agenda; the facilitator says why."""

    kind = "suggestion_declined"
    in_minutes = False
    forgettable = ("title", "words")

    suggestion: int
    title: str | None
    words: str | None


@dataclass(frozen=True)
class AgendaFilled(Entry):
    """The points of another agenda were added; `source` is where they are from."""

    kind = "agenda_filled"
    in_minutes = False

    source: str
    count: int


@dataclass(frozen=True)
class TemplateSaved(Entry):
    """In the record of a group: it keeps an agenda to begin others with."""

    kind = "template_saved"
    in_minutes = False

    template: int
    name: str


@dataclass(frozen=True)
class TemplateRenamed(TemplateSaved):
    """It is called otherwise."""

    kind = "template_renamed"


@dataclass(frozen=True)
class TemplateRemoved(TemplateSaved):
    """It is kept no longer."""

    kind = "template_removed"


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
class AnswerEntered(Entry):
    """A helper entered what somebody without a device says; `helper` is the helper's seat, if they have one."""

    kind = "answer_entered"

    agreement: int
    seat: int
    helper: int | None


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
class FromPaper(Entry):
    """Something that happened in a meeting held on paper: the entry's own time is only when it was entered."""


@dataclass(frozen=True)
class MeetingHeldOnPaper(FromPaper):
    """It was held without the program, and entered afterwards."""

    kind = "meeting_held_on_paper"

    began_at: str
    ended_at: str


@dataclass(frozen=True)
class PeopleWereThere(FromPaper):
    """Who the paper says was there: their seats. They are not told one by one, for an undone entry's seats may be others' later."""

    kind = "people_were_there"

    seats: tuple[int, ...]
    present: int


@dataclass(frozen=True)
class ItemDealtWith(FromPaper):
    """The meeting dealt with it; `minutes` when the paper says how long."""

    kind = "item_dealt_with"

    item: int
    minutes: int | None


@dataclass(frozen=True)
class ItemNotDealtWith(FromPaper):
    """The meeting did not come to it."""

    kind = "item_not_dealt_with"

    item: int


@dataclass(frozen=True)
class ItemNoted(FromPaper):
    """What the paper says about an item."""

    kind = "item_noted"
    forgettable = ("words",)

    item: int
    words: str | None


@dataclass(frozen=True)
class ObjectionOnPaper(FromPaper):
    """An objection to the agenda, on a slip without a name."""

    kind = "objection_on_paper"
    forgettable = ("words",)

    agreement: int
    words: str | None


@dataclass(frozen=True)
class AgreedOnPaper(FromPaper):
    """Nobody objected any more. `no_objection` is how many slips said so, if they were counted."""

    kind = "agreed_on_paper"

    agreement: int
    about: str
    present: int
    no_objection: int | None


@dataclass(frozen=True)
class NotAgreedOnPaper(FromPaper):
    """It was asked, and not agreed."""

    kind = "not_agreed_on_paper"

    agreement: int
    about: str
    no_objection: int | None


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
    DraftDropped,
    MeetingCancelled,
    MeetingPostponed,
    MeetingNotHeld,
    MeetingOpened,
    MeetingPaused,
    MeetingResumed,
    MeetingClosed,
    PersonArrived,
    PersonLeft,
    RoleGiven,
    RoleTakenBack,
    AccessWithdrawn,
    DoorSet,
    PersonTurnedAway,
    ReturnCodeMade,
    CameBack,
    SeatClaimed,
    CodeRenewed,
    ItemAdded,
    ItemChanged,
    ItemMoved,
    ItemRemoved,
    ItemStarted,
    ItemFinished,
    ItemsCarriedOver,
    SuggestionKept,
    ItemSuggested,
    SuggestionReworded,
    SuggestionWithdrawn,
    SuggestionTaken,
    SuggestionReleased,
    SuggestionDeclined,
    AgendaFilled,
    TemplateSaved,
    TemplateRenamed,
    TemplateRemoved,
    AgreementAsked,
    ObjectionToAgreement,
    AnswerEntered,
    ObjectionToAgreementWithdrawn,
    AgreementSettled,
    AgreementSetAside,
    MeetingHeldOnPaper,
    PeopleWereThere,
    ItemDealtWith,
    ItemNotDealtWith,
    ItemNoted,
    ObjectionOnPaper,
    AgreedOnPaper,
    NotAgreedOnPaper,
    GroupCalled,
    GroupMet,
)
