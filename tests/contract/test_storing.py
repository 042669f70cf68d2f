"""What is stored comes back as it was, and the database itself forbids what must never be: the same on SQLite and on PostgreSQL."""

from __future__ import annotations

import threading
import uuid
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session

from deliberate.kernel import clock, outbox
from deliberate.kernel.db import writer_engine
from deliberate.kernel.outbox import OutboxRow
from deliberate.kernel.record import ActRow, Room, find_room, why_not_intact
from deliberate.meetings.models import AgendaItem, Seat
from deliberate.meetings.models import Meeting as MeetingRow
from deliberate.meetings.queries import possible_presenters
from tests.cast import Answer, Meeting, World, convened_meeting, draft_meeting, open_meeting

pytestmark = pytest.mark.postgres

NEW_ITEM = {"purpose": "inform", "minutes": None, "presenter": None, "parent": None}
WRITTEN = {
    "accents": "Ràdio Gràcia, l’Eixample, ikastola, mañana",
    "letters in two parts": "Cafe\u0301",
    "a family": "👩‍👩‍👧‍👦 and 🏳️‍🌈",
    "from right to left": "שלום עולם and مرحبا",
    "signs of a search": "100% of _all_ \\ 'quotes' \" ; -- /* */",
    "a zero byte": "be\x00fore",
    "half a letter": "be\ud800fore",
    "an override": "abc\u202edef",
    "as long as may be": "x" * 200,
    "too long": "x" * 201,
    "very long": "é" * 500_000,
    "nothing to see": "\u200b\u200b",
}
MOMENTS = {
    "in the summer": datetime(2026, 7, 1, 12, 30, 15, 123456, tzinfo=UTC),
    "in another zone": datetime(2026, 7, 1, 12, 30, 15, 999999, tzinfo=ZoneInfo("Europe/Madrid")),
    "in the hour that comes twice, the first time": datetime(
        2026, 10, 25, 2, 30, fold=0, tzinfo=ZoneInfo("Europe/Madrid")
    ),
    "in the hour that comes twice, the second time": datetime(
        2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Madrid")
    ),
    "on a leap day": datetime(2028, 2, 29, 23, 59, 59, 1, tzinfo=timezone(timedelta(hours=-11))),
    "long ago": datetime(1890, 1, 1, tzinfo=UTC),
    "far away": datetime(9999, 12, 30, tzinfo=UTC),
}
KEPT = {
    "words": {"ç": "l·l", "emoji": "🙂", "": "\u0000", "quotes": "\"'\\"},
    "numbers": {"big": 2**70, "small": -1, "half": 0.1, "none": None, "yes": True},
    "nested": {"a": [{"b": [[], {}]}], "order": ["z", "a"]},
}


# -- texts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", WRITTEN)
def test_a_text_is_stored_or_refused_alike(both: tuple[World, World], what: str):
    """T-45: a zero byte, which PostgreSQL cannot keep, never gets there."""
    (here, kept_here), (there, kept_there) = (titled(world, WRITTEN[what]) for world in both)

    assert there == here
    assert kept_there == kept_here
    assert here.ok == bool(kept_here)


def titled(world: World, title: str) -> tuple[Answer, str | None]:
    meeting = draft_meeting(world, titles=())
    answer = world.person("ana").act(meeting.room, "meetings.add_item", title=title, **NEW_ITEM)
    with world.app.app_context(), world.session() as session:
        answer.undo_until = None  # it is asked at another moment
        return answer, session.scalar(select(AgendaItem.title).where(AgendaItem.meeting_id == meeting.id))


def test_names_are_listed_in_the_order_in_which_people_look_them_up(both: tuple[World, World]):
    """Wherever a database would put À, ñ and small letters."""
    names = ["Zoe Nord", "Àngel Mas", "ana Bru", "Ñaki Ro", "Nora Pi", "Öz Al", "Eva Ll", "Èlia Ma"]
    listed = []
    for world in both:
        meeting = open_meeting(world)
        for name in names:
            meeting.guest(name)
        with world.app.app_context(), world.session() as session:
            people = possible_presenters(session, session.get_one(MeetingRow, meeting.id))
            listed.append([person.name for person in people if person.name in names])

    assert listed[0] == ["ana Bru", "Àngel Mas", "Èlia Ma", "Eva Ll", "Ñaki Ro", "Nora Pi", "Öz Al", "Zoe Nord"]
    assert listed[1] == listed[0]


# -- moments, JSON, numbers -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("which", MOMENTS)
def test_a_moment_comes_back_to_the_microsecond(either: World, which: str):
    """T-70: aware, in UTC, and compared as a moment."""
    moment = MOMENTS[which]
    with either.app.app_context(), Session(writer_engine()) as session, session.begin():
        outbox.post(session, room_id=1, act_id="tests", n=0, kind="tests", payload={}, due=moment)
        session.flush()
        session.expire_all()
        found = session.scalars(select(OutboxRow).where(OutboxRow.due_at == moment)).one()

        assert (found.due_at, found.due_at.tzinfo) == (moment.astimezone(UTC), UTC)
        past = select(func.count()).select_from(OutboxRow)
        assert session.scalar(past.where(OutboxRow.due_at < moment, OutboxRow.kind == "tests")) == 0
        assert session.scalar(past.where(OutboxRow.due_at <= moment, OutboxRow.kind == "tests")) == 1
        session.rollback()


def test_a_moment_without_a_zone_is_a_mistake(either: World):
    with either.app.app_context(), Session(writer_engine()) as session:
        outbox.post(session, room_id=1, act_id="t", n=0, kind="t", payload={}, due=datetime(2026, 1, 1))  # noqa: DTZ001

        with pytest.raises(StatementError):
            session.flush()


@pytest.mark.parametrize("what", KEPT)
def test_json_comes_back_as_it_was(either: World, what: str):
    with either.app.app_context(), Session(writer_engine()) as session:
        outbox.post(session, room_id=1, act_id="tests", n=0, kind="tests", payload=KEPT[what], due=clock.now())
        session.flush()
        session.expire_all()

        assert session.scalars(select(OutboxRow.payload).where(OutboxRow.kind == "tests")).one() == KEPT[what]


@pytest.mark.parametrize("number", [0, -1, 2**31 - 1, 2**31, 2**53, 2**63, 2**64, 10**30, "9" * 400])
def test_a_number_that_no_column_holds_is_answered_alike(both: tuple[World, World], number: object):
    """T-31, T-36."""
    answers = []
    for world in both:
        meeting, ana = open_meeting(world), world.person("ana")
        answers.append(
            [
                ana.act(meeting.room, "meetings.start_item", item=number, after=None),
                ana.act(meeting.room, "undo", seq=number),
                ana.act(f"meeting/{number}", "meetings.open"),
                ana.browser.get(f"/meetings/{number}").status_code,
            ]
        )

    assert answers[1] == answers[0]
    assert not any(answer.ok or answer.code == "broken" for answer in answers[0][:3])
    assert answers[0][3] == 404


# -- what must never be ---------------------------------------------------------------------------------------------


def test_the_database_itself_refuses_what_is_twice_or_leads_nowhere(either: World):
    """An act's id in a room, a seat of nobody, a row of a room that is not there."""
    meeting = open_meeting(either)
    with either.app.app_context(), Session(writer_engine()) as session:
        act = dict(session.execute(select(*ActRow.__table__.c).limit(1)).mappings().one())
        seat = dict(session.execute(select(*Seat.__table__.c).limit(1)).mappings().one())
        room = session.get_one(MeetingRow, meeting.id).room_id
    wrong: list[tuple[type, dict[str, Any]]] = [
        (ActRow, {name: value for name, value in act.items() if name != "id"}),
        (ActRow, {**act, "id": 10**6, "act_id": "x", "room_id": 10**6}),
        (Seat, {name: value for name, value in seat.items() if name != "id"}),
        (Seat, {**seat, "id": 10**6, "person_id": 10**6}),
        (Room, {"kind": "meeting", "number": meeting.id, "seq": 0, "head": ""}),
        (
            OutboxRow,
            {"id": 10**6, "room_id": 10**6, "act_id": "", "n": 0, "kind": "", "payload": {}, "due_at": act["at"]},
        ),
        (
            OutboxRow,
            {"id": 10**6, "room_id": room, "act_id": None, "n": 0, "kind": "", "payload": {}, "due_at": act["at"]},
        ),
    ]

    for model, values in wrong:
        with either.app.app_context(), Session(writer_engine()) as session, pytest.raises(IntegrityError):
            session.execute(
                insert(model).values(attempts=0, **values) if model is OutboxRow else insert(model).values(**values)
            )


# -- writing --------------------------------------------------------------------------------------------------------


def test_an_act_counts_once_and_a_refused_one_not_at_all(either: World):
    """T-15: by its id; the same id with other content is another act, and refused."""
    meeting, ana, cai = convened_meeting(either), either.person("ana"), either.person("cai")
    act_id, before = str(uuid.uuid4()), titles(meeting)

    first = ana.act(meeting.room, "meetings.add_item", act_id=act_id, title="Bikes", **NEW_ITEM)
    again = ana.act(meeting.room, "meetings.add_item", act_id=act_id, title="Bikes", **NEW_ITEM)
    other = ana.act(meeting.room, "meetings.add_item", act_id=act_id, title="Trains", **NEW_ITEM)
    foreign = cai.act(meeting.room, "meetings.add_item", title="Never", **NEW_ITEM)

    assert (first.ok, again) == (True, first)
    assert (other.code, foreign.code) == ("id_used_before", "only_facilitators")
    assert titles(meeting) == [*before, "Bikes"]


def test_two_writers_at_once_leave_one_whole_record(either: World):
    """T-18, T-68: as two processes do on one database; each number once, in one chain, and each act done."""
    meeting, other = open_meeting(either), World(either.installation)
    people = [(world, handle) for world in (either, other) for handle in ("ana", "bo", "cai")]
    begun, done = seq_of(meeting), []

    def come_and_go(world: World, handle: str) -> None:
        person, modes = world.person(handle), ("remote", "in_the_room")
        done.extend(person.act(meeting.room, "meetings.arrive", mode=modes[n % 2]) for n in range(8))

    threads = [threading.Thread(target=come_and_go, args=each) for each in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [answer for answer in done if not answer.ok] == []
    with either.app.app_context(), either.session() as session:
        room = find_room(session, meeting.room)
        numbers = session.scalars(select(ActRow.seq).where(ActRow.room_id == room.id).order_by(ActRow.seq)).all()
        assert why_not_intact(session, room) is None
        assert list(numbers) == list(range(1, room.seq + 1))
        assert room.seq > begun + 8


def seq_of(meeting: Meeting) -> int:
    with meeting.world.app.app_context(), meeting.world.session() as session:
        return find_room(session, meeting.room).seq


def titles(meeting: Meeting) -> list[str]:
    with meeting.world.app.app_context(), meeting.world.session() as session:
        agenda = select(AgendaItem.title).where(AgendaItem.meeting_id == meeting.id).order_by(AgendaItem.position)
        return list(session.scalars(agenda))
