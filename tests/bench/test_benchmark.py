"""The benchmark runs, and says what programs that read it rely on. How fast anything was is nobody's business here."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from deliberate.config import ROOT
from tests.installation import SLACK

SHORTEST = ("fanout", "--clients", "20", "--runs", "1", "--short", "--peers", "bare")


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="server and generator need a core each")
def test_the_last_line_holds_every_figure_and_every_goal():
    printed = subprocess.run(
        [sys.executable, "-m", "bench", *SHORTEST],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        timeout=100 * SLACK,
    ).stdout

    report = json.loads(printed.splitlines()[-1])

    assert report["scenario"] == "fanout"
    assert set(report["goals"]["P1"]) == {"ratio", "goal", "met"}
    # All were told, and by both servers the same.
    assert {figures["message_bytes"] for figures in report["figures"].values()} == {200.0}
