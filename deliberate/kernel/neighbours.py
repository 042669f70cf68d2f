"""The other processes that serve this installation: what they do is told here, whom they have online is shown here.

By the channel it comes at once. What the channel does not bring is found in the database, twice a second: the numbers of the rooms that
are followed here, whose rights have changed, and the row of each process that says whom it has online.
"""

from __future__ import annotations

import secrets
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, tuple_
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, Session, mapped_column

from deliberate.kernel import clock
from deliberate.kernel.channel import Channel
from deliberate.kernel.connections import Connections
from deliberate.kernel.db import Base, reading_session, writer_engine
from deliberate.kernel.messages import Bundle
from deliberate.kernel.order import PATIENCE, Order
from deliberate.kernel.record import ActRow, Head, Room, epoch_of
from deliberate.kernel.routine import keep_doing

LOOK_EVERY = 0.5
LEASE = timedelta(seconds=10)
LOOK_BACK = 60.0
"""Seconds before the last look from which on acts are looked for: an act's moment is taken when it begins, it is seen when it is stored."""


class ProcessRow(Base):
    """A process that serves, as long as its lease lasts, and whom it has online: for each room, on how many devices each seat follows."""

    __tablename__ = "processes"

    id: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[datetime]
    online: Mapped[dict[str, Any]]


@dataclass(frozen=True)
class Follower:
    """What is done here with what the others tell."""

    take: Callable[[Iterable[Bundle]], None]
    rights_changed_for: Callable[[set[int]], None]
    presence_changed: Callable[[str], None]
    tell_head: Callable[[str, Head], None]


class Neighbours:
    """What this process knows of the others, and lets them know."""

    def __init__(self, url: str, secret: str, app_context: Callable[[], Any]) -> None:
        self.channel = Channel(url, secret, self._hear)
        self._app_context = app_context
        self._me = secrets.token_hex(8)
        self._order = Order()
        self._seen: dict[str, tuple[Head, int]] = {}
        self._rights_handled: dict[tuple[str, int], float] = {}
        self._looked_at = clock.now()
        self._online: dict[str, Counter[int]] = {}
        self._told_online: dict[str, Any] | None = None
        self._lease_until = clock.now()
        self._ended = False

    def start(self, connections: Connections, follower: Follower) -> None:
        """Listen to the others from now on, and look for what was not heard."""
        self._connections = connections
        self._follower = follower
        self.channel.start()
        keep_doing(self._tell_overdue, every=PATIENCE / 2)
        keep_doing(self._look, every=LOOK_EVERY)

    def share(self, bundle: Bundle) -> list[Bundle]:
        """Have the others told what was done here; what can be told here by now is returned."""
        self.channel.tell(bundle)
        return self._in_order(bundle)

    def devices_by_seat(self, room: str) -> Counter[int]:
        """On how many devices each seat follows the room from other processes."""
        return self._online.get(room, Counter())

    def end(self) -> None:
        """This process has nobody online any more."""
        self._ended = True
        with suppress(SQLAlchemyError), self._app_context(), Session(writer_engine()) as session, session.begin():
            session.execute(delete(ProcessRow).where(ProcessRow.id == self._me))

    def _hear(self, bundle: Bundle) -> None:
        self._follower.take(self._in_order(bundle))

    def _in_order(self, bundle: Bundle) -> list[Bundle]:
        now = time.monotonic()
        ready = self._order.take(bundle, now)
        self._rights_handled |= {(one.room, one.seq): now for one in ready if one.rights_changed_for}
        return ready

    def _tell_overdue(self) -> None:
        self._follower.take(self._order.overdue(time.monotonic()))

    def _look(self) -> None:
        looked_at = clock.now()
        with self._app_context(), reading_session() as session:
            epoch = epoch_of(session)
            heads = self._heads(session, epoch)
            changed = self._rights_changes(session)
            online = self._online_elsewhere(session)
        self._order.now_in(epoch)
        self._handle_rights_changes(changed)
        self._find_what_was_not_heard(heads)
        self._show_online(online)
        self._looked_at = looked_at
        self._tell_online()

    # -- what was done ----------------------------------------------------------------------------------------------

    def _heads(self, session: Session, epoch: str) -> dict[str, Head]:
        """Where the rooms are that are followed here."""
        followed = [room.split("/") for room in self._connections.rooms()]
        if not followed:
            return {}
        named = tuple_(Room.kind, Room.number).in_([(kind, int(number)) for kind, number in followed])
        return {room.reference: Head(epoch, room.seq, room.head) for room in session.scalars(select(Room).where(named))}

    def _find_what_was_not_heard(self, heads: dict[str, Head]) -> None:
        """What was there at the last look and was not told since will not be told by itself: say where the room is, and let people ask."""
        for room, (seen, heard) in self._seen.items():
            if room not in heads:
                continue
            if heads[room].seq < heard:
                self._order.forget(room)  # the database is behind what was heard: it is another one by now
            elif seen.seq > self._order.reached(room):
                self._follower.tell_head(room, seen)
                self._follower.take(self._order.pass_over(room, seen.seq))
        self._seen = {room: (head, self._order.reached(room)) for room, head in heads.items()}

    def _rights_changes(self, session: Session) -> dict[tuple[str, int], list[Any]]:
        """The acts that have changed rights since the last look, and whose."""
        since = self._looked_at - timedelta(seconds=LOOK_BACK)
        rows = session.execute(
            select(Room.kind, Room.number, ActRow.seq, ActRow.rights_changed_for)
            .join(Room, Room.id == ActRow.room_id)
            .where(ActRow.rights_changed_for.is_not(None), ActRow.at > since)
        ).all()
        return {(f"{kind}/{number}", seq): people or [] for kind, number, seq, people in rows}

    def _handle_rights_changes(self, changed: dict[tuple[str, int], list[Any]]) -> None:
        """Look at whose rights were changed by acts of which no message came, or came too late."""
        news = changed.keys() - self._rights_handled.keys()
        self._follower.rights_changed_for({person for act in news for person in changed[act]})
        now = time.monotonic()
        kept = {act: since for act, since in self._rights_handled.items() if since > now - 2 * LOOK_BACK}
        self._rights_handled = kept | dict.fromkeys(news, now)

    # -- who is online ----------------------------------------------------------------------------------------------

    def _online_elsewhere(self, session: Session) -> dict[str, Counter[int]]:
        others = select(ProcessRow.online).where(ProcessRow.id != self._me, ProcessRow.until > clock.now())
        online: dict[str, Counter[int]] = {}
        for rooms in session.scalars(others):
            for room, seats in rooms.items():
                online.setdefault(room, Counter()).update({int(seat): devices for seat, devices in seats.items()})
        return online

    def _show_online(self, online: dict[str, Counter[int]]) -> None:
        before, self._online = self._online, online
        for room in before.keys() | online.keys():
            if before.get(room) != online.get(room):
                self._follower.presence_changed(room)

    def _tell_online(self) -> None:
        online = {
            room: {str(seat): devices for seat, devices in self._connections.devices_by_seat(room).items()}
            for room in self._connections.rooms()
        }
        now = clock.now()
        if self._ended or (online == self._told_online and now < self._lease_until - LEASE / 2):
            return
        with self._app_context(), Session(writer_engine()) as session, session.begin():
            session.merge(ProcessRow(id=self._me, until=now + LEASE, online=online))
            session.execute(delete(ProcessRow).where(ProcessRow.until < now - 10 * LEASE))
        self._told_online, self._lease_until = online, now + LEASE
