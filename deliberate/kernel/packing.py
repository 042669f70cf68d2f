"""Pages are sent packed: on a bad connection that is the difference between one second and four."""

from __future__ import annotations

import gzip
import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from flask import Flask, Response, request

WORTH_IT = 1000
LEVEL = 5
_WRITTEN = {"text/html", "application/json", "image/svg+xml", "text/calendar", "application/atom+xml"}


def install(app: Flask) -> None:
    """Pack what is answered, for whoever can unpack it."""
    app.after_request(_packed)


def _packed(response: Response) -> Response:
    response.vary.add("Accept-Encoding")
    if not _worth_packing(response):
        return response
    response.set_data(gzip.compress(response.get_data(), LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    return response


def _worth_packing(response: Response) -> bool:
    return (
        request.accept_encodings.best_match(["gzip"]) == "gzip"
        and response.status_code not in {204, 206, 304}
        and "Content-Encoding" not in response.headers
        and response.mimetype in _WRITTEN
        and not response.is_streamed
        and not response.direct_passthrough
        and len(response.get_data()) >= WORTH_IT
    )


# A packed page is the shorter the more it repeats itself. Whoever can put words into a page and watch its length could so guess a secret
# that stands in it, letter by letter. A secret that is written otherwise each time repeats nothing.


def masked(secret: str) -> str:
    """A secret as it stands in one page: laid over with noise that comes with it."""
    plain = secret.encode()
    noise = secrets.token_bytes(len(plain))
    return f"{_written(noise)}.{_written(_laid_over(plain, noise))}"


def unmasked(token: str | None) -> str | None:
    """The secret under the noise; anything else is left as it is."""
    if not token or not re.fullmatch(r"[\w-]+=*\.[\w-]+=*", token, re.ASCII):
        return token
    try:
        noise, covered = (urlsafe_b64decode(part) for part in token.split("."))
        return _laid_over(covered, noise).decode()
    except ValueError:
        return token


def _laid_over(one: bytes, other: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(one, other, strict=True))


def _written(noise: bytes) -> str:
    return urlsafe_b64encode(noise).decode()
