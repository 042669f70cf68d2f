"""What a restored database is told before anybody uses it: that it is another one now, and which letters are not sent again."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from alembic.script import ScriptDirectory
from flask_migrate import upgrade
from sqlalchemy import update
from sqlalchemy.orm import Session

from deliberate.app import create_app
from deliberate.attachments.commands import SWEEP
from deliberate.config import ROOT, Settings
from deliberate.keeping.contents import contents_of
from deliberate.keeping.errors import CannotKeep
from deliberate.keeping.manifest import Manifest
from deliberate.kernel import clock
from deliberate.kernel.db import db, reading_session, writer_engine
from deliberate.kernel.outbox import OutboxRow
from deliberate.kernel.record import Installation, whys_not_intact

MIGRATIONS = str(ROOT / "migrations")
STAYS_INSIDE = ("act", SWEEP)
"""What is owed to nobody outside: effects in other rooms, which are done once however often they are asked for, and sweeping."""
NOT_THE_ONE = "The database in the backup is not the one of its manifest. Take another one."
NOT_SENT_AGAIN = "cancelled: restored from a backup"


@dataclass(frozen=True)
class Settled:
    """What was done to a restored database, and what is wrong with its record."""

    not_sent: int
    faults: Sequence[str]


def refuse_newer(manifest: Manifest) -> None:
    """Refuse a database that only a newer program understands."""
    known = {script.revision for script in ScriptDirectory(MIGRATIONS).walk_revisions()}
    if manifest.schema not in known:
        raise CannotKeep(
            f"The backup was made by a newer deliberate (its schema {manifest.schema!r} is not known here). Install that version first."
        )


def settle(settings: Settings, manifest: Manifest, *, send_letters: bool) -> Settled:
    """Compare it with what the manifest says, bring it to this program's schema, and give it a new epoch."""
    app = create_app(settings)
    with app.app_context():
        try:
            _refuse_another(manifest)
            upgrade(MIGRATIONS)
            with Session(writer_engine()) as session, session.begin():
                session.execute(update(Installation).values(epoch=secrets.token_hex(8)))
                not_sent = 0 if send_letters else _cancel_letters(session)
            with reading_session() as session:
                return Settled(not_sent, whys_not_intact(session))
        finally:
            for engine in db.engines.values():
                engine.dispose()


def _refuse_another(manifest: Manifest) -> None:
    with db.engine.connect() as connection:
        try:
            found = contents_of(connection)
        except CannotKeep:
            raise CannotKeep(NOT_THE_ONE) from None
    if (found.epoch, found.schema, dict(found.rooms)) != (manifest.epoch, manifest.schema, dict(manifest.rooms)):
        raise CannotKeep(NOT_THE_ONE)


def _cancel_letters(session: Session) -> int:
    """What was due has most likely been sent by whoever had the installation until now; what is due later has not."""
    now = clock.now()
    waiting = (
        OutboxRow.done_at.is_(None),
        OutboxRow.due_at <= now,
        OutboxRow.kind.not_in(STAYS_INSIDE),
    )
    cancelled = session.execute(
        update(OutboxRow)
        .where(*waiting)
        .values(done_at=now, outcome=NOT_SENT_AGAIN, payload={}, leased_until=None)
        .returning(OutboxRow.id)
    )
    return len(cancelled.all())
