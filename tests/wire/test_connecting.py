"""Who gets a connection to a room, and what can be sent before and beside it."""

import json

import pytest

from tests.installation import eventually, free_port
from tests.wire_client import NAMESPACE, BareSocket, Client, Refused, guest

ODD_ROOMS = [
    "Meeting/{n}",
    "MEETING/{n}",
    "meeting:{n}",
    "meeting_{n}",
    "meeting-{n}",
    "meeting/ {n}",
    " meeting/{n}",
    "meeting/{n} ",
    "meeting/{n}\n",
    "meeting/{n}\x00",
    "meeting/0{n}",
    "meeting/+{n}",
    "meeting/{n}.0",
    "meeting//{n}",
    "/meeting/{n}",
    "meeting/{n}/",
    "meeting/{n} all",
    "meeting/{n} desk",
    "meeting/{arabic}",
    "meeting/{wide}",
    "ｍeeting/{n}",
    "meeting/-{n}",
    "meeting/0",
    "meeting/",
    "meeting",
    "",
    "meeting/99999999999999999999999999",
    "meeting/999999999999999999",
    "breakout/{n}",
    "network/2",
    "seat:{n}",
]


def _refused(server, room, *, token=None, **options) -> str:
    bare = BareSocket(server.url, **options)
    frame = bare.connect(room, token)
    bare.close()
    assert frame.startswith(f"44{NAMESPACE},"), f"{room!r} was let in"
    error = json.loads(frame[len(f"44{NAMESPACE},") :])
    assert error["data"]["code"] == error["message"]
    assert error["data"]["words"]
    return error["message"]


def test_a_room_has_one_spelling(library, serve, meeting, ana, follow):
    """T-31."""
    server = serve(library)
    follow(server, meeting, ana)
    digits = str(meeting.id)
    other_digits = {
        "arabic": "".join(chr(0x660 + int(digit)) for digit in digits),
        "wide": "".join(chr(0xFF10 + int(digit)) for digit in digits),
    }

    for odd in ODD_ROOMS:
        room = odd.format(n=meeting.id, **other_digits)
        assert _refused(server, room, token=ana.token) == "not_found", repr(room)


@pytest.mark.parametrize("odd", [None, [], ["meeting/1"], {}, {"room": "meeting/1"}, 1, 10**30, 1.5, True, False])
def test_a_room_is_named_by_a_text(serve, meeting, ana, odd):
    """T-31."""
    assert _refused(serve(), odd, token=ana.token) == "not_found"


def test_a_strangers_room_is_as_unknown_as_one_that_does_not_exist(library, serve, meeting, world):
    """T-31: Dee facilitates a table of her own, so it is not for want of an account."""
    server, dee = serve(library), world.person("dee")

    assert _refused(server, meeting.room, token=dee.token) == "not_found"
    assert _refused(server, "meeting/999999", token=dee.token) == "not_found"
    assert _refused(server, f"person/{world.person('ana').id}", token=dee.token) == "not_found"
    Client(server.url, f"person/{dee.id}", token=dee.token).connect().drop()


def test_a_guest_of_one_meeting_is_nobody_in_another(serve, world, meeting):
    """T-31."""
    from tests.cast import convened_meeting

    server, other = serve(), convened_meeting(world)
    rosa = guest(server.url, meeting.code, "Rosa")

    assert _refused(server, other.room, token=rosa.token) == "not_found"
    assert _refused(server, f"person/{rosa.me['person']}", token=rosa.token) == "not_found"
    assert _refused(server, "group/1", token=rosa.token) == "not_found"


@pytest.mark.parametrize("token", ["", "wrong", "x" * 10_000, 7, ["x"], {"a": 1}, True])
def test_a_wrong_token_is_nobody(serve, meeting, token):
    assert _refused(serve(), meeting.room, token=token) == "not_signed_in"


@pytest.mark.parametrize("auth", ["", "[]", '"x"', "7", "null", '{"token": null}'])
def test_connecting_with_anything_else_than_room_and_token_is_refused(serve, auth):
    bare = BareSocket(serve().url)

    bare.say(f"40{NAMESPACE},{auth}")

    assert "wrong_origin" in bare.hear_next(f"44{NAMESPACE}")


# -- origins --------------------------------------------------------------------------------------------------------


def _cookie(person) -> dict[str, str]:
    return {"Cookie": f"deliberate={person.token}"}


def test_our_own_page_comes_in_with_its_cookie(library, serve, meeting, ana):
    """T-37."""
    server = serve(library)

    phone = Client(server.url, meeting.room, headers=_cookie(ana) | {"Origin": server.url}).connect()

    assert phone.me["desk"]
    phone.drop()


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "",
        "http://evil.example",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "http://{here}.evil.example",
        "http://evil.{here}",
        "http://{here}@evil.example",
        "http://evil.example/{here}",
        "http://evil.example?http://{here}",
        "file://{here}",
        "{here}",
        "//{here}",
    ],
)
def test_a_foreign_page_cannot_use_the_cookie(serve, meeting, ana, origin):
    """T-37: cross-site WebSocket hijacking."""
    server = serve()
    headers = _cookie(ana)
    if origin is not None:
        headers["Origin"] = origin.format(here=server.url.removeprefix("http://"))

    assert _refused(server, meeting.room, header=headers) == "wrong_origin"


def test_a_program_needs_no_origin_but_a_foreign_one_is_refused(library, serve, meeting, ana):
    """T-37."""
    server = serve(library)
    Client(server.url, meeting.room, token=ana.token).connect().drop()

    code = _refused(server, meeting.room, token=ana.token, header={"Origin": "http://evil.example"})

    assert code == "wrong_origin"


def test_a_token_counts_before_a_cookie(serve, meeting, ana, world):
    """A page that gives a token is whoever the token says, never the cookie's owner."""
    server = serve()
    dee = world.person("dee")
    headers = _cookie(ana) | {"Origin": server.url}

    assert _refused(server, meeting.room, token=dee.token, header=headers) == "not_found"


def test_only_the_public_address_is_ours_when_there_is_one(alone, serve, meeting, ana):
    """T-37: behind a proxy the Host says nothing."""
    port = str(free_port())
    server = serve(DELIBERATE_URL="http://here.example", DELIBERATE_HOSTS="127.0.0.1", DELIBERATE_PORT=port)

    assert _refused(server, meeting.room, header=_cookie(ana) | {"Origin": server.url}) == "wrong_origin"
    headers = _cookie(ana) | {"Origin": "http://here.example"}
    Client(server.url, meeting.room, headers=headers).connect().drop()


# -- beside the protocol --------------------------------------------------------------------------------------------


def test_what_is_sent_before_connecting_is_not_heard(library, serve, meeting, ana, cai, follow):
    """T-35."""
    server = serve(library)
    desk = follow(server, meeting, ana)
    bare = BareSocket(server.url)

    bare.say(f'42{NAMESPACE},1["act", {json.dumps(_pause())}]')
    bare.say(f'42{NAMESPACE},2["catch_up", {{}}]')
    bare.say('42["act", {}]').say("42[]").say(f"42{NAMESPACE},").say(f'43{NAMESPACE},1["x"]').say(f"41{NAMESPACE},")

    assert bare.connect(meeting.room, cai.token).startswith(f"40{NAMESPACE}")
    assert bare.ask("catch_up", {})["seq"] == desk.seq
    assert desk.catch_up()["messages"] == []


def test_a_namespace_that_is_not_ours_is_refused(library, serve, meeting, ana):
    """T-35."""
    bare = BareSocket(serve(library).url)

    for namespace in ("/", "/admin", "/room/", "/Room", "/room2"):
        bare.say("40" + (f"{namespace}," if namespace != "/" else "") + json.dumps({"token": ana.token}))
        assert bare.hear_next("4").startswith("44"), namespace
    assert bare.connect(meeting.room, ana.token).startswith(f"40{NAMESPACE}")


def test_a_second_connecting_on_the_same_line_changes_nothing(library, serve, world, meeting, ana):
    """T-32: a message authorised for one room never runs in another (Etherpad GHSA-c36r)."""
    from tests.cast import convened_meeting

    server, other = serve(library), convened_meeting(world)
    bare = BareSocket(server.url)
    bare.say(f"40{NAMESPACE}," + json.dumps({"room": meeting.room, "token": ana.token}))
    bare.say(f"40{NAMESPACE}," + json.dumps({"room": other.room, "token": ana.token}))
    bare.say(f"42{NAMESPACE},1" + json.dumps(["act", _act("meetings.arrive", mode="remote")]))

    answer = json.loads(bare.hear_next(f"43{NAMESPACE},1")[len(f"43{NAMESPACE},1") :])[0]

    assert answer["ok"]
    assert bare.ask("catch_up", {}, number=2)["room"] == meeting.room
    assert _seats(world, meeting) == 1
    assert _seats(world, other) == 0


def test_an_act_cannot_name_another_room(library, serve, world, meeting, ana, follow):
    """T-32: Ana facilitates both meetings; a connection is for one."""
    from tests.cast import convened_meeting

    other = convened_meeting(world)
    desk = follow(serve(library), meeting, ana)

    for room in (other.room, "Meeting/1", None, 7, [meeting.room], {}):
        answer = desk.call("act", _act("meetings.open") | {"room": room})
        assert answer["error"]["code"] == "not_found", room
    own = desk.call("act", _act("meetings.open") | {"room": meeting.room})

    assert own["ok"]
    desk.reaches(own["seq"])
    assert desk.get("meeting")["state"] == "open"


def test_a_thing_of_another_room_does_not_exist(serve, world, under_way, ana, follow):
    """T-32: by its number, too."""
    from tests.cast import open_meeting

    other = open_meeting(world)
    desk = follow(serve(), under_way, ana)

    answer = desk.act("meetings.start_item", item=other.items[0], after=None)

    assert answer["error"]["code"] == "not_found"


WRONG_ACTS = [
    None,
    7,
    "act",
    [],
    [1, 2],
    True,
    {},
    {"id": None, "name": "meetings.arrive", "input": {"mode": "remote"}},
    {"name": "meetings.arrive", "input": {"mode": "remote"}},
    {"id": 7, "name": "meetings.arrive", "input": {"mode": "remote"}},
    {"id": "x", "name": "meetings.arrive", "input": {"mode": "remote"}},
    {"id": "0C9E7F1E-7D3E-4A57-9A58-2F6A3A3FD0F5", "name": "meetings.arrive", "input": {"mode": "remote"}},
    {"id": "0c9e7f1e7d3e4a579a582f6a3a3fd0f5", "name": "meetings.arrive", "input": {"mode": "remote"}},
    {"id": "0c9e7f1e-7d3e-4a57-9a58-2f6a3a3fd0f5\n", "name": "meetings.arrive", "input": {"mode": "remote"}},
    {"id": "٠c9e7f1e-7d3e-4a57-9a58-2f6a3a3fd0f5", "name": "meetings.arrive", "input": {"mode": "remote"}},
]
WRONG_NAMES = [
    None,
    7,
    [],
    {},
    True,
    "",
    "meetings",
    "meetings.",
    "meetings.Arrive",
    "arrive",
    "__class__",
    "x" * 100_000,
]
WRONG_INPUTS = [
    None,
    7,
    "mode",
    [],
    [["mode", "remote"]],
    {},
    {"mode": None},
    {"mode": ["remote"]},
    {"mode": {"remote": 1}},
    {"mode": 10**30},
    {"mode": "x" * 100_000},
    {"mode": "remote", "seat": 1},
    {"mode": "remote", "__class__": "x"},
    {"mode": "remote\x00"},
    {"mode": "\ud800"},
]
UUID = "0c9e7f1e-7d3e-4a57-9a58-2f6a3a3fd0f5"


def test_malformed_acts_are_answered_and_everyone_goes_on(library, serve, under_way, ana, cai, follow):
    """T-35."""
    server = serve(library)
    desk, phone = follow(server, under_way, ana), follow(server, under_way, cai)
    was_at = desk.seq

    for wrong in WRONG_ACTS:
        assert _code(phone.call("act", wrong)) == "invalid", wrong
    for wrong in WRONG_NAMES:
        assert _code(phone.call("act", {"id": UUID, "name": wrong, "input": {}})) == "not_found", wrong
    for wrong in WRONG_INPUTS:
        assert _code(phone.call("act", {"id": UUID, "name": "meetings.arrive", "input": wrong})) == "invalid", wrong

    assert phone.do("meetings.leave")["seq"] == was_at + 1
    desk.reaches(was_at + 1)


@pytest.mark.parametrize(
    "wrong", ["0", "-1", "1.5", "٣", "1e3", "0x1", " ", "9" * 5000, 10**30, -1, 0, True, [1], {"a": 1}]
)
def test_a_number_that_is_none_is_answered(serve, under_way, ana, follow, wrong):
    """T-35."""
    desk = follow(serve(), under_way, ana)

    answer = desk.act("meetings.start_item", item=wrong, after=None)

    assert _code(answer) == "invalid"


def test_the_acts_of_the_program_cannot_be_sent(serve, under_way, ana, follow):
    desk = follow(serve(), under_way, ana)
    token = {"token_hash": "x", "device": "x"}
    said = {"name": "Rosa", "language": "en", "public_name": "full"}

    admitted = desk.act("meetings.admit_guest", **said, code=under_way.code, **token)
    elsewhere = desk.act("people.sign_in_by_password", **token)

    assert _code(admitted) == "only_by_joining"
    assert _code(elsewhere) == "not_found"


def test_nonsense_on_the_line_ends_nobody_elses_meeting(library, serve, under_way, ana, cai, follow):
    """T-35, T-64: whoever sends it may be closed, never the server."""
    server = serve(library)
    desk = follow(server, under_way, ana)
    frames = [
        f'42{NAMESPACE},["unknown", 1]',
        f'42{NAMESPACE},5["act", {{}}, {{}}, {{}}]',
        f'42{NAMESPACE},6["act"]',
        f'42{NAMESPACE},["connect"]',
        f'42{NAMESPACE},["disconnect"]',
        f'42{NAMESPACE},["disconnect", 1, 2, 3]',
        f'42{NAMESPACE},99999999999999999999999999["act", {{}}]',
        f"42{NAMESPACE},[]",
        f"42{NAMESPACE},{{}}",
        f"42{NAMESPACE},[[]]",
        f"42{NAMESPACE},[{{}}, 1]",
        f"42{NAMESPACE},[7]",
        f"42{NAMESPACE},[null]",
        f"42{NAMESPACE},not json",
        f'43{NAMESPACE},7["never asked"]',
        f'44{NAMESPACE},{{"message": "x"}}',
        f'451-{NAMESPACE},["act", {{"_placeholder": true, "num": 0}}]',
        f'451-{NAMESPACE},["act", {{"_placeholder": true, "num": 9}}]',
        "46",
        "49",
        "4",
        "2probe",
        "3probe",
        "5",
        "6",
        "9",
        "",
        "x",
        "4" * 5000,
        "2" + "x" * 200_000,
        f"42{NAMESPACE},1[" + "[" * 50_000,
    ]
    for frame in frames:
        bare = BareSocket(server.url)
        bare.connect(under_way.room, cai.token)
        bare.say(frame)
        bare.close()

    paused = desk.do("meetings.pause", reason="Coffee")["seq"]

    desk.reaches(paused)
    assert follow(server, under_way, cai).get("meeting")["pause_reason"] == "Coffee"
    eventually(lambda: desk.online == _own_seats(desk, "ana", "cai"), what="presence of those who are connected")


def test_a_frame_that_is_too_big_closes_its_sender_only(library, serve, under_way, ana, cai, follow):
    """T-35."""
    server = serve(library)
    desk, phone = follow(server, under_way, ana), follow(server, under_way, cai)

    phone.send("meetings.pause", act_id=UUID, reason="x" * 300_000)

    eventually(lambda: not phone.is_connected, what="closing the sender")
    desk.do("meetings.pause", reason="Coffee")


def _pause():
    return _act("meetings.pause", reason="")


def _act(name, **inputs):
    import uuid

    return {"id": str(uuid.uuid4()), "name": name, "input": inputs}


def _code(answer) -> str:
    return "" if answer["ok"] else answer["error"]["code"]


def _seats(world, meeting) -> int:
    from sqlalchemy import func, select

    from deliberate.meetings.models import Seat

    with world.app.app_context(), world.session() as session:
        return session.scalar(select(func.count()).where(Seat.meeting_id == meeting.id))


def _own_seats(client, *names) -> list[int]:
    return sorted(n for n, seat in client.of("seat").items() if seat["name"].split(" ")[0].casefold() in names)


def test_while_the_database_does_not_answer_the_door_says_so_and_opens_again(
    library, alone, serve, meeting, ana, installation
):
    """T-59: a client that is told `busy` comes back by itself."""
    server = serve(library)
    with installation.database_open() as database:
        database.execute("ALTER TABLE sign_ins RENAME TO sign_ins_away")
    with pytest.raises(Refused) as refused:
        Client(server.url, meeting.room, token=ana.token).connect()
    assert refused.value.code == "busy"

    with installation.database_open() as database:
        database.execute("ALTER TABLE sign_ins_away RENAME TO sign_ins")
    assert Client(server.url, meeting.room, token=ana.token).connect().of("agenda_item")
