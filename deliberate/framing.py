"""Where a request ends: two servers on one line that disagree about it can be made to take one person's words for another's.

The libraries read generously; a head that can be read in two ways is refused here, under either of them.
"""

from __future__ import annotations

import re
from typing import Protocol

_FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[\t\x20-\x7e\x80-\xff]*\r\n")
_LENGTH = re.compile(rb"[0-9]{1,18}")
_ONCE = (b"host", b"content-length")


class Lines(Protocol):
    """Something that is read line by line."""

    def readline(self, size: int = -1, /) -> bytes: ...


class Head:
    """The head of one request, while a library reads it: its lines are kept as they came."""

    def __init__(self, file: Lines) -> None:
        self._file = file
        self._lines: list[bytes] = []

    def readline(self, size: int = -1, /) -> bytes:
        """The next line."""
        line = self._file.readline(size)
        self._lines.append(line)
        return line

    def why_not_clear(self) -> str | None:
        """What another server might read otherwise, said to whoever wrote the client; None when there is nothing."""
        fields: dict[bytes, list[bytes]] = {}
        for line in self._lines[:-1]:
            field = _FIELD.fullmatch(line)
            if field is None:
                return "A line of the head is not a name, a colon and a value."
            fields.setdefault(field[1].lower(), []).append(line[field.end(1) + 1 :].strip())
        if self._lines[-1:] not in ([b"\r\n"], []):
            return "The head does not end with an empty line."
        if b"transfer-encoding" in fields:
            # Nobody needs it: browsers know how long a form is. What it allows is only read in many ways, and without bounds.
            return "Say with Content-Length how long the body is; Transfer-Encoding is not understood."
        if any(len(fields.get(name, ())) > 1 for name in _ONCE):
            return "Host and Content-Length are said once."
        if not all(_LENGTH.fullmatch(length) for length in fields.get(b"content-length", ())):
            return "Content-Length is a number of bytes."
        return None
