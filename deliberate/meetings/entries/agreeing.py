"""Plain agreement."""

from __future__ import annotations

from dataclasses import dataclass

from deliberate.kernel.record import Entry


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
