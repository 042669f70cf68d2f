"""Groups: who belongs, who leads, who reads which names."""

from __future__ import annotations

import re

import pytest

from tests.cast import Browser, Person, World
from tests.every.scenes import group_room, membership


def names_on(page: str) -> list[str]:
    """The names in the list of members."""
    return re.findall(r"<p><strong>([^<]*)</strong></p>", page)


def group_page(person: Person | Browser, code: str = "MOB") -> str:
    browser = person.browser if isinstance(person, Person) else person
    return browser.get(f"/groups/{code}").get_data(as_text=True)


def change_role(by: Person, handle: str, role: str):
    return by.browser.send(
        "/groups/MOB",
        "/groups/MOB/do/change_role",
        form=f"change_role-{membership(by.world, handle)}",
        membership=membership(by.world, handle),
        role=role,
    )


def end_membership(by: Person, handle: str):
    return by.browser.send("/groups/MOB", "/groups/MOB/do/end_membership", membership=membership(by.world, handle))


def test_every_group_is_listed_for_everybody(world: World):
    page = Browser(world.app).get("/groups").get_data(as_text=True)

    assert [name for name in ("Mobility", "Housing", "Noise") if name in page] == ["Mobility", "Housing", "Noise"]


def test_a_group_that_does_not_exist_is_not_found(world: World):
    assert Browser(world.app).get("/groups/MOB").status_code == 200
    for code in ("XYZ", "mob", "MOB ", "1"):
        assert Browser(world.app).get(f"/groups/{code}").status_code == 404


def test_members_read_names_facilitators_first(ana: Person):
    assert names_on(group_page(ana)) == ["Ana Prats", "Bo Etxea", "Cai Roca"]


@pytest.mark.parametrize("reader", ["dee", "nobody"])
def test_others_read_the_names_that_members_chose(world: World, cai: Person, ana: Person, reader: str):
    outsider = Browser(world.app) if reader == "nobody" else world.person(reader).browser
    cai.browser.send("/me", "/me/do/introduce_oneself", name="Cai Roca", public_name="full", language="en")
    ana.browser.send("/me", "/me/do/introduce_oneself", name="Ana Prats", public_name="role_only", language="en")

    assert names_on(group_page(outsider)) == ["A member", "Bo", "Cai Roca"]
    assert "Prats" not in group_page(outsider)


def test_somebody_who_left_reads_what_others_read(ana: Person, cai: Person):
    assert "Bo Etxea" in group_page(cai)

    assert end_membership(ana, "cai").status_code == 303

    assert "Bo Etxea" not in group_page(cai)
    assert names_on(group_page(ana)) == ["Ana Prats", "Bo Etxea"]


def test_a_facilitator_makes_another_one(ana: Person, cai: Person):
    assert "Plan a meeting" not in group_page(cai)

    assert change_role(ana, "cai", "facilitator").status_code == 303

    assert "Plan a meeting" in group_page(cai)


def test_a_member_makes_nobody_anything(ana: Person, cai: Person):
    refused = change_role(cai, "cai", "facilitator")

    assert refused.status_code == 409
    assert "Only a facilitator of the group can do this" in refused.get_data(as_text=True)
    assert "Plan a meeting" not in group_page(cai)


def test_a_stranger_does_not_act_in_a_group(dee: Person, world: World):
    assert "Plan a meeting" in group_page(dee, "HOU"), "Dee facilitates, but another group"

    assert change_role(dee, "cai", "observer").status_code == 404
    assert names_on(group_page(dee)) == ["Ana", "Bo", "Cai"]


def test_the_last_facilitator_stays_until_there_is_another_one(ana: Person):
    for refused in (change_role(ana, "ana", "member"), end_membership(ana, "ana")):
        assert refused.status_code == 409
        assert "The group would have no facilitator left" in refused.get_data(as_text=True)

    assert change_role(ana, "bo", "facilitator").status_code == 303
    assert change_role(ana, "ana", "member").status_code == 303


def test_a_membership_of_another_group_is_not_changed_from_here(world: World, ana: Person):
    foreign = membership(world, "dee", "HOU")

    refused = ana.act(group_room(world), "groups.end_membership", membership=foreign)

    assert refused.code == "not_found"
    assert ana.act(group_room(world), "groups.end_membership", membership=membership(world, "cai")).ok


def test_somebody_who_left_can_come_back(world: World, ana: Person, cai: Person):
    assert end_membership(ana, "cai").status_code == 303
    gone = end_membership_again(world, ana)
    assert gone.code == "has_left_the_group"

    world.program(group_room(world), "groups.admit_member", person=cai.id, role="member")

    assert "Bo Etxea" in group_page(cai)


def end_membership_again(world: World, ana: Person):
    from sqlalchemy import select

    from deliberate.groups.models import Membership

    with world.app.app_context(), world.session() as session:
        ended = session.scalars(select(Membership.id).where(Membership.until.is_not(None))).one()
    return ana.act(group_room(world), "groups.end_membership", membership=ended)


def test_nobody_belongs_twice(world: World, cai: Person):
    from deliberate.kernel.errors import Refused

    with pytest.raises(Refused, match="belongs_already"):
        world.program(group_room(world), "groups.admit_member", person=cai.id, role="observer")


def test_a_code_belongs_to_one_group_for_ever(world: World):
    from deliberate.kernel.errors import Refused

    with pytest.raises(Refused, match="group_code_taken"):
        world.program("network/1", "groups.found_group", code="MOB", kind="table", names='{"en": "X"}', purposes="{}")


def test_a_group_is_read_in_the_language_it_has(world: World):
    world.program(
        "network/1",
        "groups.found_group",
        code="ENE",
        kind="table",
        names='{"ca": "Energia", "eu": "Energia-mahaia"}',
        purposes="{}",
    )
    browser = Browser(world.app)

    for wish, name in (("eu", "Energia-mahaia"), ("es", "Energia")):
        page = browser.get("/groups/ENE", headers={"Accept-Language": wish}).get_data(as_text=True)
        assert f"<h1>{name}</h1>" in page


@pytest.mark.parametrize("names", ["", "[]", "7", '"x"', '{"fr": "X"}', '{"en": 1}', "{}", '{"en": " "}'])
def test_a_group_has_a_name(world: World, names: str):
    from deliberate.kernel.errors import Invalid

    with pytest.raises(Invalid):
        world.program("network/1", "groups.found_group", code="ENE", kind="table", names=names, purposes="{}")


@pytest.mark.parametrize("code", ["", "E", "E/N", "ene", "E N", "ÈNE", "ENERGIAKO"])
def test_a_group_has_a_code_that_can_stand_in_an_address(world: World, code: str):
    from deliberate.kernel.errors import Invalid

    with pytest.raises(Invalid):
        world.program("network/1", "groups.found_group", code=code, kind="table", names='{"en": "X"}', purposes="{}")
