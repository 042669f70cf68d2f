"""The same meeting at a server that dies twenty times: what was acknowledged is stored, and what was shown is true."""

from __future__ import annotations

from collections import Counter

import pytest

from deliberate.kernel.db import reading_session
from deliberate.meetings.models import Meeting
from deliberate.meetings.queries import record_of
from tests.cast import draft_meeting
from tests.stories.dying import DyingServer, Hall
from tests.wire_client import Client, guest

DEATHS = 20
LISTENERS = 20


@pytest.mark.faults
@pytest.mark.timeout(300)
def test_a_server_that_dies_twenty_times_forgets_nothing_and_shows_nothing_untrue(serve, world, tc, session):
    """T-05, T-06, T-07: killed before and after the commit, after the telling, and from outside while an act is on its way."""
    meeting = draft_meeting(world, host="tc", group="RLC", titles=tuple(session.agenda))
    assert tc.act(meeting.room, "meetings.convene").ok
    dying = DyingServer(serve, deaths=DEATHS, seed=session.title)
    desk = Client(dying.url, meeting.room, token=tc.token).connect()
    devices = [guest(dying.url, meeting.code, f"Listener {number}") for number in range(LISTENERS)]
    hall = Hall(dying, desk, devices)

    hold(hall, session)

    assert dying.deaths == DEATHS
    assert hall.agenda() == session.agreed_agenda
    hall.still_knows_every_answer()
    hall.agrees_with_a_new_device()
    stored = record(world, meeting.id)
    assert hall.shown().items() <= stored.items()
    assert Counter(kind for kind, _ in stored.values()) >= Counter(
        person_arrived=LISTENERS + len(session.members),
        agreement_asked=2,
        agreement_settled=1,
        item_moved=1,
        item_started=len(session.agenda),
        item_finished=len(session.agenda),
        meeting_opened=1,
        meeting_closed=1,
    )
    assert max(Counter(str(one) for one in stored.values()).values()) == 1, "something happened twice"
    assert "every record is whole" in world.installation.command("verify").stdout


def hold(hall: Hall, session) -> None:
    """The whole meeting, act by act; each is asked for until it is answered."""
    for device in hall.devices:
        hall.act(device, "meetings.arrive", mode="in_the_room")
    for name in session.members:
        hall.act(hall.desk, "meetings.seat_person", name=name, person="", mode="through_a_steward")
    hall.act(hall.desk, "meetings.open")

    asked = hall.act(hall.desk, "meetings.ask_agreement")["agreement"]
    objector = hall.devices[0]
    hall.act(objector, "meetings.answer_agreement", agreement=asked, reply="objection", words=session.wish)
    moved = hall.items()[session.agenda.index(session.moved)]
    hall.act(hall.desk, "meetings.move_item", item=moved, before=hall.items()[1])
    asked = hall.act(hall.desk, "meetings.ask_agreement")["agreement"]
    for device in hall.devices:
        hall.act(device, "meetings.answer_agreement", agreement=asked, reply="no_objection", words="")
    hall.act(hall.desk, "meetings.settle_agreement", agreement=asked)

    current: int | str = ""
    for item in hall.items():
        hall.act(hall.desk, "meetings.start_item", item=item, after=current)
        current = item
    hall.act(hall.desk, "meetings.finish_item", item=current)
    hall.act(hall.desk, "meetings.close")


def record(world, number: int) -> dict[tuple[int, int], tuple[str, str]]:
    """The record as it is stored: what happened, by its number."""
    with world.app.app_context(), reading_session() as session:
        rows = record_of(session, session.get_one(Meeting, number))
        return {(row.seq, row.n): (row.kind, str(row.read_facts())) for row in rows}
