"""What is decided about files, without looking anything up."""

from __future__ import annotations

from enum import StrEnum

BIGGEST_FILE = 10_000_000
MOST_FILES = 50
MOST_BYTES = 100_000_000
LONGEST_NAME = 120
LEFT_ALONE_HOURS = 1
"""A file that nothing refers to may still be on its way for so long."""

KINDS = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "txt": "text/plain",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""What is taken, by the ending that its name gets, and what it is said to be when it leaves."""


class Why(StrEnum):
    """Why something about a file is refused."""

    NOT_YOUR_PAPERS = "not_your_papers"
    TOO_MANY_FILES = "too_many_files"
    TOO_MANY_BYTES = "too_many_bytes"
    FILE_TOO_BIG = "file_too_big"
    FILE_IS_EMPTY = "file_is_empty"
    UNKNOWN_KIND_OF_FILE = "unknown_kind_of_file"
    NO_FILE = "no_file"


def why_not_attach(*, desk: bool, presents: bool) -> Why | None:
    """Who facilitates adds papers to everything; who presents an item, to that one."""
    return None if desk or presents else Why.NOT_YOUR_PAPERS


def why_not_remove(*, desk: bool, added_it: bool) -> Why | None:
    """Who facilitates, and who added it."""
    return None if desk or added_it else Why.NOT_YOUR_PAPERS


def why_not_keep(*, files: int, held: int, size: int) -> Why | None:
    """A meeting keeps so many files, and so much."""
    if files >= MOST_FILES:
        return Why.TOO_MANY_FILES
    return Why.TOO_MANY_BYTES if held + size > MOST_BYTES else None


def name_for(typed: str, kind: str) -> str:
    """The name under which a file leaves: one that no device takes for a path, with the ending of what it is."""
    bare = "".join(" " if letter in '/\\:*?"<>|' else letter for letter in typed).strip(" .")
    stem, dot, ending = bare.rpartition(".")
    known = {kind, "jpeg"} if kind == "jpg" else {kind}
    if dot and stem and ending.lower() in known:
        bare = stem
    return f"{' '.join(bare.split())[:LONGEST_NAME] or 'file'}.{kind}"
