"""Tokens: proofs that travel once and of which only the hash is stored."""

from __future__ import annotations

import hashlib
import secrets


def new_token() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is stored of a token. It is random, so a plain hash cannot be guessed backwards."""
    return hashlib.sha256(token.encode()).hexdigest()
