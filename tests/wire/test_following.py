"""Following a room over the wire, under both green libraries."""

import random

from tests.installation import eventually
from tests.wire_client import Client, guest


def test_a_guest_joins_sees_the_agenda_and_arrives(library, serve, meeting, ana):
    server = serve(library)
    rosa = guest(server.url, meeting.code, "Rosa")
    facilitator = Client(server.url, meeting.room, token=ana.token).connect()

    rosa.do("meetings.arrive", mode="in_the_room")

    facilitator.reaches(rosa.seq)
    here = [seat["name"] for seat in facilitator.of("seat").values() if seat["arrived_at"]]
    assert here == ["Rosa"]
    assert [item["title"] for item in rosa.of("agenda_item").values()] == ["Hello", "The mill", "Bye"]


def test_a_lost_message_is_noticed_at_the_next_and_healed_by_kept_messages(library, serve, under_way, ana, cai, follow):
    """T-02."""
    server = serve(library)
    desk, phone = follow(server, under_way, ana), follow(server, under_way, cai)
    phone.deaf_to = 1

    desk.do("meetings.start_item", item=under_way.items[0], after=None)
    last = desk.do("meetings.pause", reason="Coffee")["seq"]

    desk.reaches(last)
    phone.reaches(last)
    assert phone.snapshots == 1, "kept messages were enough"
    assert phone.objects == _without_the_desks(desk.objects)


def test_after_more_than_two_hundred_acts_only_a_snapshot_heals(library, serve, under_way, ana, cai, follow):
    """T-02."""
    server = serve(library)
    desk, phone = follow(server, under_way, ana), follow(server, under_way, cai)
    was_at = phone.seq
    phone.drop()
    for n in range(205):
        desk.do("meetings.change_item", **_wording(under_way.items[0], f"Mill {n}"))

    phone.reconnect()

    assert phone.seq == was_at + 205
    assert phone.snapshots == 2
    assert phone.of("agenda_item")[under_way.items[0]]["title"] == "Mill 204"


def test_a_device_that_was_away_for_a_few_acts_gets_just_those(library, serve, under_way, ana, cai, follow):
    """T-02."""
    server = serve(library)
    desk, phone = follow(server, under_way, ana), follow(server, under_way, cai)
    phone.drop()
    desk.do("meetings.pause", reason="Coffee")
    desk.reaches(desk.do("meetings.resume")["seq"])

    phone.reconnect()

    assert phone.snapshots == 1
    assert phone.objects == _without_the_desks(desk.objects)


def test_a_server_that_has_forgotten_its_messages_sends_a_snapshot(library, serve, under_way, ana, cai, world, follow):
    """T-02: the acts were done elsewhere, so this process kept none of their messages."""
    server = serve(library)
    phone = follow(server, under_way, cai)
    phone.drop()
    ana.act(under_way.room, "meetings.pause", reason="Coffee")

    phone.reconnect()

    assert phone.snapshots == 2
    assert phone.get("meeting")["state"] == "paused"


def test_messages_twice_and_in_any_order_lead_to_the_same(library, serve, under_way, ana, cai, follow):
    """T-03: what a client makes of them by the protocol's rule."""
    server = serve(library)
    desk, phone = follow(server, under_way, ana), follow(server, under_way, cai)
    for reason in ("Coffee", "Rain"):
        desk.do("meetings.pause", reason=reason)
        desk.do("meetings.resume")
    last = desk.do("meetings.start_item", item=under_way.items[0], after=None)["seq"]
    phone.reaches(last)
    right = dict(phone.objects)

    again = [*phone.received, *phone.received]
    random.Random(7).shuffle(again)
    for message in again:
        phone._on_change(message)

    assert (phone.objects, phone.seq) == (right, last)


def test_nothing_is_lost_while_ten_devices_come_in(library, serve, under_way, ana, bo, cai, follow):
    """T-08: register, fetch and replay race with the acts of somebody else."""
    import threading

    server = serve(library)
    desk = follow(server, under_way, ana)
    coming = []

    def come_in():
        coming.extend(follow(server, under_way, person) for person in [bo, cai] * 5)

    thread = threading.Thread(target=come_in)
    thread.start()
    last = 0
    for n in range(10_000):
        last = desk.do("meetings.change_item", **_wording(under_way.items[1], f"Mill {n}"))["seq"]
        if not thread.is_alive():
            break
    thread.join()

    desk.reaches(last)
    assert len(coming) == 10
    for device in coming:
        device.reaches(last)
        assert device.objects == _without_the_desks(desk.objects)


def test_messages_that_arrive_before_the_answer_to_catch_up_are_kept(serve, under_way, ana, cai, follow):
    """T-08."""
    server = serve()
    desk = follow(server, under_way, ana)
    phone = Client(server.url, under_way.room, token=cai.token).connect_only()

    last = desk.do("meetings.pause", reason="Coffee")["seq"]
    eventually(lambda: phone.received, what="a message before any state")
    phone.catch_up()

    assert phone.seq == last
    assert phone.get("meeting")["pause_reason"] == "Coffee"
    phone.drop()


def test_each_act_is_one_message_for_each_device(library, serve, under_way, ana, bo, cai, follow):
    """Also when something of it is for one seat alone."""
    server = serve(library)
    desk, scribe, phone, tablet = (follow(server, under_way, person) for person in (ana, bo, cai, cai))
    asked = desk.do("meetings.ask_agreement")
    phone.reaches(asked["seq"])

    done = phone.do("meetings.answer_agreement", **_no_objection(asked["ids"]["agreement"]))
    after = desk.do("meetings.pause", reason="")["seq"]

    for device in (desk, scribe, phone, tablet):
        device.reaches(after)
        numbers = [message["seq"] for message in device.received]
        assert numbers == [asked["seq"], done["seq"], after]


def test_a_restored_backup_makes_everyone_start_afresh(library, alone, serve, under_way, ana, world, installation):
    """T-67, wire part: the numbers could be the same and mean something else."""
    server = serve(library)
    phone = Client(server.url, under_way.room, token=ana.token).connect()
    server.kill()
    with installation.database_open() as database:
        database.execute("UPDATE installation SET epoch = 'another'")
        database.execute("UPDATE meetings SET title = 'As it was before'")
    server.start()

    phone.reconnect()

    assert phone.snapshots == 2
    assert phone.epoch == "another"
    assert phone.get("meeting")["title"] == "As it was before"
    phone.drop()


def test_a_device_with_a_later_number_than_the_servers_starts_afresh(serve, under_way, ana, follow):
    """A client that has seen what a restored server never did."""
    phone = follow(serve(), under_way, ana)
    phone.seq += 40

    answer = phone.catch_up()

    assert "snapshot" in answer


def test_what_catch_up_is_asked_with_can_be_anything(serve, under_way, ana, follow):
    phone = follow(serve(), under_way, ana)

    for asked in (None, [], 7, "x", {"after": "7"}, {"after": -1}, {"after": True}, {"after": 1e300}, {"epoch": {}}):
        answer = phone.call("catch_up", asked)
        assert "snapshot" in answer, asked
    for after in ([], {}, "1", 10**30, -(10**30), 1.5, False):
        assert "snapshot" in phone.call("catch_up", {"epoch": phone.epoch, "after": after}), after


def test_after_silence_the_head_is_told_and_heals(library, serve, under_way, ana, cai, world, follow):
    """A lost last message is noticed too: every fifteen seconds of silence the server says where it is."""
    server = serve(library)
    phone = follow(server, under_way, cai)
    elsewhere = ana.act(under_way.room, "meetings.pause", reason="Coffee")

    eventually(lambda: phone.heads, what="a head")

    head = phone.heads[-1]
    assert (head["room"], head["epoch"], head["seq"]) == (under_way.room, phone.epoch, elsewhere.seq)
    with world.app.app_context(), world.session() as session:
        from deliberate.kernel.record import find_room

        assert head["head"] == find_room(session, under_way.room).head


def _wording(item, title):
    return {"item": item, "title": title, "purpose": "explore", "presenter": None, "minutes": 10}


def _no_objection(agreement):
    return {"agreement": agreement, "reply": "no_objection", "words": ""}


def _without_the_desks(objects):
    return {key: value for key, value in objects.items() if not key.startswith("invitation/")}
