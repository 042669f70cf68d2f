"""What ties groups together: representatives, and assignments."""

from __future__ import annotations

from datetime import timedelta

from deliberate.kernel import clock, days
from tests.cast import Person, World
from tests.every.scenes import (
    asked_of_housing,
    group_number,
    group_room,
    mandate_of_housing,
    membership,
    represent_in_housing,
)
from tests.kernel.test_elsewhere import carry_out


def page(person: Person, code: str) -> str:
    return person.browser.get(f"/groups/{code}").get_data(as_text=True)


def test_a_representative_is_read_on_both_pages(ana: Person, dee: Person, world: World):
    assert "speaks here" not in page(dee, "HOU")

    represent_in_housing(world)

    assert "Cai Roca speaks for this group in Housing" in page(ana, "MOB")
    assert "Cai speaks here for Mobility" in page(dee, "HOU")
    assert "Roca" not in page(dee, "HOU"), "outside their group by the name they chose"


def test_a_representative_is_recalled_and_ends_with_the_day_and_with_the_membership(
    ana: Person, dee: Person, world: World
):
    link = represent_in_housing(world)
    assert ana.act(group_room(world), "groups.recall_representative", link=link).ok
    assert "speaks here" not in page(dee, "HOU")

    again = {"membership": membership(world, "cai"), "group": group_number(world, "HOU")}
    soon = str(days.today() + timedelta(days=5))
    assert ana.act(group_room(world), "groups.send_representative", **again, last_day=soon).ok
    with clock.set_to(clock.now() + timedelta(days=6)):
        assert "speaks here" not in page(dee, "HOU")
    assert "speaks here" in page(dee, "HOU")

    assert ana.act(group_room(world), "groups.end_membership", membership=again["membership"]).ok
    assert "speaks here" not in page(dee, "HOU")


def test_a_group_sends_only_its_own_members(ana: Person, world: World):
    sent = {"membership": membership(world, "eli", "HOU"), "group": group_number(world, "NOI"), "last_day": ""}

    assert ana.act(group_room(world), "groups.send_representative", **sent).code == "not_found"
    sent["membership"] = membership(world, "cai")
    assert ana.act(group_room(world), "groups.send_representative", **sent | {"group": group_number(world)}).code == (
        "to_itself"
    )
    assert ana.act(group_room(world), "groups.send_representative", **sent).ok
    assert ana.act(group_room(world), "groups.send_representative", **sent).code == "linked_already"


def test_an_assignment_is_read_by_everybody_with_the_days_it_still_has(ana: Person, dee: Person, world: World):
    mandate_of_housing(world)

    assert "Ends in 12 days" in page(dee, "HOU")
    assert "Asked by Mobility" in page(dee, "HOU")
    assert "A plan for bicycles in stairways" in page(ana, "MOB")
    with clock.set_to(clock.now() + timedelta(days=13)):
        assert "Its time is over" in page(dee, "HOU")


def test_who_gave_an_assignment_extends_and_closes_it_and_nobody_else(ana: Person, dee: Person, world: World):
    mandate = mandate_of_housing(world)
    longer = {"mandate": mandate, "ends_on": str(days.today() + timedelta(days=60)), "words": "Summer came"}
    assert dee.act(group_room(world, "HOU"), "groups.extend_mandate", **longer).code == "not_found"

    assert ana.act(group_room(world), "groups.extend_mandate", **longer).ok
    assert "Summer came" in page(dee, "HOU")

    closed = {"mandate": mandate, "words": "Three stairways are free"}
    assert ana.act(group_room(world), "groups.close_mandate", **closed).ok
    assert "Three stairways are free" in page(dee, "HOU")
    assert ana.act(group_room(world), "groups.close_mandate", **closed).code == "mandate_closed"
    assert ana.act(group_room(world), "groups.extend_mandate", **longer).code == "mandate_closed"


def test_an_assignment_ends_after_it_begins(ana: Person, world: World):
    given = asked_of_housing(world)

    backwards = given | {"starts_on": given["ends_on"], "ends_on": given["starts_on"]}
    assert ana.act(group_room(world), "groups.give_mandate", **backwards).code == "ends_before_it_begins"
    assert (
        ana.act(group_room(world), "groups.give_mandate", **given | {"group": group_number(world)}).code == "to_itself"
    )


def test_both_groups_records_keep_an_assignment(world: World):
    from deliberate.kernel.record import entries_of, find_room

    mandate_of_housing(world)
    carry_out(world)

    with world.app.app_context(), world.session() as session:
        for code in ("MOB", "HOU"):
            kinds = [row.kind for row in entries_of(session, find_room(session, group_room(world, code)))]
            assert kinds[-1] == "mandate_given"
