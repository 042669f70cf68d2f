"""What goes past the libraries is what they would have sent: the same bytes, and the same message out of a client's mask."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from engineio.async_drivers.eventlet import WebSocketWSGI
from eventlet.websocket import RFC6455WebSocket
from flask import Flask
from flask_socketio import SocketIO
from hypothesis import given
from hypothesis import strategies as st
from socketio.packet import EVENT
from socketio.packet import Packet as SocketPacket

from deliberate import lines

SIZES = (0, 1, 125, 126, 65_535, 65_536, 300_000)


def engine():
    return SocketIO(Flask("tests"), async_mode="eventlet").server.eio


def library_websocket():
    return RFC6455WebSocket(SimpleNamespace(), {})


def test_the_libraries_are_inside_as_we_take_them():
    """When this fails after an update, messages still arrive, by the library's own way, and cost three times as much."""
    assert lines.as_expected(engine())


def test_another_driver_is_noticed():
    other = engine()
    without_eventlet = other._async

    for part in ("websocket", "thread"):
        other._async = without_eventlet | {part: object}
        assert not lines.as_expected(other)
    assert not lines.as_expected(SimpleNamespace())


def test_our_driver_is_for_one_server_only():
    ours, other = engine(), engine()

    lines.hold(ours)

    assert ours._async["websocket"] is lines.Driver
    assert other._async["websocket"] is WebSocketWSGI


@pytest.mark.parametrize("size", SIZES)
def test_a_frame_is_the_librarys_to_the_byte(size):
    for payload in ("ñ" * (size // 2) + "x" * (size % 2), b"\x00\xff" * (size // 2)):
        assert lines.frame(payload) == library_websocket()._pack_message(payload)


def test_a_binary_event_and_its_attachments_go_in_one_piece():
    event = SocketPacket(EVENT, data=["drawn", {"strokes": b"\x01\x02", "by": 3}], namespace="/room").encode()

    announced, attached = event
    assert (type(announced), type(attached)) == (str, bytes)
    packed = [library_websocket()._pack_message(payload) for payload in (f"4{announced}", attached)]
    assert lines.framed(event) == b"".join(packed)


@given(data=st.binary(max_size=300), mask=st.binary(min_size=4, max_size=4), offset=st.integers(0, 9))
def test_unmasking_is_the_librarys(data, mask, offset):
    mask = tuple(mask)

    assert lines.unmasked(data, mask, len(data), offset) == RFC6455WebSocket._apply_mask(data, mask, len(data), offset)
