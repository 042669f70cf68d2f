"""Pages are sent packed, and what is secret in them cannot be guessed from how long they are."""

from __future__ import annotations

import gzip

import pytest

from deliberate.kernel.packing import masked, unmasked
from tests.cast import Person, World


def test_a_page_is_packed_for_whoever_can_unpack_it(ana: Person):
    plain = ana.browser.get("/groups/MOB")
    packed = ana.browser.get("/groups/MOB", headers={"Accept-Encoding": "br, gzip;q=0.8"})

    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert b"Mobility" in gzip.decompress(packed.data)
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data) / 2


@pytest.mark.parametrize("wish", ["identity", "br", "gzip;q=0", ""])
def test_who_cannot_unpack_gets_it_as_it_is(world: World, wish: str):
    answer = world.app.test_client().get("/groups", headers={"Accept-Encoding": wish})

    assert "Content-Encoding" not in answer.headers


def test_what_is_short_is_not_packed(world: World):
    answer = world.app.test_client().get("/health", headers={"Accept-Encoding": "gzip"})

    assert answer.json == {"ok": True}


def test_a_form_token_never_looks_the_same_and_always_works(ana: Person):
    """A secret that repeats itself could be guessed by watching how well a page packs (BREACH)."""
    first, second = (ana.browser.form_token("/me") for _ in range(2))

    assert first != second
    for token in (first, second):
        sent = ana.browser.client.post("/theme", data={"csrf_token": token, "theme": "dark"})
        assert sent.status_code == 303


@pytest.mark.parametrize("odd", ["", "x", ".", "a.b", "AA==.AAAA", "ÿ.ÿ", "a.b.c", None])
def test_what_was_never_masked_is_left_alone(odd: str | None):
    assert unmasked(odd) == odd
    assert unmasked(masked("secret")) == "secret"
