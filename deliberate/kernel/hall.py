"""What is different on a laptop in a hall: it has no name, its addresses change with the wifi, and it must say which one phones use."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from flask import Flask, request
from werkzeug.exceptions import SecurityError

from deliberate.kernel import nearby
from deliberate.kernel.pages import machine


def install(app: Flask, names: Iterable[str]) -> None:
    """Answer to this machine's addresses and to the names it was given, and to no other."""
    known = tuple(names)

    @app.before_request
    def ask() -> None:
        if not nearby.is_ours(request.host, known):
            raise SecurityError(f"Host {request.host!r} is not ours")


def host_for_others() -> str:
    """The host to print in codes: the one that this reader came by, but on the laptop itself the one by which phones come."""
    if not machine().hall or not _is_this_machine(request.host):
        return request.host
    found = nearby.addresses()
    return f"{found[0]}:{_port()}" if found else request.host


def other_hosts() -> list[str]:
    """Further addresses of this laptop, for when the first one is not reached."""
    return [host for address in nearby.addresses() if (host := f"{address}:{_port()}") != host_for_others()]


def _is_this_machine(host: str) -> bool:
    name = host.rsplit(":", 1)[0].strip("[]")
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


def _port() -> str:
    return str(request.environ.get("SERVER_PORT", ""))
