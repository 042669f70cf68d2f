"""JSON for the wire, of which parts may be spelled out already: what a thousand people are answered alike is written once.

Socket.IO takes a module like this one as its `json`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engineio import json

loads = json.loads


@dataclass(frozen=True, slots=True)
class Spelled:
    """A value as its JSON text."""

    text: str


def dumps(value: Any, **options: Any) -> str:
    """As `json.dumps`; what is spelled out already in a list, as the arguments of a packet are one, is taken as it is."""
    if isinstance(value, list) and any(isinstance(one, Spelled) for one in value):
        return f"[{','.join(one.text if isinstance(one, Spelled) else json.dumps(one, **options) for one in value)}]"
    return str(json.dumps(value, **options))


def spell(value: Any) -> str:
    """A value as it travels."""
    return str(json.dumps(value, separators=(",", ":")))


def inside(value: dict[str, Any]) -> str:
    """What stands between the braces of an object as it travels, so that more can be put beside it without copying it first."""
    return spell(value)[1:-1]
