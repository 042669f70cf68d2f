"""Starting the browser that the browser tests drive."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests import provide

# Without these Chromium looks for its maker's servers at every start, and waits for them where there is no network.
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


@contextmanager
def chromium_browser(executable: Path | None = None) -> Iterator[Browser]:
    """A headless Chromium with nothing remembered; its sandbox is off only for root, for whom it cannot start."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable or provide.chromium(), args=FLAGS, chromium_sandbox=os.geteuid() != 0
        )
        try:
            yield browser
        finally:
            browser.close()
