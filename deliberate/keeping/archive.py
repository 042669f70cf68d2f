"""The one file of a backup: how it is written, and how one that anybody may have made is read."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from deliberate.keeping.errors import CannotKeep
from deliberate.keeping.manifest import Manifest, Part, read

MANIFEST = "manifest.json"
SECRET = "secret"  # noqa: S105 - the name of a part
AT_ONCE = 1 << 20
LARGEST_MANIFEST = 50_000_000
LARGEST_FILE = 100_000_000
LARGEST_SECRET = 1000
ENCRYPTED = 0x1

# No name is ever made into a path unless it is one of these: no way up, no folder of somebody else's, no device.
_DATABASE = re.compile(r"database\.(sqlite|dump)", re.ASCII)
_FILE = re.compile(r"files/([0-9a-f]{2})/(\1[0-9a-f]{62})\.[1-9][0-9]{0,17}", re.ASCII)

_BROKEN = (BadZipFile, zlib.error, EOFError, struct.error, ValueError, NotImplementedError, RuntimeError, OSError)


class Writer:
    """A backup that is being written; the manifest comes last."""

    def __init__(self, place: Path, made_at: tuple[int, ...]) -> None:
        # Nobody else may read it, from its first byte on: it holds what everybody has ever said here.
        descriptor = os.open(place, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(descriptor, "w+b")
        self._zip = ZipFile(self._file, "w")
        self._made_at = made_at
        self._parts: dict[str, Part] = {}

    def add(self, name: str, content: IO[bytes], *, pack: bool = False) -> None:
        """Put a part in. Only what is not packed by itself is worth packing."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(self._entry(name, pack=pack), "w", force_zip64=True) as part:
            while some := content.read(AT_ONCE):
                part.write(some)
                digest.update(some)
                size += len(some)
        self._parts[name] = Part(size, digest.hexdigest())

    def finish(self, manifest: Manifest) -> Manifest:
        """Write what it says about itself; on the disk, not only on its way there, when this returns."""
        whole = replace(manifest, parts=self._parts)
        self._zip.writestr(self._entry(MANIFEST, pack=True), whole.as_text())
        self.close()
        return whole

    def close(self) -> None:
        """Let go of the file."""
        if self._file.closed:
            return
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def _entry(self, name: str, *, pack: bool) -> ZipInfo:
        entry = ZipInfo(name, self._made_at)  # type: ignore[arg-type]
        entry.external_attr = (stat.S_IFREG | 0o600) << 16
        entry.compress_type = ZIP_DEFLATED if pack else ZIP_STORED
        return entry


class Reader:
    """A backup whose manifest has been understood, and whose parts are those that it names, neither more nor fewer."""

    def __init__(self, archive: ZipFile) -> None:
        self._zip = archive
        entries = archive.infolist()
        for entry in entries:
            _refuse_foreign(entry)
        sizes = {entry.filename: entry.file_size for entry in entries}
        if len(sizes) != len(entries) or sizes.get(MANIFEST, LARGEST_MANIFEST) >= LARGEST_MANIFEST:
            raise CannotKeep("This is no backup of deliberate: it has no manifest, or something twice.")
        with _told_as_damage():
            text = archive.read(MANIFEST)
        self.manifest = read(text)
        del sizes[MANIFEST]
        for name in self.manifest.missing:
            if not _FILE.fullmatch(name):
                raise CannotKeep(f"This is no backup of deliberate: no backup lacks {name[:100]!r}.")
        if sizes != {name: part.size for name, part in self.manifest.parts.items()}:
            raise CannotKeep("The backup does not hold what its manifest says. Take another one.")

    @property
    def size(self) -> int:
        """How much room it needs when it is unpacked."""
        return sum(part.size for part in self.manifest.parts.values())

    def check(self) -> None:
        """Read every part to its end; refuse when one is not what it was when it was kept."""
        for name in self.manifest.parts:
            self._read(name, lambda some: None)

    def unpack(self, name: str, place: Path) -> None:
        """Write a part to a place where nothing is yet, for us alone; and check it once more, for the file may have changed."""
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
        with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            self._read(name, file.write)

    def _read(self, name: str, take: Callable[[bytes], object]) -> None:
        digest, size, part = hashlib.sha256(), 0, self.manifest.parts[name]
        for some in self._content(name):
            digest.update(some)
            size += len(some)
            take(some)
        named_so = _FILE.fullmatch(name)
        if Part(size, digest.hexdigest()) != part or (named_so and named_so[2] != part.sha256):
            raise CannotKeep(f"The backup is damaged: {name} is not what was kept. Take another one.")

    def _content(self, name: str) -> Iterator[bytes]:
        with _told_as_damage(), self._zip.open(name) as content:
            while some := content.read(AT_ONCE):
                yield some


@contextmanager
def opened(file: Path) -> Iterator[Reader]:
    """Read a backup, whoever made it."""
    if not file.is_file():
        raise CannotKeep(f"There is no file {file}.")
    try:
        archive = ZipFile(file)
    except _BROKEN as error:
        raise CannotKeep(f"{file} is no backup, or was cut short ({error}). Take another one.") from None
    with archive:
        yield Reader(archive)


@contextmanager
def _told_as_damage() -> Iterator[None]:
    try:
        yield
    except _BROKEN as error:
        raise CannotKeep(f"The backup is damaged ({error}). Take another one.") from None


def _refuse_foreign(entry: ZipInfo) -> None:
    name, mode = entry.orig_filename, entry.external_attr >> 16
    largest = _largest(name)
    if largest is None or stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise CannotKeep(f"This is no backup of deliberate: no backup holds {name[:100]!r} or a link.")
    if largest and entry.file_size > largest:
        raise CannotKeep(f"This is no backup of deliberate: {name} would be {entry.file_size} bytes.")
    if entry.flag_bits & ENCRYPTED or entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise CannotKeep("This is no backup of deliberate: it is packed in another way.")


def _largest(name: str) -> int | None:
    """How large a part of that name may be; 0 is as large as the disk, and None that there is no such part."""
    if name == MANIFEST:
        return LARGEST_MANIFEST
    if name == SECRET:
        return LARGEST_SECRET
    if _DATABASE.fullmatch(name):
        return 0
    return LARGEST_FILE if _FILE.fullmatch(name) else None
