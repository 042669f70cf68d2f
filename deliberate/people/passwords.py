"""Passwords: hashed with Argon2id at OWASP's lowest sufficient cost, beside the hub."""

from __future__ import annotations

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from deliberate import runtime

# m=19 MiB, t=2, p=1: OWASP Password Storage Cheat Sheet, Argon2id.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_NOBODY = _HASHER.hash("there is no such account")


# Each takes 19 MiB and most of a core's tenth of a second: in real threads, and never many at once.
_AT_ONCE = threading.Semaphore(2)


def hash_password(password: str) -> str:
    """What is stored of a password."""
    with _AT_ONCE:
        return runtime.offload(lambda: _HASHER.hash(password))


def is_right(stored: str | None, password: str) -> bool:
    """Whether it is the password. It takes as long for an account that is not there, so that nobody learns which are."""
    with _AT_ONCE:
        return runtime.offload(lambda: _verify(stored or _NOBODY, password)) and stored is not None


def _verify(stored: str, password: str) -> bool:
    try:
        return _HASHER.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False
