"""Wire tests share one installation and one server for each library, and each has a meeting of its own there.

A test that changes what the others need (the cast's sign-ins, the epoch, the limits) asks for `alone` and gets an installation of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.cast import Meeting, Person, World
from tests.installation import Installation, Server
from tests.wire_client import Client


@pytest.fixture(scope="session")
def shared_installation(prepared: Installation, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Where all wire tests meet that spoil nothing for each other."""
    return prepared.copy_to(tmp_path_factory.mktemp("wire"))


@pytest.fixture(scope="session")
def shared_servers(shared_installation: Installation) -> Iterator[Callable[[str], Server]]:
    """One server for each library, started when the first test asks."""
    servers: dict[str, Server] = {}
    with ExitStack() as stack:

        def server(library: str) -> Server:
            if library not in servers:
                servers[library] = stack.enter_context(shared_installation.serving(library))
            return servers[library]

        yield server


@pytest.fixture
def alone() -> None:
    """Asked for by a test that needs an installation of its own."""


@pytest.fixture
def installation(
    request: pytest.FixtureRequest, prepared: Installation, shared_installation: Installation, tmp_path: Path
) -> Installation:
    """The shared installation, or one of the test's own."""
    if "alone" in request.fixturenames:
        return prepared.copy_to(tmp_path)
    return shared_installation


@pytest.fixture
def serve(
    request: pytest.FixtureRequest, world: World, shared_servers: Callable[[str], Server]
) -> Iterator[Callable[..., Server]]:
    """The server of this test's installation, watched for blocking."""
    if "alone" in request.fixturenames:
        with ExitStack() as stack:
            yield lambda library="eventlet", **more: stack.enter_context(world.installation.serving(library, **more))
        return
    used: list[Server] = []

    def shared(library: str = "eventlet") -> Server:
        used.append(shared_servers(library))
        return used[-1]

    yield shared
    for server in used:
        server.fail_if_blocked()


@pytest.fixture
def follow() -> Iterator[Callable[..., Client]]:
    """`follow(server, meeting, person)`: a device of theirs in the meeting's room; it is put away with the test."""
    with ExitStack() as stack:

        def device(server: Server, meeting: Meeting, person: Person | None = None, **options: object) -> Client:
            client = Client(server.url, meeting.room, token=person.token if person else None, **options)
            stack.callback(client.drop)
            return client.connect()

        yield device
