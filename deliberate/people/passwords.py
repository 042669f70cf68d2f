"""Passwords: hashed with Argon2id at OWASP's lowest sufficient cost, so that checking one does not stop the hub for long."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# m=19 MiB, t=2, p=1: OWASP Password Storage Cheat Sheet, Argon2id.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_NOBODY = _HASHER.hash("there is no such account")


def hash_password(password: str) -> str:
    """What is stored of a password."""
    return _HASHER.hash(password)


def is_right(stored: str | None, password: str) -> bool:
    """Whether it is the password. It takes as long for an account that is not there, so that nobody learns which are."""
    try:
        return _HASHER.verify(stored or _NOBODY, password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False
