"""What a page costs whoever pays for each byte: `python -m tests.weight` weighs the pages a participant sees.

The sizes are those of the answers as they cross the wire, headers included, into a browser that has nothing yet. The seconds are those of
a slow phone on a bad line (P10).
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from playwright.sync_api import Page

from tests.browser.launch import chromium_browser
from tests.browser.visits import Visits
from tests.cast import World, open_meeting
from tests.installation import Installation

SECONDS_IDLE = 20
# The slow phone of P10; how long each answer is on its way in a busy mobile net besides is our addition.
TIMES_SLOWER = 4
BITS_A_SECOND = 400_000
MILLISECONDS_ON_THE_WAY = (0, 150)
TIMES_OPENED = 5
LANGUAGE = "ca"


@dataclass
class Weight:
    """The answers that a page took, by address, and what its sockets carried."""

    answers: dict[str, int] = field(default_factory=dict)
    frames: list[int] = field(default_factory=list)

    @property
    def bytes(self) -> int:
        return sum(self.answers.values())


def weigh(page: Page, path: str, until: Callable[[Page], object]) -> Weight:
    """Open a page for the first time, and count until it is ready."""
    weight, addresses = Weight(), {}
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.responseReceived", lambda told: addresses.update({told["requestId"]: told["response"]["url"]}))
    network.on(
        "Network.loadingFinished",
        lambda told: weight.answers.update({addresses[told["requestId"]]: int(told["encodedDataLength"])}),
    )
    for event in ("Network.webSocketFrameReceived", "Network.webSocketFrameSent"):
        network.on(event, lambda told: weight.frames.append(len(told["response"]["payloadData"])))
    page.goto(path)
    until(page)
    page.wait_for_load_state("networkidle")
    return weight


def idle_bytes_a_minute(page: Page, weight: Weight, seconds: int = SECONDS_IDLE) -> float:
    """What the socket of a page that nobody touches carries, as if for a minute."""
    before = sum(weight.frames)
    page.wait_for_timeout(seconds * 1000)
    return (sum(weight.frames) - before) * 60 / seconds


def slow_down(page: Page, latency: int) -> None:
    """As on an old phone at the edge of its net."""
    device = page.context.new_cdp_session(page)
    device.send("Emulation.setCPUThrottlingRate", {"rate": TIMES_SLOWER})
    line = {"downloadThroughput": BITS_A_SECOND / 8, "uploadThroughput": BITS_A_SECOND / 8}
    device.send("Network.enable")
    device.send("Network.emulateNetworkConditions", line | {"offline": False, "latency": latency})


def seconds_to_read_and_to_act(page: Page, path: str, latency: int) -> tuple[float, float]:
    """From the tap on a link until words stand on the screen, and until what is pressed reaches the others."""
    slow_down(page, latency)
    page.goto(path, wait_until="commit")
    is_live(page)
    read, live = page.evaluate(
        "[performance.getEntriesByName('first-contentful-paint')[0].startTime, performance.now()]"
    )
    page.close()
    return read / 1000, live / 1000


def is_live(page: Page) -> None:
    page.locator(".chip--live").wait_for()


def is_there(page: Page) -> None:
    page.locator("h1").first.wait_for()


def main() -> int:
    with tempfile.TemporaryDirectory() as place, chromium_browser() as browser:
        installation = Installation(Path(place))
        installation.migrate()
        world = World(installation)
        world.fill()
        meeting = open_meeting(world)
        with installation.serving() as server:
            visits = Visits(browser, server.url)
            pages = {"/": is_there, f"/join/{meeting.code}": is_there, f"/meetings/{meeting.id}/live": is_live}
            for path, until in pages.items():
                reader = world.person("cai") if until is is_live else None
                page = visits(reader, phone=True, language=LANGUAGE)
                weight = weigh(page, path, until)
                sys.stdout.write(f"\n{path}: {weight.bytes / 1000:.1f} KB in {len(weight.answers)} answers\n")
                for address, size in sorted(weight.answers.items(), key=lambda one: -one[1]):
                    sys.stdout.write(f"  {size:6}  {address.removeprefix(server.url)}\n")
            for latency in MILLISECONDS_ON_THE_WAY:
                phones = (visits(reader, phone=True, language=LANGUAGE) for _ in range(TIMES_OPENED))
                opened = [seconds_to_read_and_to_act(phone, path, latency) for phone in phones]
                read, act = (median(seconds) for seconds in zip(*opened, strict=True))
                told = f"read after {read:.2f} s, live after {act:.2f} s"
                sys.stdout.write(f"\non a slow phone, {latency} ms away: {told} ({path})\n")
            sys.stdout.write(f"\nidle: {idle_bytes_a_minute(page, weight) / 1000:.2f} KB a minute by the socket\n")
            visits.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
