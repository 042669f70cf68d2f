"""Taking people in by a letter: its link serves once, within days, and tells nobody who has an account (T-39)."""

from __future__ import annotations

import re
import uuid
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from deliberate.invitations.models import Invitation
from deliberate.invitations.rules import ADDRESS_KEPT, INVITATION_LIVES, MOST_A_DAY
from deliberate.kernel import clock
from tests.cast import Browser, Person, World, names
from tests.every.scenes import group_number, tended_by_ana
from tests.letters import Letter, carry_out, letters

PAU = "pau@example.org"
INTRODUCED = {"name": "Pau Serra", "public_name": "first_name", "language": "ca"}


def invite(person: Person, world: World, email: str = PAU, *, group: str = "MOB", role: str = "member"):
    """Send the form of the page."""
    return person.browser.send(
        "/invitations",
        "/invitations/do/invite",
        form="invite",
        email=email,
        group=group_number(world, group) if group else "",
        role=role,
        language="ca",
    )


@pytest.fixture
def letter(world: World, ana: Person) -> Letter:
    """What Pau gets from Ana."""
    assert invite(ana, world).status_code == 303
    (sent,) = letters(world)
    assert sent.to == PAU
    return sent


def accept(browser: Browser, path: str, *, act_id: str = "", **more: str):
    return browser.send(path, path, form="accept", act_id=act_id or str(uuid.uuid4()), **INTRODUCED, **more)


def members(world: World, code: str = "MOB") -> str:
    carry_out(world)
    return world.person("ana").browser.get(f"/groups/{code}").get_data(as_text=True)


# -- newcomers ------------------------------------------------------------------------------------------------------


def test_a_newcomer_gets_an_account_and_belongs_to_the_group(world: World, letter: Letter):
    """T-39"""
    phone = Browser(world.app)
    assert "Mobility" in phone.get(letter.path).get_data(as_text=True)

    inside = accept(phone, letter.path)

    assert inside.headers["Location"] == "/groups/MOB"
    assert PAU in phone.get("/me").get_data(as_text=True)
    assert "Pau Serra" in members(world)
    assert "Pau Serra" in phone.get("/groups/MOB").get_data(as_text=True), "a member reads the members' names"


def test_the_letter_is_in_the_language_that_was_chosen(letter: Letter):
    assert "Mobility" in letter.subject
    assert not names(letter.text, "Ana"), "outside, nobody is named who did not choose it"


def test_a_role_comes_with_it(world: World, ana: Person):
    invite(ana, world, role="scribe")

    accept(Browser(world.app), letters(world)[0].path)

    assert re.search(r"Pau Serra</strong></p>\s*<p class=\"quiet\">Minute-taker", members(world))


def test_looking_at_the_link_uses_nothing_up(world: World, letter: Letter):
    """T-39: mail scanners open every link, more than once, also with HEAD."""
    scanner = Browser(world.app)
    for _ in range(3):
        assert scanner.get(letter.path).status_code == 200
        assert scanner.client.head(letter.path).status_code == 200
    assert scanner.get("/me").status_code == 401

    assert accept(Browser(world.app), letter.path).status_code == 303


def test_the_link_serves_once(world: World, letter: Letter):
    """T-39"""
    assert accept(Browser(world.app), letter.path).status_code == 303

    second = Browser(world.app)
    assert second.get(letter.path).status_code == 409
    assert second.send("/sign-in", letter.path, act_id=str(uuid.uuid4()), **INTRODUCED).status_code == 409
    assert second.get("/me").status_code == 401
    assert members(world).count("<strong>Pau Serra</strong>") == 1


def test_whoever_sends_the_form_again_gets_in_and_only_once(world: World, letter: Letter):
    """A lost answer, a double click: one account, and the same proof."""
    act_id = str(uuid.uuid4())
    first = accept(Browser(world.app), letter.path, act_id=act_id)
    again = Browser(world.app).send("/sign-in", letter.path, form="accept", act_id=act_id, **INTRODUCED)

    assert first.status_code == again.status_code == 303
    assert first.headers["Set-Cookie"].split(";")[0] == again.headers["Set-Cookie"].split(";")[0]
    assert members(world).count("<strong>Pau Serra</strong>") == 1


@pytest.mark.parametrize(("hours", "status"), [(-1, 303), (1, 409)])
def test_the_link_lives_for_a_week(world: World, letter: Letter, hours: int, status: int):
    """T-39"""
    assert timedelta(days=7) == INVITATION_LIVES
    browser = Browser(world.app)
    with clock.set_to(clock.now() + INVITATION_LIVES + timedelta(hours=hours)):
        sent = browser.send("/sign-in", letter.path, form="accept", act_id=str(uuid.uuid4()), **INTRODUCED)
        assert sent.status_code == status


def test_a_link_that_was_never_sent_opens_nothing(world: World):
    browser = Browser(world.app)

    assert browser.get("/invitation/no-such-token").status_code == 409
    assert browser.send("/sign-in", "/invitation/no-such-token", **INTRODUCED).status_code == 409


def test_coming_in_renews_the_proof(world: World, under_way, letter: Letter):
    """T-39: a guest's token, or one that somebody planted, is not what opens the account."""
    rosa = under_way.guest("Rosa")
    assert accept(rosa.browser, letter.path).status_code == 303

    planted = Browser(world.app)
    planted.client.set_cookie("deliberate", rosa.token)

    assert PAU in rosa.browser.get("/me").get_data(as_text=True)
    assert PAU not in planted.get("/me").get_data(as_text=True)


@pytest.mark.parametrize("missing", ["name", "public_name", "language"])
def test_what_is_missing_is_told_and_the_rest_stays(world: World, letter: Letter, missing: str):
    browser = Browser(world.app)
    typed = {name: value for name, value in INTRODUCED.items() if name != missing}

    refused = browser.send(letter.path, letter.path, form="accept", act_id=str(uuid.uuid4()), **typed)

    assert refused.status_code == 422
    assert missing == "name" or "Pau Serra" in refused.get_data(as_text=True)
    assert accept(browser, letter.path).status_code == 303, "nothing was used up"


# -- people we know -------------------------------------------------------------------------------------------------


def test_who_has_an_account_signs_in_first_and_then_belongs(world: World, ana: Person, dee: Person):
    """T-39: the letter's link alone signs nobody in to an account that exists."""
    assert invite(ana, world, "dee@example.org").status_code == 303
    path = letters(world)[0].path
    browser = Browser(world.app)
    page = browser.get(path).get_data(as_text=True)
    assert f"/sign-in?next={path}" in page
    refused = browser.send(path, path, form="accept", act_id=str(uuid.uuid4()), **INTRODUCED)
    assert refused.status_code == 409
    assert browser.get("/me").status_code == 401

    assert dee.browser.send(path, path).status_code == 303

    assert "Dee Vidal" in members(world)
    assert dee.browser.get(path).status_code == 409


@pytest.mark.parametrize(
    "wanted", ["", "//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_back_to_the_invitation_and_nowhere_else(world: World, ana: Person, wanted: str):
    """T-41"""
    invite(ana, world, "dee@example.org")
    path = letters(world)[0].path
    browser = Browser(world.app)
    browser.send(f"/sign-in?next={path}", "/sign-in", form="link", email="dee@example.org", next=path)
    link = letters(world)[-1].path
    assert link.endswith(f"?next={path}")

    signed_in = browser.send(link, link.split("?")[0], next=wanted or path)

    assert signed_in.headers["Location"] == ("/" if wanted else path)
    assert "Join as Dee Vidal" in browser.get(path).get_data(as_text=True)


def test_nobody_who_invites_learns_who_has_an_account(world: World, ana: Person):
    """T-36 for addresses: the same answer, the same list, for known, unknown, and even for members."""
    told = []
    for email in ("dee@example.org", "pau@example.org", "cai@example.org"):
        sent = invite(ana, world, email)
        page = ana.browser.get("/invitations").get_data(as_text=True)
        told.append((sent.status_code, sent.headers["Location"], page.count(email)))

    assert len(set(told)) == 1
    assert not names(ana.browser.get("/invitations").get_data(as_text=True), "Dee")
    assert {letter.to for letter in letters(world)} == {"dee@example.org", "pau@example.org", "cai@example.org"}


def test_a_member_who_is_invited_again_stays_what_they_are(world: World, ana: Person, cai: Person):
    invite(ana, world, "cai@example.org", role="facilitator")

    assert cai.browser.send("/me", letters(world)[0].path).status_code == 303

    assert members(world).count("<strong>Cai Roca</strong>") == 1
    assert "Change" not in cai.browser.get("/groups/MOB").get_data(as_text=True), "no facilitator by it"


# -- who invites ----------------------------------------------------------------------------------------------------


def test_only_a_facilitator_of_the_group_invites_to_it(world: World, cai: Person, dee: Person):
    assert cai.browser.get("/invitations").status_code == 404
    assert "Mobility" not in dee.browser.get("/invitations").get_data(as_text=True)

    assert invite(dee, world).status_code == 409
    for person in (cai, dee):
        refused = person.act(
            "network/1", "invitations.invite", email=PAU, group=group_number(world), role="member", language="ca"
        )
        assert refused.code == "not_yours_to_invite"
    assert letters(world) == []


def test_whoever_tends_the_network_invites_to_it_and_to_every_group(world: World, ana: Person):
    assert invite(ana, world, group="").status_code == 409
    tended_by_ana(world)

    assert invite(ana, world, group="").status_code == 303
    assert invite(ana, world, "mar@example.org", group="HOU").status_code == 303
    to_network = next(letter for letter in letters(world) if letter.to == PAU)
    phone = Browser(world.app)
    assert accept(phone, to_network.path).headers["Location"] == "/"
    assert PAU in phone.get("/me").get_data(as_text=True)


def test_the_page_offers_the_groups_that_one_may_invite_to(world: World, ana: Person):
    page = ana.browser.get("/invitations?group=MOB").get_data(as_text=True)

    assert re.search(rf'<option value="{group_number(world)}"[^>]*selected[^>]*>Mobility', page)
    assert "Housing" not in page
    assert "no group yet" not in page


def test_open_invitations_are_listed_for_who_sent_them_only(world: World, ana: Person, dee: Person, letter: Letter):
    assert PAU in ana.browser.get("/invitations").get_data(as_text=True)
    assert PAU not in dee.browser.get("/invitations").get_data(as_text=True)

    accept(Browser(world.app), letter.path)

    assert PAU not in ana.browser.get("/invitations").get_data(as_text=True)


def test_an_invitation_is_withdrawn_by_who_sent_it(world: World, ana: Person, dee: Person, letter: Letter):
    (number,) = re.findall(r'name="invitation" value="(\d+)"', ana.browser.get("/invitations").get_data(as_text=True))
    assert dee.act("network/1", "invitations.withdraw", invitation=number).code == "not_found"
    browser = Browser(world.app)
    assert browser.get(letter.path).status_code == 200

    withdrawn = ana.browser.send(
        "/invitations", "/invitations/do/withdraw", form=f"withdraw-{number}", invitation=number
    )

    assert withdrawn.status_code == 303
    assert browser.get(letter.path).status_code == 409
    assert PAU not in ana.browser.get("/invitations").get_data(as_text=True)


def test_a_letter_that_has_not_left_is_not_sent_once_withdrawn(world: World, ana: Person):
    invite(ana, world)
    (number,) = re.findall(r'name="invitation" value="(\d+)"', ana.browser.get("/invitations").get_data(as_text=True))

    assert ana.act("network/1", "invitations.withdraw", invitation=number).ok

    assert letters(world) == []


def test_one_address_is_invited_once_at_a_time(world: World, ana: Person, letter: Letter):
    refused = invite(ana, world)

    assert refused.status_code == 409
    assert PAU in refused.get_data(as_text=True), "what was typed stays"
    assert len(letters(world)) == 1


def test_nobody_sends_letters_by_the_hundred(world: World, ana: Person):
    to = {"group": group_number(world), "role": "member", "language": "ca"}
    codes = [
        ana.act("network/1", "invitations.invite", email=f"pau{n}@example.org", **to).code
        for n in range(MOST_A_DAY + 1)
    ]

    assert codes == [""] * MOST_A_DAY + ["too_many_invitations"]


@pytest.mark.parametrize(
    "typed", ["", "pau", "pau@", "pau@example.org\nBcc: all@example.org", "x" * 300 + "@example.org"]
)
def test_what_is_no_address_is_told_and_sends_nothing(world: World, ana: Person, typed: str):
    assert invite(ana, world, typed).status_code == 422
    assert letters(world) == []


def test_an_address_that_was_answered_or_withdrawn_is_kept_no_longer(world: World, ana: Person):
    """T-74: who never came is not remembered."""
    assert invite(ana, world).status_code == 303
    (number,) = re.findall(r'name="invitation" value="(\d+)"', ana.browser.get("/invitations").get_data(as_text=True))

    assert ana.act("network/1", "invitations.withdraw", invitation=number).ok

    with world.installation.database_open() as database:
        assert PAU not in "\n".join(database.iterdump())


def test_an_address_from_which_nobody_came_is_kept_for_a_while_only(world: World, ana: Person, letter: Letter):
    """T-74: nobody has to think of withdrawing it. Who sent it sees meanwhile that it has ended."""
    for days, kept in ((-1, True), (1, False)):
        with clock.set_to(letter_was_sent(world) + INVITATION_LIVES + ADDRESS_KEPT + timedelta(days=days)):
            carry_out(world)
        assert (PAU in stored_invitations(world)) is kept


def test_what_was_accepted_stays_so_when_its_time_is_over(world: World, ana: Person, letter: Letter):
    assert accept(Browser(world.app), letter.path).status_code == 303
    with clock.set_to(letter_was_sent(world) + INVITATION_LIVES + ADDRESS_KEPT + timedelta(days=1)):
        carry_out(world)

    with world.installation.database_open() as database:
        assert database.execute("SELECT withdrawn_at FROM invitations").fetchall() == [(None,)]


def letter_was_sent(world: World) -> datetime:
    with world.app.app_context(), world.session() as session:
        return session.scalars(select(Invitation.invited_at)).one()


def stored_invitations(world: World) -> str:
    with world.installation.database_open() as database:
        return str(database.execute("SELECT * FROM invitations").fetchall())
