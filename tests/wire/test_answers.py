"""Asking again is always safe: the same id gets the stored answer, on whichever line, for ever."""

import uuid

from tests.installation import eventually
from tests.wire_client import guest


def test_the_same_id_gets_the_stored_answer_after_coming_back(library, serve, under_way, ana, cai, follow):
    server = serve(library)
    desk, phone = follow(server, under_way, ana), follow(server, under_way, cai)
    act_id = str(uuid.uuid4())
    first = phone.act("meetings.leave", act_id=act_id)
    desk.do("meetings.mark_arrival", seat=phone.me["seat"], mode="remote")

    phone.reconnect()

    assert phone.act("meetings.leave", act_id=act_id) == first
    desk.catch_up()
    assert desk.of("seat")[phone.me["seat"]]["left_at"] is None, "it was not done again"


def test_the_same_id_with_other_content_is_refused(library, serve, under_way, ana, follow):
    desk = follow(serve(library), under_way, ana)
    act_id = str(uuid.uuid4())
    desk.act("meetings.pause", act_id=act_id, reason="Coffee")

    for name, inputs in (("meetings.pause", {"reason": "Rain"}), ("meetings.resume", {})):
        assert desk.act(name, act_id=act_id, **inputs)["error"]["code"] == "id_used_before"


def test_the_same_id_of_somebody_else_is_refused(serve, under_way, ana, cai, follow):
    """An answer may say what only its asker may know."""
    server = serve()
    phone, other = follow(server, under_way, cai), guest(server.url, under_way.code, "Rosa")
    act_id = str(uuid.uuid4())
    phone.act("meetings.leave", act_id=act_id)

    assert other.act("meetings.leave", act_id=act_id)["error"]["code"] == "id_used_before"
    other.drop()


def test_a_refusal_is_not_stored(serve, meeting, ana, cai, follow):
    """What was refused may be asked again with the same id when it has become possible."""
    server = serve()
    desk = follow(server, meeting, ana)
    act_id = str(uuid.uuid4())
    assert desk.act("meetings.pause", act_id=act_id, reason="")["error"]["code"] == "not_open"
    desk.do("meetings.open")

    assert desk.act("meetings.pause", act_id=act_id, reason="")["ok"]


def test_the_same_id_sent_many_times_at_once_is_done_once(library, serve, under_way, ana, cai, follow):
    server = serve(library)
    devices = [follow(server, under_way, cai) for _ in range(5)]
    act_id, was_at = str(uuid.uuid4()), devices[0].seq

    for device in devices:
        device.send("meetings.leave", act_id=act_id)

    eventually(lambda: all(device.answers for device in devices), what="all answers")
    assert [device.answers[0] for device in devices] == [devices[0].answers[0]] * 5
    assert devices[0].answers[0]["seq"] == was_at + 1


def test_an_act_that_changes_nothing_is_not_counted(serve, under_way, ana, cai, follow):
    server = serve()
    desk, phone = follow(server, under_way, ana), follow(server, under_way, cai)
    was_at = phone.seq

    answer = phone.do("meetings.arrive", mode="in_the_room")

    assert answer["seq"] == was_at
    desk.catch_up()
    assert not desk.received


def test_the_answer_says_until_when_it_can_be_taken_back(serve, under_way, ana, follow):
    desk = follow(serve(), under_way, ana)
    paused = desk.do("meetings.pause", reason="Coffee")
    assert paused["undo_until"]

    undone = desk.do("undo", seq=paused["seq"])

    desk.reaches(undone["seq"])
    assert desk.get("meeting")["state"] == "open"
    assert desk.received[-1]["entries"][0]["corrects"] == {"seq": paused["seq"], "n": 0}
