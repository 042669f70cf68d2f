"""What a backup says about itself."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from deliberate.keeping.errors import CannotKeep

FORMAT = 1
DATABASES = {"sqlite": "database.sqlite", "postgresql": "database.dump"}
"""The kinds of database, and which part of a backup holds one."""
NOT_UNDERSTOOD = "The backup's manifest cannot be understood: it is damaged, or was not written by deliberate."


@dataclass(frozen=True)
class RoomState:
    """What a room was at: its counter, and the head of its record."""

    seq: int
    head: str


@dataclass(frozen=True)
class Part:
    """One file of a backup, as it is when unpacked."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What was kept, when, and how to know that it is whole."""

    made_at: str
    epoch: str
    database: str
    """Which kind: `sqlite` or `postgresql`."""
    schema: str
    """The last migration that its database went through."""
    rooms: Mapping[str, RoomState]
    missing: Sequence[str] = ()
    """Files that the database names, and that were lost already when the backup was made."""
    parts: Mapping[str, Part] = field(default_factory=dict)

    @property
    def database_part(self) -> str:
        """The name of the part with the database."""
        return DATABASES[self.database]

    def as_text(self) -> str:
        """As it is written into the backup."""
        return json.dumps({"format": FORMAT} | asdict(self), indent=1, sort_keys=True)


def read(text: bytes) -> Manifest:
    """Understand a manifest that anybody may have written."""
    try:
        told = json.loads(text)
        newer = isinstance(told, dict) and isinstance(told.get("format"), int) and told["format"] > FORMAT
    except (ValueError, RecursionError):
        raise CannotKeep(NOT_UNDERSTOOD) from None
    if newer:
        raise CannotKeep("The backup was made by a newer deliberate. Install that version, or a later one.")
    try:
        return _understood(told)
    except (KeyError, TypeError, AttributeError, ValueError):
        raise CannotKeep(NOT_UNDERSTOOD) from None


def _understood(told: Any) -> Manifest:
    _is(told["format"] == FORMAT and told["database"] in DATABASES)
    manifest = Manifest(
        made_at=told["made_at"],
        epoch=told["epoch"],
        database=told["database"],
        schema=told["schema"],
        rooms={name: RoomState(**state) for name, state in told["rooms"].items()},
        missing=tuple(told["missing"]),
        parts={name: Part(**part) for name, part in told["parts"].items()},
    )
    words = [manifest.made_at, manifest.epoch, manifest.schema, *manifest.missing]
    words += [state.head for state in manifest.rooms.values()] + [part.sha256 for part in manifest.parts.values()]
    numbers = [state.seq for state in manifest.rooms.values()] + [part.size for part in manifest.parts.values()]
    _is(all(isinstance(word, str) for word in words))
    _is(all(type(number) is int and number >= 0 for number in numbers))
    _is(manifest.database_part in manifest.parts)
    datetime.fromisoformat(manifest.made_at)
    return manifest


def _is(claim: bool) -> None:
    if not claim:
        raise TypeError
