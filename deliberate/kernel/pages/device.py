"""Who is known on a device: the proofs in its cookie, of one person or of several who share it."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request
from werkzeug.wrappers import Response as BaseResponse

from deliberate.kernel import phone
from deliberate.kernel.acts import Who
from deliberate.kernel.db import reading
from deliberate.kernel.pages.application import machine

SIXTY_DAYS = 60 * 24 * 3600


@dataclass(frozen=True)
class Known:
    """Somebody who is known on this device."""

    proof: str
    who: Who


def known_here() -> list[Known]:
    """Everybody who is known on this device, the one who acts first; those whose proof has ended are not."""
    found = ((proof, machine().house.identify(reading(), proof)) for proof in proofs_here())
    return [Known(proof, who) for proof, who in found if who is not None]


def is_shared() -> bool:
    """Whether this device holds proofs of several people."""
    return len(proofs_here()) > 1


def proofs_here() -> list[str]:
    """The proofs in the cookie of this device, the one of who acts first."""
    return phone.proofs_in(request.cookies.get(machine().cookie))


def give_cookie(response: BaseResponse, token: str) -> None:
    """Let somebody be known on this device, and act on it now; the others who are known here stay."""
    newcomer = machine().house.identify(reading(), token)
    staying = [one for one in known_here() if newcomer is None or not _gives_way(one.who, newcomer)]
    if newcomer is not None:
        # When there are too many, those of other meetings go first.
        staying.sort(key=lambda one: one.who.meeting_id not in (None, newcomer.meeting_id))
    know(response, [token, *(one.proof for one in staying)])


def know(response: BaseResponse, proofs: list[str]) -> None:
    """Let this device be known by these proofs, the first acting: sent back to us only, unreadable for scripts.

    The cookie lives as long as the longest proof may count; each proof ends by itself.
    """
    if not proofs:
        response.delete_cookie(machine().cookie, secure=machine().secure)
        return
    value = phone.as_cookie(proofs[: phone.MOST_PEOPLE])
    response.set_cookie(
        machine().cookie, value, max_age=SIXTY_DAYS, httponly=True, samesite="Lax", secure=machine().secure
    )


def _gives_way(known: Who, newcomer: Who) -> bool:
    """One person has one proof on a device, and a device one account."""
    return known.person_id == newcomer.person_id or (known.has_account and newcomer.has_account)
