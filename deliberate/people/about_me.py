"""What is held about a person here, and where it is blanked when they ask to be forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from deliberate.kernel.acts import Elsewhere
from deliberate.kernel.feature import Held
from deliberate.kernel.language import LANGUAGES, N_
from deliberate.kernel.outbox import OutboxRow
from deliberate.kernel.record import ActRow, EntryRow, Room
from deliberate.people.models import Account, AddressChange, Person, PublicName, SignIn, SignInLink

PUBLIC_NAMES = {
    PublicName.FULL.value: N_("My full name"),
    PublicName.FIRST_NAME.value: N_("Only my first name"),
    PublicName.ROLE_ONLY.value: N_("Only my role, such as “a member”"),
}
WHEN, WHERE = N_("When"), N_("Where")


def where(session: Session, person_id: int) -> list[Elsewhere]:
    """Their own room, and that of the network, which took them in."""
    return [(f"person/{person_id}", "people.forget_in_own_room"), ("network/1", "people.forget_in_network")]


def held(session: Session, person_id: int, language: str) -> Iterable[Held]:
    """Who they are, on which devices they were known, what they did, and what they said."""
    person = session.get_one(Person, person_id)
    yield _who(person)
    if person.account:
        yield _links(session, person.account)
        yield _letters(session, person.account)
    yield _sign_ins(session, person_id)
    yield _acts(session, person_id)
    yield _entries(session, person_id)


def _who(person: Person) -> Held:
    row = {
        "name": person.name,
        "public_name": person.public_name,
        "email": person.account.email if person.account else None,
        "has_password": bool(person.account and person.account.password),
        "language": person.language,
        "under_14": person.is_child,
        "known_since": person.created_at,
        "number": person.id,
    }
    labels = {
        "name": N_("Name"),
        "public_name": N_("What everyone can read"),
        "email": N_("E-mail address"),
        "has_password": N_("A password is set (we cannot read it)"),
        "language": N_("Language you read"),
        "under_14": N_("Under 14"),
        "known_since": N_("Known since"),
    }
    return Held("person", N_("Who you are"), labels, [row], PUBLIC_NAMES | LANGUAGES)


def _links(session: Session, account: Account) -> Held:
    links = session.scalars(select(SignInLink).where(SignInLink.account_id == account.id))
    changes = session.scalars(select(AddressChange).where(AddressChange.account_id == account.id))
    rows: list[dict[str, Any]] = [
        *({"email": account.email, "works_until": one.expires_at, "used_at": one.used_at} for one in links),
        *({"email": one.email, "works_until": one.expires_at, "used_at": one.used_at} for one in changes),
    ]
    labels = {"email": N_("Sent to"), "works_until": N_("Works until"), "used_at": N_("Used")}
    return Held("links", N_("Links that you were sent"), labels, rows)


def _letters(session: Session, account: Account) -> Held:
    waiting = session.scalars(select(OutboxRow).where(OutboxRow.kind != "act", OutboxRow.done_at.is_(None)))
    rows = [{"due": one.due_at, "kind": one.kind} for one in waiting if one.payload.get("to") == account.email]
    return Held("letters", N_("E-mails to you that have not left yet"), {"due": WHEN}, rows)


def _sign_ins(session: Session, person_id: int) -> Held:
    found = session.scalars(select(SignIn).where(SignIn.person_id == person_id).order_by(SignIn.id))
    rows = [
        {"began_at": one.began_at, "ended_at": one.ended_at, "works_until": one.expires_at, "device": one.device}
        for one in found
    ]
    labels = {
        "began_at": N_("Since"),
        "ended_at": N_("Ended"),
        "works_until": N_("Works until"),
        "device": N_("What the browser told about itself"),
    }
    return Held("sign_ins", N_("Where you were signed in"), labels, rows)


def _acts(session: Session, person_id: int) -> Held:
    found = session.execute(
        select(ActRow.at, Room.kind, Room.number, ActRow.name)
        .join(Room, Room.id == ActRow.room_id)
        .where(ActRow.person_id == person_id)
        .order_by(ActRow.id)
    )
    rows = [{"at": at, "room": f"{kind}/{number}", "act": name} for at, kind, number, name in found]
    labels = {"at": WHEN, "room": WHERE, "act": N_("What (as programs call it)")}
    return Held("acts", N_("What you did here"), labels, rows)


def _entries(session: Session, person_id: int) -> Held:
    labels = {"at": WHEN, "room": WHERE, "kind": N_("What (as programs call it)"), "words": N_("In your words")}
    return Held("entries", N_("What the record says that you did"), labels, list(_entries_by(session, person_id)))


def _entries_by(session: Session, person_id: int) -> Iterator[dict[str, Any]]:
    found = session.execute(
        select(EntryRow, Room.kind, Room.number)
        .join(Room, Room.id == EntryRow.room_id)
        .where(EntryRow.person_id == person_id)
        .order_by(EntryRow.at, EntryRow.room_id, EntryRow.seq, EntryRow.n)
    )
    for entry, kind, number in found:
        facts = entry.read_facts()
        row = {"at": entry.at, "room": f"{kind}/{number}", "seq": entry.seq, "n": entry.n, "kind": entry.kind}
        yield row | {"facts": facts, "words": _said(facts)}


def _said(facts: Mapping[str, Any]) -> str | None:
    """Their own words, whatever the entry calls them."""
    return facts.get("words") or facts.get("reason")
