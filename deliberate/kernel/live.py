"""The Socket.IO namespace: connect to one room, catch up, act, and be closed when the right is gone.

A connection belongs to the room named when it was made, for as long as it lives: no message can name another one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import socketio
import structlog
from sqlalchemy.exc import SQLAlchemyError

from deliberate import runtime
from deliberate.kernel import language
from deliberate.kernel.acts import Standing
from deliberate.kernel.admission import Knock, Stood, proofs_of, stand_together
from deliberate.kernel.connections import NAMESPACE, Connection, Connections
from deliberate.kernel.db import reading_session
from deliberate.kernel.doors import Doors
from deliberate.kernel.errors import Invalid, NotFound, NotSignedIn, Refused, TooMany, Unmet
from deliberate.kernel.fanout import Fanout
from deliberate.kernel.feature import House
from deliberate.kernel.forms import NOT_NAMED
from deliberate.kernel.gathered import Gathered
from deliberate.kernel.limits import Pace
from deliberate.kernel.messages import Bundle
from deliberate.kernel.neighbours import Follower, Neighbours
from deliberate.kernel.news import News
from deliberate.kernel.packets import hear_only_packets
from deliberate.kernel.recent import Recent
from deliberate.kernel.returning import Answer, Return, Returning
from deliberate.kernel.routine import keep_doing
from deliberate.kernel.spelled import Spelled
from deliberate.kernel.telling import Telling

SWEEP_EVERY = 0.5
LOOKED_AT_ONCE = 100
LAST_SECOND = 1.0
"""Seconds that are waited for those who should have moved by now."""

# A device that comes and goes on bad wifi asks again each time; one that asks more often waits its turn.
QUESTIONS_AT_ONCE = 20
QUESTIONS_PER_SECOND = 5
MOST_WINDOWS = 30
"""Connections of one sign-in: tabs that people leave open, and lines that are dead but not yet noticed."""

log = structlog.get_logger("deliberate.live")


class Live:
    """All connections of this process: letting them in, answering what they ask, closing those whose right is gone."""

    def __init__(
        self,
        server: socketio.Server,
        house: House,
        doors: Doors,
        app_context: Callable[[], Any],
        origins: frozenset[str],
        cookie: str,
        neighbours: Neighbours | None = None,
    ) -> None:
        self._server = server
        self._house = house
        self._app_context = app_context
        self._origins = origins
        self._cookie = cookie
        self._doors = doors
        self._connections = Connections()
        self._fanout = Fanout(server)
        self._neighbours = neighbours
        elsewhere = neighbours.devices_by_seat if neighbours else None
        self._telling = Telling(self._fanout, self._connections, app_context, elsewhere)
        self._recent = Recent(house)
        self._knocks: Gathered[Knock, Stood] = Gathered(self._stand_together)
        self._returns: Gathered[Return, Answer] = Gathered(Returning(house, self._recent, app_context).answers)
        self._news = News(self._tell_now, self._look_again)
        self._rights_version = 0
        self.is_ending = False
        self._pace = Pace(at_once=QUESTIONS_AT_ONCE, per_second=QUESTIONS_PER_SECOND)

    def open(self) -> None:
        """Let connections in, and look after them."""
        hear_only_packets(self._server.eio)
        # Registered on the server itself: its handlers then run without building a Flask request around each event.
        self._server.on("connect", self._connect, namespace=NAMESPACE)
        self._server.on("disconnect", self._disconnect, namespace=NAMESPACE)
        self._server.on("catch_up", self._catch_up, namespace=NAMESPACE)
        self._server.on("act", self._act, namespace=NAMESPACE)
        self._telling.start()
        keep_doing(self._sweep, every=SWEEP_EVERY)
        if self._neighbours:
            presence_changed, tell_head = self._telling.presence_changed, self._telling.tell_head
            follower = Follower(self._tell, self._rights_changed_for, presence_changed, tell_head)
            self._neighbours.start(self._connections, follower)

    @property
    def connections(self) -> Connections:
        """Who is connected to this process."""
        return self._connections

    def end(self, within: float) -> None:
        """Let nobody in any more; have everybody move to another process, if there are others, within so many seconds."""
        self.is_ending = True
        if self._neighbours:
            self._telling.tell_to_move(within)
            give_up = time.monotonic() + within + LAST_SECOND
            while self._connections.everybody() and time.monotonic() < give_up:
                runtime.sleep(0.1)
            self._neighbours.end()
        for connection in self._connections.everybody():
            self._fanout.cut(connection)

    def publish(self, bundles: list[Bundle]) -> None:
        """Tell everyone who follows these rooms, in this process and in others, what was done here."""
        if self._neighbours:
            bundles = [ready for bundle in bundles for ready in self._neighbours.share(bundle)]
        self._tell(bundles)

    def _tell(self, bundles: Iterable[Bundle]) -> None:
        """Have it told, one act after the other: what was done after somebody lost a right may no longer be theirs to read."""
        for bundle in bundles:
            self._news.tell(bundle)
            self._rights_changed_for(bundle.rights_changed_for)

    def _tell_now(self, bundle: Bundle) -> None:
        self._recent.keep(bundle)
        self._telling.keep(bundle)
        self._telling.tell_changes(bundle.room)

    def _rights_changed_for(self, people: set[int]) -> None:
        if people:
            connections = self._connections.of_people(people)
            self._rights_version += 1
            for connection in connections:
                connection.rights_version += 1
            self._news.look_again(connections)

    # -- what clients send ------------------------------------------------------------------------------------------

    def _connect(self, sid: str, environ: dict[str, Any], auth: Any) -> None:
        version = self._rights_version
        try:
            if self.is_ending:
                raise Refused("busy")
            with _busy_without_database():
                connection = self._admit(sid, environ, auth)
        except Unmet as unmet:
            wishes = (environ.get("HTTP_ACCEPT_LANGUAGE") or "").replace(";", ",").split(",")
            reader = language.best_of(wish.strip() for wish in wishes)
            raise socketio.exceptions.ConnectionRefusedError(unmet.code, self._error(unmet, reader)) from None
        self._connections.add(connection)
        self._telling.has_come(connection)
        if version != self._rights_version:
            # Somebody's right changed while this one was being read, before it was known to whom to tell.
            self._news.look_again([connection])

    def _disconnect(self, sid: str, reason: Any = None) -> None:
        connection = self._connections.remove(sid)
        if connection is not None:
            self._telling.has_gone(connection)

    def _catch_up(self, sid: str, asked: Any = None) -> dict[str, Any] | Spelled:
        connection = self._connections.get(sid)
        if connection is None:
            return {"ok": False, "error": self._error(NotSignedIn(), "en")}
        if connection.line is not None and connection.line.cut_if_behind():
            return {}  # it asks, and does not read what it is answered
        try:
            self._pace.take_turn(connection.who.session_id)
            with _busy_without_database():
                return self._caught_up(connection, asked if isinstance(asked, dict) else {})
        except Unmet as unmet:
            return {"ok": False, "error": self._error(unmet, connection.who.language)}

    def _act(self, sid: str, asked: Any = None) -> dict[str, Any]:
        connection = self._connections.get(sid)
        if connection is None:
            return {"ok": False, "error": self._error(NotSignedIn(), "en")}
        try:
            return {"ok": True} | self._do(connection, asked)
        except Unmet as unmet:
            return {"ok": False, "error": self._error(unmet, connection.who.language)}

    def _do(self, connection: Connection, asked: Any) -> dict[str, Any]:
        if not isinstance(asked, dict):
            raise Invalid({"input": [language.say(connection.who.language, NOT_NAMED)]})
        if asked.get("room", connection.room) != connection.room:
            raise NotFound
        return self._doors.act(
            connection.who,
            room=connection.room,
            name=asked.get("name"),
            inputs=asked.get("input", {}),
            act_id=asked.get("id"),
        )

    def _caught_up(self, connection: Connection, asked: dict[str, Any]) -> Spelled:
        while True:
            version = connection.rights_version
            standing, answer = self._returns.ask(Return(connection, asked))
            if version == connection.rights_version:
                self._stand(connection, standing)
                return answer
            # Their rights changed while this was read, and it may no longer be theirs to read.

    # -- who may be here --------------------------------------------------------------------------------------------

    def _admit(self, sid: str, environ: dict[str, Any], auth: Any) -> Connection:
        auth = auth if isinstance(auth, dict) else {}
        proofs = tuple(proofs_of(environ, auth, self._origins, self._cookie))
        proof, who, room, standing = self._knocks.ask(Knock(proofs, auth.get("room"), auth.get("person")))
        if self._connections.windows_of(who.session_id) >= MOST_WINDOWS:
            raise TooMany("too_many_windows")
        line = self._fanout.line_of(sid)
        return Connection(sid, proof, who, room.reference, standing.seat_id, standing.desk, line)

    def _stand_together(self, knocks: Sequence[Knock]) -> Sequence[Stood | Unmet]:
        with self._app_context(), reading_session() as session:
            return stand_together(session, self._house, knocks)

    def _stand(self, connection: Connection, standing: Standing) -> bool:
        """Give the connection what its person's standing is now; whether that is new."""
        before = connection.seat_id, connection.desk
        connection.seat_id, connection.desk = standing.seat_id, standing.desk
        if before == (standing.seat_id, standing.desk):
            return False
        self._telling.presence_changed(connection.room)
        return True

    def _look_again(self, connections: list[Connection]) -> None:
        """Close connections whose people have no right any more, and have the others ask for what is theirs now."""
        for first in range(0, len(connections), LOOKED_AT_ONCE):
            some = connections[first : first + LOOKED_AT_ONCE]
            try:
                stood = self._stand_together([Knock((one.token,), one.room) for one in some])
            except SQLAlchemyError as error:
                # Nobody can say what is theirs now: let them come back and be asked at the door.
                log.warning("live.standing_unknown", error=type(error).__name__)
                for connection in some:
                    self._server.disconnect(connection.sid, namespace=NAMESPACE)
                continue
            for connection, now in zip(some, stood, strict=True):
                if isinstance(now, Unmet):
                    self._close(connection, now)
                elif self._stand(connection, now.standing):
                    self._server.emit("refresh", {"room": connection.room}, to=connection.sid, namespace=NAMESPACE)
            runtime.sleep()

    def _close(self, connection: Connection, unmet: Unmet) -> None:
        self._server.emit("gone", self._error(unmet, connection.who.language), to=connection.sid, namespace=NAMESPACE)
        self._server.disconnect(connection.sid, namespace=NAMESPACE)

    def _sweep(self) -> None:
        """Find sign-ins that ended elsewhere: by time, or in another process."""
        known = self._connections.sign_ins()
        if known:
            with self._app_context(), reading_session() as session:
                ended = known - self._house.sessions_that_count(session, known)
            self._news.look_again(self._connections.of_sign_ins(ended))

    def _error(self, unmet: Unmet, reader: str) -> dict[str, Any]:
        return self._doors.error(unmet, reader)


@contextmanager
def _busy_without_database() -> Iterator[None]:
    """When the database does not answer, say so: the client comes back by itself."""
    try:
        yield
    except SQLAlchemyError as error:
        log.warning("live.database_away", error=type(error).__name__)
        raise Refused("busy") from None
