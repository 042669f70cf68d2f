"""Static files under one hash of the whole tree: what a page links to never changes, so it is cached for ever."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from whitenoise import WhiteNoise

from deliberate.kernel import joined

WORTH_PACKING = {".css", ".js", ".svg", ".json", ".txt"}

# What every page wears, and what the live page wears beside it: one file each. The layers are declared in `app`, so it comes first.
SHEETS = {
    "page": ("app", "tokens", "layout", "page", "buttons", "forms", "notices", "now", "agenda", "acting", "print"),
    "live": ("room", "seats", "code"),
}


class StaticTree:
    """The files of `static/` as they are served: `/static/<hash of the tree>/css/app.css`, and what is joined from them below `joined/`.

    With `as_written`, pages link to the files themselves, for whoever works on them.
    """

    def __init__(self, folder: Path, packed: Path, *, as_written: bool = False) -> None:
        self._folder = folder
        self._as_written = as_written
        self._joined = joined.Joined(_modules(folder))
        self.hash = _hash_of(folder)
        self._packed = packed / self.hash

    @property
    def prefix(self) -> str:
        """Where the tree begins on the web."""
        return f"/static/{self.hash}/"

    def url(self, path: str) -> str:
        """A file's address."""
        return self.prefix + path

    def sheets(self, names: list[str]) -> list[str]:
        """The style sheets of a page: each name is one of SHEETS or a file of `css/`; what came already does not come again."""
        files: dict[str, None] = {}
        worn: set[str] = set()
        for name in names:
            parts = [part for part in SHEETS.get(name, (name,)) if part not in worn]
            whole = name in SHEETS and not self._as_written
            files |= dict.fromkeys([f"joined/{name}.css"] if whole else [f"css/{part}.css" for part in parts])
            worn.update(parts)
        return list(files)

    def scripts(self, entries: list[str]) -> list[str]:
        """What to load for these modules (below `js/`): the modules themselves or, joined, the files that bring them."""
        paths = [f"js/{entry}" for entry in entries]
        return paths if self._as_written else self._joined.scripts(paths)

    def needed_for(self, entries: list[str]) -> list[str]:
        """Everything that these modules import, directly or not, so that it loads at once."""
        return [] if self._as_written else self._joined.needed_for([f"js/{entry}" for entry in entries])

    def modules_for(self, entries: list[str]) -> frozenset[str]:
        """The modules that run for these ones, as they are written."""
        return self._joined.modules_for([f"js/{entry}" for entry in entries])

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

    def _pack(self) -> None:
        """A copy with a gzip beside each file that gains by it; made once for each hash, whichever process is the first."""
        if self._packed.exists():
            return
        self._packed.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=self._packed.parent) as workshop:
            whole = Path(workshop) / self.hash
            for path, content in self._contents():
                there = whole / path
                there.parent.mkdir(parents=True, exist_ok=True)
                there.write_bytes(content)
                if there.suffix in WORTH_PACKING:
                    there.with_name(there.name + ".gz").write_bytes(gzip.compress(content, 9, mtime=0))
            try:
                whole.rename(self._packed)
            except OSError:
                if not self._packed.exists():
                    raise

    def _contents(self) -> Iterator[tuple[str, bytes]]:
        for path in _files(self._folder):
            yield str(path.relative_to(self._folder)), path.read_bytes()
        for file, code in self._joined.files():
            yield file, code.encode()
        for name, parts in SHEETS.items():
            written = "".join((self._folder / "css" / f"{part}.css").read_text(encoding="utf-8") for part in parts)
            yield f"joined/{name}.css", joined.tightened(written).encode()


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(".d.ts"))


def _modules(folder: Path) -> dict[str, str]:
    paths = sorted((folder / "js").rglob("*.js"))
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in paths}


def _hash_of(folder: Path) -> str:
    """Of the files, and of how they are joined: a new way of joining is a new tree."""
    digest = hashlib.sha256()
    for path in [Path(__file__), Path(joined.__file__)]:
        digest.update(path.read_bytes())
    for path in _files(folder):
        digest.update(f"{path.relative_to(folder)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
