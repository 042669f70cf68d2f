"""The sheet of icons that every page brings: nothing in it that no page shows, and nothing shown that is not in it."""

from __future__ import annotations

import re

from deliberate.config import ROOT

SYMBOLS = set(
    re.findall(r'symbol id="([\w-]+)"', (ROOT / "static" / "icons" / "sprite.svg").read_text(encoding="utf-8"))
)
SOURCES = [
    path.read_text(encoding="utf-8")
    for folder, ending in (("templates", "html"), ("static/js", "js"), ("deliberate", "py"))
    for path in (ROOT / folder).rglob(f"*.{ending}")
]


def test_every_icon_of_the_sheet_is_shown_somewhere():
    """Each costs whoever pays for each byte."""
    quoted = set(re.findall(r"[\"'#]([a-z0-9-]+)[\"']", "\n".join(SOURCES)))

    assert SYMBOLS - quoted == set()


def test_every_icon_that_is_shown_is_in_the_sheet():
    shown = set(re.findall(r"\bicon\([\"']([a-z0-9-]+)[\"']", "\n".join(SOURCES)))

    assert len(shown) > 40
    assert shown - SYMBOLS == set()
