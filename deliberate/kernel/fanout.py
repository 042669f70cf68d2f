"""One message to many: encoded once, framed once, and written to each line that has nothing waiting before it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import socketio
import structlog
from socketio import packet as socket_packet

from deliberate import runtime
from deliberate.kernel import metrics
from deliberate.kernel.connections import NAMESPACE, Connection

if TYPE_CHECKING:
    from deliberate.lines import Line

WRITTEN_AT_ONCE = 250
"""Lines that are written to before others may run."""

log = structlog.get_logger("deliberate.live")


class Fanout:
    """Tells connections of this process: directly under eventlet, by the library's own way under gevent."""

    def __init__(self, server: socketio.Server) -> None:
        self._server = server
        self._lines: Any = None
        if runtime.patched == "eventlet":
            self._hold_lines()

    def _hold_lines(self) -> None:
        from deliberate import lines

        if lines.as_expected(self._server.eio):
            lines.hold(self._server.eio)
            self._lines = lines
        else:
            log.warning("fanout.by_library", why="eventlet or Engine.IO are not inside as expected")

    def line_of(self, sid: str) -> Line | None:
        """The line of a client that is being let in; None when the library serves it."""
        if self._lines is None:
            return None
        return self._lines.line_of(self._server.eio, self._server.manager.eio_sid_from_sid(sid, NAMESPACE))  # type: ignore[no-any-return]

    def tell(self, connections: Iterable[Connection], event: str, data: Any) -> None:
        """Send them an event. Each gets what it is told in the order in which it was told."""
        by_library = []
        by_line = []
        for connection in connections:
            if connection.line is None:
                by_library.append(connection.sid)
            else:
                by_line.append(connection.line)
        metrics.told.inc()
        metrics.deliveries.inc(len(by_library) + len(by_line))
        if by_library:
            self._server.emit(event, data, to=by_library, namespace=NAMESPACE)
        if by_line:
            self._write(by_line, event, data)

    def cut(self, connection: Connection) -> None:
        """End a connection without ending its room: the client comes back by itself."""
        if connection.line is not None:
            connection.line.cut()
        else:
            engine = self._server.eio.sockets.get(self._server.manager.eio_sid_from_sid(connection.sid, NAMESPACE))
            if engine is not None:
                engine.close(wait=False)

    def _write(self, by_line: list[Line], event: str, data: Any) -> None:
        packet = self._server.packet_class(socket_packet.EVENT, namespace=NAMESPACE, data=[event, data])
        frames = self._lines.framed(packet.encode())
        for n, line in enumerate(by_line, 1):
            line.write(frames)
            if n % WRITTEN_AT_ONCE == 0:
                runtime.sleep()
