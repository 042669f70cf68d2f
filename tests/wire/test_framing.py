"""Requests that two servers on one line could read in two ways: none of them is done, and nobody gets the answer of another (T-65)."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import requests

from tests.installation import SLACK
from tests.services import nginx

HIDDEN = b"GET /nowhere HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
"""What would be a request of its own, if the one before it ended sooner than somebody thinks."""
NO_MORE = b"0\r\n\r\n"
CHUNKED = b"Transfer-Encoding: chunked"


def report(*fields: bytes, body: bytes, version: bytes = b"1.1", end: bytes = b"\r\n") -> bytes:
    """A post with these lines in its head."""
    lines = [b"POST /csp-report HTTP/" + version, b"Host: 127.0.0.1", *fields, b""]
    return b"".join(line + end for line in lines) + body


UNCLEAR = {
    "both lengths": report(b"Content-Length: 5", CHUNKED, body=NO_MORE + HIDDEN),
    "both lengths, the other way round": report(CHUNKED, b"Content-Length: 47", body=NO_MORE + HIDDEN),
    "two lengths": report(b"Content-Length: 0", b"Content-Length: 42", body=HIDDEN),
    "a list of lengths": report(b"Content-Length: 0, 42", body=HIDDEN),
    "a positive length": report(b"Content-Length: +0", body=HIDDEN),
    "a negative length": report(b"Content-Length: -1", body=HIDDEN),
    "a hexadecimal length": report(b"Content-Length: 0x0", body=HIDDEN),
    "a length for Python": report(b"Content-Length: 4_2", body=HIDDEN),
    "a length in other digits": report("Content-Length: ٤٢".encode(), body=HIDDEN),
    "no length": report(b"Content-Length:", body=HIDDEN),
    "a length before a space": report(b"Content-Length : 42", body=HIDDEN),
    "a length on the next line": report(b"Content-Length:\r\n 42", body=HIDDEN),
    "a length after half a line end": report(b"X: y\rContent-Length: 42", body=HIDDEN),
    "a length after a zero byte": report(b"X: \0", b"Content-Length: 0\0", body=HIDDEN),
    "chunks": report(CHUNKED, body=b"2\r\n{}\r\n" + NO_MORE + HIDDEN),
    "chunks after a space": report(b"Transfer-Encoding : chunked", body=NO_MORE + HIDDEN),
    "chunks on the next line": report(b"Transfer-Encoding:\r\n chunked", body=NO_MORE + HIDDEN),
    "chunks and nothing": report(b"Transfer-Encoding: chunked, identity", body=NO_MORE + HIDDEN),
    "chunks and then none": report(CHUNKED, b"Transfer-Encoding: identity", body=NO_MORE + HIDDEN),
    "almost chunks": report(b"Transfer-Encoding: xchunked", body=NO_MORE + HIDDEN),
    "chunks after a strange space": report(b"Transfer-Encoding: \x0bchunked", body=NO_MORE + HIDDEN),
    "chunks of long ago": report(b"Connection: keep-alive", CHUNKED, body=NO_MORE + HIDDEN, version=b"1.0"),
    "chunks with trailers": report(CHUNKED, body=b"0\r\nContent-Length: 42\r\nHost: x\r\n\r\n" + HIDDEN),
    "trailers that are a request": report(CHUNKED, body=b"0\r\n" + HIDDEN),
    "a chunk that is longer than it says": report(CHUNKED, body=b"2\r\n{}" + HIDDEN),
    "a chunk with a sign": report(CHUNKED, body=b"+2\r\n{}\r\n" + NO_MORE + HIDDEN),
    "a chunk that is hexadecimal twice": report(CHUNKED, body=b"0x2\r\n{}\r\n" + NO_MORE + HIDDEN),
    "a chunk without a size": report(CHUNKED, body=b"\r\n" + HIDDEN),
    "a chunk with half a line end": report(CHUNKED, body=b"2;\n42\r\n" + NO_MORE + HIDDEN),
    "a chunk that never ends": report(CHUNKED, body=b"ffffffffffffffff\r\n" + HIDDEN),
    "two hosts": report(b"Host: example.org", b"Content-Length: 0", body=HIDDEN),
    "lines that end in half": report(b"Content-Length: 0", body=HIDDEN, end=b"\n"),
}
CLEAR = {
    "a body": report(b"Content-Length: 2", body=b"{}"),
    "a body that nobody reads": b"POST /nowhere HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 42\r\n\r\n" + HIDDEN,
    "a body where none is due": b"GET /nowhere HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 42\r\n\r\n" + HIDDEN,
    "a length that is none": report(b"Content_Length: 42", body=b""),
}


def test_what_can_be_read_in_two_ways_is_refused_and_the_line_closed(serve, library):
    """T-65: by our server alone, under each library; and nothing of it gets into the log."""
    server = serve(library)
    told = len(server.log)

    answers = {case: say(server.url, sent) for case, sent in UNCLEAR.items()}

    assert {case: statuses(heard) for case, heard in answers.items() if statuses(heard) != [400]} == {}
    assert not [line for line in server.log[told:] if "127.0.0.1" in line or "csp.report" in line]


def test_after_what_is_clear_the_next_request_on_the_line_gets_its_own_answer(serve, library):
    """T-65."""
    server = serve(library)
    health = b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"

    for case, sent in CLEAR.items():
        heard = say(server.url, sent + health)

        assert len(statuses(heard)) == 2, case
        assert heard.endswith(b'{"ok":true}\n'), case


def test_behind_nginx_nobody_gets_the_answer_to_what_another_one_hid(serve, library):
    """T-65: nginx takes one line to our server for everybody, one after the other."""
    with nginx(serve(library).port, idle="") as front, requests.Session() as somebody_else:
        for case, sent in (UNCLEAR | CLEAR).items():
            assert statuses(say(front, sent, enough=1)), case

            assert somebody_else.get(f"{front}/health", timeout=20 * SLACK).json() == {"ok": True}, case


def say(url: str, sent: bytes, *, enough: int = 0) -> bytes:
    """Send it, and hear all until the line is closed, or so many answers have come."""
    address = urlsplit(url)
    with socket.create_connection((address.hostname, address.port), timeout=20 * SLACK) as line:
        line.sendall(sent)
        heard = b""
        while piece := line.recv(65536):
            heard += piece
            if enough and len(statuses(heard)) >= enough:
                break
    return heard


def statuses(heard: bytes) -> list[int]:
    return [int(answer[:3]) for answer in heard.replace(b"HTTP/1.0 ", b"HTTP/1.1 ").split(b"HTTP/1.1 ")[1:]]
