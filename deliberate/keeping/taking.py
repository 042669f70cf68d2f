"""Making a backup, also while a meeting is on."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.engine import make_url

from deliberate.config import Settings
from deliberate.keeping import postgresql, sqlite
from deliberate.keeping.archive import SECRET, Writer
from deliberate.keeping.contents import NOTHING, Contents, contents_of
from deliberate.keeping.errors import CannotKeep
from deliberate.keeping.manifest import DATABASES, Manifest
from deliberate.keeping.workshop import workshop
from deliberate.kernel import clock

ENDING = ".zip"
UNFINISHED = ".unfinished-backup-"
LEFT_FOR_DEAD = 24 * 3600


@dataclass(frozen=True)
class Taken:
    """A backup that was made."""

    place: Path
    manifest: Manifest


def take(settings: Settings, where: Path | None) -> Taken:
    """Make a backup: in a folder, under a name that says when; or as a file of that name."""
    moment = clock.now()
    place = _place(settings, where, moment)
    with _unfinished(place.parent) as folder:
        kept = folder / "backup"
        writer = Writer(kept, moment.timetuple()[:6])
        try:
            manifest = _write(settings, writer, folder, moment)
        finally:
            writer.close()
        _refuse_existing(place)
        kept.rename(place)
    return Taken(place, manifest)


def kind_of(settings: Settings) -> str:
    """Which kind of database this installation has."""
    kind = make_url(settings.database_url).get_backend_name()
    if kind not in DATABASES:
        raise CannotKeep(f"A {kind} database is not known here.")
    return kind


def _write(settings: Settings, writer: Writer, folder: Path, moment: datetime) -> Manifest:
    """The database first, its files after it.

    A file is written before the database names it, and stays for an hour after it was taken away. So whatever the copy names is there
    when it is looked for. The other way round, a file that somebody adds meanwhile would be named and not kept.
    """
    kind = kind_of(settings)
    copied = folder / DATABASES[kind]
    contents = _copy_database(settings, kind, copied)
    with copied.open("rb") as content:
        writer.add(copied.name, content, pack=kind == "sqlite")
    copied.unlink()

    missing = [name for name in contents.files if not _add(writer, settings.data_folder, name)]
    _add(writer, settings.data_folder, SECRET)
    said = Manifest(
        made_at=clock.iso(moment) or "",
        epoch=contents.epoch,
        database=kind,
        schema=contents.schema,
        rooms=contents.rooms,
        missing=missing,
    )
    return writer.finish(said)


def _copy_database(settings: Settings, kind: str, to: Path) -> Contents:
    if kind == "sqlite":
        sqlite.copy(sqlite.file_of(settings.database_url), to)
        with sqlite.looked_into(to) as connection:
            return contents_of(connection)
    with postgresql.one_moment(settings.database_url) as (connection, moment):
        contents = contents_of(connection)
        postgresql.dump(connection, settings.database_url, moment, to)
        return contents


def _add(writer: Writer, folder: Path, name: str) -> bool:
    try:
        with (folder / name).open("rb") as content:
            writer.add(name, content)
    except FileNotFoundError:
        return False
    return True


def _place(settings: Settings, where: Path | None, moment: datetime) -> Path:
    if where is None:
        if not settings.data_folder.is_dir():
            raise CannotKeep(NOTHING)
        where = settings.data_folder / "backups"
        where.mkdir(mode=0o700, exist_ok=True)
    if where.is_dir():
        where /= f"deliberate-{moment:%Y%m%dT%H%M%SZ}{ENDING}"
    elif where.suffix != ENDING or not where.parent.is_dir():
        # Made up silently, it would fill the disk of the server when the one for backups is not there.
        raise CannotKeep(f"There is no folder {where}. Make it first, or is its disk not there?")
    _refuse_existing(where)
    return where.absolute()


def _refuse_existing(place: Path) -> None:
    if place.exists():
        raise CannotKeep(f"{place} exists already; a backup is never written over another one.")


@contextmanager
def _unfinished(beside: Path) -> Iterator[Path]:
    """A folder for ourselves, on the disk of the backup, where it is until it is whole; what a power cut left of earlier ones goes."""
    for left in beside.glob(f"{UNFINISHED}*"):
        if time.time() - left.stat().st_mtime > LEFT_FOR_DEAD:
            shutil.rmtree(left, ignore_errors=True)
    with workshop(beside, UNFINISHED, "The backup could not be written") as folder:
        yield folder
