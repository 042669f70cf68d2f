"""Coming in with the code, by a program."""

import pytest

from tests.wire_client import Client, guest, join


@pytest.fixture
def code(meeting):
    return meeting.code


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param(str.lower, id="small letters"),
        pytest.param(lambda code: code.replace("-", ""), id="without the dash"),
        pytest.param(lambda code: f" {code[:2]} {code[2:]} ", id="with spaces"),
        pytest.param(lambda code: code.replace("-", "–"), id="with the long dash that phones make"),
        pytest.param(lambda code: code.replace("0", "O").replace("1", "l"), id="with what looks alike"),
    ],
)
def test_a_code_typed_as_people_type_lets_in(serve, code, typed):
    """T-38."""
    assert join(serve().url, typed(code), "Rosa").status_code == 201


@pytest.mark.parametrize("wrong", ["", "ABCD", "ABCD-EFGH", "U" * 8, "7KQ2-M4XD-7KQ2", "\x00", "７ＫＱ２-Ｍ４ＸＤ"])
def test_a_wrong_code_lets_nobody_in(serve, meeting, wrong):
    """T-38."""
    refused = join(serve().url, wrong, "Rosa")

    assert (refused.status_code, refused.json()["error"]["code"]) == (404, "code_not_valid")


@pytest.mark.parametrize("wrong", [None, 12345678, ["7KQ2-M4XD"], {"a": 1}, True])
def test_a_code_that_is_no_text_lets_nobody_in(serve, meeting, wrong):
    assert join(serve().url, wrong, "Rosa").status_code == 404


@pytest.mark.parametrize("name", ["", "   ", "​", "x" * 81, None, ["Rosa"], {"a": "b"}])
def test_nobody_comes_in_without_a_name_that_can_be_read(serve, code, name):
    refused = join(serve().url, code, name)

    assert (refused.status_code, refused.json()["error"]["code"]) == (422, "invalid")
    assert "name" in refused.json()["error"]["fields"]


def test_a_renewed_code_lets_in_and_the_old_one_does_not(library, serve, meeting, ana, follow):
    """T-38."""
    server, old = serve(library), meeting.code
    assert join(server.url, old, "Rosa").status_code == 201

    desk = follow(server, meeting, ana)
    desk.reaches(desk.do("meetings.renew_code")["seq"])

    assert join(server.url, old, "Pau").status_code == 404
    assert join(server.url, desk.get("invitation")["join_code"], "Pau").status_code == 201


def test_who_is_inside_stays_when_the_code_is_renewed(serve, meeting, ana):
    server = serve()
    rosa = guest(server.url, meeting.code, "Rosa")

    desk = Client(server.url, meeting.room, token=ana.token).connect()
    desk.do("meetings.renew_code")

    rosa.do("meetings.arrive", mode="remote")


def test_a_closed_meeting_lets_nobody_in(serve, under_way, ana, follow):
    """T-38."""
    server, code = serve(), under_way.code
    assert join(server.url, code, "Rosa").status_code == 201

    follow(server, under_way, ana).do("meetings.close")

    assert join(server.url, code, "Pau").status_code == 404


def test_a_draft_lets_nobody_in(serve, world):
    from tests.cast import draft_meeting

    draft = draft_meeting(world)

    assert join(serve().url, draft.code, "Rosa").status_code == 404


@pytest.mark.usefixtures("alone")
def test_guessing_codes_is_stopped_and_a_right_code_still_lets_in(library, serve, meeting):
    """T-38: a whole hall shares one address, so what is limited is wrong codes, never people."""
    server = serve(library)

    answers = [join(server.url, f"AAAA-{n:04}", "Guesser").status_code for n in range(300)]

    assert answers[0] == 404
    assert answers[-1] == 429
    assert join(server.url, meeting.code, "Rosa").status_code == 201


@pytest.mark.usefixtures("alone")
def test_guessing_on_the_page_and_by_program_counts_together(serve, meeting, world):
    """T-38."""
    import requests

    server = serve()
    for n in range(130):
        requests.get(f"{server.url}/join/AAAA-{n:04}", timeout=30)

    assert join(server.url, "AAAA-AAAA", "Guesser").status_code == 429


def test_a_hundred_people_come_in_from_one_address(serve, meeting):
    """T-38."""
    server = serve()

    answers = {join(server.url, meeting.code, f"Person {n}").status_code for n in range(100)}

    assert answers == {201}
