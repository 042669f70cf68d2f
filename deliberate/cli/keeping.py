"""Backups: making one, and making an installation of one."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from deliberate import config

NICE = 10


@click.command()
@click.argument("where", required=False, type=click.Path(path_type=Path))
def backup(where: Path | None) -> None:
    """Keep the database and the files of meetings in one file, also while the server runs.

    WHERE is a folder or the name of a file that ends in .zip; without it, `backups` of the data folder.
    """
    os.nice(NICE)  # people in a meeting go before it
    from deliberate.keeping.errors import CannotKeep
    from deliberate.keeping.taking import take

    try:
        taken = take(config.from_environment(), where)
    except CannotKeep as why:
        raise click.ClickException(str(why)) from None
    manifest = taken.manifest
    files = sum(name.startswith("files/") for name in manifest.parts)
    print(f"{taken.place}: {len(manifest.rooms)} rooms, {files} files, {taken.place.stat().st_size:,} bytes")
    _fail_with(f"This file of a meeting is lost, and not in the backup: {name}" for name in manifest.missing)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="a data folder to make, instead of that of DELIBERATE_DATA",
)
@click.option("--replace", "may_replace", is_flag=True, help="what is there already is set aside, under another name")
@click.option(
    "--send-letters",
    is_flag=True,
    help="also letters that were due by now and had not been sent when the backup was made",
)
def restore(file: Path, into: Path | None, may_replace: bool, send_letters: bool) -> None:
    """Make an installation of a backup. Stop the server first, if there is one."""
    from deliberate.keeping.errors import CannotKeep
    from deliberate.keeping.restoring import restore

    settings = config.from_environment()
    if into is not None:
        settings = _into(settings, into.resolve())
    try:
        done = restore(file, settings, may_replace=may_replace, send_letters=send_letters)
    except CannotKeep as why:
        raise click.ClickException(str(why)) from None
    print(
        f"restored into {settings.data_folder} as it was at {done.manifest.made_at}: {len(done.manifest.rooms)} rooms"
    )
    for place in done.set_aside:
        print(f"set aside: {place}")
    if done.settled.not_sent:
        print(
            f"letters that had been waiting and are due by now: {done.settled.not_sent}, not sent (see --send-letters)"
        )
    lost = [f"This file of a meeting was lost before the backup was made: {name}" for name in done.manifest.missing]
    _fail_with([*done.settled.faults, *lost])


def _into(settings: config.Settings, folder: Path) -> config.Settings:
    """The same installation elsewhere: SQLite goes with the folder, PostgreSQL is where it is."""
    if settings.database_url.startswith("sqlite"):
        settings = replace(settings, database_url=f"sqlite:///{folder / 'deliberate.sqlite'}")
    return replace(settings, data_folder=folder)


def _fail_with(faults: Iterable[str]) -> None:
    """It was done, and something is wrong all the same: whoever started it must not go on as if nothing were."""
    said = list(faults)
    for fault in said:
        click.echo(fault, err=True)
    if said:
        raise SystemExit(1)
