"""Coming into a group and leaving it: open, on request, closed."""

from __future__ import annotations

import re

import pytest

from tests.cast import Browser, Person, World, open_meeting
from tests.every.scenes import asked_to_join, group_room, membership


def page(person: Person, code: str = "MOB") -> str:
    return person.browser.get(f"/groups/{code}").get_data(as_text=True)


def wish(who: Person | Browser, what: str, /, **fields: str):
    browser = who.browser if isinstance(who, Person) else who
    return browser.send("/groups/MOB", "/groups/MOB/join", form=what, **fields)


def let_in(ana: Person, openness: str) -> None:
    assert ana.act(group_room(ana.world), "groups.change_openness", openness=openness).ok


def request_on(text: str) -> str:
    found = re.search(r'name="request" value="(\d+)"', text)
    assert found
    return found[1]


def test_anybody_with_an_account_joins_an_open_group_at_once(ana: Person, dee: Person):
    assert "Join this group" not in page(dee)
    let_in(ana, "open")
    assert "Join this group" in page(dee)

    assert wish(dee, "join_group").status_code == 303

    assert "You and this group" in page(dee)
    assert "Dee Vidal" in page(ana)


@pytest.mark.parametrize("openness", ["on_request", "closed"])
def test_nobody_joins_by_themselves_where_the_group_is_not_open(ana: Person, dee: Person, openness: str):
    let_in(ana, openness)

    refused = wish(dee, "join_group")

    assert refused.status_code == 409
    assert "Nobody joins this group without being admitted" in refused.get_data(as_text=True)
    assert "Dee Vidal" not in page(ana)


def test_who_asks_waits_is_seen_by_the_facilitators_and_is_taken_in(ana: Person, cai: Person, dee: Person):
    assert wish(dee, "ask_to_join", words="I cycle to work").status_code == 303
    assert "You have asked to join" in page(dee)
    assert "I cycle to work" in page(ana)
    assert "I cycle to work" not in page(cai), "only those who answer read it"

    admitted = ana.browser.send("/groups/MOB", "/groups/MOB/do/admit_asker", request=request_on(page(ana)))

    assert admitted.status_code == 303
    assert "You and this group" in page(dee)
    assert "I cycle to work" not in page(ana)


def test_who_is_not_taken_in_reads_why_and_can_ask_again(ana: Person, dee: Person):
    wish(dee, "ask_to_join", words="I cycle")
    number = request_on(page(ana))
    without_words = ana.browser.send("/groups/MOB", "/groups/MOB/do/decline_asker", request=number, words=" ")
    assert "Please say why in a sentence" in without_words.get_data(as_text=True)

    ana.browser.send("/groups/MOB", "/groups/MOB/do/decline_asker", request=number, words="Full until spring")

    assert "Full until spring" in page(dee)
    assert "Full until spring" not in page(ana)
    assert wish(dee, "ask_to_join", words="Is it spring?").status_code == 303


def test_a_request_is_taken_back_by_who_made_it_and_by_nobody_else(ana: Person, dee: Person, world: World):
    wish(dee, "ask_to_join")
    number = request_on(page(dee))
    assert wish(world.person("eli"), "withdraw_request", request=number).status_code == 404
    assert "Who asks to join" in page(ana)

    assert wish(dee, "withdraw_request", request=number).status_code == 303

    assert "Who asks to join" not in page(ana)
    assert ana.act(group_room(world), "groups.admit_asker", request=number).code == "request_settled"


def test_nobody_asks_in_anothers_name(ana: Person, dee: Person, world: World):
    """T-33: whoever is named in the form, it is asked by who is signed in."""
    eli = world.person("eli")

    wish(dee, "ask_to_join", person=str(eli.id), words="I am Eli")

    assert "Dee Vidal" in page(ana)
    assert "Eli Soler" not in page(ana)
    assert dee.act(group_room(world), "groups.ask_to_join", person=eli.id, words="").code == "not_found"


def test_guests_and_strangers_cannot_ask(world: World, ana: Person, dee: Person):
    assert wish(dee, "ask_to_join").status_code == 303, "an account can"
    guest = open_meeting(world).guest("Rosa")

    assert wish(guest, "ask_to_join").status_code == 401
    assert wish(Browser(world.app), "ask_to_join").status_code == 401
    assert page(ana).count('name="request"') == 2, "one request, with its two answers"


def test_a_closed_group_takes_no_requests_but_answers_those_it_has(ana: Person, dee: Person, world: World):
    asked = asked_to_join(world, "dee")
    let_in(ana, "closed")

    refused = wish(world.person("eli"), "ask_to_join")

    assert "This group takes no requests" in refused.get_data(as_text=True)
    assert ana.act(group_room(world), "groups.admit_asker", request=asked).ok


def test_asking_twice_is_asking_once(dee: Person, ana: Person):
    assert wish(dee, "ask_to_join", act_id="0c9e7f1e-7d3e-4a57-9a58-2f6a3a3fd0f5").status_code == 303
    assert wish(dee, "ask_to_join", act_id="0c9e7f1e-7d3e-4a57-9a58-2f6a3a3fd0f5").status_code == 303
    assert "You have asked already" in wish(dee, "ask_to_join").get_data(as_text=True)

    assert page(ana).count("Take in: Dee Vidal") == 1


def test_a_member_leaves_and_reads_what_others_read(cai: Person, ana: Person):
    assert "Bo Etxea" in page(cai)

    left = cai.browser.send("/groups/MOB", "/groups/MOB/do/leave_group")

    assert left.status_code == 303
    assert "Bo Etxea" not in page(cai)
    assert "Cai Roca" not in page(ana)


def test_the_last_facilitator_is_told_what_to_do_before_leaving(ana: Person, world: World):
    refused = ana.browser.send("/groups/MOB", "/groups/MOB/do/leave_group")
    assert "Please make somebody else facilitator first" in refused.get_data(as_text=True)

    ana.act(group_room(world), "groups.change_role", membership=membership(world, "bo"), role="facilitator")

    assert ana.browser.send("/groups/MOB", "/groups/MOB/do/leave_group").status_code == 303
