"""Having another e-mail address: proved by a link, told to the old one, and nobody is signed in or locked out by it (T-39)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from deliberate.kernel import clock
from deliberate.people.rules import FRESH_PROOF, LINK_LIVES
from tests.cast import Browser, Person, World
from tests.letters import Letter, letters

NEW = "cai.roca@example.org"
PASSWORD = "four words nobody joins"


def ask(person: Person, email: str = NEW, **more: str):
    return person.browser.send("/me", "/me/do/ask_for_address", form="ask_for_address", email=email, **more)


def asked(world: World, person: Person) -> Letter:
    """The letter to the new address."""
    assert ask(person).status_code == 303
    (letter,) = letters(world)
    assert letter.to == NEW
    return letter


def own_page(browser: Browser) -> str:
    return browser.get("/me").get_data(as_text=True)


def test_the_link_changes_the_address_and_the_old_one_is_told(world: World, cai: Person):
    """T-39"""
    path = asked(world, cai).path
    assert "cai@example.org" in own_page(cai.browser)

    assert cai.browser.send(path, path).headers["Location"] == "/me"

    page = own_page(cai.browser)
    assert NEW in page
    assert "cai@example.org" not in page
    told = letters(world)[-1]
    assert told.to == "cai@example.org"
    assert NEW not in told.text, "whoever reads the old mailbox learns no new address"


def test_looking_at_the_link_changes_nothing(world: World, cai: Person):
    """T-39: mail scanners open every link."""
    path = asked(world, cai).path
    scanner = Browser(world.app)
    for _ in range(3):
        assert scanner.get(path).status_code == 401
        assert cai.browser.get(path).status_code == 200
        assert cai.browser.client.head(path).status_code == 200

    assert "cai@example.org" in own_page(cai.browser)
    assert cai.browser.send(path, path).status_code == 303


def test_the_link_serves_once(world: World, cai: Person):
    """T-39"""
    path = asked(world, cai).path
    assert cai.browser.send(path, path).status_code == 303

    assert cai.browser.get(path).status_code == 409
    assert cai.browser.send("/me", path).status_code == 409


@pytest.mark.parametrize(("minutes", "status"), [(29, 303), (31, 409)])
def test_the_link_lives_for_half_an_hour(world: World, cai: Person, minutes: int, status: int):
    """T-39"""
    path = asked(world, cai).path

    assert timedelta(minutes=30) == LINK_LIVES
    with clock.set_to(clock.now() + timedelta(minutes=minutes)):
        assert cai.browser.send("/me", path).status_code == status


def test_another_browser_and_another_person_cannot_use_the_link(world: World, cai: Person, dee: Person):
    """T-39: whoever reads the mailbox of the new address is not known to be the one who asked."""
    path = asked(world, cai).path
    stranger = Browser(world.app)
    assert "cai" in cai.browser.get(path).get_data(as_text=True)

    assert stranger.send("/sign-in", path).status_code == 401
    assert dee.browser.send("/me", path).status_code == 409

    assert "cai@example.org" in own_page(cai.browser)
    assert "dee@example.org" in own_page(dee.browser)


def test_the_proof_is_renewed_and_all_other_devices_end(world: World, cai: Person):
    """T-39: a token that somebody copied before opens nothing afterwards."""
    copied = Browser(world.app)
    copied.client.set_cookie("deliberate", cai.token)
    assert copied.get("/me").status_code == 200
    path = asked(world, cai).path

    assert cai.browser.send(path, path).status_code == 303

    assert copied.get("/me").status_code == 401
    assert cai.browser.get("/me").status_code == 200


def test_links_that_went_to_the_old_address_open_nothing_any_more(world: World, cai: Person):
    """T-39: swapped addresses."""
    phone = Browser(world.app)
    phone.send("/sign-in", "/sign-in", form="link", email="cai@example.org")
    old = letters(world)[-1].path
    assert phone.get(old).status_code == 200
    assert ask(cai).status_code == 303
    path = next(letter.path for letter in letters(world) if letter.to == NEW)

    assert cai.browser.send(path, path).status_code == 303

    assert phone.get(old).status_code == 409


def test_a_letter_to_the_old_address_that_has_not_left_stays_here(world: World, cai: Person):
    """T-39"""
    path = asked(world, cai).path
    Browser(world.app).send("/sign-in", "/sign-in", form="link", email="cai@example.org")

    assert cai.browser.send(path, path).status_code == 303

    assert [letter.subject for letter in letters(world) if letter.to == "cai@example.org"] == ["Your e-mail address"]


def test_somebody_elses_address_is_not_taken_and_not_told(world: World, cai: Person, dee: Person):
    """The page says the same; only who reads that mailbox learns that it has an account."""
    assert ask(cai).headers["Location"] == ask(cai, "dee@example.org").headers["Location"]
    path = next(letter.path for letter in letters(world) if letter.to == "dee@example.org")

    assert cai.browser.send(path, path).status_code == 409

    assert "cai@example.org" in own_page(cai.browser)
    assert "dee@example.org" in own_page(dee.browser)


def test_whoever_has_a_password_must_give_it(world: World, cai: Person):
    set_one = cai.browser.send("/me", "/me/do/set_password", form="set_password", password=PASSWORD)
    assert set_one.status_code == 303

    assert ask(cai).status_code == 422
    assert ask(cai, current_password="a guess that is wrong").status_code == 422
    assert letters(world) == []

    assert ask(cai, current_password=PASSWORD).status_code == 303
    assert [letter.to for letter in letters(world)] == [NEW]


def test_without_a_password_one_must_have_signed_in_just_now(world: World, cai: Person):
    with clock.set_to(clock.now() + FRESH_PROOF + timedelta(minutes=1)):
        refused = ask(cai)

        assert refused.status_code == 409
        assert "sign in again by a link" in refused.get_data(as_text=True)
        assert NEW in refused.get_data(as_text=True), "what was typed stays"
    assert letters(world) == []


@pytest.mark.parametrize(
    "typed", ["", "cai", "cai@", "cai@example.org\nBcc: all@example.org", "x" * 300 + "@example.org"]
)
def test_what_is_no_address_is_told_and_sends_nothing(world: World, cai: Person, typed: str):
    refused = ask(cai, typed)

    assert refused.status_code == 422
    assert letters(world) == []
