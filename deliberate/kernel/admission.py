"""Who may connect: the proof that a connection brings, and the page that it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from sqlalchemy.orm import Session
from werkzeug.http import parse_cookie

from deliberate.kernel.acts import Standing, Who
from deliberate.kernel.errors import NotFound, NotSignedIn, Refused, Unmet
from deliberate.kernel.feature import House
from deliberate.kernel.phone import proofs_in
from deliberate.kernel.record import Room, find_room


@dataclass(frozen=True)
class Knock:
    """Somebody asks to be in a room. `person` says for whom the page was opened that asks; None: for whoever the first proof proves."""

    proofs: tuple[str, ...]
    room: object
    person: object = None


_There = tuple[Room, Mapping[Who, Standing]] | None
"""A room, and what those who ask to be there are in it; None when there is no such room."""


class Stood(NamedTuple):
    """The proof that somebody goes by, who that is, and what they are in the room, now."""

    proof: str
    who: Who
    room: Room
    standing: Standing


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


def stand(session: Session, house: House, knock: Knock) -> Stood:
    """Who that is, and what they are in that room, now; raises NotSignedIn or NotFound."""
    (stood,) = stand_together(session, house, [knock])
    if isinstance(stood, Unmet):
        raise stood
    return stood


def stand_together(session: Session, house: House, knocks: Sequence[Knock]) -> list[Stood | Unmet]:
    """The same for many, in their order, with as many queries as for one: what `stand` would have raised stands in its place."""
    known = house.identify_many(session, {proof for knock in knocks for proof in knock.proofs})
    acting = [_acting(knock, known) for knock in knocks]
    wanted: dict[str, set[Who]] = {}
    for knock, one in zip(knocks, acting, strict=True):
        if one is not None and isinstance(knock.room, str):
            wanted.setdefault(knock.room, set()).add(one[1])
    there = {reference: _standings(session, house, reference, people) for reference, people in wanted.items()}
    return [_stood(knock, one, there) for knock, one in zip(knocks, acting, strict=True)]


def _acting(knock: Knock, known: Mapping[str, Who]) -> tuple[str, Who] | None:
    """The proof to go by: of the person that a page was opened for, else the first.

    On a shared phone somebody else may act by now. What was done on the page of one of them must never be sent as another.
    """
    for proof in knock.proofs if knock.person is not None else knock.proofs[:1]:
        who = known.get(proof)
        if who is not None and knock.person in (None, who.person_id):
            return proof, who
    return None


def _standings(session: Session, house: House, reference: str, people: set[Who]) -> _There:
    try:
        room = find_room(session, reference)
    except NotFound:
        return None
    return room, house.rooms[room.kind].standings(session, room, people)


def _stood(knock: Knock, acting: tuple[str, Who] | None, there: Mapping[str, _There]) -> Stood | Unmet:
    if acting is None:
        return NotSignedIn()
    proof, who = acting
    room, standings = (there[knock.room] if isinstance(knock.room, str) else None) or (None, {})
    if room is None or who not in standings:
        return NotFound()
    return Stood(proof, who, room, standings[who])


def _is_ours(origin: str | None, environ: dict[str, Any], origins: frozenset[str]) -> bool:
    if origin is None:
        return False
    if origins:
        return origin in origins
    parts = urlsplit(origin)
    return parts.scheme in {"http", "https"} and parts.netloc == environ.get("HTTP_HOST")
