"""What every form of our pages needs and keeps: its token (T-40), a safe way on (T-41), and what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask

from deliberate.app import create_app
from deliberate.kernel.pages import safe_next
from tests.cast import Browser, Meeting, Person, World, names
from tests.installation import Installation

# Addresses that look at no cookie, so that nobody's rights can be borrowed.
WITHOUT_TOKEN = {"/api/v1/join", "/csp-report", "/letters/<int:number>/<int:person>/<token>"}


def posts(app: Flask) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or set()) and rule.rule not in WITHOUT_TOKEN:
            yield rule.rule


def address(rule: str, meeting: Meeting) -> str:
    path = rule.replace("<int:number>", str(meeting.id)).replace("<token>", "x" * 43)
    if rule.startswith("/groups/"):
        path = path.replace("<code>", "MOB").replace("<act>", "change_role")
    if rule.startswith("/meetings/"):
        path = path.replace("<act>", "renew_code")
    return path.replace("<code>", meeting.code).replace("<act>", "sign_out_everywhere")


def test_every_post_needs_the_token_of_its_own_page(world: World, meeting: Meeting, ana: Person, dee: Person):
    """T-40: generated from the list of addresses; signing out and the language switch are among them."""
    rules = list(posts(world.app))
    assert {"/sign-out", "/language", "/theme", "/text-size", "/sign-in", "/meetings/<int:number>/do/<act>"} <= set(
        rules
    )
    foreign = dee.browser.form_token("/sign-in")
    code = meeting.code

    for rule in rules:
        path = address(rule, meeting)
        for token in (None, "", "x", foreign, foreign[:-1]):
            sent = ana.browser.client.post(path, data={} if token is None else {"csrf_token": token})
            assert sent.status_code == 403, (path, token)

    assert ana.browser.get("/me").status_code == 200, "still signed in"
    assert meeting.code == code


def test_a_token_in_the_address_does_not_count(meeting: Meeting, ana: Person):
    """T-40"""
    token = ana.browser.form_token("/sign-in")

    assert ana.browser.client.post(f"/theme?csrf_token={token}").status_code == 403
    assert ana.browser.send("/sign-in", "/theme", theme="dark").status_code == 303


def test_a_page_that_was_kept_open_still_works_after_signing_in_again(world: World, ana: Person):
    """T-40: the back button shows a page with the token it was made with."""
    token = ana.browser.form_token("/sign-in")
    ana.browser.get("/")
    ana.browser.send("/sign-in", "/theme", theme="dark")

    assert ana.browser.client.post("/theme", data={"csrf_token": token, "theme": "light"}).status_code == 303


def test_a_form_without_its_token_says_that_nothing_is_lost(ana: Person):
    page = ana.browser.client.post("/language", data={"language": "ca"}).get_data(as_text=True)

    assert "That did not come from our page" in page


def test_no_page_can_be_framed_and_none_is_kept_by_others(world: World, meeting: Meeting, ana: Person):
    """T-73 as far as we say it: caches before us are told."""
    for path in ("/", "/me", "/groups/MOB", f"/meetings/{meeting.id}", "/nowhere"):
        headers = ana.browser.get(path).headers
        assert headers["Cache-Control"] == "no-store", path
        assert "Cookie" in headers["Vary"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]


def part(name: str, words: bytes = b"x", more: str = "") -> bytes:
    """One part of a form as browsers send it, or as they never would."""
    return f'--B\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'.encode() + words + b"\r\n"


FORMS_OF_NOBODY = {
    "a thousand and one parts": (413, b"".join(part(f"a{n}") for n in range(1001))),
    "one part a thousand times and more": (413, part("a") * 15_000),
    "a field as long as a book": (413, part("a", b"x" * 600_000)),
    "line ends without end": (413, part("a", b"\r" * 800_000)),
    "boundaries that are none": (413, b"\r\n--" * 200_000),
    "a head as long as a book": (403, part("a", more=f'; x="{"y" * 200_000}"')),
    "a head of many lines": (403, b"--B\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(30_000)) + b"\r\nx\r\n"),
    "no name": (403, b"--B\r\n\r\nx\r\n"),
    "a file where none is asked for": (403, part("a", b"x" * 900_000, '; filename="x"')),
    "letters that are none": (403, part("a", b"\xff\xfe\x00") + part("_charset_", b"utf-7")),
}


@pytest.mark.parametrize("shape", FORMS_OF_NOBODY)
@pytest.mark.parametrize("end", [b"--B--\r\n", b""], ids=["to its end", "broken off"])
def test_no_form_of_any_shape_breaks_a_page(world: World, shape: str, end: bytes):
    """T-66: it is too much, or it is not of ours; a form that is broken off may be seen as empty."""
    status, body = FORMS_OF_NOBODY[shape]

    answer = world.app.test_client().post("/theme", data=body + end, content_type="multipart/form-data; boundary=B")

    assert answer.status_code in ({status} if end else {status, 403})


# -- going on -------------------------------------------------------------------------------------------------------

OURS = ["/", "/me", "/meetings/12?from=home", "/join/7KQ2-M4XD", "/groups/MOB#who", "/a//b", "/%2f%2fevil.example"]
ELSEWHERE = [
    "",
    None,
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\\/evil.example",
    "/a\\b",
    "https://evil.example",
    "https:evil.example",
    "HTTPS://evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "me",
    "?next=//evil.example",
    " //evil.example",
    "\t//evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\x00//evil.example",
    "/\x00/evil.example",
    "。/evil.example",
    "／／evil.example",
    "@evil.example",
    "http://localhost@evil.example",
]


@pytest.mark.parametrize("wanted", OURS)
def test_one_goes_on_to_a_page_of_ours(wanted: str):
    """T-41"""
    assert safe_next(wanted, "/") == wanted


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_one_is_never_sent_elsewhere(wanted: str | None):
    """T-41"""
    assert safe_next(wanted, "/home") == "/home"


def test_no_door_sends_elsewhere(world: World, ana: Person):
    """T-41 through the forms that take `next`."""
    forms = {"/language": {"language": "ca"}, "/theme": {"theme": "dark"}, "/text-size": {"size": "125"}}
    for wanted in (word for word in ELSEWHERE if word):
        for action, more in forms.items():
            sent = ana.browser.send("/sign-in", action, next=wanted, **more)
            assert sent.headers["Location"] == "/", (action, wanted)


def test_signing_in_goes_on_to_where_one_was_going(world: World, cai: Person):
    sent = cai.browser.send("/me", "/me/do/set_password", form="set_password", password="four words nobody joins")
    assert sent.status_code == 303
    phone = Browser(world.app)
    wanted = phone.get("/groups/MOB/meetings/new")
    assert wanted.status_code == 401
    (way,) = set(re.findall(r'href="(/sign-in\?next=[^"]+)"', wanted.get_data(as_text=True)))

    page = phone.get(way).get_data(as_text=True)
    assert 'name="next" value="/groups/MOB/meetings/new"' in page
    for wanted_next, location in (("/groups/MOB/meetings/new", "/groups/MOB/meetings/new"), ("//evil.example", "/")):
        signed_in = phone.send(
            way,
            "/sign-in",
            form="password",
            email="cai@example.org",
            password="four words nobody joins",
            next=wanted_next,
        )
        assert signed_in.headers["Location"] == location


# -- what stays -----------------------------------------------------------------------------------------------------


def test_the_language_is_switched_and_stays(world: World):
    browser = Browser(world.app)
    assert '<html lang="en"' in browser.get("/groups").get_data(as_text=True)

    switched = browser.send("/groups", "/language", language="eu", next="/groups")

    assert switched.headers["Location"] == "/groups"
    assert '<html lang="eu"' in browser.get("/groups").get_data(as_text=True)


def test_a_language_that_we_do_not_speak_changes_nothing(world: World):
    browser = Browser(world.app)

    for odd in ("fr", "", "../en", "EN"):
        assert browser.send("/groups", "/language", language=odd).status_code == 303
    assert '<html lang="en"' in browser.get("/groups").get_data(as_text=True)


@pytest.mark.parametrize(
    ("chosen", "shown"),
    [("dark", 'data-theme="dark"'), ("light", 'data-theme="light"'), ("contrast", 'data-theme="contrast"')],
)
def test_the_theme_is_switched_and_stays(world: World, chosen: str, shown: str):
    browser = Browser(world.app)
    assert "data-theme=" not in browser.get("/").get_data(as_text=True)

    browser.send("/", "/theme", theme=chosen)
    assert shown in browser.get("/groups").get_data(as_text=True)

    browser.send("/", "/theme", theme="auto")
    assert "data-theme=" not in browser.get("/groups").get_data(as_text=True)


def test_a_theme_that_is_none_changes_nothing(world: World):
    browser = Browser(world.app)
    browser.client.set_cookie("theme", '"><script>')

    assert "data-theme=" not in browser.get("/").get_data(as_text=True)
    assert "<script>" not in browser.get("/").get_data(as_text=True)


def test_what_was_typed_stays_after_a_refusal(ana: Person):
    refused = ana.browser.send(
        "/me", "/me/do/introduce_oneself", form="introduce_oneself", name="A" * 81, public_name="full", language="eu"
    )

    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert "A" * 81 in page
    assert "Please use at most 80 characters." in page
    assert re.search(r'value="full"\s+checked', page)
    assert re.search(r'value="eu"\s+selected', page)


def test_one_says_how_one_is_called(ana: Person, dee: Person):
    saved = ana.browser.send(
        "/me", "/me/do/introduce_oneself", name="Ana Maria", public_name="role_only", language="en"
    )

    assert saved.status_code == 303
    assert "Ana Maria" in ana.browser.get("/me").get_data(as_text=True)
    assert not names(dee.browser.get("/groups/MOB").get_data(as_text=True), "Ana")


def test_a_host_that_is_not_ours_gets_nothing(installation: Installation):
    """T-37 for pages: `DELIBERATE_HOSTS` is held against what the browser says."""
    installation.settings |= {"DELIBERATE_HOSTS": "meet.example.org"}
    browser = create_app(installation.read_settings()).test_client()

    assert browser.get("/groups", base_url="http://meet.example.org").status_code == 200
    assert browser.get("/groups", base_url="http://evil.example").status_code == 400


@pytest.mark.parametrize(("size", "shown"), [("125", 'data-text-size="125"'), ("150", 'data-text-size="150"')])
def test_bigger_letters_are_chosen_and_stay(world: World, size: str, shown: str):
    browser = Browser(world.app)
    assert "data-text-size=" not in browser.get("/").get_data(as_text=True)

    browser.send("/", "/text-size", size=size)
    assert shown in browser.get("/groups").get_data(as_text=True)

    browser.send("/", "/text-size", size="100")
    assert "data-text-size=" not in browser.get("/groups").get_data(as_text=True)


def test_letters_of_no_such_size_change_nothing(world: World):
    browser = Browser(world.app)

    for odd in ("1000", "", "125%", "<b>"):
        assert browser.send("/", "/text-size", size=odd).status_code == 303
    browser.client.set_cookie("text_size", '"><script>')
    assert "data-text-size=" not in browser.get("/").get_data(as_text=True)


def test_the_look_is_shown_in_the_demonstration_only(installation: Installation, world: World):
    """For a page of real meetings there is nothing at that address."""
    installation.settings["DELIBERATE_DEMO"] = "1"

    assert installation.app().test_client().get("/styleguide").status_code == 200
    assert world.app.test_client().get("/styleguide").status_code == 404
