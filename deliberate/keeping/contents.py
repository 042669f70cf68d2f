"""What is in a database, whichever kind it is and whichever version of the program it was made by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, select
from sqlalchemy.exc import DatabaseError, NoResultFound

from deliberate.attachments.models import Attachment, StoredFile
from deliberate.attachments.store import place_of
from deliberate.keeping.errors import CannotKeep
from deliberate.keeping.manifest import RoomState
from deliberate.kernel.record import Installation, Room

NOTHING = "No installation was found in the database. Which one it is, DELIBERATE_DATA and DELIBERATE_DATABASE_URL say."


@dataclass(frozen=True)
class Contents:
    """What a backup says of its database, and the files that it names."""

    epoch: str
    schema: str
    rooms: Mapping[str, RoomState]
    files: tuple[str, ...]
    """Where they are, from the data folder on."""


def contents_of(connection: Connection) -> Contents:
    """Look into a database, at one moment: the caller's transaction."""
    try:
        schema = MigrationContext.configure(connection).get_current_revision()
        rooms = connection.execute(select(Room.kind, Room.number, Room.seq, Room.head).order_by(Room.id)).all()
        return Contents(
            epoch=connection.execute(select(Installation.epoch)).scalar_one(),
            schema=schema or "",
            rooms={f"{kind}/{number}": RoomState(seq, head) for kind, number, seq, head in rooms},
            files=_files(connection),
        )
    except (DatabaseError, NoResultFound):
        raise CannotKeep(NOTHING) from None


def _files(connection: Connection) -> tuple[str, ...]:
    """Those that hang on a meeting. What was taken away is not kept for longer, and what was only announced is no file yet."""
    if not inspect(connection).has_table(Attachment.__tablename__):
        return ()
    named = connection.execute(
        select(StoredFile.digest, StoredFile.id)
        .join(Attachment, Attachment.file_id == StoredFile.id)
        .where(Attachment.removed_at.is_(None))
        .order_by(StoredFile.id)
    )
    return tuple(str(place_of(Path(), digest, number)) for digest, number in named)
