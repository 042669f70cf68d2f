"""What is carried out after an act, at least once: rows of the act's own transaction, taken with a lease."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, ForeignKey, Index, and_, case, func, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from deliberate.kernel import clock
from deliberate.kernel.db import Base, reading_session
from deliberate.kernel.errors import Broken, Kept, Unmet

LEASE = timedelta(seconds=60)
ATTEMPTS = 8
FIRST_RETRY = timedelta(seconds=5)
GIVEN_UP = "given up"


@dataclass(frozen=True)
class Next:
    """Something that a job leaves to be carried out after it, for itself: a bad one does not stop its neighbours.

    `about` is what it is counted under. Of one `key` there is one for ever, however often it is asked for.
    """

    kind: str
    payload: dict[str, Any]
    about: str
    key: str


@dataclass(frozen=True)
class Outcome:
    """How a job went, and what it leaves to be done."""

    words: str = "done"
    following: Sequence[Next] = ()


NOT_NEEDED = Outcome("not needed")

Job = Callable[[dict[str, Any]], Outcome | None]


class Hopeless(Exception):
    """It cannot be carried out, and trying again would not help: an address that does not exist."""


class OutboxRow(Base):
    """Something to be carried out when due. Nobody reads it but the process that carries it out.

    Its payload may hold what only the recipient may know (a sign-in token): it is erased as soon as it is done or given up.
    """

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_open", "done_at", "due_at"), Index("ix_outbox_key", "key", unique=True))

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    act_id: Mapped[str]
    n: Mapped[int]
    kind: Mapped[str]
    payload: Mapped[dict[str, Any]]
    due_at: Mapped[datetime]
    lease: Mapped[str | None]
    leased_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    about: Mapped[str | None] = mapped_column(index=True)
    key: Mapped[str | None]


@dataclass(frozen=True)
class Tally:
    """Of what was to be carried out for many: how much is done, on its way, and given up."""

    done: int = 0
    waiting: int = 0
    failed: int = 0


@dataclass(frozen=True)
class Taken:
    """A row that this process has the lease of."""

    id: int
    kind: str
    payload: dict[str, Any]
    lease: str
    attempts: int


def post(
    session: Session, *, room_id: int, act_id: str, n: int, kind: str, payload: dict[str, Any], due: datetime
) -> None:
    """Put a row into the outbox, in the caller's transaction."""
    row = OutboxRow(room_id=room_id, act_id=act_id, n=n, kind=kind, payload=payload, due_at=due, attempts=0)
    session.add(row)


def cancel(session: Session, *, room_id: int, act_id: str, at: datetime) -> None:
    """What an undone act would have sent is not sent, unless it has left already."""
    session.execute(
        update(OutboxRow)
        .where(OutboxRow.room_id == room_id, OutboxRow.act_id == act_id, OutboxRow.done_at.is_(None))
        .values(done_at=at, outcome="cancelled", payload={})
    )


def cancel_letters(session: Session, *, at: datetime, **about: Any) -> None:
    """No letter goes out that still waits and has all this in it: to that address, with that invitation."""
    waiting = session.scalars(select(OutboxRow).where(OutboxRow.kind != "act", OutboxRow.done_at.is_(None)))
    for row in waiting:
        if about.items() <= row.payload.items():
            row.done_at, row.outcome, row.payload = at, "cancelled", {}


def take(engine: Engine, *, acts: bool, limit: int = 20) -> list[Taken]:
    """Lease what is due: either the acts for other rooms, or everything else."""
    now, lease = clock.now(), secrets.token_hex(8)
    kinds = OutboxRow.kind == "act" if acts else OutboxRow.kind != "act"
    free = or_(OutboxRow.leased_until.is_(None), OutboxRow.leased_until < now)
    due = and_(OutboxRow.done_at.is_(None), OutboxRow.due_at <= now, free, kinds)
    # Looking is reading: it must not wait for whoever writes.
    with reading_session() as looking:
        if looking.scalar(select(OutboxRow.id).where(due).limit(1)) is None:
            return []
    with Session(engine) as session, session.begin():
        rows = session.scalars(
            select(OutboxRow)
            .where(due)
            # What one person waits for (a link to sign in) goes before the many letters of a plenary.
            .order_by(OutboxRow.about.is_not(None), OutboxRow.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        taken = []
        for row in rows:
            row.lease, row.leased_until, row.attempts = lease, now + LEASE, row.attempts + 1
            taken.append(Taken(row.id, row.kind, row.payload, lease, row.attempts))
    return taken


def finish(engine: Engine, taken: Taken, outcome: str, following: Sequence[Next] = ()) -> None:
    """The row was carried out (or given up); what it held is erased, and what follows from it exists from the same moment."""
    with Session(engine) as session, session.begin():
        held = session.execute(
            update(OutboxRow)
            .where(OutboxRow.id == taken.id, OutboxRow.lease == taken.lease)
            .values(done_at=clock.now(), outcome=outcome, payload={}, leased_until=None)
            .returning(OutboxRow.room_id, OutboxRow.act_id)
        ).first()
        # A worker that was too slow lost its lease: another one has done it, with all that follows.
        if held is not None and following:
            _leave(session, following, room_id=held.room_id, act_id=held.act_id)


def tally(session: Session, about: str) -> Tally:
    """How far it is with all that is counted under that name."""
    failed = case((OutboxRow.outcome.like(f"{GIVEN_UP}%"), 1), else_=0)
    row = session.execute(
        select(
            func.coalesce(func.sum(case((OutboxRow.outcome == "done", 1), else_=0)), 0),
            func.coalesce(func.sum(case((OutboxRow.done_at.is_(None), 1), else_=0)), 0),
            func.coalesce(func.sum(failed), 0),
        ).where(OutboxRow.about == about)
    ).one()
    return Tally(*row)


def put_back(engine: Engine, taken: Taken, why: str) -> None:
    """The row could not be carried out now: try again later, each time twice as late, and in the end give up."""
    if taken.attempts >= ATTEMPTS:
        finish(engine, taken, f"{GIVEN_UP}: {why}")
        return
    _settle(engine, taken, leased_until=clock.now() + FIRST_RETRY * 2 ** (taken.attempts - 1), outcome=why)


def _leave(session: Session, following: Sequence[Next], *, room_id: int, act_id: str) -> None:
    abouts = {one.about for one in following}
    known = set(session.scalars(select(OutboxRow.key).where(OutboxRow.about.in_(abouts))))
    session.add_all(
        OutboxRow(
            room_id=room_id,
            act_id=act_id,
            n=n,
            kind=one.kind,
            payload=one.payload,
            due_at=clock.now(),
            attempts=0,
            about=one.about,
            key=one.key,
        )
        for n, one in enumerate(following)
        if one.key not in known
    )


def _settle(engine: Engine, taken: Taken, **values: Any) -> None:
    with Session(engine) as session, session.begin():
        session.execute(
            update(OutboxRow).where(OutboxRow.id == taken.id, OutboxRow.lease == taken.lease).values(**values)
        )


def carry_out_acts(engine: Engine, do: Callable[..., Any], log: Any) -> int:
    """Do the acts that other acts caused in other rooms, once around; they have ids of their own, so twice is as once."""
    rows = take(engine, acts=True)
    for taken in rows:
        try:
            do(
                room=taken.payload["room"],
                name=taken.payload["name"],
                inputs=taken.payload["input"],
                act_id=taken.payload["id"],
            )
        except (Kept, Broken) as unmet:
            put_back(engine, taken, unmet.code)
        except Unmet as unmet:
            # The other room says no (it is closed, the thing is gone): that is an answer, and it will not change.
            log.warning("outbox.act_refused", row=taken.id, code=unmet.code)
            finish(engine, taken, f"refused: {unmet.code}")
        else:
            finish(engine, taken, "done")
    return len(rows)


def carry_out(engine: Engine, jobs: Mapping[str, Job], log: Any) -> int:
    """Do what is due, once around; how many rows were handled is returned."""
    # One at a time: a slow mail server must not let the leases of those behind it run out.
    rows = take(engine, acts=False, limit=1)
    for taken in rows:
        job = jobs.get(taken.kind)
        if job is None:
            put_back(engine, taken, "no job of that kind")
            continue
        try:
            outcome = job(taken.payload) or Outcome()
        except Hopeless as error:
            log.warning("outbox.hopeless", kind=taken.kind, row=taken.id)
            finish(engine, taken, f"{GIVEN_UP}: {error}")
        except Exception as error:  # noqa: BLE001 - one bad row must not stop the others; it is logged, kept and tried again
            log.warning("outbox.failed", kind=taken.kind, row=taken.id, error=type(error).__name__)
            put_back(engine, taken, type(error).__name__)
        else:
            finish(engine, taken, outcome.words, outcome.following)
    return len(rows)
