"""What happens to open connections when a right comes or goes."""

import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import requests
from sqlalchemy import select, update

from deliberate.groups.models import Membership
from deliberate.kernel import clock
from deliberate.kernel.db import writer_engine
from deliberate.people.models import SignIn
from tests.cast import Meeting, Person, World
from tests.installation import SLACK, Installation, eventually
from tests.wire_client import BareSocket, Client, join


def test_signing_out_closes_what_was_open_by_it(library, alone, serve, under_way, cai, ana, follow):
    """T-28."""
    server = serve(library)
    desk, phone = follow(server, under_way, ana), follow(server, under_way, cai)

    _post(server, cai, "/sign-out", page="/me")

    phone.is_sent_away("not_signed_in")
    _hears_no_more(phone, desk)


def test_signing_out_everywhere_closes_every_device(library, alone, serve, under_way, cai, follow):
    """T-28."""
    server = serve(library)
    phone = follow(server, under_way, cai)
    own_room = Client(server.url, f"person/{cai.id}", token=cai.token).connect()

    own_room.send("people.sign_out_everywhere", act_id=str(uuid.uuid4()))

    phone.is_sent_away("not_signed_in")
    own_room.is_sent_away("not_signed_in")


def test_a_new_password_signs_every_other_device_out(alone, serve, under_way, cai, follow):
    """T-28."""
    server = serve()
    phone = follow(server, under_way, cai)

    answer = _post(server, cai, "/me/do/set_password", page="/me", password="a long enough password")

    assert answer.status_code in (302, 303)
    phone.is_sent_away("not_signed_in")


def test_withdrawn_access_closes_both_devices_of_a_guest(library, serve, under_way, ana, follow):
    """T-28, T-42."""
    server = serve(library)
    desk, phone, rosa = _desk_and_rosa(server, under_way, ana, follow)
    stolen = follow(server, under_way, rosa)

    desk.do("meetings.withdraw_access", seat=phone.me["seat"])

    for device in (phone, stolen):
        device.is_sent_away("not_signed_in")
    _hears_no_more(phone, desk)
    assert BareSocket(server.url).connect(under_way.room, rosa.token).count("not_signed_in")


def test_an_act_that_came_with_the_withdrawal_is_refused(library, serve, under_way, ana, installation, follow):
    """T-28: both were let in by their door while the right held; inside the act it no longer does."""
    server = serve(library)
    desk, phone, _ = _desk_and_rosa(server, under_way, ana, follow)
    phone.do("meetings.arrive", mode="remote")
    seat = phone.me["seat"]

    desk_too = follow(server, under_way, ana)
    with _acts_pile_up(installation, desk):
        desk_too.send("meetings.withdraw_access", act_id=str(uuid.uuid4()), seat=seat)
        time.sleep(0.1 * SLACK)
        phone.send("meetings.leave", act_id=str(uuid.uuid4()))
        time.sleep(0.1 * SLACK)

    phone.is_sent_away("not_signed_in")
    assert not any(answer["ok"] for answer in phone.answers)
    desk.catch_up()
    assert desk.of("seat")[seat]["left_at"] is None


def test_an_ended_membership_closes_the_meeting_and_the_group(
    library, alone, serve, under_way, ana, cai, world, follow
):
    """T-28, T-29."""
    server = serve(library)
    desk = follow(server, under_way, ana)
    number, group = _membership(world, cai)
    group_desk = Client(server.url, f"group/{group}", token=ana.token).connect()
    outside = Client(server.url, f"group/{group}", token=cai.token).connect()

    group_desk.do("groups.end_membership", membership=number)

    outside.is_sent_away("not_found")
    heard = len(outside.received)
    group_desk.do("groups.change_role", membership=_membership(world, world.person("bo"))[0], role="member")
    desk.do("meetings.pause", reason="Without Cai")
    time.sleep(0.3)
    assert len(outside.received) == heard


def test_a_seat_that_came_with_the_membership_ends_with_it(alone, serve, under_way, ana, cai, world, follow):
    """T-28, T-29: also in the middle of a meeting. With the code they may come in again, as anyone may."""
    server = serve()
    desk, phone = follow(server, under_way, ana), follow(server, under_way, cai)
    number, group = _membership(world, cai)

    Client(server.url, f"group/{group}", token=ana.token).connect().do("groups.end_membership", membership=number)

    phone.is_sent_away("not_found")
    _hears_no_more(phone, desk)


def test_a_member_without_a_seat_is_sent_away_with_the_membership(alone, serve, meeting, ana, cai, world, follow):
    """T-28, T-29."""
    server = serve()
    desk, phone = follow(server, meeting, ana), follow(server, meeting, cai)
    number, group = _membership(world, cai)

    Client(server.url, f"group/{group}", token=ana.token).connect().do("groups.end_membership", membership=number)

    phone.is_sent_away("not_found")
    _hears_no_more(phone, desk, "meetings.open")


def test_a_sign_in_that_expires_closes_what_was_open_by_it(library, alone, serve, under_way, cai, world, follow):
    """T-28: nobody does anything; time passes."""
    server = serve(library)
    phone = follow(server, under_way, cai)
    who = cai.who

    with world.app.app_context(), writer_engine().begin() as connection:
        connection.execute(update(SignIn).where(SignIn.id == who.session_id).values(expires_at=clock.now()))

    phone.is_sent_away("not_signed_in")


def test_after_removal_nothing_more_is_heard(library, serve, under_way, ana, installation, follow):
    """T-29: not even of an act that was stored in the same breath as the removal."""
    server = serve(library)
    desk, phone, _ = _desk_and_rosa(server, under_way, ana, follow)
    second, third = follow(server, under_way, ana), follow(server, under_way, ana)

    with _acts_pile_up(installation, desk):
        second.send("meetings.withdraw_access", act_id=str(uuid.uuid4()), seat=phone.me["seat"])
        time.sleep(0.1 * SLACK)
        third.send("meetings.pause", act_id=str(uuid.uuid4()), reason="Not for Rosa")
        time.sleep(0.1 * SLACK)

    eventually(lambda: second.answers and third.answers, what="both answers")
    assert third.answers[0]["ok"]
    phone.is_sent_away("not_signed_in")
    assert "Not for Rosa" not in str(phone.received)


def test_giving_up_the_desk_takes_its_objects_and_its_acts(library, serve, under_way, ana, follow):
    """T-34."""
    server = serve(library)
    desk, phone, _ = _desk_and_rosa(server, under_way, ana, follow)
    assert not phone.of("invitation")

    desk.do("meetings.give_role", seat=phone.me["seat"], role="facilitator")
    eventually(lambda: phone.of("invitation"), what="the objects of the desk")
    phone.do("meetings.pause", reason="Rosa may")
    desk.do("meetings.take_back_role", seat=phone.me["seat"], role="facilitator")

    eventually(lambda: phone.refreshed == 2 and not phone.of("invitation"), what="the desk's objects go")
    assert phone.act("meetings.resume")["error"]["code"] == "only_facilitators"
    desk.do("meetings.renew_code")
    seq = desk.do("meetings.resume")["seq"]
    phone.reaches(seq)
    assert "join_code" not in str([message for message in phone.received if message["seq"] >= seq - 1])


def test_the_right_counts_as_it_is_inside_the_act(library, serve, under_way, ana, follow):
    """T-34: the demotion and the demoted one's act arrive together; what was true at the door proves nothing."""
    server = serve(library)
    desk, phone, _ = _desk_and_rosa(server, under_way, ana, follow)
    desk.do("meetings.give_role", seat=phone.me["seat"], role="facilitator")
    eventually(lambda: phone.me["desk"], what="being at the desk")

    desk.send("meetings.take_back_role", act_id=str(uuid.uuid4()), seat=phone.me["seat"], role="facilitator")
    eventually(lambda: desk.answers, what="the answer")

    assert phone.act("meetings.pause", reason="")["error"]["code"] == "only_facilitators"


def test_a_demoted_facilitator_of_the_group_loses_every_open_desk(alone, serve, under_way, ana, bo, world, follow):
    """T-34: the right comes from the group, the desk is in the meeting's room."""
    server = serve()
    number, group = _membership(world, bo)
    group_desk = Client(server.url, f"group/{group}", token=ana.token).connect()
    scribe = follow(server, under_way, bo)

    group_desk.do("groups.change_role", membership=number, role="facilitator")
    eventually(lambda: scribe.of("invitation"), what="the objects of the desk")
    group_desk.do("groups.change_role", membership=number, role="scribe")

    eventually(lambda: not scribe.of("invitation") and not scribe.me["desk"], what="the desk goes")
    assert scribe.act("meetings.pause", reason="")["error"]["code"] == "only_facilitators"


def test_two_devices_of_one_seat_follow_alike(library, serve, under_way, ana, follow):
    """T-11, T-42."""
    server = serve(library)
    desk, phone, rosa = _desk_and_rosa(server, under_way, ana, follow)
    tablet = follow(server, under_way, rosa)
    phone.do("meetings.arrive", mode="remote")
    asked = desk.do("meetings.ask_agreement")["ids"]["agreement"]

    first = phone.do("meetings.answer_agreement", agreement=asked, reply="objection", words="Too long")
    second = tablet.do("meetings.answer_agreement", agreement=asked, reply="no_objection", words="")

    for device in (phone, tablet):
        device.reaches(second["seq"])
        assert device.of("my_reply") == {asked: {"reply": "no_objection", "words": "Too long", "entered": False}}
        assert device.of("agreement")[asked]["no_objection"] == 1
    assert second["seq"] == first["seq"] + 1


def test_the_same_answer_from_two_devices_at_once_is_one_reply(library, serve, under_way, ana, follow):
    """T-11."""
    server = serve(library)
    desk, phone, rosa = _desk_and_rosa(server, under_way, ana, follow)
    tablet = follow(server, under_way, rosa)
    phone.do("meetings.arrive", mode="remote")
    asked = desk.do("meetings.ask_agreement")
    reply = {"agreement": asked["ids"]["agreement"], "reply": "no_objection", "words": ""}

    for device in (phone, tablet):
        device.send("meetings.answer_agreement", act_id=str(uuid.uuid4()), **reply)

    eventually(lambda: phone.answers and tablet.answers, what="both answers")
    last = max(phone.answers[0]["seq"], tablet.answers[0]["seq"])
    desk.reaches(last)
    assert desk.of("agreement")[asked["ids"]["agreement"]]["no_objection"] == 1


def test_what_is_for_one_seat_reaches_no_other_and_not_the_desk(library, serve, under_way, ana, cai, bo, follow):
    server = serve(library)
    desk, scribe, phone = (follow(server, under_way, person) for person in (ana, bo, cai))
    asked = desk.do("meetings.ask_agreement")["ids"]["agreement"]

    last = phone.do("meetings.answer_agreement", agreement=asked, reply="no_objection", words="")["seq"]

    phone.reaches(last)
    assert phone.of("my_reply")[asked]["reply"] == "no_objection"
    for other in (desk, scribe):
        other.reaches(last)
        other.catch_up(whole=True)
        assert not other.of("my_reply")
        assert "my_reply" not in str(other.received)


def test_what_is_for_one_seat_comes_back_after_a_break(library, serve, under_way, ana, cai, follow):
    """From kept messages and from a snapshot alike."""
    server = serve(library)
    desk, phone, tablet = (follow(server, under_way, person) for person in (ana, cai, cai))
    asked = desk.do("meetings.ask_agreement")["ids"]["agreement"]
    tablet.drop()
    phone.do("meetings.answer_agreement", agreement=asked, reply="no_objection", words="")

    tablet.reconnect()

    assert tablet.snapshots == 1
    assert tablet.of("my_reply")[asked]["reply"] == "no_objection"
    tablet.catch_up(whole=True)
    assert tablet.of("my_reply")[asked]["reply"] == "no_objection"


def test_who_gets_a_seat_while_connected_is_told(library, serve, meeting, ana, cai, follow):
    """A member follows before arriving; what is for their seat reaches them from then on."""
    server = serve(library)
    desk, phone = follow(server, meeting, ana), follow(server, meeting, cai)
    assert phone.me["seat"] is None

    seat = phone.do("meetings.arrive", mode="in_the_room")["ids"]["seat"]

    eventually(lambda: phone.me["seat"] == seat, what="knowing one's seat")
    eventually(lambda: seat in desk.online, what="being present")


@pytest.mark.usefixtures("alone")
def test_a_deleted_seat_cookie_is_not_needed_to_close(serve, under_way, ana, follow):
    """T-28: a guest's token works on pages and sockets alike, and ends on both."""
    server = serve()
    desk, phone, rosa = _desk_and_rosa(server, under_way, ana, follow)
    page = f"{server.url}/meetings/{under_way.id}/live"
    assert requests.get(page, headers=_bearer(rosa), timeout=30, allow_redirects=False).status_code == 200

    desk.do("meetings.withdraw_access", seat=phone.me["seat"])

    phone.is_sent_away("not_signed_in")
    assert requests.get(page, headers=_bearer(rosa), timeout=30, allow_redirects=False).status_code != 200


@contextmanager
def _acts_pile_up(installation: Installation, desk: Client) -> Iterator[None]:
    """While somebody else holds the database, acts gather behind the first one; then they are done in one go."""
    with installation.database_open() as database:
        database.execute("BEGIN IMMEDIATE")
        desk.send("meetings.renew_code", act_id=str(uuid.uuid4()))
        time.sleep(0.1 * SLACK)
        yield


def _desk_and_rosa(server, meeting: Meeting, ana: Person, follow) -> tuple[Client, Client, Person]:
    desk = follow(server, meeting, ana)
    token = join(server.url, meeting.code, "Rosa").json()["token"]
    rosa = Person(ana.world, token)
    phone = follow(server, meeting, rosa)
    desk.reaches(phone.seq)
    return desk, phone, rosa


def _hears_no_more(phone: Client, desk: Client, act: str = "meetings.pause") -> None:
    """T-29: the desk goes on, and nothing of it reaches the phone."""
    heard = len(phone.received)
    desk.reaches(desk.do(act, **({"reason": "Nobody else's business"} if act.endswith("pause") else {}))["seq"])
    time.sleep(0.2 * SLACK)
    assert len(phone.received) == heard


def _membership(world: World, person: Person) -> tuple[int, int]:
    with world.app.app_context(), world.session() as session:
        row = session.scalars(
            select(Membership).where(Membership.person_id == person.id, Membership.until.is_(None))
        ).one()
        return row.id, row.group_id


def _bearer(person: Person) -> dict[str, str]:
    return {"Authorization": f"Bearer {person.token}"}


def _post(server, person: Person, action: str, *, page: str, **fields: str) -> requests.Response:
    """Send a form as a browser does."""
    import re

    with requests.Session() as browser:
        browser.cookies.set("deliberate", person.token)
        shown = browser.get(server.url + page, timeout=30).text
        token = re.search(r'name="csrf_token" value="([^"]+)"', shown)[1]
        return browser.post(server.url + action, data={"csrf_token": token} | fields, timeout=30, allow_redirects=False)
