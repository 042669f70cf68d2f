"""What is decided about people's accounts, without looking anything up."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

LINK_LIVES = timedelta(minutes=30)
ACCOUNT_SESSION = timedelta(days=60)
FRESH_PROOF = timedelta(minutes=30)
GUEST_SESSION = timedelta(hours=36)
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
LONGEST_NAME = 80
LONGEST_EMAIL = 254


class Why(StrEnum):
    """Why something about an account is refused."""

    LINK_USED_OR_OLD = "link_used_or_old"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105 - a code, not a password
    EMAIL_KNOWN = "email_known"
    ONLY_YOURSELF = "only_yourself"
    ONLY_NETWORK_TENDERS = "only_network_tenders"
    ONLY_THE_PROGRAM = "only_the_program"
    SIGN_IN_AGAIN = "sign_in_again"
    NOT_YOUR_NAME = "not_your_name"
    FORGOTTEN_ALREADY = "forgotten_already"
    CHILD_WITHOUT_ACCOUNT = "child_without_account"


def why_not_use_link(used_at: datetime | None, expires_at: datetime, now: datetime) -> Why | None:
    """A link signs in once, and not for long."""
    if used_at is not None or now >= expires_at:
        return Why.LINK_USED_OR_OLD
    return None


def why_not_trust_sign_in(began_at: datetime, now: datetime) -> Why | None:
    """Whoever has no password proves who they are by having signed in just now."""
    return Why.SIGN_IN_AGAIN if now - began_at > FRESH_PROOF else None


def why_not_have_account(*, is_child: bool) -> Why | None:
    """A child has no account and no address."""
    return Why.CHILD_WITHOUT_ACCOUNT if is_child else None


def why_not_forget(name: str, *, typed: str, forgotten: bool) -> Why | None:
    """Nobody is forgotten by a slip: they type their name, in capitals or not."""
    if forgotten:
        return Why.FORGOTTEN_ALREADY
    return None if typed.casefold() == name.casefold() else Why.NOT_YOUR_NAME
