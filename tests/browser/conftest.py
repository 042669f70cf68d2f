"""Real browsers at a real server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.launch import chromium_browser
from tests.browser.visits import Visits, policy_reports
from tests.cast import World
from tests.installation import Installation, Server


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium for a file of tests. No longer than that: while it is open its event loop is this thread's, and others need theirs."""
    with chromium_browser() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def installation(prepared: Installation, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """One installation for a file of tests: each has a meeting of its own in it, and starting a server takes its time."""
    return prepared.copy_to(tmp_path_factory.mktemp("browsed"))


@pytest.fixture(scope="module")
def world(installation: Installation) -> World:
    """The installation, seen from inside."""
    return World(installation)


@pytest.fixture(scope="module")
def server(installation: Installation) -> Iterator[Server]:
    """The product, answering at `server.url`."""
    with installation.serving() as serving:
        yield serving


@pytest.fixture
def page_for(browser: Browser, server: Server) -> Iterator[Visits]:
    """Pages of people; the test fails when any of them broke, complained, or ran into the policy."""
    visits = Visits(browser, server.url)
    reported = len(policy_reports(server))
    try:
        yield visits
    finally:
        visits.close()
    assert visits.unexcused() == []
    assert policy_reports(server)[reported:] == []
