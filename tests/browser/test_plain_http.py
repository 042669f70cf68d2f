"""By an address and without https, as in a hall: what browsers keep for https is never missed (T-76)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from deliberate.config import ROOT
from deliberate.kernel import nearby
from tests.browser.live import chip, press
from tests.browser.visits import Visits
from tests.installation import Installation, Server

ONLY_WITH_HTTPS = re.compile(
    r"\b(navigator\.(?:serviceWorker|wakeLock|clipboard|locks|share|mediaDevices|geolocation|credentials|storage|permissions)"
    r"|crypto\.(?:subtle|randomUUID)|caches)\b(?!\?)[.(]"
)
CHECKED = re.compile(r'isSecureContext|" in (?:navigator|crypto|window|globalThis)')


@pytest.fixture(scope="module")
def hall(installation: Installation) -> Iterator[Server]:
    """A laptop in a hall, listening on every card it has."""
    with installation.serving(DELIBERATE_HALL="1") as serving:
        yield serving


@pytest.fixture
def address(hall: Server) -> str:
    """By which a phone reaches it."""
    found = nearby.addresses()
    if not found:
        pytest.skip("this machine is in no network")
    return f"http://{found[0]}:{hall.port}"


def test_a_phone_takes_part_by_an_address_without_https(browser, address, under_way, cai):
    """T-76: live, with nothing refused and nothing missed."""
    visits = Visits(browser, address)
    phone = visits(phone=True)
    phone.goto(f"/join/{under_way.code}")
    phone.get_by_label("Your name").fill("Rosa")
    press(phone, "Join")
    press(phone, "I am in the room")

    expect(phone.get_by_text("Rosa (you)")).to_be_visible()
    expect(chip(phone)).to_have_text("live")
    assert phone.evaluate("[isSecureContext, typeof crypto.randomUUID]") == [False, "undefined"]
    visits.close()
    assert visits.unexcused() == []


def test_no_script_of_ours_uses_what_only_https_has_without_looking():
    """T-76"""
    assert ONLY_WITH_HTTPS.search("await navigator.clipboard.writeText(code)")
    assert not ONLY_WITH_HTTPS.search("await navigator.clipboard?.writeText(code)")

    careless = []
    for path in sorted((ROOT / "static" / "js").rglob("*.js")):
        code = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(), flags=re.DOTALL)
        if ONLY_WITH_HTTPS.search(code) and not CHECKED.search(code):
            careless.append(path.name)
    assert careless == []
