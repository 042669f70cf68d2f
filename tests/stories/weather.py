"""A wifi in bad weather: packets are lost, come late, or do not come at all. The kernel's own TCP has to live with it, and so have we."""

from __future__ import annotations

import fcntl
import os
import queue
import random
import struct
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import pytest

from tests.stories.hall import Network, ip

TUNSETIFF, PLAIN_PACKETS = 0x400454CA, 0x1001
BIGGEST_PACKET = 65_536


@dataclass
class Weather:
    """How the air is between here and the phones. Seconds are for one way, a loss is a share of all packets in each direction."""

    here: str
    phones: Network
    loss: float = 0.0
    seconds: float = 0.0
    parted: bool = False
    lost: int = 0
    _dice: random.Random = field(default_factory=lambda: random.Random(13))

    def carry(self, source: int, sink: int) -> None:
        """Carry packets from one end to the other, until that end is closed."""
        underway: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
        threading.Thread(target=_arrive, args=(underway, sink), daemon=True).start()
        with suppress(OSError):
            while packet := os.read(source, BIGGEST_PACKET):
                if self.parted or self._dice.random() < self.loss:
                    self.lost += 1
                else:
                    underway.put((time.monotonic() + self.seconds, packet))

    @contextmanager
    def parts(self) -> Iterator[None]:
        """Nothing goes through, and nobody is told."""
        self.parted = True
        yield
        self.parted = False


@contextmanager
def open_air() -> Iterator[Weather]:
    """Phones in a network of their own, which reach this machine through the air; skips where networks cannot be made."""
    if os.geteuid() != 0 or not os.path.exists("/dev/net/tun"):
        pytest.skip("only root makes networks, with /dev/net/tun")
    number = os.getpid()
    third, fourth = number // 60 % 256, number % 60 * 4
    here, there = (f"198.18.{third}.{fourth + end}" for end in (1, 2))  # addresses for trials (RFC 2544)
    phones, ends = Network(f"phones-{number}"), []
    try:
        try:
            phones.make()
            ends = [_end(f"air{number}h"), _end(f"air{number}p")]
        except (subprocess.CalledProcessError, OSError):
            pytest.skip("this machine lets nobody make networks")
        ip("link", "set", f"air{number}p", "netns", phones.name)
        for side, name, address in (([], "h", here), (["-n", phones.name], "p", there)):
            ip(*side, "address", "add", f"{address}/30", "dev", f"air{number}{name}")
            ip(*side, "link", "set", f"air{number}{name}", "up")
        weather = Weather(here, phones)
        for source, sink in (ends, reversed(ends)):
            threading.Thread(target=weather.carry, args=(source, sink), daemon=True).start()
        yield weather
    finally:
        for end in ends:
            os.close(end)
        phones.unmake()


def _end(name: str) -> int:
    """A card through which this process sends and gets packets."""
    card = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(card, TUNSETIFF, struct.pack("16sH", name.encode(), PLAIN_PACKETS))
    return card


def _arrive(underway: queue.SimpleQueue[tuple[float, bytes]], sink: int) -> None:
    with suppress(OSError):
        while True:
            due, packet = underway.get()
            time.sleep(max(0.0, due - time.monotonic()))
            os.write(sink, packet)
