"""Files at a real server: big ones block nobody, floods end early, and what arrived is what leaves."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable

import requests

from deliberate.attachments.rules import BIGGEST_FILE
from tests.attachments.test_content import jpeg
from tests.cast import Meeting, Person
from tests.installation import SLACK, Server


class Desk:
    """Somebody's browser, as far as uploads go."""

    def __init__(self, server: Server, person: Person, meeting: Meeting) -> None:
        self.url = f"{server.url}/meetings/{meeting.id}/files"
        self.http = requests.Session()
        self.http.cookies.set("deliberate", person.token)
        page = self.http.get(f"{server.url}/sign-in", timeout=20 * SLACK).text
        self.token = re.findall(r'name="csrf_token" value="([^"]+)"', page)[0]

    def upload(self, body: bytes, name: str = "big.txt") -> requests.Response:
        fields = {"csrf_token": self.token, "form": "attach", "item": ""}
        return self.http.post(self.url, data=fields, files={"file": (name, body)}, timeout=60 * SLACK)


def test_ten_megabytes_arrive_whole_while_others_are_answered(
    serve: Callable, library: str, meeting: Meeting, ana: Person
):
    """T-62, T-66: the server of this test fails when its hub was blocked."""
    server = serve(library)
    desk, body = Desk(server, ana, meeting), b"A line of a very long list.\n" * (BIGGEST_FILE // 28)
    waits: list[float] = []
    done = threading.Event()

    def look_again_and_again() -> None:
        while not done.is_set():
            began = time.monotonic()
            assert requests.get(f"{server.url}/health", timeout=20 * SLACK).ok
            waits.append(time.monotonic() - began)

    looking = threading.Thread(target=look_again_and_again)
    looking.start()
    page = desk.upload(body)
    done.set()
    looking.join()

    assert page.status_code == 200, page.text[:200]
    (path,) = re.findall(r'href="(/meetings/\d+/files/[^"]+)"', page.text)
    assert desk.http.get(server.url + path, timeout=60 * SLACK).content == body
    assert len(waits) > 3


def test_a_photograph_goes_through_the_real_server(serve: Callable, meeting: Meeting, ana: Person):
    desk = Desk(serve(), ana, meeting)

    page = desk.upload(jpeg(orientation=6), "mill.jpg")

    assert "mill.jpg" in page.text


def test_a_stranger_is_stopped_before_the_body_is_read(serve: Callable, meeting: Meeting, dee: Person):
    """T-66: an answer comes although most of what was announced never does."""
    server = serve()
    desk = Desk(server, dee, meeting)

    def announced_and_never_sent():
        yield b"--x\r\n"
        time.sleep(0.2)

    began = time.monotonic()
    try:
        answer = desk.http.post(
            desk.url,
            data=announced_and_never_sent(),
            headers={"Content-Type": "multipart/form-data; boundary=x", "Content-Length": "9000000"},
            timeout=20 * SLACK,
        )
    except requests.ConnectionError:
        pass
    else:
        assert answer.status_code in (400, 403, 404, 413)
    assert time.monotonic() - began < 10 * SLACK
