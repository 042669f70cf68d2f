"""Static files under one hash of the whole tree: what a page links to never changes, so it is cached for ever."""

from __future__ import annotations

import gzip
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any

from whitenoise import WhiteNoise

WORTH_PACKING = {".css", ".js", ".svg", ".json", ".txt"}
_IMPORT = re.compile(r"""^\s*(?:import|export)\b[^"';]*?["'](\.{1,2}/[^"']+)["']""", re.MULTILINE)


class StaticTree:
    """The files of `static/` as they are served: `/static/<hash of the tree>/css/app.css`."""

    def __init__(self, folder: Path, packed: Path) -> None:
        self._folder = folder
        self.hash = _hash_of(folder)
        self._packed = packed / self.hash

    @property
    def prefix(self) -> str:
        """Where the tree begins on the web."""
        return f"/static/{self.hash}/"

    def url(self, path: str) -> str:
        """A file's address."""
        return self.prefix + path

    def serve(self, app: Any) -> WhiteNoise:
        """Wrap a WSGI application so that the tree is served before it is asked."""
        self._pack()
        return WhiteNoise(
            app,
            root=str(self._packed),
            prefix=self.prefix,
            immutable_file_test=lambda path, url: True,
            max_age=31536000,
        )

    def imports_of(self, entries: list[str]) -> list[str]:
        """All modules that these entry modules (below `js/`) import, directly or not, so that they load at once."""
        found: dict[str, None] = {}
        waiting = [f"js/{entry}" for entry in entries]
        while waiting:
            path = waiting.pop(0)
            if path not in found:
                found[path] = None
                waiting.extend(_imports(self._folder, path))
        return list(found)

    def _pack(self) -> None:
        """A copy with a gzip beside each file that gains by it; made once for each hash."""
        if (self._packed / "complete").exists():
            return
        for path in _files(self._folder):
            there = self._packed / path.relative_to(self._folder)
            there.parent.mkdir(parents=True, exist_ok=True)
            content = path.read_bytes()
            there.write_bytes(content)
            if path.suffix in WORTH_PACKING:
                there.with_name(there.name + ".gz").write_bytes(gzip.compress(content, 9, mtime=0))
        (self._packed / "complete").touch()


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".d.ts"))


def _hash_of(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in _files(folder):
        digest.update(f"{path.relative_to(folder)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@cache
def _imports(folder: Path, path: str) -> tuple[str, ...]:
    here = folder / path
    found = _IMPORT.findall(here.read_text(encoding="utf-8")) if "/vendor/" not in f"/{path}" else []
    return tuple(str((here.parent / name).resolve().relative_to(folder.resolve())) for name in found)
