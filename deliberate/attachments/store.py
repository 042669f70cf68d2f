"""Where the bytes of files are: in the data folder, each under the digest of its content and the number of its row.

What writes runs in a real thread (see runtime.offload): it touches the file system and nothing of ours.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from deliberate import runtime


def digest_of(content: bytes) -> str:
    """SHA-256 of the content."""
    return runtime.offload(lambda: hashlib.sha256(content).hexdigest())


def place_of(folder: Path, digest: str, number: int) -> Path:
    """Where that file is."""
    return folder / "files" / digest[:2] / f"{digest}.{number}"


def write(folder: Path, digest: str, number: int, content: bytes) -> None:
    """Keep the bytes: wholly and for good when this returns, or not at all."""
    place = place_of(folder, digest, number)
    runtime.offload(lambda: _write(place, content))


def drop(folder: Path, digest: str, number: int) -> None:
    """Forget the bytes."""
    place_of(folder, digest, number).unlink(missing_ok=True)


def sweep(folder: Path, is_needed: Callable[[int], bool], *, older_than: float) -> int:
    """Forget what nothing refers to: left by a crash, or removed; how many were forgotten is returned."""
    forgotten = 0
    for place, number in _kept(folder):
        if time.time() - place.stat().st_mtime > older_than and (number is None or not is_needed(number)):
            place.unlink(missing_ok=True)
            forgotten += 1
    return forgotten


def _kept(folder: Path) -> Iterator[tuple[Path, int | None]]:
    for place in sorted((folder / "files").glob("*/*")):
        ending = place.suffix[1:]
        yield place, int(ending) if ending.isascii() and ending.isdigit() else None


def _write(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
    unfinished = place.with_name(f"{place.name}.unfinished")
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(place)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
    _make_lasting(place.parent)


def _make_lasting(folder: Path) -> None:
    """A renamed file is there after a power cut only when its folder was written, too."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
