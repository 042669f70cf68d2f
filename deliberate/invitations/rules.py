"""What is decided about invitations, without looking anything up."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

INVITATION_LIVES = timedelta(days=7)
ADDRESS_KEPT = timedelta(days=30)
"""So long after its end who sent an invitation still reads to whom; then nobody's address is held who never came."""
MOST_A_DAY = 60


class Why(StrEnum):
    """Why something about an invitation is refused."""

    NOT_YOURS_TO_INVITE = "not_yours_to_invite"
    INVITED_ALREADY = "invited_already"
    TOO_MANY_INVITATIONS = "too_many_invitations"
    INVITATION_OVER = "invitation_over"
    SIGN_IN_FIRST = "sign_in_to_accept"


def why_not_invite(*, facilitates_group: bool, tends_network: bool, open_ones_to_them: int, today: int) -> Why | None:
    """Into a group invite its facilitators; anywhere, whoever tends the network; nobody sends letters by the hundred."""
    if not (facilitates_group or tends_network):
        return Why.NOT_YOURS_TO_INVITE
    if open_ones_to_them:
        return Why.INVITED_ALREADY
    return Why.TOO_MANY_INVITATIONS if today >= MOST_A_DAY else None


def why_not_accept(
    *, accepted_at: datetime | None, withdrawn_at: datetime | None, expires_at: datetime, now: datetime
) -> Why | None:
    """It serves once, and not for long."""
    if accepted_at is not None or withdrawn_at is not None or now >= expires_at:
        return Why.INVITATION_OVER
    return None
