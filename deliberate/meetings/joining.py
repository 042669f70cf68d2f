"""Join codes: short enough to type from a wall, long enough not to be guessed (40 random bits).

The alphabet is Crockford's base 32 (https://www.crockford.com/base32.html): no I, L, O, U; what looks alike is read alike.
"""

from __future__ import annotations

import hashlib
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 8
_LOOKS_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> str:
    """A fresh code, as it is shown: `7KQ2-M4XD`."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{letters[:4]}-{letters[4:]}"


def code_from(secret: str) -> str:
    """The code that belongs to a secret: always the same for the same one."""
    number = int.from_bytes(hashlib.sha256(secret.encode()).digest()[:LENGTH], "big")
    letters = "".join(ALPHABET[number >> 5 * place & 31] for place in range(LENGTH))
    return f"{letters[:4]}-{letters[4:]}"


def as_shown(typed: str) -> str | None:
    """A typed code in the form it is shown in, or None when it can be none."""
    letters = "".join(typed.upper().split()).replace("-", "").replace("–", "").translate(_LOOKS_LIKE)
    if len(letters) != LENGTH or any(letter not in ALPHABET for letter in letters):
        return None
    return f"{letters[:4]}-{letters[4:]}"
