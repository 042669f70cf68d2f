"""Where our server is at home while it is measured: an installation in a folder, with a meeting that is on and people in it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from deliberate.config import ROOT

SECRET = "only-for-measuring-only-for-measuring-only"
KNOWN = "place.json"
SECONDS_TO_SETTLE = 180
KEPT_FOR = 12 * 3600
"""Seconds for which a place serves again: guests' proofs end after a day and a half."""
KEPT_IN = ROOT / "var" / "bench"


@dataclass
class Place:
    """An installation; who has a seat in its meeting stands in a file of its folder, as its database does where nothing else is said."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """What its processes are told."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DELIBERATE_")}
        return kept | {
            "DELIBERATE_DATA": str(self.folder),
            "DELIBERATE_DATABASE_URL": f"sqlite:///{self.folder / 'deliberate.sqlite'}",
            "DELIBERATE_SECRET": SECRET,
            "DELIBERATE_PORT": "0",
            "DELIBERATE_ASYNC": "eventlet",
            **self.settings,
        }

    @property
    def room(self) -> str:
        """The room of the meeting."""
        return str(self._known["room"])

    @property
    def facilitator(self) -> str:
        """The proof of who facilitates."""
        return str(self._known["facilitator"])

    @property
    def guests(self) -> list[str]:
        """The proofs of everybody else: guests who have arrived."""
        return list(self._known["guests"])

    def copy_to(self, folder: Path) -> Place:
        """The same state in a folder of its own; nobody may be at work in this one."""
        shutil.copytree(self.folder, folder)
        return Place(folder)

    def settle(self, guests: int) -> None:
        """Set it up, and bring so many people in."""
        subprocess.run(
            [sys.executable, "-m", "bench.settle", str(self.folder / KNOWN), str(guests)],
            env=self.environment,
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS_TO_SETTLE,
        )

    @property
    def _known(self) -> dict[str, Any]:
        known: dict[str, Any] = json.loads((self.folder / KNOWN).read_text())
        return known


def settled_place(guests: int) -> Place:
    """An installation with so many guests in its meeting, to be copied and not to be used: bringing people in takes a while."""
    place = Place(KEPT_IN / f"{guests}-guests-{_made_of()}")
    file = place.folder / KNOWN
    if not file.exists() or file.stat().st_mtime < time.time() - KEPT_FOR:
        KEPT_IN.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=KEPT_IN) as folder:
            Place(Path(folder) / "place").settle(guests)
            shutil.rmtree(place.folder, ignore_errors=True)
            (Path(folder) / "place").rename(place.folder)
    return place


def _made_of() -> str:
    """A short name for all tables as they are now, and for how the place is made."""
    digest = hashlib.sha256()
    for file in (*sorted((ROOT / "migrations" / "versions").glob("*.py")), ROOT / "bench" / "settle.py"):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]
