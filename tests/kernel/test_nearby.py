"""The addresses by which phones in a hall reach the laptop, found without asking anybody (T-76)."""

from __future__ import annotations

import ipaddress

import pytest

from deliberate.kernel import nearby
from deliberate.kernel.nearby import Interface, is_ours, likeliest_first


def test_what_this_machine_has_are_addresses_that_others_could_use():
    """Read from the system's own list."""
    for card in nearby.interfaces():
        assert card.name
        assert not ipaddress.ip_address(card.address).is_loopback


@pytest.mark.parametrize(
    ("cards", "first"),
    [
        ([("eth0", "192.168.1.20"), ("wlan0", "10.42.0.1")], "10.42.0.1"),
        ([("eth0", "192.168.1.20"), ("wlp2s0", "192.168.7.4")], "192.168.7.4"),
        ([("docker0", "172.17.0.1"), ("eth0", "192.168.1.20")], "192.168.1.20"),
        ([("tun0", "10.8.0.2"), ("wlan0", "192.168.1.20")], "192.168.1.20"),
        ([("eth0", "169.254.3.4"), ("eth1", "192.168.1.20")], "192.168.1.20"),
        ([("eth0", "83.44.2.1"), ("eth1", "192.168.1.20")], "192.168.1.20"),
        ([("docker0", "172.17.0.1")], "172.17.0.1"),
    ],
)
def test_the_address_that_phones_will_use_comes_first(cards: list[tuple[str, str]], first: str):
    """A hotspot of this laptop, then its wifi, then its cable; what leads inwards or out of the hall comes last."""
    assert likeliest_first(Interface(*card) for card in cards)[0].address == first
    assert likeliest_first(Interface(*card) for card in reversed(cards))[0].address == first


@pytest.mark.parametrize(
    "host", ["10.42.0.1:5000", "192.168.1.20", "127.0.0.1:5000", "localhost:80", "[::1]:5000", "::1"]
)
def test_any_address_of_a_laptop_is_its_own(host: str):
    """They change with the wifi."""
    assert is_ours(host)


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:5000", "10.42.0.1.evil.example", "", "10.42.0", "a:b:c"]
)
def test_a_foreign_name_is_not(host: str):
    """T-37: a page of its owner, led to this laptop by its own name server, would be taken for ours."""
    assert not is_ours(host)


def test_a_name_that_the_laptop_was_given_is_its_own():
    assert is_ours("taula.lan:5000", ["taula.lan"])
    assert not is_ours("taula.lan:5000", ["other.lan"])
