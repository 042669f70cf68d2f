"""A group's own room: its members follow it while they look at its page."""

from __future__ import annotations

from datetime import timedelta

import requests

from deliberate.kernel import clock, days
from tests.cast import Person, World
from tests.every.scenes import group_room, leave_by_date, membership
from tests.installation import eventually
from tests.wire_client import Client


def ask_to_join(url: str, person: Person) -> None:
    """As a browser does: open the page, send its form."""
    session = requests.Session()
    session.cookies.set("deliberate", person.token)
    page = session.get(f"{url}/groups/MOB").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    fields = {"csrf_token": token, "form": "ask_to_join", "words": "I cycle"}
    assert session.post(f"{url}/groups/MOB/join", data=fields, allow_redirects=False).status_code == 303


def test_a_request_reaches_those_who_answer_at_once_and_nobody_else(alone, serve, world, ana, bo, dee):
    server = serve()
    desk, member = (Client(server.url, group_room(world), token=one.token).connect() for one in (ana, bo))

    ask_to_join(server.url, dee)

    eventually(lambda: desk.of("join_request"), what="the request")
    member.follows(desk)
    assert member.of("join_request") == {}
    assert "I cycle" not in str(member.received)


def test_a_demoted_facilitator_hears_of_no_request_any_more(alone, serve, world, ana, bo, dee):
    """T-34: the connection stays, what is for the desk does not come."""
    server = serve()
    number = membership(world, "bo")
    ana.act(group_room(world), "groups.change_role", membership=number, role="facilitator")
    desk, demoted = (Client(server.url, group_room(world), token=one.token).connect() for one in (ana, bo))

    desk.do("groups.change_role", membership=number, role="member")
    eventually(lambda: demoted.me["desk"] is False or demoted.catch_up()["me"]["desk"] is False, what="the demotion")
    ask_to_join(server.url, dee)

    eventually(lambda: desk.of("join_request"), what="the request")
    demoted.follows(desk)
    assert demoted.of("join_request") == {}
    assert demoted.act("groups.change_openness", openness="open")["error"]["code"] == "only_group_facilitators"


def test_a_role_that_is_over_closes_what_was_open_by_it(alone, serve, world: World, ana, cai):
    """T-29: nobody does anything; a last day has passed."""
    given = {"membership": membership(world, "cai"), "role": "member"}
    with clock.set_to(clock.now() - timedelta(days=3)):
        last_day = days.today().isoformat()
        assert ana.act(group_room(world), "groups.change_role", **given, last_day=last_day).ok
    leave_by_date(world, "dee", "HOU")

    server = serve()

    eventually(lambda: "membership_ended" in kinds(world), what="the record to say so")
    assert Client(server.url, group_room(world, "HOU"), token=world.person("dee").token).connect().me["desk"] is False


def kinds(world: World) -> list[str]:
    from deliberate.kernel.record import entries_of, find_room

    with world.app.app_context(), world.session() as session:
        return [row.kind for row in entries_of(session, find_room(session, group_room(world)))]
