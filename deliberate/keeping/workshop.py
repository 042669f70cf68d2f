"""A folder in which something is made ready before it gets its place."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deliberate.keeping.errors import CannotKeep


@contextmanager
def workshop(beside: Path, prefix: str, undone: str) -> Iterator[Path]:
    """A folder for ourselves in the folder `beside`, on its disk; it goes at the end. `undone` says what has failed when the disk does."""
    try:
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=beside))
    except OSError as error:
        raise CannotKeep(f"Nothing can be written into {beside}: {error.strerror}.") from None
    try:
        yield folder
    except OSError as error:
        raise CannotKeep(f"{undone}: {error.strerror}.") from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)
