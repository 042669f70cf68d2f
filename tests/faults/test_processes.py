"""How the server starts, refuses to start, ends, and what it leaves behind."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from aiosmtpd.controller import Controller

from deliberate.config import ROOT
from tests.faults.busy import Busy
from tests.installation import SLACK, eventually, free_port
from tests.wire_client import Client


def _start(installation, **more: str) -> subprocess.CompletedProcess[str]:
    environment = installation.environment | more
    return subprocess.run(
        [sys.executable, "-m", "deliberate", "serve"],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30 * SLACK,
    )


@contextmanager
def _started(installation, **more: str) -> Iterator[tuple[subprocess.Popen, str]]:
    """`deliberate serve` as an operator starts it, and where it answers."""
    output = installation.folder / "output.txt"
    with output.open("w") as says:
        process = subprocess.Popen(
            [sys.executable, "-m", "deliberate", "serve"],
            env=installation.environment | more,
            cwd=ROOT,
            stdout=says,
            stderr=says,
        )
    try:
        eventually(lambda: "deliberate answers at" in output.read_text(), what="the server answers")
        yield process, re.search(r"deliberate answers at (\S+)", output.read_text())[1]
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def started(installation, library) -> Iterator[subprocess.Popen]:
    """A server, started as an operator starts it."""
    with _started(installation, DELIBERATE_ASYNC=library) as (process, _):
        yield process


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"DELIBERATE_SECRET": ""}, "too short"),
        ({"DELIBERATE_SECRET": "the-demo-has-no-secrets"}, "DELIBERATE_SECRET is not set"),
        ({"DELIBERATE_SECRET": "short"}, "at least 32 characters"),
        ({"FLASK_DEBUG": "1"}, "FLASK_DEBUG is on"),
        ({"DELIBERATE_ASYNC": "threads"}, "must be one of"),
    ],
)
def test_an_unsafe_server_does_not_start_and_says_what_to_do(installation, settings, sentence):
    """T-71."""
    refused = _start(installation, **settings)

    assert refused.returncode != 0
    assert sentence in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_folder_that_everyone_may_write_to_is_refused(installation):
    """T-71."""
    installation.folder.chmod(0o777)

    refused = _start(installation)

    assert refused.returncode != 0
    assert "chmod o-w" in refused.stderr


def test_a_database_that_was_not_set_up_is_refused(tmp_path):
    """T-71."""
    from tests.installation import Installation

    refused = _start(Installation(tmp_path))

    assert refused.returncode != 0
    assert "db upgrade" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_too_few_file_descriptors_are_refused(installation):
    """T-61, T-71."""
    refused = subprocess.run(
        ["/bin/sh", "-c", f"ulimit -n 256; exec {sys.executable} -m deliberate serve"],
        env=installation.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30 * SLACK,
    )

    assert refused.returncode != 0
    assert "ulimit -n" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_port_that_is_taken_is_refused(installation, serve):
    server = serve()

    refused = _start(installation, DELIBERATE_PORT=str(server.port))

    assert refused.returncode != 0
    assert str(server.port) in refused.stderr
    assert "Traceback" not in refused.stderr


def test_asking_the_server_to_end_ends_it_and_its_worker(started):
    """T-60, as far as it goes now: both are gone."""
    worker = _worker_of(started.pid)

    started.terminate()

    started.wait(10 * SLACK)
    eventually(lambda: not _is_alive(worker), what="the worker ends too")


def test_a_killed_server_leaves_no_worker(started):
    worker = _worker_of(started.pid)

    started.kill()

    eventually(lambda: not _is_alive(worker), what="the worker notices")


def test_a_killed_worker_is_started_again(started):
    worker = _worker_of(started.pid)

    os.kill(worker, signal.SIGKILL)

    eventually(lambda: _worker_of(started.pid, wait=False) not in (None, worker), what="another worker")


def test_nothing_acknowledged_is_lost_when_the_server_is_ended(library, serve, under_way, ana):
    """T-60."""
    server = serve(library)
    busy = Busy(Client(server.url, under_way.room, token=ana.token).connect(), under_way.items[0])

    server.stop()
    busy.wait_until_gone()

    with under_way.world.app.app_context(), under_way.world.session() as session:
        from deliberate.kernel.record import find_room

        assert find_room(session, under_way.room).seq >= busy.acknowledged[-1]


@pytest.mark.parametrize("library", ["eventlet", "gevent"])
def test_the_watcher_tells_where_the_hub_was_blocked(library, world, tmp_path):
    """T-62: the test of the tests."""
    asked = tmp_path / "block"

    def serve_and_block():
        with world.installation.serving(library, TEST_BLOCK=str(asked)) as server:
            server.fail_if_blocked()
            asked.touch()
            time.sleep(1.5 * SLACK)
            assert requests.get(f"{server.url}/health", timeout=30).ok

    with pytest.raises(AssertionError, match="the hub was blocked") as found:
        serve_and_block()

    assert "a_sleep_that_stops_everyone" in str(found.value)


# -- mail -----------------------------------------------------------------------------------------------------------


class Postbox:
    """A mail server that keeps what it gets; it can be told to be slow, or to be away."""

    def __init__(self) -> None:
        self.letters: list[str] = []
        self.asked = 0
        self.refuse = 0

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd's name
        self.asked += 1
        if self.refuse:
            self.refuse -= 1
            return "451 later, please"
        self.letters.append(envelope.content.decode())
        return "250 OK"


@contextmanager
def _mail_server(postbox: Postbox, port: int) -> Iterator[None]:
    controller = Controller(postbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield
    finally:
        controller.stop()


def test_a_link_asked_for_on_the_page_comes_once_and_signs_in(serve):
    postbox, port = Postbox(), free_port()
    with _mail_server(postbox, port):
        server = serve(DELIBERATE_MAIL=f"smtp://127.0.0.1:{port}")

        _ask_link(server.url, "cai@example.org")

        eventually(lambda: postbox.letters, what="a letter")
        time.sleep(2.5)
        (letter,) = postbox.letters
    assert "To: cai@example.org" in letter
    assert _signs_in(server.url, letter)
    assert not _signs_in(server.url, letter), "it serves once"


def test_a_stranger_gets_no_mail_and_learns_nothing(serve):
    postbox, port = Postbox(), free_port()
    with _mail_server(postbox, port):
        server = serve(DELIBERATE_MAIL=f"smtp://127.0.0.1:{port}")

        unknown = _ask_link(server.url, "nobody@example.org")
        known = _ask_link(server.url, "cai@example.org")

        eventually(lambda: postbox.letters, what="a letter")
        assert unknown.status_code == known.status_code
        assert len(postbox.letters) == 1


def test_without_a_mail_server_the_operator_finds_the_letter(serve, installation):
    _ask_link(serve().url, "cai@example.org")

    folder: Path = installation.folder / "mail"
    eventually(lambda: list(folder.glob("*.eml")), what="a letter in the folder")
    assert len(list(folder.glob("*.eml"))) == 1


def test_a_mail_server_that_says_later_is_asked_again(serve, world):
    """T-69."""
    postbox, port = Postbox(), free_port()
    postbox.refuse = 1
    with _mail_server(postbox, port):
        server = serve(DELIBERATE_MAIL=f"smtp://127.0.0.1:{port}")
        _ask_link(server.url, "cai@example.org")

        eventually(lambda: postbox.letters, what="the letter at the second try")
    assert (len(postbox.letters), postbox.asked) == (1, 2)


def test_a_worker_killed_between_leaves_the_letter_to_the_next(world):
    """T-69: at least once. The mail server is away, the worker holds the letter and is killed; its lease runs out."""
    from sqlalchemy import update

    from deliberate.kernel import clock
    from deliberate.kernel.db import writer_engine
    from deliberate.kernel.outbox import OutboxRow

    postbox, port = Postbox(), free_port()
    with _started(world.installation, DELIBERATE_MAIL=f"smtp://127.0.0.1:{port}") as (server, url):
        _ask_link(url, "cai@example.org")
        eventually(lambda: _attempts(world) >= 1, what="the letter being taken")

        os.kill(_worker_of(server.pid), signal.SIGKILL)
        with world.app.app_context(), writer_engine().begin() as connection:
            connection.execute(update(OutboxRow).values(leased_until=clock.now()))
        with _mail_server(postbox, port):
            eventually(lambda: postbox.letters, what="the letter from the next worker")


def _attempts(world) -> int:
    with world.installation.database_open() as database:
        return database.execute("SELECT coalesce(max(attempts), 0) FROM outbox WHERE kind != 'act'").fetchone()[0]


def _ask_link(url: str, email: str) -> requests.Response:
    with requests.Session() as browser:
        return browser.post(
            f"{url}/sign-in", data={"csrf_token": _form_token(browser, f"{url}/sign-in"), "email": email}, timeout=30
        )


def _signs_in(url: str, letter: str) -> bool:
    from email import message_from_string

    text = message_from_string(letter).get_payload(decode=True).decode()
    path = re.search(r"/sign-in/link/\S+", text)[0]
    with requests.Session() as browser:
        shown = browser.get(url + path, timeout=30)
        if not shown.ok:
            return False
        token = re.search(r'name="csrf_token" value="([^"]+)"', shown.text)[1]
        browser.post(url + path, data={"csrf_token": token}, timeout=30)
        return browser.get(f"{url}/me", timeout=30).ok


def _form_token(browser: requests.Session, page: str) -> str:
    return re.search(r'name="csrf_token" value="([^"]+)"', browser.get(page, timeout=30).text)[1]


def _worker_of(server: int, *, wait: bool = True) -> int | None:
    def found() -> int | None:
        for task in Path(f"/proc/{server}/task").glob("*/children"):
            for child in task.read_text().split():
                try:
                    command = Path(f"/proc/{child}/cmdline").read_text()
                except OSError:
                    continue
                if "worker" in command:
                    return int(child)
        return None

    if wait:
        eventually(found, what="a worker")
    return found()


def _is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


# -- how it is ------------------------------------------------------------------------------------------------------


def test_a_process_tells_how_it_is_on_a_port_of_its_own(library, serve, under_way, ana, cai):
    """Numbers only, to whoever keeps it running; nothing of it on the port that everybody reaches."""
    server = serve(library, DELIBERATE_ADMIN=f"127.0.0.1:{free_port()}")
    desk = Client(server.url, under_way.room, token=ana.token).connect()
    phone = Client(server.url, under_way.room, token=cai.token).connect()
    desk.do("meetings.start_item", item=under_way.items[0], after=None)
    phone.act("meetings.start_item", item=under_way.items[1], after=None)

    told = requests.get(f"{server.admin}/metrics", timeout=10).text

    assert "deliberate_connections 2.0" in told
    assert 'deliberate_acts_total{name="meetings.start_item",outcome="done"} 1.0' in told
    assert 'deliberate_acts_total{name="meetings.start_item",outcome="only_facilitators"} 1.0' in told
    assert "Ana" not in told
    assert ana.token not in told
    assert requests.get(f"{server.admin}/ready", timeout=10).ok
    assert requests.get(f"{server.admin}/health", timeout=10).ok
    assert requests.get(f"{server.admin}/sign-in", timeout=10).status_code == 404
    assert requests.get(f"{server.url}/metrics", timeout=10).status_code == 404
