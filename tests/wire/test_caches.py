"""A cache before the server: what is for everybody may be kept, what was made for one person is shown to nobody else (T-73)."""

from __future__ import annotations

import re

import pytest
import requests

from tests.cast import draft_meeting
from tests.every.test_rights import routes, visit
from tests.installation import SLACK
from tests.services import nginx

CACHE = "proxy_cache_path {folder}/cache keys_zone=all:1m;"
KEEPS_ALL_IT_MAY = """
    proxy_cache all; proxy_cache_key $request_uri; proxy_cache_valid any 10m; proxy_cache_methods GET HEAD;
    add_header X-Cache $upstream_cache_status always;
"""
AGAINST_OUR_WORD = KEEPS_ALL_IT_MAY + "proxy_ignore_headers Cache-Control Expires Set-Cookie X-Accel-Expires;"
PROOFS = {
    "by a cookie": lambda person: {"Cookie": f"deliberate={person.token}"},
    "by a bearer token": lambda person: {"Authorization": f"Bearer {person.token}"},
}


@pytest.fixture
def every_address(world, under_way) -> list[str]:
    """All that can be read, as far as an address leads there."""
    draft = draft_meeting(world)
    paths = {visit(row, meeting=under_way, draft=draft).path for row in routes(world.app) if row.startswith("GET ")}
    return sorted(paths - {"/health", "/ready"})


def test_a_cache_keeps_nothing_but_static_files(serve, every_address, ana):
    """T-73: it may keep all that it is not forbidden to."""
    with nginx(serve().port, everywhere=CACHE, here=KEEPS_ALL_IT_MAY) as front:
        for path in every_address:
            kept = [get(front + path, PROOFS["by a cookie"](ana)) for _ in range(2)][1].headers.get("X-Cache")
            assert kept == "MISS", path

        style = re.findall(r'href="(/static/[^"]+\.css)"', get(front + "/").text)[0]
        get(front + style)
        assert get(front + style).headers["X-Cache"] == "HIT"


@pytest.mark.parametrize("proof", PROOFS)
def test_even_a_cache_that_is_told_to_keep_everything_keeps_it_for_one_person(serve, every_address, ana, dee, proof):
    """T-73: whoever set it up to pass over `no-store` shows Ana's pages to nobody but Ana."""
    proved = PROOFS[proof]
    with nginx(serve().port, everywhere=CACHE, here=AGAINST_OUR_WORD) as front:
        for path in every_address:
            get(front + path, proved(ana))

            for somebody_else in (proved(dee), {}):
                assert get(front + path, somebody_else).headers["X-Cache"] == "MISS", path
            assert get(front + path, proved(ana)).headers["X-Cache"] == "HIT", path


def get(address: str, headers: dict[str, str] | None = None) -> requests.Response:
    return requests.get(address, headers=headers, timeout=20 * SLACK, allow_redirects=False)
