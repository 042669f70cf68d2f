"""The one step that makes sense next for who facilitates, and those beside it: what next_step.js is for the live page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from deliberate.kernel.language import N_, N_n, say, translations
from deliberate.meetings.models import AgendaItem, Agreement, AgreementState, ItemState, Meeting, MeetingState, Reply

ASK_HINT = N_("Everyone here is asked: any objection to this agenda?")
FIRST_POINT = N_("Write the first point of the agenda.")
OBJECTED = N_("There is an objection. Talk it over, change the agenda if that helps, then ask again.")
NO_OBJECTION = N_n("%(n)s person has no objection", "%(n)s people have no objection")


@dataclass(frozen=True)
class Step:
    """An act to offer: absolute, so that a late or repeated click is harmless."""

    act: str
    label: str
    inputs: dict[str, int | str] = field(default_factory=dict)
    hint: str = ""


@dataclass(frozen=True)
class NextStep:
    """The step, if there is one; those beside it; what to do in the room before."""

    step: Step | None = None
    also: Sequence[Step] = ()
    words: str = ""


def next_step(meeting: Meeting, language: str) -> NextStep:
    """What a facilitator does next."""
    return _Desk(meeting, language).next_step()


class _Desk:
    def __init__(self, meeting: Meeting, language: str) -> None:
        self._meeting = meeting
        self._language = language
        self._planned = [item for item in meeting.walked if item.state == ItemState.PLANNED]
        self._current = next((item for item in meeting.items if item.state == ItemState.CURRENT), None)

    def next_step(self) -> NextStep:
        match self._meeting.state:
            case MeetingState.DRAFT:
                return self._before_the_call()
            case MeetingState.CONVENED:
                return NextStep(Step("meetings.open", self._say(N_("Open the meeting"))))
            case MeetingState.PAUSED:
                return NextStep(Step("meetings.resume", self._say(N_("Go on with the meeting"))))
            case MeetingState.OPEN:
                return self._during(self._current) if self._current else self._between_items()
        return NextStep()

    def _before_the_call(self) -> NextStep:
        if not self._meeting.items:
            return NextStep(words=self._say(FIRST_POINT))
        return NextStep(Step("meetings.convene", self._say(N_("Call the meeting"))))

    def _during(self, current: AgendaItem) -> NextStep:
        also = self._still_to_settle()
        if not self._planned:
            return NextStep(self._finish(current, N_("Finish the last point")), also)
        return NextStep(
            self._start(self._planned[0], current), [self._finish(current, N_("Finish this point only")), *also]
        )

    def _between_items(self) -> NextStep:
        close = Step("meetings.close", self._say(N_("Close the meeting")))
        if not self._meeting.items:
            return NextStep(also=[close], words=self._say(FIRST_POINT))
        if asked := asked_agreement(self._meeting):
            return self._agreeing(asked)
        if not self._planned:
            return NextStep(close)
        start = self._start(self._planned[0], None)
        if self._nobody_was_asked():
            return NextStep(self._ask(N_("Ask for agreement on the agenda")), [start])
        return NextStep(start)

    def _agreeing(self, asked: Agreement) -> NextStep:
        if asked.standing_objections:
            return NextStep(self._ask(N_("Ask again")), words=self._say(OBJECTED))
        return NextStep(self._settle(asked))

    def _nobody_was_asked(self) -> bool:
        asked = self._meeting.agreements[-1] if self._meeting.agreements else None
        unasked = asked is None or asked.state == AgreementState.SET_ASIDE
        return unasked and not self._meeting.has_walked

    def _still_to_settle(self) -> list[Step]:
        asked = asked_agreement(self._meeting)
        return [self._settle(asked)] if asked and not asked.standing_objections else []

    def _ask(self, label: str) -> Step:
        return Step("meetings.ask_agreement", self._say(label), hint=self._say(ASK_HINT))

    def _settle(self, asked: Agreement) -> Step:
        n = sum(reply.reply == Reply.NO_OBJECTION for reply in asked.replies)
        hint = translations(self._language).ngettext(*NO_OBJECTION, n) % {"n": n}
        return Step(
            "meetings.settle_agreement", self._say(N_("The agenda is agreed")), {"agreement": asked.id}, hint=hint
        )

    def _start(self, item: AgendaItem, after: AgendaItem | None) -> Step:
        label = self._say(N_("Start %(number)s. %(title)s"), number=item.number, title=item.title)
        ends = self._say(N_("Ends %(number)s. %(title)s"), number=after.number, title=after.title) if after else ""
        return Step("meetings.start_item", label, {"item": item.id, "after": after.id if after else ""}, hint=ends)

    def _finish(self, item: AgendaItem, label: str) -> Step:
        return Step("meetings.finish_item", self._say(label), {"item": item.id})

    def _say(self, sentence: str, **holes: object) -> str:
        return say(self._language, sentence, **holes)


def asked_agreement(meeting: Meeting) -> Agreement | None:
    """What everyone is asked now."""
    last = meeting.agreements[-1] if meeting.agreements else None
    return last if last is not None and last.state == AgreementState.ASKED else None
