"""What is nobody else's business is in no page and in no log (T-74)."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest
import requests

from tests.cast import Browser, Meeting, Person, World


def addresses_in(text: str) -> set[str]:
    return set(re.findall(r"[\w.]+@example\.org", text)) - {"name@example.org"}


@pytest.mark.parametrize("reader", ["ana", "dee", "rosa", "nobody"])
def test_no_page_shows_anybodys_e_mail_address_or_token(world: World, under_way: Meeting, reader: str):
    """T-74: only one's own page shows one's own address."""
    rosa = under_way.guest("Rosa")
    browsers = {"rosa": rosa.browser, "nobody": Browser(world.app)}
    browser = browsers.get(reader) or world.person(reader).browser
    before = {path: browser.get(path).get_data(as_text=True) for path in paths(under_way)}
    assert world.person("ana").act(under_way.room, "meetings.close").ok
    after = {path: browser.get(path).get_data(as_text=True) for path in paths(under_way)}

    for path, page in [*before.items(), *after.items()]:
        assert addresses_in(page) == set(), path
        assert "test-token-of" not in page, path
        assert rosa.token not in page, path


def paths(meeting: Meeting) -> list[str]:
    return ["/", "/groups", "/groups/MOB", f"/meetings/{meeting.id}", f"/meetings/{meeting.id}/live", "/join"]


def test_ones_own_page_shows_ones_own_address_only(ana: Person):
    assert addresses_in(ana.browser.get("/me").get_data(as_text=True)) == {"ana@example.org"}


def test_what_travels_to_devices_has_no_address_and_no_token(world: World, under_way: Meeting):
    from tests.every.observing import Observer

    under_way.guest("Rosa")
    sight = Observer(world).look(under_way.room)

    assert sight.objects
    assert addresses_in(str(sight.objects)) == set()
    assert "token" not in str(sight.objects)


def test_no_log_has_an_address_a_name_or_a_token(world: World, meeting: Meeting, serve):
    """T-74: of what people do, of what they mistype, of what browsers refuse, and of what breaks."""
    server = serve()
    secret = "sign-in-token-of-somebody"
    browser = requests.Session()
    page = browser.get(f"{server.url}/sign-in", timeout=10).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    typed = {"csrf_token": token[1], "email": "cai@example.org"}

    browser.post(f"{server.url}/sign-in", data=typed | {"form": "password", "password": "my-password"}, timeout=10)
    browser.post(f"{server.url}/sign-in", data=typed | {"form": "link"}, timeout=10)
    browser.get(f"{server.url}/sign-in/link/{secret}", timeout=10)
    requests.post(
        f"{server.url}/api/v1/join", json={"code": meeting.code, "name": "Rosa Luz", "language": "en"}, timeout=10
    )
    report = {"csp-report": {"document-uri": f"{server.url}/sign-in/link/{secret}", "violated-directive": "script-src"}}
    requests.post(f"{server.url}/csp-report", json=report, timeout=10)
    with closing(sqlite3.connect(world.installation.folder / "deliberate.sqlite", timeout=10)) as database, database:
        database.execute("ALTER TABLE accounts RENAME TO lost")
    broken = browser.post(f"{server.url}/sign-in", data=typed | {"form": "link"}, timeout=10)

    assert broken.status_code == 500
    log = "\n".join(server.log)
    assert "page.broke" in log
    assert "csp.report" in log
    for private in ("cai@example.org", "my-password", "Rosa", secret, meeting.code):
        assert private not in log, private
