"""What is decided about people's accounts, without looking anything up."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

LINK_LIVES = timedelta(minutes=30)
ACCOUNT_SESSION = timedelta(days=60)
GUEST_SESSION = timedelta(hours=36)
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 200
LONGEST_NAME = 80


class Why(StrEnum):
    """Why something about an account is refused."""

    LINK_USED_OR_OLD = "link_used_or_old"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105 - a code, not a password
    EMAIL_KNOWN = "email_known"
    ONLY_YOURSELF = "only_yourself"


def why_not_use_link(used_at: datetime | None, expires_at: datetime, now: datetime) -> Why | None:
    """A link signs in once, and not for long."""
    if used_at is not None or now >= expires_at:
        return Why.LINK_USED_OR_OLD
    return None
