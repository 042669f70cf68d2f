"""What a process counts about itself, for whoever keeps it running: no names, no words, nothing of anybody's."""

from __future__ import annotations

import time
from collections.abc import Callable

from prometheus_client import Counter, Gauge, Histogram

from deliberate import runtime

BEAT = 0.1

acts = Counter("deliberate_acts", "Acts that came in by a door, by name and outcome.", ["name", "outcome"])
act_seconds = Histogram(
    "deliberate_act_seconds",
    "Seconds from the taking in of an act to its answer.",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
told = Counter("deliberate_told", "Messages that were told, each to everybody of an audience.")
deliveries = Counter("deliberate_deliveries", "Messages that were written to a connection.")
hub_late_seconds = Histogram(
    "deliberate_hub_late_seconds",
    "Seconds by which a beat of the hub, ten times a second, came too late.",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1),
)
_connections = Gauge("deliberate_connections", "Devices that are connected to this process.")
_rooms = Gauge("deliberate_rooms", "Rooms that are followed from this process.")
_waiting_acts = Gauge("deliberate_waiting_acts", "Acts that wait for the writer.")
_channel_up = Gauge(
    "deliberate_channel_up", "1 while the channel to the other processes works; 1 also where there are none."
)


def start(
    *,
    connections: Callable[[], float],
    rooms: Callable[[], float],
    waiting_acts: Callable[[], float],
    channel_up: Callable[[], float],
) -> None:
    """Ask these whenever somebody wants to know, and watch the hub from now on."""
    _connections.set_function(connections)
    _rooms.set_function(rooms)
    _waiting_acts.set_function(waiting_acts)
    _channel_up.set_function(channel_up)
    runtime.spawn(_watch_hub)


def _watch_hub() -> None:
    while True:
        began = time.monotonic()
        runtime.sleep(BEAT)
        hub_late_seconds.observe(max(0.0, time.monotonic() - began - BEAT))
