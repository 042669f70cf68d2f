"""Organisations: who tends them, what belongs to what, and who speaks for one where."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from deliberate.kernel import clock
from tests.cast import Browser, Person, World, names
from tests.every.scenes import (
    OF_NEIGHBOURS,
    group_number,
    group_room,
    membership,
    tended_by_ana,
    the_mill,
    the_mill_names_cai_to_mobility,
)
from tests.letters import carry_out

NETWORK = "network/1"


@pytest.fixture
def tender(world: World, ana: Person) -> Person:
    """Ana, who looks after what belongs to the network as a whole."""
    tended_by_ana(world)
    return ana


def enter(person: Person, name: str, *, level: int = 1, parent: int | str = "", web_address: str = ""):
    return person.act(
        NETWORK,
        "organisations.enter_organisation",
        name=name,
        kind="association",
        level=level,
        parent=parent,
        web_address=web_address,
    )


def page(path: str, world: World, reader: Browser | None = None) -> str:
    return (reader or Browser(world.app)).get(path).get_data(as_text=True)


def name_cai(world: World, by: Person, organisation: int, *, group: str = "MOB", last_day: str = ""):
    return by.act(
        NETWORK,
        "organisations.name_representative",
        organisation=organisation,
        group=group_number(world, group),
        person=world.person("cai").id,
        last_day=last_day,
        zone="Europe/Madrid",
    )


# -- what there is --------------------------------------------------------------------------------------------------


def test_a_federation_shows_who_belongs_to_it(world: World, tender: Person):
    federation = enter(tender, "Neighbours together", level=2).ids["organisation"]
    assert enter(tender, "The upper street", parent=federation).ok

    assert "The upper street" in page(f"/organisations/{federation}", world)
    assert "Belongs to Neighbours together" in page("/organisations", world)


def test_it_is_entered_and_changed_by_a_form(world: World, tender: Person):
    sent = tender.browser.send(
        "/organisations", "/organisations", form="enter_organisation", name="The upper street", level="1", **FORM
    )
    path = sent.headers["Location"]
    assert "The upper street" in page(path, world)

    changed = tender.browser.send(
        path, f"{path}/do/change_organisation", form="change_organisation", name="The lower street", level="1", **FORM
    )

    assert changed.status_code == 303
    assert "The lower street" in page(path, world)


FORM = {"kind": "public_body", "parent": "", "web_address": "example.org/street"}


def test_whoever_does_not_tend_the_network_sees_no_form_and_is_refused(world: World, tender: Person, dee: Person):
    assert "Add an organisation" in page("/organisations", world, tender.browser)
    assert "Add an organisation" not in page("/organisations", world, dee.browser)

    assert enter(dee, "The upper street").code == "only_network_tenders"
    assert "The upper street" not in page("/organisations", world)


@pytest.mark.parametrize(
    ("level", "above", "code"), [(1, 1, "parent_not_above"), (2, 2, "parent_not_above"), (1, 2, "")]
)
def test_an_organisation_belongs_to_one_of_a_higher_level(tender: Person, level: int, above: int, code: str):
    parent = enter(tender, "Above", level=above).ids["organisation"]

    assert enter(tender, "Below", level=level, parent=parent).code == code


def test_a_federation_with_members_does_not_become_one_of_them(world: World, tender: Person):
    """No circle can come to be."""
    parent = enter(tender, "Above", level=2).ids["organisation"]
    assert enter(tender, "Below", parent=parent).ok

    lowered = {"organisation": parent, "name": "Above", "level": 1, **OF_NEIGHBOURS}
    assert tender.act(NETWORK, "organisations.change_organisation", **lowered).code == "members_not_below"


def test_two_organisations_are_not_called_alike(tender: Person):
    assert enter(tender, "The upper street").ok

    assert enter(tender, "the UPPER  street").code == "organisation_name_taken"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("  The\nupper   street ", "The upper street"),
        ("\u202egpj.exe", "gpj.exe"),
        ("🌱 Garden", "🌱 Garden"),
        ("<b>Bold</b>", "&lt;b&gt;Bold&lt;/b&gt;"),
        ("A\u0000B", "AB"),
        ("A\ud800B", "AB"),
    ],
)
def test_a_name_is_kept_as_it_can_be_read(world: World, tender: Person, name: str, kept: str):
    """T-45"""
    number = enter(tender, name).ids["organisation"]

    shown = page(f"/organisations/{number}", world)
    assert f"<h1>{kept}</h1>" in shown
    assert "<b>Bold" not in shown


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u200d", "x" * 121, "x" * 1_000_000, 7 * [1], {"a": 1}])
def test_what_is_no_name_is_refused(tender: Person, name):
    """T-45"""
    assert enter(tender, name).code == "invalid"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt://example.org/%0aalert(1)",
        "data:text/html,x",
        "ftp://example.org",
        "https://user:pass@example.org",
        "https://",
        "https://nowhere",
        "https://example.org/" + "x" * 200,
        "https://[example.org",
    ],
)
def test_a_web_address_is_one_of_the_web(tender: Person, address: str):
    assert enter(tender, "The upper street", web_address="https://example.org/a?b=c").ok

    assert enter(tender, "The lower street", web_address=address).code == "invalid"


# -- who speaks for it ----------------------------------------------------------------------------------------------


def test_the_group_and_the_organisation_show_who_speaks_for_it(world: World, tender: Person, cai: Person):
    (_, _, named) = the_mill_names_cai_to_mobility(world)
    assert "Speaks for it here" not in page("/groups/MOB", world)

    assert tender.act(NETWORK, "organisations.name_representative", **named).ok

    for path in ("/groups/MOB", f"/organisations/{the_mill(world)}"):
        shown = page(path, world)
        assert "<strong>Cai</strong>" in shown, path
        assert "Roca" not in shown, "outside, only the name that Cai chose"
    assert "You speak for The mill in Mobility." in page("/me", world, cai.browser)


def test_they_are_named_by_a_form_that_first_asks_for_the_group(world: World, tender: Person, cai: Person):
    path, group = f"/organisations/{the_mill(world)}", group_number(world)
    assert "Cai Roca" not in page(path, world, tender.browser)
    assert "Cai Roca" in page(f"{path}?group={group}", world, tender.browser)

    sent = tender.browser.send(
        path, f"{path}/do/name_representative", form="name_representative", group=group, person=cai.id, last_day=""
    )

    assert sent.status_code == 303
    assert "<strong>Cai</strong>" in page(path, world)


def test_a_representative_hands_on_and_nobody_else_can(
    world: World, tender: Person, cai: Person, bo: Person, dee: Person
):
    mill = the_mill(world)
    assert name_cai(world, tender, mill).ok
    to_bo = {
        "organisation": mill,
        "group": group_number(world),
        "person": bo.id,
        "last_day": "",
        "zone": "Europe/Madrid",
    }

    for stranger in (bo, dee):
        refused = stranger.act(NETWORK, "organisations.name_representative", **to_bo)
        assert refused.code == "only_network_tenders"
    assert cai.act(NETWORK, "organisations.name_representative", **to_bo).ok

    other = enter(tender, "Another").ids["organisation"]
    assert (
        cai.act(NETWORK, "organisations.name_representative", **to_bo | {"organisation": other}).code
        == "only_network_tenders"
    )


def test_a_representative_reads_names_in_their_own_groups_only(world: World, tender: Person, cai: Person):
    path = f"/organisations/{the_mill(world)}"
    assert name_cai(world, tender, the_mill(world)).ok

    assert "Bo Etxea" in page(f"{path}?group={group_number(world)}", world, cai.browser)
    assert "Dee Vidal" not in page(f"{path}?group={group_number(world, 'HOU')}", world, cai.browser)


def test_only_a_member_of_the_group_is_named_to_it(world: World, tender: Person):
    assert name_cai(world, tender, the_mill(world), group="HOU").code == "representative_not_in_group"
    assert name_cai(world, tender, the_mill(world)).ok
    assert name_cai(world, tender, the_mill(world)).code == "representative_named_already"


def test_who_leaves_the_group_speaks_for_nobody_there(world: World, tender: Person, ana: Person):
    assert name_cai(world, tender, the_mill(world)).ok
    assert "Speaks for it here" in page("/groups/MOB", world)

    assert ana.act(group_room(world), "groups.end_membership", membership=membership(world, "cai")).ok

    assert "Speaks for it here" not in page("/groups/MOB", world)


def test_a_term_ends_by_itself_on_its_last_day(world: World, tender: Person):
    soon = (datetime.now(UTC) + timedelta(days=3)).date()
    assert name_cai(world, tender, the_mill(world), last_day="2020-01-01").code == "representation_ends_in_the_past"
    assert name_cai(world, tender, the_mill(world), last_day="soon").code == "invalid"
    assert name_cai(world, tender, the_mill(world), last_day=soon.isoformat()).ok

    assert "Speaks for it here" in page("/groups/MOB", world)
    with clock.set_to(clock.now() + timedelta(days=5)):
        assert "Speaks for it here" not in page("/groups/MOB", world)


# -- belonging to one -----------------------------------------------------------------------------------------------


def test_that_one_belongs_to_an_organisation_is_seen_by_ones_groups_only(
    world: World, cai: Person, bo: Person, dee: Person
):
    assert "My organisation" not in page("/me", world, cai.browser), "nothing to choose from yet"
    mill = the_mill(world)

    assert cai.browser.send("/me", "/me/organisation", organisation=mill).headers["Location"] == "/me"

    assert "Cai Roca · The mill" in page("/groups/MOB", world, bo.browser)
    for outsider in (dee.browser, Browser(world.app)):
        assert "· The mill" not in page("/groups/MOB", world, outsider)
        assert not names(page(f"/organisations/{mill}", world, outsider), "Cai")
    assert "You take part as yourself" in page("/me", world, cai.browser)

    assert cai.browser.send("/me", "/me/organisation", organisation="").status_code == 303
    assert "The mill" not in page("/groups/MOB", world, bo.browser)


def test_belonging_gives_no_right_to_speak_for_it(world: World, tender: Person, cai: Person):
    mill = the_mill(world)
    assert cai.act(f"person/{cai.id}", "organisations.state_affiliation", organisation=mill).ok

    assert name_cai(world, cai, mill).code == "only_network_tenders"


def test_nobody_states_it_for_somebody_else(world: World, tender: Person, cai: Person):
    mill = the_mill(world)

    assert tender.act(f"person/{cai.id}", "organisations.state_affiliation", organisation=mill).code == "not_found"


def test_a_child_is_named_nowhere_whatever_was_chosen(world: World, tender: Person, cai: Person):
    """Under 14: the public reads a role only."""
    assert cai.act(
        f"person/{cai.id}", "people.introduce_oneself", name="Cai Roca", public_name="full", language="en"
    ).ok
    assert name_cai(world, tender, the_mill(world)).ok
    carry_out(world)
    assert "Cai Roca" in page("/groups/MOB", world)
    with world.installation.database_open() as database:
        database.execute("UPDATE persons SET is_child = 1 WHERE id = ?", [cai.id])

    for path in ("/groups/MOB", f"/organisations/{the_mill(world)}"):
        assert not names(page(path, world), "Cai")


@pytest.mark.parametrize("path", ["/organisations", "/organisations/1", "/groups/MOB"])
def test_lists_do_not_ask_once_for_each_thing(world: World, tender: Person, path: str):
    from tests.every.queries import counted

    def add(first: int) -> int:
        for n in range(first, first + 5):
            enter(tender, f"Organisation {n}", parent=parent)
        reader.get(path)
        with counted(world) as sent:
            assert reader.get(path).status_code == 200
        return len(sent)

    parent, reader = enter(tender, "Above", level=2).ids["organisation"], Browser(world.app)
    assert parent == 1
    for group in ("MOB", "HOU"):
        if group == "HOU":
            world.program(group_room(world, group), "groups.admit_member", person=world.person("cai").id, role="member")
        assert name_cai(world, tender, parent, group=group).ok
    few = add(0)

    assert add(5) <= few + 1
