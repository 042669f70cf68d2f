"""The four ways in which something asked for does not happen, and one in which it has not happened yet."""

from __future__ import annotations

from typing import Any


class Unmet(Exception):
    """What was asked for does not happen. `code` travels; its sentence is found in the reader's language."""

    status = 400

    def __init__(self, code: str, **holes: Any) -> None:
        super().__init__(code)
        self.code = code
        self.holes = holes


class NotSignedIn(Unmet):
    """Nobody we know: no session, or one that has ended."""

    status = 401

    def __init__(self, code: str = "not_signed_in") -> None:
        super().__init__(code)


class NotFound(Unmet):
    """There is no such thing, or this person may not know that there is."""

    status = 404

    def __init__(self, code: str = "not_found") -> None:
        super().__init__(code)


class Refused(Unmet):
    """A rule says no. The sentence of its code says what the person can do instead."""

    status = 409


class Invalid(Unmet):
    """The input cannot be understood; `fields` says, for each, in the reader's language, what to do."""

    status = 422

    def __init__(self, fields: dict[str, list[str]]) -> None:
        super().__init__("invalid")
        self.fields = fields


class Kept(Unmet):
    """Not counted yet, perhaps not even stored: asking again with the same id is safe and will tell."""

    status = 503

    def __init__(self) -> None:
        super().__init__("kept")


class Broken(Unmet):
    """A mistake of ours: nothing was changed."""

    status = 500

    def __init__(self) -> None:
        super().__init__("broken")


class TooMany(Unmet):
    """More tries than people make."""

    status = 429

    def __init__(self, code: str = "too_many") -> None:
        super().__init__(code)
