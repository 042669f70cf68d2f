"""The socket that connections come in by."""

from __future__ import annotations

import select
import socket
from contextlib import ExitStack, closing

import pytest

from deliberate import webserver

HOST = "127.0.0.1"
KNOCKING = 300


def test_what_is_sent_leaves_at_once():
    """Small frames would otherwise wait 40 ms for the other side's acknowledgement."""
    with closing(webserver.listen(HOST, 0)) as listening, socket.create_connection(listening.getsockname()):
        taken, _ = listening.accept()
        with closing(taken):
            assert taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_hall_may_knock_at_once_while_nobody_opens():
    with ExitStack() as stack:
        listening = stack.enter_context(closing(webserver.listen(HOST, 0)))
        knocking = [stack.enter_context(closing(socket.socket())) for _ in range(KNOCKING)]
        waiting = select.poll()
        for one in knocking:
            one.setblocking(False)
            one.connect_ex(listening.getsockname())
            waiting.register(one, select.POLLOUT)

        assert len(waiting.poll(10_000)) == KNOCKING
        assert not any(one.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) for one in knocking)


def test_several_share_a_port_and_one_that_only_keeps_it_takes_nobody_in():
    with closing(webserver.listen(HOST, 0, shared=True, backlog=0)) as kept:
        port = kept.getsockname()[1]
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((HOST, port), timeout=5)

        with closing(webserver.listen(HOST, port, shared=True)), closing(webserver.listen(HOST, port, shared=True)):
            socket.create_connection((HOST, port), timeout=5).close()


def test_a_port_that_is_not_shared_is_one_process_own():
    with closing(webserver.listen(HOST, 0)) as listening, pytest.raises(OSError, match="in use"):
        webserver.listen(HOST, listening.getsockname()[1], shared=True)
