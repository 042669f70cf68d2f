"""Somebody without an account sends frames without a pause, or a message without an end (T-64). Under eventlet, the default."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
import requests

from bench.wire import from_client
from tests.installation import SLACK, Server
from tests.wire_client import BareSocket

FOR_SECONDS = 2.0
MEGABYTE = 1_000_000
PING = bytes([0x89, 0x80]) + bytes(4)


@pytest.mark.parametrize("frame", [PING, from_client("3"), from_client('42/room,["x"]')], ids=["ping", "pong", "event"])
def test_who_sends_without_a_pause_does_not_keep_others_from_being_heard(serve, frame):
    server = serve()

    with _sending(server, frame * 500) as sent:
        answered = 0
        end = time.monotonic() + FOR_SECONDS
        while time.monotonic() < end:
            assert requests.get(f"{server.url}/health", timeout=10 * SLACK).ok
            answered += 1

    assert sent[0] > MEGABYTE, "it was a flood"
    assert answered > 3


def test_a_message_that_never_ends_is_not_kept(serve):
    """In pieces, each of them small enough."""
    server = serve()
    before = server.memory()
    piece = bytes(60_000)
    head = struct.pack("!BBH", 0x00, 0x80 | 126, len(piece)) + bytes(4)
    line = BareSocket(server.url)
    line.send_raw(struct.pack("!BB", 0x01, 0x80) + bytes(4))

    with suppress(OSError):
        for _ in range(2_000):
            line.send_raw(head + piece)
        pytest.fail("it took a hundred megabytes of one message")

    assert server.memory() - before < 30 * MEGABYTE
    assert requests.get(f"{server.url}/health", timeout=10 * SLACK).ok


def test_requests_one_behind_the_other_do_not_keep_others_from_being_heard(serve):
    server = serve()
    request = b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"

    with _sending(server, request * 200, upgrade=False):
        answered = sum(requests.get(f"{server.url}/health", timeout=10 * SLACK).ok for _ in range(4))

    assert answered == 4


@contextmanager
def _sending(server: Server, what: bytes, *, upgrade: bool = True) -> Iterator[list[int]]:
    """Somebody sends that again and again; how many bytes went out."""
    line = BareSocket(server.url) if upgrade else None
    raw = line.raw if line else socket.create_connection(("127.0.0.1", server.port))
    raw.settimeout(1)
    over, sent = threading.Event(), [0]

    def send() -> None:
        with suppress(OSError):
            while not over.is_set():
                sent[0] += raw.send(what)

    def read() -> None:
        with suppress(OSError):
            while not over.is_set():
                with suppress(TimeoutError):
                    raw.recv(1_000_000)

    threads = [threading.Thread(target=work) for work in (send, read)]
    for thread in threads:
        thread.start()
    try:
        yield sent
    finally:
        over.set()
        for thread in threads:
            thread.join()
        raw.close()
