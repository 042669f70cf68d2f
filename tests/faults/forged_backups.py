"""Backups as somebody writes them who knows how, with something wrong about them."""

from __future__ import annotations

import hashlib
import json
import stat
import zipfile
from pathlib import Path
from typing import Any

import pytest

MANIFEST = "manifest.json"


class Forged:
    """What will be in it; at first what is in a good one."""

    def __init__(self, good: Path) -> None:
        with zipfile.ZipFile(good) as kept:
            self.parts = {name: kept.read(name) for name in kept.namelist()}
        self.links: list[str] = []
        self.twice: list[str] = []
        self.sizes: dict[str, int] = {}

    @property
    def told(self) -> dict[str, Any]:
        """What the manifest says."""
        return json.loads(self.parts[MANIFEST])

    def say(self, **otherwise: Any) -> None:
        """Have the manifest say something else."""
        self.parts[MANIFEST] = json.dumps(self.told | otherwise).encode()

    def put(self, name: str, content: bytes) -> None:
        """Put another content in, and have the manifest agree."""
        self.parts[name] = content
        told = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        self.say(parts=self.told["parts"] | {name: told})

    def take_out(self, name: str) -> None:
        """Leave a part out, and have the manifest agree."""
        del self.parts[name]
        self.say(parts={other: part for other, part in self.told["parts"].items() if other != name})

    def claim(self, name: str, size: int) -> None:
        """Say that a part is so large, everywhere."""
        self.sizes[name] = size
        self.say(parts=self.told["parts"] | {name: self.told["parts"][name] | {"size": size}})

    def write(self, file: Path) -> Path:
        """Make the file."""
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
            for name, content in self.parts.items():
                entry = zipfile.ZipInfo(name)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = (stat.S_IFLNK if name in self.links else stat.S_IFREG) << 16
                written.writestr(entry, content)
            for name in self.twice:
                with pytest.warns(UserWarning, match="Duplicate"):
                    written.writestr(name, self.parts[name])
            for name, size in self.sizes.items():
                written.getinfo(name).file_size = size
        return file
