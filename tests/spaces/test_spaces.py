"""Spaces as everybody reads them, and as those who tend the network write them."""

from __future__ import annotations

import html
import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest

from deliberate.kernel import clock
from tests.cast import Browser, Person, World
from tests.spaces.places import ATTIC, MILL, NETWORK, NEW_SCHOOL, describing, found_mill, hall_of, tending, week

A_MONDAY_MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # ten o'clock in Madrid


@pytest.fixture
def mill(world: World) -> int:
    return found_mill(world)


def read(reader: Browser | Person, path: str, **options: Any) -> str:
    browser = reader.browser if isinstance(reader, Person) else reader
    return html.unescape(browser.get(path, **options).get_data(as_text=True))


def change(person: Person, act: str, **fields: Any):
    return person.browser.send("/spaces/MILL/change", f"/spaces/MILL/do/{act}", form=act, **fields)


def test_everybody_reads_where_a_space_is_and_how_to_get_in(world: World, mill: int):
    page = read(Browser(world.app), "/spaces/MILL")

    for told in ("The Mill", "12 Canal Street", "geo:41.403380,2.174030", "Bus 7 to Canal Street.", "Step-free access"):
        assert told in page
    assert "Ring twice; somebody comes with a ramp." in page
    assert 'href="https://mill.example.org/visit"' in page
    assert re.findall(r"<h3>([^<]*)</h3>", page) == ["Main hall", "Attic"]


def test_a_space_is_called_as_the_reader_calls_it(world: World, mill: int):
    for wish, name in (("ca", "El Molí"), ("eu", "El Molí"), ("en", "The Mill")):
        assert f"<h1>{name}</h1>" in read(Browser(world.app), "/spaces/MILL", headers={"Accept-Language": wish})


def test_a_space_that_does_not_exist_is_not_found(world: World, mill: int):
    assert Browser(world.app).get("/spaces/MILL").status_code == 200
    for code in ("mill", "XX", "MILL ", "1"):
        assert Browser(world.app).get(f"/spaces/{code}").status_code == 404


def test_the_list_is_narrowed_to_what_one_needs(world: World, mill: int):
    school = tending(world).act(NETWORK, "spaces.found_space", **{**NEW_SCHOOL, "facilities": "lift"})
    assert school.ok
    reader = Browser(world.app)

    assert listed(read(reader, "/spaces")) == ["The Mill", "The School"]
    assert listed(read(reader, "/spaces?has=step_free&has=wifi")) == ["The Mill"]
    assert listed(read(reader, "/spaces?has=projector")) == ["The Mill"], "its hall has one"
    assert listed(read(reader, "/spaces?kind=knowledge")) == ["The School"]
    assert listed(read(reader, "/spaces?kind=knowledge&has=wifi")) == []
    assert listed(read(reader, "/spaces?kind=nonsense&has=nonsense")) == ["The Mill", "The School"]


def listed(page: str) -> list[str]:
    return re.findall(r'<h3><a href="/spaces/[A-Z]+">([^<]*)</a></h3>', page)


def test_a_space_says_until_when_it_is_open(world: World, ana: Person, mill: int):
    assert change(ana, "set_opening_hours", **week(mill, monday="9-14, 16-21")).status_code == 303

    with clock.set_to(A_MONDAY_MORNING):
        assert "Open until 14:00" in read(Browser(world.app), "/spaces/MILL")
        assert "Open until 14:00" in read(Browser(world.app), "/spaces")
    with clock.set_to(A_MONDAY_MORNING.replace(hour=14)):
        assert "Closed now. Opens today at 16:00" in read(Browser(world.app), "/spaces/MILL")
    with clock.set_to(A_MONDAY_MORNING.replace(hour=22)):
        assert "Opens: Monday, March 9, 2026, 09:00" in read(Browser(world.app), "/spaces/MILL")


def test_hours_that_cannot_be_understood_stay_to_be_corrected(ana: Person, mill: int):
    refused = change(ana, "set_opening_hours", **week(mill, monday="mornings", friday="17-20"))

    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert 'value="mornings"' in page
    assert 'value="17-20"' in page
    assert "Please write hours like" in page


def test_a_space_is_closed_for_now_with_its_reason_and_opened_again(world: World, ana: Person, mill: int):
    assert change(ana, "close_space", space=mill, reason="A new roof until May").status_code == 303
    assert "Closed for now: A new roof until May" in read(Browser(world.app), "/spaces/MILL")
    assert change(ana, "close_space", space=mill, reason="Again").status_code == 409

    assert change(ana, "reopen_space", space=mill).status_code == 303
    assert "Closed for now" not in read(Browser(world.app), "/spaces/MILL")


def test_closing_a_space_can_be_taken_back(world: World, ana: Person, mill: int):
    closed = ana.act(NETWORK, "spaces.close_space", space=mill, reason="A mistake")

    assert ana.browser.send("/spaces/MILL/change", "/spaces/MILL/do/undo", seq=closed.seq).status_code == 303

    assert "A mistake" not in read(Browser(world.app), "/spaces/MILL")


def test_a_space_is_founded_with_a_form_in_several_languages(world: World, ana: Person, mill: int):
    said = {
        "code": "SCHOOL",
        "kind": "knowledge",
        "address": "1 School Lane",
        "names.en": "The School",
        "names.eu": "Eskola",
    }
    more = {
        "latitude": "",
        "longitude": "",
        "capacity": "",
        "website": "",
        "contact": "",
        "facilities": ["lift", "wifi"],
    }

    founded = ana.browser.send("/spaces/new", "/spaces/new", **said, **more)

    assert founded.headers["Location"] == "/spaces/SCHOOL/change"
    assert "<h1>Eskola</h1>" in read(Browser(world.app), "/spaces/SCHOOL", headers={"Accept-Language": "eu"})
    assert "Lift" in read(Browser(world.app), "/spaces/SCHOOL")


def test_what_was_typed_about_a_space_is_kept_when_it_is_refused(ana: Person, mill: int):
    refused = ana.browser.send(
        "/spaces/new",
        "/spaces/new",
        code="MILL",
        kind="care",
        address="1 Lane",
        **{"names.ca": "Una altra"},
        facilities="lift",
    )

    page = refused.get_data(as_text=True)
    assert refused.status_code == 409
    assert "Another space has this code." in page
    assert 'value="Una altra"' in page
    assert 'value="lift" checked' in page


def test_halls_are_put_in_another_order_and_back(world: World, ana: Person, mill: int):
    moved = ana.act(NETWORK, "spaces.move_hall", hall=hall_of(world, "Attic"), before=hall_of(world, "Main hall"))
    assert halls_on(read(ana, "/spaces/MILL")) == ["Attic", "Main hall"]

    assert ana.act(NETWORK, "undo", seq=moved.seq).ok
    assert halls_on(read(ana, "/spaces/MILL")) == ["Main hall", "Attic"]


def test_a_hall_is_not_put_among_those_of_another_space(world: World, ana: Person, mill: int):
    school = ana.act(NETWORK, "spaces.found_space", **NEW_SCHOOL).ids["space"]
    gym = ana.act(NETWORK, "spaces.add_hall", space=school, **ATTIC).ids["hall"]

    assert ana.act(NETWORK, "spaces.move_hall", hall=hall_of(world, "Main hall"), before=gym).code == "not_found"


def halls_on(page: str) -> list[str]:
    return re.findall(r"<h3>([^<]*)</h3>", page)


def test_a_hall_without_meetings_is_removed_and_brought_back_by_undoing(world: World, ana: Person, mill: int):
    removed = ana.act(NETWORK, "spaces.remove_hall", hall=hall_of(world, "Attic"))
    assert halls_on(read(ana, "/spaces/MILL")) == ["Main hall"]

    assert ana.act(NETWORK, "undo", seq=removed.seq).ok
    assert halls_on(read(ana, "/spaces/MILL")) == ["Main hall", "Attic"]


def test_two_halls_of_a_space_have_two_names(world: World, ana: Person, mill: int):
    assert ana.act(NETWORK, "spaces.add_hall", space=mill, **{**ATTIC, "name": "attic"}).code == "hall_named_so"
    main = {"hall": hall_of(world, "Main hall"), "floor": 0, "capacity": "", "facilities": ""}
    assert ana.act(NETWORK, "spaces.change_hall", name="ATTIC", **main).code == "hall_named_so"
    assert ana.act(NETWORK, "spaces.change_hall", name="Main Hall", **main).ok


# -- who may --------------------------------------------------------------------------------------------------------


def test_who_does_not_tend_the_network_sees_no_form_and_changes_nothing(world: World, mill: int, cai: Person):
    assert cai.browser.get("/spaces/MILL/change").status_code == 404
    assert cai.browser.get("/spaces/new").status_code == 404
    assert "/spaces/MILL/change" not in read(cai, "/spaces/MILL")

    refused = cai.act(NETWORK, "spaces.close_space", space=mill, reason="Mine")

    assert refused.code == "only_network_tenders"
    assert "Mine" not in read(cai, "/spaces/MILL")


def test_facilitators_of_the_follow_up_group_tend_the_network_and_of_tables_do_not(
    world: World, mill: int, dee: Person
):
    assert not dee.act(NETWORK, "spaces.close_space", space=mill, reason="A table's facilitator").ok
    founded = {"code": "FUP", "kind": "oversight_group", "names": '{"en": "Follow-up"}', "purposes": "{}"}
    group = world.program(NETWORK, "groups.found_group", **founded)["group"]
    world.program(f"group/{group}", "groups.admit_member", person=dee.id, role="facilitator")

    assert dee.act(NETWORK, "spaces.close_space", space=mill, reason="A new roof").ok
    assert dee.browser.get("/spaces/MILL/change").status_code == 200


def test_who_no_longer_facilitates_the_assembly_tends_nothing(world: World, mill: int, ana: Person):
    assert change(ana, "close_space", space=mill, reason="A new roof").status_code == 303
    tending(world, "bo")
    membership_of_ana = next(
        key.split("/")[1] for key, one in objects_of(world, "ASM").items() if one.get("name") == "Ana Prats"
    )

    assert world.person("bo").act(group(world, "ASM"), "groups.end_membership", membership=membership_of_ana).ok

    assert ana.browser.get("/spaces/MILL/change").status_code == 404
    assert ana.act(NETWORK, "spaces.reopen_space", space=mill).code == "only_network_tenders"


def group(world: World, code: str) -> str:
    from tests.every.scenes import group_room

    return group_room(world, code)


def objects_of(world: World, code: str) -> dict[str, Any]:
    from deliberate.kernel.acts import Standing
    from deliberate.kernel.messages import snapshot
    from deliberate.kernel.record import find_room

    with world.app.app_context(), world.session() as session:
        return snapshot(session, world.house, find_room(session, group(world, code)), Standing(None, desk=True))


# -- hostile input --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("names", "{}"),
        ("names", '{"en": "\\u200b\\u202e"}'),
        ("names", json.dumps({"en": "x" * 121})),
        ("kind", "palace"),
        ("address", " "),
        ("address", "x" * 201),
        ("latitude", "91"),
        ("latitude", "1e3"),
        ("latitude", ""),
        ("longitude", "nan"),
        ("capacity", "0"),
        ("capacity", "-3"),
        ("facilities", "step_free,moat"),
        ("website", "javascript:alert(1)"),
        ("website", "mill.example.org"),
        ("website", "https://rosa@example.org"),
        ("website", "https://[oops"),
        ("contact", "rosa@example.org"),
        ("access_words", "[]"),
    ],
)
def test_what_cannot_be_said_of_a_space_is_refused_at_its_field(ana: Person, mill: int, field: str, typed: str):
    assert ana.act(NETWORK, "spaces.describe_space", **describing(mill)).ok

    refused = ana.act(NETWORK, "spaces.describe_space", **describing(mill, **{field: typed}))

    assert refused.code == "invalid"
    assert field in refused.fields


@pytest.mark.parametrize(
    ("field", "typed"), [("floor", "99"), ("floor", "up"), ("name", "\u202e"), ("facilities", "lift")]
)
def test_what_cannot_be_said_of_a_hall_is_refused_at_its_field(ana: Person, mill: int, field: str, typed: str):
    refused = ana.act(NETWORK, "spaces.add_hall", space=mill, **{**ATTIC, "name": "Cellar", field: typed})

    assert field in refused.fields


def test_a_name_that_looks_like_markup_is_shown_as_it_is(world: World, ana: Person, mill: int):
    """T-45"""
    hostile = "<script>alert('mill')</script> \u202eevil"
    assert ana.act(NETWORK, "spaces.describe_space", **describing(mill, names=json.dumps({"en": hostile}))).ok
    assert ana.act(NETWORK, "spaces.add_hall", space=mill, **{**ATTIC, "name": "<b onclick=x>"}).ok

    for path in ("/spaces", "/spaces/MILL"):
        page = Browser(world.app).get(path).get_data(as_text=True)
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page
        assert "\u202e" not in page
    assert "&lt;b onclick=x&gt;" in Browser(world.app).get("/spaces/MILL").get_data(as_text=True)


# -- open data ------------------------------------------------------------------------------------------------------


def test_spaces_are_open_data(world: World, mill: int):
    (told,) = Browser(world.app).get("/api/v1/spaces").json["spaces"]

    assert (told["code"], told["names"]) == ("MILL", json.loads(MILL["names"]))
    assert (told["latitude"], told["longitude"]) == (41.40338, 2.17403)
    assert [(hall["name"], hall["step_free"]) for hall in told["halls"]] == [("Main hall", True), ("Attic", False)]
    assert "example.org/visit" in told["website"]
    assert "@" not in json.dumps(told)


def test_the_networks_record_tells_what_was_done(world: World, ana: Person, mill: int):
    from sqlalchemy import select

    from deliberate.kernel.record import EntryRow, find_room

    ana.act(NETWORK, "spaces.close_space", space=mill, reason="A new roof")
    with world.app.app_context(), world.session() as session:
        room = find_room(session, NETWORK)
        kinds = session.scalars(
            select(EntryRow.kind).where(EntryRow.room_id == room.id).order_by(EntryRow.seq, EntryRow.n)
        ).all()

    assert [kind for kind in kinds if kind.startswith(("space", "hall"))] == [
        "space_founded",
        "hall_added",
        "hall_added",
        "space_closed",
    ]
