"""Groups and their people as a reader may see them: members by name, others by the name that each chose for outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from deliberate.groups import words
from deliberate.groups.models import Group, JoinRequest, Link, Mandate, Membership
from deliberate.groups.policy import DEFAULT, Policy
from deliberate.kernel import days, language, pages
from deliberate.people.models import Person

SOON = 30
"""Days before its end from which an assignment's days are counted out."""


@dataclass(frozen=True)
class ShownMember:
    """A member under the name that the viewer may read."""

    id: int
    person: int
    name: str
    role: str
    last_day: date | None
    has_account: bool


@dataclass(frozen=True)
class ShownRequest:
    """Somebody who waits for an answer."""

    id: int
    name: str
    words: str
    asked_at: datetime


@dataclass(frozen=True)
class ShownLink:
    """Somebody who represents a group in another one."""

    id: int
    name: str
    group: Group
    to_group: Group
    last_day: date | None


@dataclass(frozen=True)
class Answered:
    """One rule of a policy, as a question and the sentence that answers it."""

    field: str
    question: str
    words: str
    is_usual: bool


def member(one: Membership, *, inside: bool) -> ShownMember:
    """A member of the group."""
    return ShownMember(
        one.id,
        one.person_id,
        name_of(one.person, inside=inside),
        one.role,
        one.role_until,
        one.person.account is not None,
    )


def request(one: JoinRequest) -> ShownRequest:
    """A request, for those who answer it."""
    return ShownRequest(one.id, one.person.name, one.words, one.asked_at)


def link(one: Link, *, inside: bool) -> ShownLink:
    """A representative; within their own group by their name."""
    return ShownLink(one.id, name_of(one.person, inside=inside), one.group, one.to_group, one.last_day)


def name_of(person: Person, *, inside: bool) -> str:
    """What the viewer may call somebody."""
    return person.name if inside else person.outside_name or pages.say(words.SOMEBODY)


def time_left(mandate: Mandate) -> str:
    """Until when an assignment lasts, counted in days when it is soon."""
    if mandate.closed_at is not None:
        return pages.say(words.CLOSED_ON, day=language.date(pages.reader_language(), days.day_of(mandate.closed_at)))
    left = mandate.days_left
    if left < 0:
        return pages.say(words.OVERDUE)
    if left == 0:
        return pages.say(words.ENDS_TODAY)
    if left <= SOON:
        return language.translations(pages.reader_language()).ngettext(*words.ENDS_IN, left) % {"n": left}
    return pages.say(words.ENDS_ON, day=language.date(pages.reader_language(), mandate.ends_on))


def answers(policy: Policy) -> list[Answered]:
    """A policy in plain sentences."""
    holes = policy.as_stored()
    return [
        Answered(
            field,
            pages.say(question),
            _sentence(sentences[_value(holes[field], sentences)], holes),
            _is_usual(field, policy),
        )
        for field, (question, sentences) in words.POLICY.items()
    ]


def options() -> dict[str, list[tuple[str, str, str]]]:
    """For the form: each field's possible values with their sentences, numbers left open."""
    blank = dict.fromkeys(DEFAULT.as_stored(), "…")
    return {
        field: [(value, _sentence(sentence, blank), "") for value, sentence in sentences.items()]
        for field, (_, sentences) in words.POLICY.items()
    }


def questions() -> dict[str, str]:
    """What each field asks."""
    return {field: pages.say(question) for field, (question, _) in words.POLICY.items()}


def changed(old: Policy, new: Policy) -> list[str]:
    """The questions to which two policies answer differently."""
    asked = questions()
    return list(dict.fromkeys(asked[words.PART_OF.get(field, field)] for field in old.changes_to(new)))


def _value(value: Any, sentences: dict[str, str]) -> str:
    return str(value) if str(value) in sentences else "some"


def _sentence(sentence: str, holes: dict[str, Any]) -> str:
    return pages.say(sentence, **holes)


def _is_usual(field: str, policy: Policy) -> bool:
    changes = DEFAULT.changes_to(policy)
    return not any(words.PART_OF.get(one, one) == field for one in changes)
