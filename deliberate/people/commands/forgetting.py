"""Being forgotten: the name, the address and the words go; what was done stays, as done by "a member"."""

from __future__ import annotations

from sqlalchemy import select

from deliberate.kernel import outbox
from deliberate.kernel.acts import Act, command
from deliberate.kernel.errors import NotFound
from deliberate.kernel.record import find_room, open_room
from deliberate.people.commands.accounts import end_sign_ins
from deliberate.people.models import AddressChange, Person, PublicName, SignIn, SignInLink
from deliberate.people.rules import why_not_forget


@command()
def give_room(act: Act, *, person: int) -> None:
    """Let a guest have a room of their own, in which they can say what shall become of what is known about them."""
    if act.session.get(Person, person) is None:
        raise NotFound
    try:
        find_room(act.session, f"person/{person}")
    except NotFound:
        open_room(act.session, "person", person)


@command()
def forget_me(act: Act, *, name: str) -> None:
    """Erase who this person is, everywhere and for good. Typing one's name is the proof that it is meant."""
    person = act.session.get_one(Person, act.room.number)
    act.refuse_if(why_not_forget(person.name, typed=name, forgotten=person.forgotten_at is not None))
    act.forget_everywhere(person.id)

    person.name, person.public_name, person.forgotten_at = "", PublicName.ROLE_ONLY, act.at
    _close_account(act, person)
    end_sign_ins(act)
    for sign_in in act.session.scalars(select(SignIn).where(SignIn.person_id == person.id)):
        # Not deleted: its number must never stand for somebody else's sign-in on a connection that is still open.
        sign_in.device, sign_in.token_hash = "", f"forgotten {sign_in.id}"


@command()
def forget_in_own_room(act: Act, *, person: int) -> None:
    """What a forgotten person's own room still tells of them goes."""
    act.forget_words(person)


@command()
def forget_in_network(act: Act, *, person: int) -> None:
    """What the network's room still tells of a forgotten person goes."""
    act.forget_words(person)


def _close_account(act: Act, person: Person) -> None:
    account = person.account
    if account is None:
        return
    outbox.cancel_letters(act.session, at=act.at, to=account.email)
    for link in act.session.scalars(select(SignInLink).where(SignInLink.account_id == account.id)):
        act.delete(link)
    for change in act.session.scalars(select(AddressChange).where(AddressChange.account_id == account.id)):
        outbox.cancel_letters(act.session, at=act.at, to=change.email)
        act.delete(change)
    act.session.flush()
    act.delete(account)
    person.account = None
