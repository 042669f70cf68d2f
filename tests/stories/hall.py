"""A hall inside this machine: a laptop and the phones around it, in networks that lead nowhere else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from deliberate.config import ROOT
from tests import provide
from tests.installation import SLACK

LAPTOP, PHONES = "10.42.0.1", "10.42.0.20"
PORT = 5000
NOWHERE = "192.0.2.53"
"""A name server that nobody reaches: asking it is an attempt to get out, and is counted."""
SECONDS_TO_START = 30


class Network:
    """A network namespace: its programs reach its own card and nothing beyond."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._resolver = Path("/etc/netns") / name

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run something in there, to its end."""
        return subprocess.run(
            [provide.ip(), "netns", "exec", self.name, *words], capture_output=True, text=True, timeout=60
        )

    def attempts_to_leave(self) -> int:
        """How often a program in there tried to reach something to which no way leads, since the network was made."""
        v4 = self.run("cat", "/proc/net/snmp").stdout
        v6 = self.run("cat", "/proc/net/snmp6").stdout
        names, numbers = (line.split() for line in v4.splitlines() if line.startswith("Ip:"))
        found = re.search(r"^Ip6OutNoRoutes\s+(\d+)", v6, re.MULTILINE)
        return int(numbers[names.index("OutNoRoutes")]) + (int(found[1]) if found else 0)

    def make(self) -> None:
        ip("netns", "add", self.name)
        self._resolver.mkdir(parents=True, exist_ok=True)
        (self._resolver / "resolv.conf").write_text(f"nameserver {NOWHERE}\n")
        ip("-n", self.name, "link", "set", "lo", "up")

    def unmake(self) -> None:
        ip("netns", "delete", self.name, check=False)
        for file in self._resolver.glob("*"):
            file.unlink()
        if self._resolver.exists():
            self._resolver.rmdir()

    def executable(self, folder: Path, program: Path) -> Path:
        """A program that runs the other one in there."""
        script = folder / f"{program.name}-in-{self.name}"
        script.write_text(f'#!/bin/sh\nexec {provide.ip()} netns exec {self.name} {program} "$@"\n')
        script.chmod(0o755)
        return script


def ip(*words: str, check: bool = True) -> None:
    subprocess.run([provide.ip(), *words], check=check, capture_output=True, timeout=30)


@contextmanager
def hall_network() -> Iterator[tuple[Network, Network]]:
    """The laptop's network and the phones', with one wire between them; skips where networks cannot be made."""
    if os.geteuid() != 0:
        pytest.skip("only root makes networks")
    laptop, phones = (Network(f"hall-{os.getpid()}-{side}") for side in ("laptop", "phones"))
    try:
        try:
            laptop.make()
            phones.make()
        except subprocess.CalledProcessError:
            pytest.skip("this machine lets nobody make networks")
        ip("-n", laptop.name, "link", "add", "wlan0", "type", "veth", "peer", "name", "wlan0", "netns", phones.name)
        for side, address in ((laptop, LAPTOP), (phones, PHONES)):
            ip("-n", side.name, "address", "add", f"{address}/24", "dev", "wlan0")
            ip("-n", side.name, "link", "set", "wlan0", "up")
        yield laptop, phones
    finally:
        laptop.unmake()
        phones.unmake()


class Laptop:
    """`deliberate serve --hall` in the laptop's network, with an empty data folder."""

    def __init__(self, network: Network, folder: Path) -> None:
        self.network, self.folder = network, folder
        self.log: list[str] = []
        self._process: subprocess.Popen[str] | None = None

    @property
    def environment(self) -> dict[str, str]:
        """Nothing is set but where its data are, and the port."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("DELIBERATE_")}
        return kept | {"DELIBERATE_DATA": str(self.folder), "DELIBERATE_PORT": str(PORT)}

    @contextmanager
    def serving(self, facilitator: str) -> Iterator[Laptop]:
        """Start it as somebody does who has never used it; it ends with the story."""
        command = [sys.executable, "-m", "deliberate", "serve", "--hall", "--facilitator", facilitator]
        self._process = subprocess.Popen(
            [provide.ip(), "netns", "exec", self.network.name, *command],
            env=self.environment,
            cwd=ROOT,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        ready = threading.Event()
        threading.Thread(target=self._read, args=(self._process, ready), daemon=True).start()
        try:
            assert ready.wait(SECONDS_TO_START * SLACK), "the laptop did not start:\n" + "\n".join(self.log[-40:])
            yield self
        finally:
            self._process.terminate()
            self._process.wait(20)

    def said(self, pattern: str) -> str:
        """What it printed where the pattern's brackets are."""
        found = re.search(pattern, "\n".join(self.log))
        assert found, "\n".join(self.log)
        return found[1]

    def command(self, *words: str) -> str:
        """Run `deliberate …` on the laptop."""
        ran = subprocess.run(
            [sys.executable, "-m", "deliberate", *words],
            env=self.environment | {"DELIBERATE_HALL": "1"},
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
            timeout=60 * SLACK,
        )
        return ran.stdout

    def _read(self, process: subprocess.Popen[str], ready: threading.Event) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self.log.append(line.rstrip())
            if line.startswith("deliberate answers at"):
                ready.set()
        ready.set()
