"""The door, on open connections: a lost phone, a shared one, and who waits."""

from __future__ import annotations

import re
import uuid

import pytest
import requests

from tests.every.scenes import CODE, seat
from tests.installation import eventually
from tests.wire_client import Client, Refused, join


def cookie_of(server, *people) -> dict[str, str]:
    """A browser on one of our own pages, on a phone that these people share; the first acts."""
    return {"Cookie": f"deliberate={'.'.join(person.token for person in people)}", "Origin": server.url}


class PageOf(Client):
    """A live page that was opened for one person of a shared phone."""

    def __init__(self, server, meeting, *, person, phone):
        super().__init__(server.url, meeting.room, headers=cookie_of(server, *phone))
        self.person = person

    def connect_only(self) -> Client:
        connect = self.socket.connect
        self.socket.connect = lambda *args, auth, **more: connect(*args, auth=auth | {"person": self.person}, **more)
        return super().connect_only()


def test_a_lost_phone_is_closed_and_the_other_one_goes_on(library, serve, under_way, ana, follow):
    """T-28, T-42: within a second, and what happens next is not sent to the lost one."""
    server = serve(library)
    rosa = under_way.guest("Rosa")
    desk, lost = follow(server, under_way, ana), follow(server, under_way, rosa)
    number = seat(rosa, under_way)

    desk.do("meetings.make_return_code", seat=number, code=CODE, lost="true")
    lost.is_sent_away("not_signed_in")

    back = join(server.url, CODE, "")
    assert back.json()["seat"] == number
    phone = Client(server.url, under_way.room, token=back.json()["token"]).connect()
    phone.do("meetings.arrive", mode="remote")
    desk.reaches(phone.seq)
    assert desk.objects[f"seat/{number}"]["arrived_at"]
    assert not [key for key in desk.objects if key.startswith("return_code/")], "the code is used up"
    phone.drop()


def test_two_phones_with_one_seat_are_shown_to_the_facilitator(serve, under_way, ana, follow):
    """T-42: and to nobody else."""
    server = serve()
    rosa = under_way.guest("Rosa")
    desk, first = follow(server, under_way, ana), follow(server, under_way, rosa)
    desk.do("meetings.make_return_code", seat=seat(rosa, under_way), code="7KQ2-M4XE", lost="")
    token = join(server.url, "7KQ2-M4XE", "").json()["token"]

    second = Client(server.url, under_way.room, token=token).connect()

    eventually(lambda: desk.devices.get(str(seat(rosa, under_way))) == 2, what="seeing both phones")
    assert first.devices == {}
    second.drop()


def test_who_waits_hears_nothing_until_they_are_let_in(library, serve, under_way, ana, follow):
    """T-29, T-30: they cannot even connect."""
    server = serve(library)
    desk = follow(server, under_way, ana)
    desk.do("meetings.set_door", one_by_one="true")
    asked = join(server.url, under_way.code, "Rosa")
    assert asked.status_code == 202

    with pytest.raises(Refused) as refused:
        Client(server.url, under_way.room, token=asked.json()["token"]).connect()
    assert refused.value.code == "not_found"

    number = asked.json()["waiting"]
    desk.reaches(desk.do("meetings.let_in", waiting=str(number))["seq"])
    inside = Client(server.url, under_way.room, token=asked.json()["token"]).connect()
    assert not [key for key in inside.objects if key.startswith("waiting/")]
    inside.drop()


def test_a_page_goes_on_as_the_person_it_was_opened_for(serve, under_way):
    """On a shared phone somebody else acts by now: what was kept on the page of one is never sent as the other."""
    server = serve()
    maria, pere = under_way.guest("Maria"), under_way.guest("Pere")

    page = PageOf(server, under_way, person=maria.id, phone=[pere, maria]).connect()
    page.do("meetings.arrive", mode="remote")

    assert page.me["person"] == maria.id
    assert page.objects[f"seat/{seat(maria, under_way)}"]["arrived_at"]
    assert not page.objects[f"seat/{seat(pere, under_way)}"]["arrived_at"]
    page.drop()


@pytest.mark.parametrize("person", [0, -1, "1", "x", [1], {"a": 1}, 2**63])
def test_a_page_of_somebody_who_is_not_on_the_phone_connects_as_nobody(serve, under_way, person):
    """T-31"""
    server = serve()
    maria = under_way.guest("Maria")
    assert PageOf(server, under_way, person=maria.id, phone=[maria]).connect().me["person"] == maria.id

    with pytest.raises(Refused) as refused:
        PageOf(server, under_way, person=person, phone=[maria]).connect()
    assert refused.value.code == "not_signed_in"


def test_without_a_word_the_one_who_acts_is_connected(serve, under_way):
    server = serve()
    maria, pere = under_way.guest("Maria"), under_way.guest("Pere")

    client = Client(server.url, under_way.room, headers=cookie_of(server, pere, maria)).connect()

    assert client.me["person"] == pere.id
    client.drop()


def test_claiming_a_place_closes_the_guests_phone(serve, under_way, dee, follow):
    """T-28"""
    server = serve()
    guest = under_way.guest("Deedee")
    phone = follow(server, under_way, guest)
    claim_on_one_phone(server, under_way, guest, dee)

    phone.is_sent_away("not_signed_in")


def claim_on_one_phone(server, meeting, guest, account) -> None:
    """By the page, on a phone that holds both proofs."""
    path = f"{server.url}/meetings/{meeting.id}/phone"
    with requests.Session() as browser:
        browser.cookies.set("deliberate", f"{account.token}.{guest.token}")
        token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(path, timeout=30).text)
        assert token
        form = {"csrf_token": token[1], "person": str(guest.id), "act_id": str(uuid.uuid4())}
        assert browser.post(f"{path}/claim", data=form, timeout=30, allow_redirects=False).status_code == 303


def test_three_hundred_phones_behind_one_address_come_to_a_watched_door(serve, under_way, ana, follow):
    """T-38: none is locked out, and they come in fifty at a time, so that nobody else waits for it."""
    server = serve()
    desk = follow(server, under_way, ana)
    desk.do("meetings.set_door", one_by_one="true")

    answers = [join(server.url, under_way.code, f"Phone {n}") for n in range(300)]
    assert {answer.status_code for answer in answers} == {202}

    numbers = [str(answer.json()["waiting"]) for answer in answers]
    for start in range(0, 250, 50):
        desk.reaches(desk.do("meetings.let_in", waiting=",".join(numbers[start : start + 50]))["seq"])
    assert len(seats_of(desk)) == 253

    desk.reaches(desk.do("meetings.set_door", one_by_one="")["seq"])
    assert len(seats_of(desk)) == 303


def seats_of(desk: Client) -> list[str]:
    return [key for key in desk.objects if key.startswith("seat/")]
