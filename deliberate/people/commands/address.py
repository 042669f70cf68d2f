"""Having another e-mail address: a link to the new one proves it, the old one is told."""

from __future__ import annotations

from sqlalchemy import select

from deliberate.kernel import outbox
from deliberate.kernel.acts import Act, command
from deliberate.kernel.errors import Refused
from deliberate.people.commands.accounts import begin_sign_in, end_sign_ins, own_account, refuse_known_address
from deliberate.people.models import Account, AddressChange, SignInLink
from deliberate.people.rules import LINK_LIVES, Why, why_not_use_link
from deliberate.people.tokens import hash_of


@command()
def ask_for_address(act: Act, *, email: str, token: str) -> None:
    """Send a link to the address that this person wants to have. Whether somebody else has it is not told."""
    account = own_account(act)
    change = AddressChange(
        account_id=account.id, email=email.casefold(), token_hash=hash_of(token), expires_at=act.at + LINK_LIVES
    )
    act.add(change)
    act.later("people.mail_new_address", {"to": change.email, "language": account.person.language, "token": token})


@command()
def confirm_address(act: Act, *, link_hash: str, token_hash: str, device: str) -> None:
    """Have the new address, by the link that was sent there; every other device has to sign in again."""
    account = own_account(act)
    change = act.session.scalar(
        select(AddressChange).where(AddressChange.token_hash == link_hash, AddressChange.account_id == account.id)
    )
    if change is None:
        raise Refused(Why.LINK_USED_OR_OLD)
    act.refuse_if(why_not_use_link(change.used_at, change.expires_at, act.at))
    refuse_known_address(act, change.email)

    old, account.email = account.email, change.email
    _close_open_links(act, account)
    outbox.cancel_letters(act.session, at=act.at, to=old)
    act.later("people.mail_address_changed", {"to": old, "language": account.person.language})
    end_sign_ins(act)
    begin_sign_in(act, token_hash, device)


def _close_open_links(act: Act, account: Account) -> None:
    """Links that went to the old address, or that would give the account yet another one, open nothing any more."""
    links = act.session.scalars(select(SignInLink).where(SignInLink.account_id == account.id))
    changes = act.session.scalars(select(AddressChange).where(AddressChange.account_id == account.id))
    for one in (*links, *changes):
        one.used_at = one.used_at or act.at
