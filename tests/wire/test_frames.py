"""Whatever comes on a line, in whatever frames: the others are served, nothing piles up, and no log is filled (T-64)."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
import requests
import websocket
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import convened_meeting
from tests.installation import SLACK, eventually
from tests.wire_client import NAMESPACE, BareSocket

MEGABYTE = 1_000_000
SOME_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
PLACEHOLDERS = st.builds(lambda n: {"_placeholder": True, "num": n}, st.integers(-2, 10**20))
ROOMS = st.sampled_from([f"{NAMESPACE},", f"{NAMESPACE}?x=1,", NAMESPACE, "/,", "/other,", "", ","])
ANSWERS = st.one_of(st.just(""), st.integers(0, 10**120).map(str), st.sampled_from(["٣", "-1", "007"]))
EVENTS = st.one_of(
    st.sampled_from(["act", "catch_up", "connect", "disconnect", "message", "*", "__class__", ""]), SOME_JSON
)
SAID = st.one_of(
    st.builds(lambda event, more: json.dumps([event, *more]), EVENTS, st.lists(SOME_JSON | PLACEHOLDERS, max_size=3)),
    SOME_JSON.map(json.dumps),
    st.integers(1, 60_000).map(lambda depth: "[" * depth),
    st.text(max_size=40),
)
KINDS = st.one_of(
    st.sampled_from(["0", "1", "2", "3", "4", "7", "x", ""]),
    st.builds(lambda kind, count: f"{kind}{count}-", st.sampled_from("56"), st.integers(0, 10**11)),
)
FRAMES = st.one_of(
    st.builds("".join, st.tuples(st.just("4"), KINDS, ROOMS, ANSWERS, SAID)),
    st.sampled_from(["2probe", "3probe", "2", "3", "5", "6", "1", "0", "", "4", "x", "é", "bQUFB", "b!", "4" * 5000]),
    st.text(max_size=30),
    st.binary(max_size=300),
)


def send(line: BareSocket, frame: str | bytes) -> None:
    """Send a frame, of text or of bytes, unless the server has closed by now."""
    with contextlib.suppress(websocket.WebSocketException, OSError):
        line._socket.send_binary(frame) if isinstance(frame, bytes) else line.say(frame)


def test_no_frames_disturb_anybody_else_or_fill_the_log(library, serve, under_way, ana, cai, follow):
    """T-64: before the door and behind it; nobody is said to be here who is not."""
    server = serve(library)
    desk = follow(server, under_way, ana)
    told = len(server.log)

    @settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(frames=st.lists(FRAMES, min_size=1, max_size=6), is_let_in=st.booleans())
    def is_harmless(frames: list[str | bytes], is_let_in: bool) -> None:
        line = BareSocket(server.url)
        if is_let_in:
            assert line.connect(under_way.room, cai.token).startswith(f"40{NAMESPACE}")
        for frame in frames:
            send(line, frame)
        line.close()
        assert requests.get(f"{server.url}/health", timeout=5 * SLACK).ok

    is_harmless()

    paused = desk.do("meetings.pause", reason="Coffee")["seq"]
    desk.reaches(paused)
    eventually(lambda: desk.online == [desk.me["seat"]], what="those who closed being gone")
    lines = [line for line in server.log[told:] if "KeyError" not in line]
    assert len(lines) < 20, "\n".join(lines[-60:])


@pytest.mark.parametrize("count", ["1", "9999999999"])
def test_what_is_announced_and_never_finished_is_not_kept(library, serve, under_way, ana, cai, follow, count):
    """T-64: attachments, forty megabytes of them (CVE-2026-48804); answers to what was never asked; pings without end."""
    server = serve(library)
    desk, announced = follow(server, under_way, ana), json.dumps(["act", {"_placeholder": True, "num": 0}])

    def announce_and_never_finish(lines: int) -> int:
        for _ in range(lines):
            line = BareSocket(server.url)
            line.connect(under_way.room, cai.token)
            send(line, f"45{count}-{NAMESPACE},{announced}")
            for _ in range(10):
                send(line, b"\0" * 200_000)
                send(line, f"43{NAMESPACE},{'9' * 90}[]")
                send(line, "3")
            line.close()
        return server.memory()

    # At first it grows to what it needs for so many at once.
    after_some = announce_and_never_finish(10)
    assert announce_and_never_finish(20) - after_some < 15 * MEGABYTE
    desk.do("meetings.pause", reason="Coffee")


def test_a_line_cannot_be_moved_into_another_room(library, serve, world, under_way, ana, cai, follow):
    """T-32, T-64: by the events with which the library itself tells us of lines."""
    server, other = serve(library), convened_meeting(world)
    desk = follow(server, other, ana)
    line = BareSocket(server.url)
    line.connect(under_way.room, cai.token)

    moving: list[Any] = ["connect", {}, {"room": other.room, "token": cai.token}]
    line.say(f"42{NAMESPACE},7" + json.dumps(moving)).say(f"42{NAMESPACE},8" + json.dumps(moving[:2]))
    line.say(f"42{NAMESPACE},9" + json.dumps(["disconnect", "x"]))

    assert line.ask("catch_up", {}, number=1)["room"] == under_way.room
    desk.do("meetings.open")
    assert desk.online == []
    line.close()
