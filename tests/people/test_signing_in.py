"""Signing in and out: by a link that serves once, by a password, on several devices (T-39)."""

from __future__ import annotations

import re
import secrets
import time
from datetime import timedelta

import pytest

from deliberate.kernel import clock, outbox
from deliberate.kernel.db import writer_engine
from deliberate.people.rules import ACCOUNT_SESSION, LINK_LIVES
from deliberate.people.tokens import hash_of
from tests.cast import Browser, Person, World

PASSWORD = "four words nobody joins"


@pytest.fixture
def link(world: World, cai: Person) -> str:
    """A link that was sent to Cai."""
    token = secrets.token_urlsafe(16)
    world.program(f"person/{cai.id}", "people.make_link", token_hash=hash_of(token))
    return f"/sign-in/link/{token}"


@pytest.fixture
def phone(world: World) -> Browser:
    """A browser that nobody is known in."""
    return Browser(world.app)


@pytest.fixture
def with_password(cai: Person) -> Person:
    """Cai, who has a password."""
    assert set_password(cai).status_code == 303
    return cai


def set_password(person: Person, password: str = PASSWORD, **more: str):
    return person.browser.send("/me", "/me/do/set_password", form="set_password", password=password, **more)


def by_password(browser: Browser, email: str = "cai@example.org", password: str = PASSWORD, **more: str):
    return browser.send("/sign-in", "/sign-in", form="password", email=email, password=password, **more)


def is_known(browser: Browser) -> bool:
    return browser.get("/me").status_code == 200


def token_in(browser: Browser) -> str | None:
    cookie = browser.client.get_cookie("deliberate")
    return cookie.value if cookie else None


# -- by a link ------------------------------------------------------------------------------------------------------


def test_a_link_signs_in(phone: Browser, link: str):
    """T-39"""
    assert not is_known(phone)

    assert phone.send(link, link).status_code == 303

    assert is_known(phone)
    assert "Cai Roca" in phone.get("/me").get_data(as_text=True)


def test_looking_at_a_link_uses_nothing_up(world: World, phone: Browser, link: str):
    """T-39: mail scanners open every link, more than once, also with HEAD."""
    scanner = Browser(world.app)
    for _ in range(3):
        assert scanner.get(link).status_code == 200
        assert scanner.client.head(link).status_code == 200
    assert not is_known(scanner)

    assert phone.send(link, link).status_code == 303
    assert is_known(phone)


def test_a_link_serves_once(world: World, phone: Browser, link: str):
    """T-39"""
    assert phone.send(link, link).status_code == 303
    other = Browser(world.app)

    again = other.send("/sign-in", link)

    assert again.status_code == 409
    assert "used already" in again.get_data(as_text=True)
    assert not is_known(other)
    assert other.get(link).status_code == 409


@pytest.mark.parametrize(("minutes", "status"), [(-1, 303), (0, 409), (60, 409)])
def test_a_link_lives_for_half_an_hour(phone: Browser, link: str, minutes: int, status: int):
    """T-39"""
    with clock.set_to(clock.now() + LINK_LIVES + timedelta(minutes=minutes)):
        assert phone.send("/sign-in", link).status_code == status


def test_a_link_that_was_never_sent_opens_nothing(phone: Browser):
    for invented in ("x" * 43, "..%2f..", "%00", "ünïcode"):
        assert phone.get(f"/sign-in/link/{invented}").status_code in (404, 409)
        assert phone.send("/sign-in", f"/sign-in/link/{invented}").status_code in (404, 409)
    assert not is_known(phone)


def test_a_link_signs_in_the_person_it_was_sent_to_whoever_was_known_before(dee: Person, link: str):
    """T-39: swapped in another's browser, it does not mix two people."""
    assert "Dee Vidal" in dee.browser.get("/me").get_data(as_text=True)

    assert dee.browser.send(link, link).status_code == 303

    page = dee.browser.get("/me").get_data(as_text=True)
    assert "Cai Roca" in page
    assert "Dee Vidal" not in page


def test_signing_in_renews_the_proof(phone: Browser, link: str):
    """T-39: a token that somebody else put into this browser is worth nothing afterwards."""
    phone.client.set_cookie("deliberate", "planted-by-somebody-else")

    assert phone.send(link, link).status_code == 303

    assert token_in(phone) not in (None, "planted-by-somebody-else")
    stranger = Browser(phone.client.application)
    stranger.client.set_cookie("deliberate", "planted-by-somebody-else")
    assert not is_known(stranger)


def test_the_proof_is_kept_from_scripts_and_other_sites(phone: Browser, link: str):
    signed_in = phone.send(link, link)

    (cookie,) = [value for value in signed_in.headers.getlist("Set-Cookie") if value.startswith("deliberate=")]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_sign_in_ends_by_itself(phone: Browser, link: str):
    assert phone.send(link, link).status_code == 303

    with clock.set_to(clock.now() + ACCOUNT_SESSION + timedelta(minutes=1)):
        assert not is_known(phone)


def test_asking_for_a_link_sends_it_to_the_account_in_its_language(world: World, phone: Browser, cai: Person):
    sent: list[dict[str, str]] = []
    asked = phone.send("/sign-in", "/sign-in", form="link", email=" Cai@Example.org ")
    assert asked.status_code == 200

    with world.app.app_context():
        outbox.carry_out(writer_engine(), {"people.mail_link": sent.append}, None)

    (mail,) = sent
    assert mail["to"] == "cai@example.org"
    assert phone.send(f"/sign-in/link/{mail['token']}", f"/sign-in/link/{mail['token']}").status_code == 303


def test_nobody_learns_which_addresses_have_an_account(world: World, phone: Browser):
    """T-36 for addresses: the answer is the same page."""
    answers = [
        phone.send("/sign-in", "/sign-in", form="link", email=f"{who}@example.org").get_data(as_text=True)
        for who in ("cai", "zoe")
    ]

    known, unknown = (re.sub(r'csrf_token" value="[^"]*"|(cai|zoe)@', "", answer) for answer in answers)
    assert known == unknown


def test_an_account_is_sent_a_few_links_and_no_flood(phone: Browser):
    answers = [phone.send("/sign-in", "/sign-in", form="link", email="cai@example.org").status_code for _ in range(7)]

    assert answers == [200] * 5 + [429] * 2
    assert phone.send("/sign-in", "/sign-in", form="link", email="bo@example.org").status_code == 200


@pytest.mark.parametrize(
    "typed", ["", "cai", "cai@", "a@b@c", "cai@example.org\nBcc: all@example.org", "x" * 300 + "@example.org"]
)
def test_what_is_no_address_is_told_and_stays(phone: Browser, typed: str):
    answer = phone.send("/sign-in", "/sign-in", form="link", email=typed)

    assert answer.status_code == 422
    assert "like name@example.org" in answer.get_data(as_text=True)


# -- by a password --------------------------------------------------------------------------------------------------


def test_the_right_password_signs_in(phone: Browser, with_password: Person):
    assert by_password(phone).status_code == 303

    assert is_known(phone)


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("cai@example.org", "four words nobody join"),
        ("cai@example.org", PASSWORD.upper()),
        ("cai@example.org", ""),
        ("cai@example.org", PASSWORD + " "),
        ("bo@example.org", PASSWORD),
        ("bo@example.org", ""),
        ("zoe@example.org", PASSWORD),
    ],
)
def test_anything_else_does_not(phone: Browser, with_password: Person, email: str, password: str):
    """And it is not said which of the two was wrong."""
    answer = by_password(phone, email, password)

    assert answer.status_code == 409
    assert "The e-mail address or the password is not right" in answer.get_data(as_text=True)
    assert not is_known(phone)


def test_an_unknown_address_takes_as_long_as_a_known_one(phone: Browser, with_password: Person):
    """T-36: the time must not tell either. Compared are the quickest of some, generously."""

    def quickest(email: str) -> float:
        times = []
        for _ in range(3):
            started = time.perf_counter()
            by_password(phone, email, "wrong")
            times.append(time.perf_counter() - started)
        return min(times)

    known, unknown = quickest("cai@example.org"), quickest("zoe@example.org")

    assert 0.3 < known / unknown < 3


def test_a_link_to_an_unknown_address_takes_as_long_as_to_a_known_one(phone: Browser, cai: Person):
    """T-36: only for a known one something is stored; the time must not tell: both are answered after a quarter of a second."""

    def seconds(email: str) -> float:
        token = phone.form_token("/sign-in")
        started = time.perf_counter()
        phone.client.post("/sign-in", data={"csrf_token": token, "form": "link", "email": email})
        return time.perf_counter() - started

    known, unknown = (
        min(seconds("cai@example.org") for _ in range(3)),
        min(seconds("zoe@example.org") for _ in range(3)),
    )

    assert min(known, unknown) > 0.24
    assert 0.5 < known / unknown < 2


def test_guessing_is_limited_for_each_account(phone: Browser, with_password: Person):
    for _ in range(10):
        assert by_password(phone, password="wrong").status_code == 409

    assert by_password(phone).status_code == 429
    assert by_password(phone, "bo@example.org").status_code == 409, "others behind the same address are not locked out"


def test_guessing_in_another_spelling_of_the_address_is_the_same_guessing(phone: Browser, with_password: Person):
    for n in range(10):
        by_password(phone, "CAI@example.org" if n % 2 else " cai@EXAMPLE.org", "wrong")

    assert by_password(phone).status_code == 429


def test_a_password_is_not_shown_again_after_a_refusal(phone: Browser, with_password: Person):
    refused = by_password(phone, password="my secret typo here").get_data(as_text=True)

    assert "my secret typo here" not in refused
    assert 'value="cai@example.org"' in refused


@pytest.mark.parametrize(("password", "status"), [("x" * 11, 422), ("x" * 12, 303), ("x" * 200, 303), ("x" * 201, 422)])
def test_a_password_is_long_enough(cai: Person, password: str, status: int):
    assert set_password(cai, password).status_code == status


def test_setting_a_password_signs_every_other_device_out(world: World, phone: Browser, cai: Person, link: str):
    assert phone.send(link, link).status_code == 303

    assert set_password(cai).status_code == 303

    assert not is_known(phone)
    assert is_known(cai.browser), "the device it was done on goes on"


def test_changing_a_password_needs_the_present_one(with_password: Person, phone: Browser):
    new = "five other words go here"
    wrong = set_password(with_password, new, current_password="a guess that is wrong")
    assert wrong.status_code == 422
    assert by_password(phone).status_code == 303

    assert set_password(with_password, new, current_password=PASSWORD).status_code == 303
    assert by_password(phone, password=new).status_code == 303


def test_a_password_is_not_stored_as_it_is(world: World, with_password: Person):
    assert PASSWORD.encode() not in world.installation.raw("deliberate.sqlite")


# -- out ------------------------------------------------------------------------------------------------------------


def test_signing_out_ends_the_proof_itself(world: World, cai: Person):
    """Not only the cookie: whoever copied the token has nothing."""
    copied = Browser(world.app)
    copied.client.set_cookie("deliberate", token_in(cai.browser) or "")
    assert is_known(copied)

    assert cai.browser.send("/me", "/sign-out").status_code == 303

    assert not is_known(cai.browser)
    assert not is_known(copied)


def test_signing_out_everywhere_does(phone: Browser, cai: Person, dee: Person, link: str):
    assert phone.send(link, link).status_code == 303

    assert phone.send("/me", "/me/do/sign_out_everywhere").status_code == 303

    assert not is_known(phone)
    assert not is_known(cai.browser)
    assert is_known(dee.browser)


def test_devices_are_listed_by_what_they_are(world: World, cai: Person, link: str):
    phone = Browser(world.app)
    firefox = {"User-Agent": "Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0"}
    phone.client.post(link, data={"csrf_token": phone.form_token(link)}, headers=firefox)

    page = cai.browser.get("/me").get_data(as_text=True)

    assert "Firefox · Android" in page
    assert "This device" in page


def test_one_lost_device_is_signed_out_from_another(phone: Browser, cai: Person, link: str):
    assert phone.send(link, link).status_code == 303
    (number,) = re.findall(r'name="sign_in" value="(\d+)"', cai.browser.get("/me").get_data(as_text=True))

    assert cai.browser.send("/me", "/me/do/sign_out", sign_in=number).status_code == 303

    assert not is_known(phone)
    assert is_known(cai.browser)


def test_nobody_signs_somebody_else_out(cai: Person, dee: Person):
    cai.browser.send("/me", "/me/do/sign_out", sign_in=dee.who.session_id)

    assert is_known(dee.browser)
    dee.browser.send("/me", "/me/do/sign_out", sign_in=dee.who.session_id)
    assert not is_known(dee.browser)


def test_a_guests_own_page_has_nothing_about_an_account(meeting, cai: Person):
    rosa = meeting.guest("Rosa")
    assert "Where I am signed in" in cai.browser.get("/me").get_data(as_text=True)

    page = rosa.browser.get("/me").get_data(as_text=True)

    assert "Rosa" in page
    assert "/me/data" in page
    assert "Where I am signed in" not in page
    assert "Password" not in page
