"""Making an installation of a backup: in an empty place, or in the place of another one, which is set aside."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from deliberate.config import Settings
from deliberate.keeping import archive, postgresql, settling, sqlite
from deliberate.keeping.archive import SECRET, Reader
from deliberate.keeping.errors import CannotKeep
from deliberate.keeping.manifest import Manifest
from deliberate.keeping.settling import Settled
from deliberate.keeping.taking import kind_of
from deliberate.keeping.workshop import workshop
from deliberate.kernel import clock

FILES = "files"


@dataclass(frozen=True)
class Restored:
    """What was restored, and where that is which was there before."""

    manifest: Manifest
    settled: Settled
    set_aside: Sequence[str]


def restore(file: Path, settings: Settings, *, may_replace: bool, send_letters: bool) -> Restored:
    """Restore a backup into the place that the settings name. Until it has proved whole, nothing there is touched."""
    with archive.opened(file) as backup:
        _refuse_what_does_not_fit(backup.manifest, settings)
        _refuse_taken(settings, may_replace=may_replace)
        _refuse_too_large(backup, settings.data_folder)
        backup.check()

        if backup.manifest.database == "sqlite":
            return _restore_sqlite(backup, settings, send_letters=send_letters)
        return _restore_postgresql(backup, settings, send_letters=send_letters)


def _restore_sqlite(backup: Reader, settings: Settings, *, send_letters: bool) -> Restored:
    """The database is made ready under another name, so that nobody ever opens one that is not."""
    place = sqlite.file_of(settings.database_url)
    sqlite.bring_to_rest(place)
    with _staging(settings.data_folder) as staged, _staging(place.parent) as beside:
        brought = _unpack_files(backup, staged, settings.data_folder)
        database = beside / backup.manifest.database_part
        backup.unpack(database.name, database)
        elsewhere = replace(settings, database_url=f"sqlite:///{database}", data_folder=beside)
        settled = settling.settle(elsewhere, backup.manifest, send_letters=send_letters)
        for one in (database, place):
            sqlite.bring_to_rest(one)
        set_aside = _exchange(brought | {place: database}, gone=sqlite.beside(place), stamp=_stamp())
    return Restored(backup.manifest, settled, set_aside)


def _restore_postgresql(backup: Reader, settings: Settings, *, send_letters: bool) -> Restored:
    stamp = _stamp()
    with _staging(settings.data_folder) as staged:
        brought = _unpack_files(backup, staged, settings.data_folder)
        dumped = staged / backup.manifest.database_part
        backup.unpack(dumped.name, dumped)
        with postgresql.restored(settings.database_url, dumped, stamp.lower()) as tables_aside:
            settled = settling.settle(settings, backup.manifest, send_letters=send_letters)
            set_aside = _exchange(brought, gone=(), stamp=stamp)
    return Restored(backup.manifest, settled, [*tables_aside, *set_aside])


def _refuse_what_does_not_fit(manifest: Manifest, settings: Settings) -> None:
    kind = kind_of(settings)
    if manifest.database != kind:
        raise CannotKeep(
            f"The backup holds a {manifest.database} database, and DELIBERATE_DATABASE_URL names a {kind} one."
        )
    settling.refuse_newer(manifest)


def _refuse_taken(settings: Settings, *, may_replace: bool) -> None:
    taken = [settings.data_folder / FILES]
    if kind_of(settings) == "sqlite":
        taken.append(sqlite.file_of(settings.database_url))
    else:
        postgresql.refuse_if_taken(settings.database_url, may_replace=may_replace)
    for place in taken:
        if _holds_something(place) and not may_replace:
            raise CannotKeep(
                f"There is an installation already: {place}. Name another folder with --into, or say --replace: then it is set aside."
            )


def _holds_something(place: Path) -> bool:
    return any(place.iterdir()) if place.is_dir() else place.exists()


def _refuse_too_large(backup: Reader, folder: Path) -> None:
    there = next(one for one in (folder, *folder.parents) if one.exists())
    free = shutil.disk_usage(there).free
    if backup.size > free:
        raise CannotKeep(f"The backup needs {backup.size} bytes, and on the disk of {folder} only {free} are free.")


def _unpack_files(backup: Reader, staged: Path, folder: Path) -> dict[Path, Path]:
    """Where each thing will be, and where it is for the moment."""
    (staged / FILES).mkdir(mode=0o750)
    names = [name for name in backup.manifest.parts if name != backup.manifest.database_part]
    for name in names:
        backup.unpack(name, staged / name)
    whole = [FILES, *([SECRET] if SECRET in names else [])]
    return {folder / name: staged / name for name in whole}


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    """Where things are made ready, on the disk where they will be: they come into their place by a new name only."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    except OSError as error:
        raise CannotKeep(f"Nothing can be written into {folder}: {error.strerror}.") from None
    with workshop(folder, ".restoring-", f"The backup could not be restored into {folder}") as staged:
        yield staged


def _exchange(brought: Mapping[Path, Path], *, gone: Iterable[Path], stamp: str) -> list[str]:
    """What was there gets another name, and what is new its place; when one step fails, none was made."""
    done: list[tuple[Path, Path]] = []
    try:
        for place in (*gone, *brought):
            if place.exists():
                aside = place.with_name(f"{place.name}.before-restore-{stamp}")
                place.rename(aside)
                done.append((place, aside))
        set_aside = [str(aside) for _, aside in done]
        for place, new in brought.items():
            _give_to_owner(new, place.parent)
            new.rename(place)
            done.append((new, place))
    except OSError:
        for before, now in reversed(done):
            now.rename(before)
        raise
    os.sync()
    return set_aside


def _give_to_owner(new: Path, folder: Path) -> None:
    """An administrator restores for the server's user, to whom the folder belongs."""
    if os.geteuid() == 0:
        owner = folder.stat()
        for one in (new, *new.rglob("*")):
            os.chown(one, owner.st_uid, owner.st_gid)


def _stamp() -> str:
    return f"{clock.now():%Y%m%dT%H%M%SZ}"
