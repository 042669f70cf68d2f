"""The web server: it listens, reads requests strictly, lets people in, and ends when asked to. eventlet's, or gevent's."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from deliberate import runtime
from deliberate.framing import Head

BACKLOG = 2048
LET_IN_AT_ONCE = 50
HTTP_BUFFER = 2048
"""Bytes: a request's headers, or those of an answer, fit in; what is longer is read and written past it."""
TURN = 0.1
"""Seconds between two looks whether the process was asked to end."""
LAST_REQUESTS = 5.0
"""Seconds that a process which ends gives to what it is still answering."""


def serve(
    app: Callable[..., Any],
    *,
    host: str,
    port: int,
    log: Any,
    ready: Callable[[int], None],
    end: Callable[[], None],
    shared: bool = False,
) -> None:
    """Listen and answer until a signal asks this process to end (SIGTERM, SIGINT); a second one ends it at once.

    `ready` is told the port once connections are accepted. When asked to end, no new connection is taken in, `end` is called, and
    requests that are being answered have a few seconds more. `shared`: other processes listen on the same port.
    """
    asked = _asked_to_end()
    listening = listen(host, port, shared=shared)
    ready(listening.getsockname()[1])
    if runtime.patched == "eventlet":
        _serve_by_eventlet(app, listening, log, asked, end)
    elif runtime.patched == "gevent":
        _serve_by_gevent(app, listening, log, asked, end)
    else:
        raise RuntimeError("serve() needs patch() first")


def serve_beside(app: Callable[..., Any], *, host: str, port: int, log: Any) -> None:
    """Answer another, smaller application on a port of its own, for as long as this process lives."""
    listening = listen(host, port)
    if runtime.patched == "eventlet":
        import eventlet.wsgi

        eventlet.spawn(eventlet.wsgi.server, listening, app, log=log, log_output=False, debug=False)
    else:
        from gevent import pywsgi

        pywsgi.WSGIServer(listening, app, log=None, error_log=log).start()


def _serve_by_eventlet(app: Any, listening: socket.socket, log: Any, asked: list[int], end: Callable[[], None]) -> None:
    import eventlet.wsgi
    from greenlet import GreenletExit

    serving = eventlet.spawn(
        eventlet.wsgi.server,
        listening,
        app,
        log=log,
        log_output=False,
        protocol=_eventlet_protocol(),
        custom_pool=_pool_that_lets_in_a_few_at_a_time(),
        keepalive=75,
        socket_timeout=None,
        debug=False,
    )
    while not (asked or serving.dead):
        runtime.sleep(TURN)
    # No connection is taken any more; idle ones are closed, the others when they have been answered.
    eventlet.kill(serving)
    runtime.sleep(0)
    listening.close()
    end()
    with eventlet.Timeout(LAST_REQUESTS, False), suppress(GreenletExit):
        serving.wait()


def _serve_by_gevent(app: Any, listening: socket.socket, log: Any, asked: list[int], end: Callable[[], None]) -> None:
    from gevent import pywsgi
    from gevent.pool import Pool

    options = {"log": None, "error_log": log, "spawn": Pool(runtime.CONNECTIONS), "handler_class": _gevent_protocol()}
    server = pywsgi.WSGIServer(listening, app, **options)
    server.start()
    while not asked:
        runtime.sleep(TURN)
    server.close()
    end()
    server.stop(timeout=LAST_REQUESTS)


def _asked_to_end() -> list[int]:
    """The signals that have asked for the end. A handler only notes them: it runs anywhere, also within the hub."""
    asked: list[int] = []

    def note(number: int, _: Any) -> None:
        asked.append(number)
        signal.signal(number, signal.SIG_DFL)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, note)
    return asked


def _eventlet_protocol() -> type:
    """eventlet's reading of requests, but for those that can be read in two ways."""
    from eventlet.wsgi import HttpProtocol

    class Clear(HttpProtocol):  # type: ignore[misc]
        # Most connections are WebSockets, which use none of these buffers but hold them for hours: eventlet's own would be 24 kB for each.
        rbufsize = wbufsize = HTTP_BUFFER
        rfile: Any

        def parse_request(self) -> bool:
            runtime.sleep()  # as long as the next request is there already, reading it does not wait, and nobody else would be heard
            self.rfile = head = Head(self.rfile)
            if not super().parse_request():
                return False
            why = head.why_not_clear()
            if why:
                self.send_error(400, explain=why)
            return not why

        def log_message(self, *_: Any) -> None:
            """Say nothing: what cannot be read has an address and may have a token in it."""

    return Clear


def _gevent_protocol() -> type:
    """The same for gevent."""
    from gevent.pywsgi import WSGIHandler

    class Clear(WSGIHandler):  # type: ignore[misc]
        rfile: Any

        def read_request(self, raw_requestline: str) -> bool:
            body, self.rfile = self.rfile, (head := Head(self.rfile))
            try:
                super().read_request(raw_requestline)
            finally:
                self.rfile = body
            if why := head.why_not_clear():
                raise ValueError(why)
            return True

        def handle(self) -> None:
            with suppress(OSError):  # whoever is to be told that nothing was understood may be gone
                super().handle()

    return Clear


def _pool_that_lets_in_a_few_at_a_time() -> Any:
    """eventlet lets in all who wait before anything else runs: the hub would stand still for half a second when a thousand come back."""
    import eventlet

    class Pool(eventlet.GreenPool):  # type: ignore[misc]
        let_in = 0

        def spawn(self, *work: Any, **named: Any) -> Any:
            self.let_in += 1
            if self.let_in % LET_IN_AT_ONCE == 0:
                runtime.sleep()
            return super().spawn(*work, **named)

    return Pool(runtime.CONNECTIONS)


def listen(host: str, port: int, *, shared: bool = False, backlog: int = BACKLOG) -> socket.socket:
    """A socket that connections come in by. `shared`: the system deals them out to all processes that listen on this port so.

    With a backlog of 0 the port is only kept: nothing comes in by this socket.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if shared:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    # Inherited by every accepted connection; without it small frames wait 40 ms for the peer's delayed acknowledgement.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listening.bind((host, port))
    if backlog:
        listening.listen(backlog)
    if runtime.patched == "gevent":
        listening.setblocking(False)
    return listening
