"""Real browsers at a real server, for the tests of this folder and of the stories."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.launch import chromium_browser
from tests.browser.visits import Visits, policy_reports
from tests.installation import Server


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium for a file of tests. No longer than that: while it is open its event loop is this thread's, and others need theirs."""
    with chromium_browser() as chromium:
        yield chromium


@pytest.fixture
def server(serve: Callable[..., Server]) -> Server:
    """The product, answering at `server.url`."""
    return serve()


@pytest.fixture
def page_for(browser: Browser, server: Server) -> Iterator[Visits]:
    """Pages of people; the test fails when any of them broke, complained, or ran into the policy."""
    visits = Visits(browser, server.url)
    try:
        yield visits
    finally:
        visits.close()
    assert visits.unexcused() == []
    assert policy_reports(server) == []
