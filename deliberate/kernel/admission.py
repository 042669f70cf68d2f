"""Who may connect: the proof that a connection brings, and the page that it comes from."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.orm import Session
from werkzeug.http import parse_cookie

from deliberate.kernel.acts import Standing, Who
from deliberate.kernel.errors import NotSignedIn, Refused
from deliberate.kernel.feature import House
from deliberate.kernel.phone import proofs_in
from deliberate.kernel.record import Room, find_room


def proofs_of(environ: dict[str, Any], auth: dict[str, Any], origins: frozenset[str], cookie: str) -> list[str]:
    """The proofs: a bearer in `auth`, or those in the cookie of that name, from a browser on one of our own pages.

    A browser sends its cookie along for whoever asks; so a cookie counts only with an Origin of ours. A program has none.
    """
    origin = environ.get("HTTP_ORIGIN")
    token = auth.get("token")
    if (origin is not None or token is None) and not _is_ours(origin, environ, origins):
        raise Refused("wrong_origin")
    if token is None:
        return proofs_in(parse_cookie(environ.get("HTTP_COOKIE", "")).get(cookie))
    return [token] if isinstance(token, str) and token.isascii() else []


def acting(session: Session, house: House, proofs: list[str], person: object) -> str:
    """The proof to go by: of the person that a page was opened for, else the first; raises NotSignedIn when there is none.

    On a shared phone somebody else may act by now. What was done on the page of one of them must never be sent as another.
    """
    if person is None:
        proofs = proofs[:1]
    for proof in proofs:
        who = house.identify(session, proof)
        if who is not None and person in (None, who.person_id):
            return proof
    raise NotSignedIn


def stand(session: Session, house: House, token: str, reference: object) -> tuple[Who, Room, Standing]:
    """Who that is, and what they are in that room, now; raises NotSignedIn or NotFound."""
    who = house.identify(session, token)
    if who is None:
        raise NotSignedIn
    room = find_room(session, reference)
    return who, room, house.rooms[room.kind].standing(session, room, who)


def _is_ours(origin: str | None, environ: dict[str, Any], origins: frozenset[str]) -> bool:
    if origin is None:
        return False
    if origins:
        return origin in origins
    parts = urlsplit(origin)
    return parts.scheme in {"http", "https"} and parts.netloc == environ.get("HTTP_HOST")
