"""Disks that tests may fill and files that they may lock, for as long as a test lasts."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

PIECE = b"\0" * 4096


@contextlib.contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A disk of its own, mounted there; skips where disks cannot be mounted."""
    if os.geteuid() != 0:
        pytest.skip("only root mounts disks")
    folder.mkdir()
    size = f"size={megabytes}m,mode=700"
    if subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount disks")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


@contextlib.contextmanager
def filled(disk: Path) -> Iterator[None]:
    """Not a byte is free on that disk."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(PIECE)
    yield
    ballast.unlink()


@contextlib.contextmanager
def locked(*files: Path) -> Iterator[None]:
    """Nobody may write to these files, not even root and not even who has them open; skips where that cannot be said."""
    program = shutil.which("chattr", path=f"{os.environ['PATH']}:/usr/bin:/bin")
    if program is None or subprocess.run([program, "+i", *files], capture_output=True).returncode:
        pytest.skip("this file system knows no files that cannot be changed")
    try:
        yield
    finally:
        subprocess.run([program, "-i", *files], check=True)
