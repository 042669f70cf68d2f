"""Reading about people; the viewer comes first, where one matters."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from deliberate.kernel import clock
from deliberate.kernel.acts import Standing, Who
from deliberate.kernel.errors import NotFound
from deliberate.kernel.record import Room
from deliberate.people.models import Account, AddressChange, Person, SignIn, SignInLink
from deliberate.people.rules import why_not_act_as_oneself
from deliberate.people.tokens import hash_of


def identify(session: Session, token: str) -> Who | None:
    """Who a token proves somebody to be, now; None when it proves nothing."""
    return identify_many(session, [token]).get(token)


def identify_many(session: Session, tokens: Collection[str]) -> dict[str, Who]:
    """Who each of these tokens proves somebody to be, now; those that prove nothing are left out."""
    by_hash = {hash_of(token): token for token in tokens}
    chosen = select(
        SignIn.token_hash, SignIn.id, SignIn.person_id, Person.name, Person.language, SignIn.meeting_id
    ).join(SignIn.person)
    found = session.execute(chosen.where(SignIn.token_hash.in_(by_hash), _counts_now()))
    return {
        by_hash[token_hash]: Who(
            session_id=number,
            person_id=person_id,
            name=name,
            language=language,
            has_account=meeting_id is None,
            meeting_id=meeting_id,
        )
        for token_hash, number, person_id, name, language, meeting_id in found
    }


def sessions_that_count(session: Session, ids: set[int]) -> set[int]:
    """Which of these sign-ins still prove something."""
    return set(session.scalars(select(SignIn.id).where(SignIn.id.in_(ids), _counts_now())))


def _counts_now() -> ColumnElement[bool]:
    """`SignIn.counts_at` this moment, for the database."""
    return and_(SignIn.ended_at.is_(None), SignIn.expires_at > clock.now())


def standing_in_own_room(session: Session, room: Room, who: Who) -> Standing:
    """In a person's room there is only that person; a guest has one only to be forgotten."""
    if who.person_id != room.number:
        raise NotFound
    role = (
        "guest" if why_not_act_as_oneself(vouched_for=sign_in_of(who, session).vouched_for) is None else "vouched_for"
    )
    return Standing(person_id=who.person_id, roles=frozenset({"oneself" if who.has_account else role}))


def account_of_email(session: Session, email: str) -> Account | None:
    """The account with that address."""
    return session.scalar(select(Account).where(Account.email == email.casefold()))


def without_account(session: Session, name: str) -> Sequence[Person]:
    """Those of that name who have no account: guests, and who was entered by others. For the operator only."""
    chosen = select(Person).outerjoin(Account).where(Person.name == name, Account.id.is_(None))
    return session.scalars(chosen.order_by(Person.id)).all()


def link_of(session: Session, token: str) -> SignInLink | None:
    """The link that was sent with that token."""
    return session.scalar(select(SignInLink).where(SignInLink.token_hash == hash_of(token)))


def address_change_of(viewer: Who, session: Session, token: str) -> AddressChange | None:
    """The viewer's own wish for another address, by the link that was sent with that token."""
    return session.scalar(
        select(AddressChange)
        .join(Account)
        .where(AddressChange.token_hash == hash_of(token), Account.person_id == viewer.person_id)
    )


def person(viewer: Who, session: Session) -> Person:
    """The viewer themselves."""
    return session.get_one(Person, viewer.person_id)


def sign_in_of(who: Who, session: Session) -> SignIn:
    """The sign-in that proved who this is."""
    return session.get_one(SignIn, who.session_id)


def devices(viewer: Who, session: Session) -> Sequence[SignIn]:
    """Where the viewer is signed in."""
    return session.scalars(
        select(SignIn)
        .where(SignIn.person_id == viewer.person_id, _counts_now())
        .order_by(SignIn.began_at.desc(), SignIn.id.desc())
    ).all()


def account(viewer: Who, session: Session) -> Account:
    """The viewer's own account."""
    found = session.scalar(select(Account).where(Account.person_id == viewer.person_id))
    if found is None:
        raise NotFound
    return found
