"""What people do about who they are: introduce themselves, sign in and out."""

from __future__ import annotations

from sqlalchemy import select

from deliberate.kernel.acts import Act, command
from deliberate.kernel.errors import NotFound, Refused
from deliberate.kernel.record import open_room
from deliberate.people.models import Account, Person, PublicName, SignIn, SignInLink
from deliberate.people.rules import ACCOUNT_SESSION, LINK_LIVES, Why, why_not_have_account, why_not_use_link
from deliberate.people.tokens import hash_of


@command()
def register_person(act: Act, *, name: str, public_name: str, language: str, email: str) -> None:
    """Take somebody into the network, with an account."""
    person = Person(name=name, public_name=PublicName(public_name), language=language, created_at=act.at)
    open_account(act, act.add(person), email)
    act.ids["person"] = person.id


@command()
def introduce_oneself(act: Act, *, name: str, public_name: str, language: str) -> None:
    """Say how one is called, how one is named outside, and what one reads."""
    person = _person(act)
    person.name, person.public_name, person.language = name, public_name, language
    act.show_anew(person.id)


@command()
def set_password(act: Act, *, password_hash: str) -> None:
    """Use a password beside the link; every other device has to sign in again."""
    own_account(act).password = password_hash
    end_sign_ins(act)


@command()
def sign_out(act: Act, *, sign_in: int) -> None:
    """Be unknown on one device."""
    end_sign_ins(act, only=sign_in)


@command()
def sign_out_everywhere(act: Act) -> None:
    """Be unknown on all devices."""
    end_sign_ins(act)


@command()
def send_link(act: Act, *, token: str, next: str) -> None:
    """Send this person a link that signs in once and then shows the page they wanted."""
    account = own_account(act)
    act.add(SignInLink(account_id=account.id, token_hash=hash_of(token), expires_at=act.at + LINK_LIVES))
    act.later(
        "people.mail_link", {"to": account.email, "language": account.person.language, "token": token, "next": next}
    )


@command()
def make_link(act: Act, *, token_hash: str) -> None:
    """Let the operator hand a link that signs in once to this person."""
    act.add(SignInLink(account_id=own_account(act).id, token_hash=token_hash, expires_at=act.at + LINK_LIVES))


@command()
def sign_in_by_link(act: Act, *, link_hash: str, token_hash: str, device: str) -> None:
    """Be known on a device, by the link from the mail; it serves once."""
    link = act.session.scalar(
        select(SignInLink).join(Account).where(SignInLink.token_hash == link_hash, Account.person_id == act.room.number)
    )
    if link is None:
        raise Refused(Why.LINK_USED_OR_OLD)
    act.refuse_if(why_not_use_link(link.used_at, link.expires_at, act.at))

    link.used_at = act.at
    begin_sign_in(act, token_hash, device)


@command()
def sign_in_by_password(act: Act, *, token_hash: str, device: str) -> None:
    """Be known on a device, by a password that the door has checked."""
    begin_sign_in(act, token_hash, device)


def open_account(act: Act, person: Person, email: str) -> None:
    """Let a person sign in by this address: the one way in which an account comes to be."""
    act.refuse_if(why_not_have_account(is_child=person.is_child))
    refuse_known_address(act, email)
    act.add(Account(person_id=person.id, email=email.casefold()))
    open_room(act.session, "person", person.id)


def refuse_known_address(act: Act, email: str) -> None:
    """Stop when somebody has an account with this address."""
    if act.session.scalar(select(Account.id).where(Account.email == email.casefold())) is not None:
        raise Refused(Why.EMAIL_KNOWN)


def begin_sign_in(act: Act, token_hash: str, device: str, *, person_id: int | None = None) -> None:
    """Let a device be known, as that of the person whose room this is or as somebody else's who has just proved themselves."""
    sign_in = act.add(
        SignIn(
            person_id=person_id or act.room.number,
            token_hash=token_hash,
            device=device,
            began_at=act.at,
            expires_at=act.at + ACCOUNT_SESSION,
        )
    )
    act.ids["sign_in"] = sign_in.id


def end_sign_ins(act: Act, only: int | None = None) -> None:
    """Let all devices of the person be unknown, or one of them."""
    open_ones = select(SignIn).where(SignIn.person_id == act.room.number, SignIn.ended_at.is_(None))
    for sign_in in act.session.scalars(open_ones):
        if only in (None, sign_in.id):
            sign_in.ended_at = act.at
    act.rights_changed([act.room.number])


def _person(act: Act) -> Person:
    return act.session.get_one(Person, act.room.number)


def own_account(act: Act) -> Account:
    """The account of the person whose room this is; a forgotten one has none."""
    account = act.session.scalar(select(Account).where(Account.person_id == act.room.number))
    if account is None:
        raise NotFound
    return account
