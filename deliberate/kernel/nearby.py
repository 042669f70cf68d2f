"""By which addresses devices near this machine reach it: found without any network access, for a laptop in a hall without internet."""

from __future__ import annotations

import fcntl
import ipaddress
import socket
import struct
import sys
from collections.abc import Iterable
from dataclasses import dataclass

# What a machine's hotspot gives itself: NetworkManager, Windows, macOS, Android.
HOTSPOTS = ("10.42.0.1", "192.168.137.1", "192.168.2.1", "192.168.43.1")
WIRELESS = ("wl", "ap", "ath", "ra")
# Networks inside this machine, and tunnels out of it: no phone comes in by them.
INWARD = ("docker", "br-", "virbr", "vmnet", "vboxnet", "lxc", "lxd", "podman", "tun", "tap", "wg", "utun", "tailscale")
_ADDRESS_OF = 0xC0206921 if sys.platform == "darwin" else 0x8915  # SIOCGIFADDR


@dataclass(frozen=True)
class Interface:
    """A network card with its address."""

    name: str
    address: str


def interfaces() -> list[Interface]:
    """Every card that has an IPv4 address now, but for the one that leads back to this machine."""
    found = (Interface(name, address) for _, name in socket.if_nameindex() if (address := _address_of(name)))
    return [one for one in found if not ipaddress.ip_address(one.address).is_loopback]


def likeliest_first(cards: Iterable[Interface]) -> list[Interface]:
    """The one that phones will use comes first: a hotspot of this machine, then its wifi, then its cable."""
    return sorted(cards, key=lambda one: (_likelihood(one), one.name, one.address))


def addresses() -> list[str]:
    """The addresses to tell people, the likeliest first."""
    return [one.address for one in likeliest_first(interfaces())]


def is_ours(host: str, names: Iterable[str] = ()) -> bool:
    """Whether a browser that names this host means us: an address, this machine, or a name we were given.

    Addresses change with the wifi, so any is taken. A foreign name that leads here is a trap: a page of its owner would be taken for ours.
    """
    name = host.rsplit(":", 1)[0].strip("[]").lower() if host.count(":") < 2 or host.startswith("[") else host
    own = {"localhost", socket.gethostname().lower(), f"{socket.gethostname().lower()}.local"}
    if name in own | {one.rsplit(":", 1)[0].lower() for one in names}:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _likelihood(card: Interface) -> int:
    address = ipaddress.ip_address(card.address)
    if card.name.startswith(INWARD):
        return 5
    if card.address in HOTSPOTS:
        return 0
    if address.is_link_local:
        return 4
    if not address.is_private:
        return 3
    return 1 if card.name.startswith(WIRELESS) else 2


def _address_of(name: str) -> str | None:
    """Asked of the system's own list; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            answer = fcntl.ioctl(asking.fileno(), _ADDRESS_OF, struct.pack("256s", name.encode()[:15]))
        except OSError:
            return None
    return socket.inet_ntoa(answer[20:24])
