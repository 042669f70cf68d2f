"""Stories are told with the same browsers as the browser tests."""

from tests.browser.conftest import browser, page_for, server

__all__ = ["browser", "page_for", "server"]
