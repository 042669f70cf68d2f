"""Groups come into being, are called otherwise and end: those who tend the network look after this."""

from __future__ import annotations

import pytest

from tests.cast import Browser, Person, World
from tests.every.scenes import group_number, group_room, membership, tended_by_ana
from tests.kernel.test_elsewhere import carry_out


@pytest.fixture
def tending(world: World, ana: Person) -> Person:
    """Ana, who facilitates the follow-up group too."""
    assert ana.browser.get("/groups/new").status_code == 404
    tended_by_ana(world)
    return ana


def found(person: Person, **fields: str):
    typed = {"name_en": "Energy", "name_ca": "Energia", "kind": "working_group", "code": "ene"} | fields
    return person.browser.send("/groups/new", "/groups/new", **typed)


def page(person: Person | Browser, code: str) -> str:
    browser = person.browser if isinstance(person, Person) else person
    return browser.get(f"/groups/{code}").get_data(as_text=True)


def test_who_founds_a_group_facilitates_it_at_once(tending: Person, world: World):
    assert found(tending).headers["Location"] == "/groups/ENE"

    assert "Plan a meeting" in page(tending, "ENE")
    carry_out(world)
    assert "Ana Prats" in tending.browser.get("/groups/ENE/members").get_data(as_text=True)


def test_what_was_typed_is_kept_when_a_group_cannot_be_founded(tending: Person):
    taken = found(tending, code="mob")
    assert "Another group has this code." in taken.get_data(as_text=True)
    assert 'value="Energia"' in taken.get_data(as_text=True)

    endless = found(tending, name_en="x" * 81)
    assert endless.status_code == 422, "T-45"

    nameless = found(tending, name_en="", name_ca="")
    assert nameless.status_code == 422
    assert "Please fill this in." in nameless.get_data(as_text=True)


def test_a_group_is_called_otherwise_in_the_languages_that_were_typed(tending: Person):
    described = {"form": "describe_group", "kind": "table", "name_en": "Getting around", "purpose_en": "On foot"}

    assert tending.browser.send("/groups/MOB/edit", "/groups/MOB/edit", **described).status_code == 303

    assert "<h1>Getting around</h1>" in page(tending, "MOB")
    assert "On foot" in page(tending, "MOB")


def test_whoever_does_not_tend_the_network_changes_no_group(dee: Person, world: World):
    assert dee.browser.get("/groups/HOU/edit").status_code == 404, "not even their own"
    for act, inputs in {
        "groups.found_group": {"code": "ENE", "kind": "table", "names": '{"en": "E"}', "purposes": "{}"},
        "groups.end_group": {"group": group_number(world, "HOU"), "words": ""},
    }.items():
        assert dee.act("network/1", act, **inputs).code == "only_network_tenders"


def test_a_group_that_ended_is_read_for_ever_and_does_nothing_more(tending: Person, dee: Person, world: World):
    assert "Plan a meeting" in page(dee, "HOU")

    ended = tending.browser.send("/groups/HOU/edit", "/groups/HOU/edit", form="end_group", words="Done")
    assert ended.status_code == 303

    for reader in (dee, Browser(world.app)):
        assert "This group has ended." in page(reader, "HOU")
        assert "Dee" in page(reader, "HOU")
    assert "Plan a meeting" not in page(dee, "HOU")
    assert dee.browser.get("/groups/HOU/meetings/new").status_code == 404
    assert (
        dee.act(group_room(world, "HOU"), "groups.change_openness", openness="open").code == "only_group_facilitators"
    )
    joined = world.person("cai").browser.send("/groups/HOU", "/groups/HOU/join", form="ask_to_join")
    assert joined.status_code == 409
    assert tending.browser.get("/groups/HOU/edit").status_code == 404
    assert membership(world, "dee", "HOU"), "who was in it stays readable"
