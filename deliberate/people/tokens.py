"""Tokens: proofs that travel once and of which only the hash is stored."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets


def new_token() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is stored of a token. It is random, so a plain hash cannot be guessed backwards."""
    return hashlib.sha256(token.encode()).hexdigest()


def token_for(secret: str, *parts: str) -> str:
    """256 bits that only this installation can make, and always the same for the same parts.

    For whoever asks twice because the first answer was lost: they get the same proof, not a second seat.
    """
    made = hmac.new(secret.encode(), "\0".join(parts).encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()
