"""The people who are known on one device: one cookie holds a proof for each of them, and the first says who acts now."""

from __future__ import annotations

from collections.abc import Iterable

MOST_PEOPLE = 6
"""A household and a neighbour; a cookie has to stay small."""

# Tokens are made of letters, digits, `-` and `_`, so this stands between them.
_BETWEEN = "."
LONGEST_COOKIE = 1000


def proofs_in(cookie: str | None) -> list[str]:
    """The proofs that a cookie holds, the acting person's first; what is no cookie of ours holds none."""
    if not cookie or not cookie.isascii() or len(cookie) > LONGEST_COOKIE:
        return []
    return list(dict.fromkeys(proof for proof in cookie.split(_BETWEEN) if proof))[:MOST_PEOPLE]


def as_cookie(proofs: Iterable[str]) -> str:
    """One cookie for all of them, in this order."""
    return _BETWEEN.join(proofs)
