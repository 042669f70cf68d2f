"""What attachments write in a meeting's record."""

from __future__ import annotations

from dataclasses import dataclass

from deliberate.kernel.record import Entry


@dataclass(frozen=True)
class FileAttached(Entry):
    """A paper was added; `digest` says which content it had."""

    kind = "file_attached"
    in_minutes = False
    forgettable = ("name",)

    attachment: int
    item: int | None
    name: str | None
    digest: str


@dataclass(frozen=True)
class FileRemoved(Entry):
    """It is there no longer."""

    kind = "file_removed"
    in_minutes = False
    forgettable = ("name",)

    attachment: int
    name: str | None


ALL: tuple[type[Entry], ...] = (FileAttached, FileRemoved)
