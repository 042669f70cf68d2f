"""The Socket.IO namespace: connect to one room, catch up, act, and be closed when the right is gone.

A connection belongs to the room named when it was made, for as long as it lives: no message can name another one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import socketio
import structlog
from sqlalchemy.exc import SQLAlchemyError

from deliberate import runtime
from deliberate.kernel import admission, clock, language
from deliberate.kernel.acts import Standing
from deliberate.kernel.connections import NAMESPACE, Connection, Connections
from deliberate.kernel.db import reading_session
from deliberate.kernel.doors import Doors
from deliberate.kernel.errors import Invalid, NotFound, NotSignedIn, Refused, TooMany, Unmet
from deliberate.kernel.fanout import Fanout
from deliberate.kernel.feature import House
from deliberate.kernel.forms import NOT_NAMED
from deliberate.kernel.limits import Pace
from deliberate.kernel.messages import Bundle
from deliberate.kernel.packets import hear_only_packets
from deliberate.kernel.recent import Recent
from deliberate.kernel.record import epoch_of
from deliberate.kernel.telling import Telling, database_may_rest

SWEEP_EVERY = 0.5

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
    ) -> None:
        self._server = server
        self._house = house
        self._app_context = app_context
        self._origins = origins
        self._cookie = cookie
        self._doors = doors
        self._connections = Connections()
        self._fanout = Fanout(server)
        self._telling = Telling(self._fanout, self._connections, app_context)
        self._recent = Recent(house)
        self._rights_version = 0
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
        runtime.spawn(self._sweep)

    def publish(self, bundles: list[Bundle]) -> None:
        """Send what each act changed to everyone who follows its room, and look at whose rights it changed before the next."""
        for bundle in bundles:
            self._recent.keep(bundle)
            self._telling.keep(bundle)
            if bundle.rights_changed_for:
                # Before anything more is told: what was done next, in the same breath, may no longer be theirs to read.
                self._telling.tell_changes(bundle.room)
                self._rights_version += 1
                self._look_again(self._connections.of_people(bundle.rights_changed_for))
        for room in {bundle.room for bundle in bundles}:
            self._telling.tell_changes(room)

    # -- what clients send ------------------------------------------------------------------------------------------

    def _connect(self, sid: str, environ: dict[str, Any], auth: Any) -> None:
        version = self._rights_version
        try:
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
            self._look_again([connection])

    def _disconnect(self, sid: str, reason: Any = None) -> None:
        connection = self._connections.remove(sid)
        if connection is not None:
            self._telling.has_gone(connection)

    def _catch_up(self, sid: str, asked: Any = None) -> dict[str, Any]:
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

    def _caught_up(self, connection: Connection, asked: dict[str, Any]) -> dict[str, Any]:
        version = self._rights_version
        with self._app_context(), reading_session() as session:
            _, room, standing = admission.stand(session, self._house, connection.token, connection.room)
            epoch = epoch_of(session)
            answer: dict[str, Any] = {
                "ok": True,
                "room": connection.room,
                "epoch": epoch,
                "seq": room.seq,
                "now": clock.iso(clock.now()),
                "me": _me(standing),
            }
            missed = None
            if asked.get("epoch") == epoch and _was_made_for(asked.get("me"), connection, standing):
                missed = self._recent.missed(connection.room, asked.get("after"), room.seq)
            if missed is None:
                answer["snapshot"] = self._recent.snapshot(session, room, standing, epoch)
            else:
                answer["messages"] = [bundle.message(desk=standing.desk, seat_id=standing.seat_id) for bundle in missed]
        if version != self._rights_version:
            # Rights changed while this was read, and it may no longer be theirs to read.
            return self._caught_up(connection, asked)
        self._stand(connection, standing)
        return answer

    # -- who may be here --------------------------------------------------------------------------------------------

    def _admit(self, sid: str, environ: dict[str, Any], auth: Any) -> Connection:
        auth = auth if isinstance(auth, dict) else {}
        proofs = admission.proofs_of(environ, auth, self._origins, self._cookie)
        with self._app_context(), reading_session() as session:
            token = admission.acting(session, self._house, proofs, auth.get("person"))
            who, room, standing = admission.stand(session, self._house, token, auth.get("room"))
        if self._connections.windows_of(who.session_id) >= MOST_WINDOWS:
            raise TooMany("too_many_windows")
        line = self._fanout.line_of(sid)
        return Connection(sid, token, who, room.reference, standing.seat_id, standing.desk, line)

    def _stand(self, connection: Connection, standing: Standing) -> None:
        """Give the connection what its person's standing is now."""
        connection.seat_id, connection.desk = standing.seat_id, standing.desk

    def _look_again(self, connections: list[Connection]) -> None:
        """Rights have changed: close connections that have none, and have the others ask for what is theirs now."""
        for connection in connections:
            try:
                with self._app_context(), reading_session() as session:
                    _, _, standing = admission.stand(session, self._house, connection.token, connection.room)
            except Unmet as unmet:
                self._close(connection, unmet)
                continue
            except SQLAlchemyError as error:
                # Nobody can say what is theirs now: let them come back and be asked at the door.
                log.warning("live.standing_unknown", error=type(error).__name__)
                self._server.disconnect(connection.sid, namespace=NAMESPACE)
                continue
            if (standing.desk, standing.seat_id) != (connection.desk, connection.seat_id):
                self._stand(connection, standing)
                self._telling.presence_changed(connection.room)
                self._server.emit("refresh", {"room": connection.room}, to=connection.sid, namespace=NAMESPACE)

    def _close(self, connection: Connection, unmet: Unmet) -> None:
        self._server.emit("gone", self._error(unmet, connection.who.language), to=connection.sid, namespace=NAMESPACE)
        self._server.disconnect(connection.sid, namespace=NAMESPACE)

    def _sweep(self) -> None:
        """Find sign-ins that ended elsewhere: by time, or in another process."""
        while True:
            runtime.sleep(SWEEP_EVERY)
            with database_may_rest():
                known = self._connections.sign_ins()
                if known:
                    with self._app_context(), reading_session() as session:
                        ended = known - self._house.sessions_that_count(session, known)
                    self._look_again(self._connections.of_sign_ins(ended))

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


def _was_made_for(me: Any, connection: Connection, standing: Standing) -> bool:
    """Whether what the client has was made for the standing that it has now: otherwise only a snapshot will do."""
    if isinstance(me, dict):
        return (me.get("desk"), me.get("seat")) == (standing.desk, standing.seat_id)
    return (connection.desk, connection.seat_id) == (standing.desk, standing.seat_id)


def _me(standing: Standing) -> dict[str, Any]:
    return {
        "person": standing.person_id,
        "seat": standing.seat_id,
        "desk": standing.desk,
        "member": standing.member,
    }
