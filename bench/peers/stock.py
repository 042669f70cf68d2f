"""Flask-SocketIO as it comes, with its own defaults, on eventlet. `python -m bench.peers.stock`."""

from __future__ import annotations

import eventlet

eventlet.monkey_patch()

import eventlet.wsgi  # noqa: E402
from flask import Flask  # noqa: E402
from flask_socketio import SocketIO  # noqa: E402

from bench.message import change  # noqa: E402
from bench.peers.listening import Nowhere, say_where  # noqa: E402
from bench.wire import NAMESPACE  # noqa: E402

app = Flask(__name__)
sockets = SocketIO(app, async_mode="eventlet")


@sockets.on("tell", namespace=NAMESPACE)
def tell(wanted: dict[str, int]) -> None:
    """Tell everybody a change."""
    sockets.emit("change", change(wanted["number"], wanted["size"]), namespace=NAMESPACE)


@sockets.on("connect", namespace=NAMESPACE)
def let_in() -> None:
    """Everybody may come."""


if __name__ == "__main__":
    # What `sockets.run` would do, but on a free port that is told.
    listening = eventlet.listen(("127.0.0.1", 0))
    say_where(listening)
    eventlet.wsgi.server(listening, app, log=Nowhere(), log_output=False)
