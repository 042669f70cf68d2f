"""The record: nothing in it can be altered without being found, and what is forgotten leaves it whole."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import pytest
from click.testing import CliRunner, Result

from deliberate.cli import main
from deliberate.kernel.db import writer_engine
from deliberate.kernel.forgetting import forget
from deliberate.kernel.record import EntryRow, entries_of, find_room, why_not_intact
from tests.cast import Meeting, Person, World
from tests.every.scenes import asked, object_to


@pytest.fixture
def objected(world: World) -> Meeting:
    """A meeting in which Cai objected to the agenda: an entry with personal words."""
    meeting, agreement = asked(world)
    object_to(world, meeting, agreement)
    return meeting


def verify(world: World) -> Result:
    """`deliberate verify`, as the operator runs it."""
    return CliRunner().invoke(main, ["verify"], env=world.installation.environment)


@contextmanager
def database_of(world: World) -> Iterator[sqlite3.Connection]:
    """The database, in the hands of somebody who goes around the program."""
    with closing(sqlite3.connect(world.installation.folder / "deliberate.sqlite")) as database, database:
        yield database


def test_an_untouched_record_is_whole(world: World, objected: Meeting):
    found = verify(world)

    assert found.exit_code == 0, found.output
    assert "every record is whole" in found.output


OBJECTION = "kind = 'objection_to_agreement'"
ALTERATIONS = {
    "its facts": f"UPDATE entries SET facts = replace(facts, 'agreement', 'agreemend') WHERE {OBJECTION}",
    "its facts, by a space": f"UPDATE entries SET facts = facts || ' ' WHERE {OBJECTION}",
    "its time": f"UPDATE entries SET at = '2020-01-01 00:00:00.000000' WHERE {OBJECTION}",
    "who did it": f"UPDATE entries SET person_id = person_id + 1 WHERE {OBJECTION}",
    "from which seat": f"UPDATE entries SET seat_id = seat_id + 1 WHERE {OBJECTION}",
    "its kind": f"UPDATE entries SET kind = 'agreement_settled' WHERE {OBJECTION}",
    "its number": f"UPDATE entries SET seq = seq + 1000 WHERE {OBJECTION}",
    "what it corrects": f"UPDATE entries SET corrects_seq = 1, corrects_n = 0 WHERE {OBJECTION}",
    "its hash": f"UPDATE entries SET hash = replace(hash, substr(hash, 1, 1), 'f') || '0' WHERE {OBJECTION}",
    "an entry taken out of the middle": "DELETE FROM entries WHERE kind = 'meeting_opened'",
    "the last entry taken away": f"DELETE FROM entries WHERE {OBJECTION}",
    "an entry put in": (
        "INSERT INTO entries SELECT room_id, seq, n + 1, at, person_id, seat_id, kind, facts, personal, corrects_seq,"
        f" corrects_n, hash FROM entries WHERE {OBJECTION}"
    ),
    "the head that was published": "UPDATE rooms SET head = replace(head, substr(head, 1, 2), 'zz') WHERE kind = 'meeting'",
    "personal words": f"UPDATE entries SET personal = replace(personal, 'Too long', 'Too short') WHERE {OBJECTION}",
    "personal words given to an entry that had none": (
        'UPDATE entries SET personal = \'{"words":{"salt":"00","value":"forged"}}\' WHERE kind = \'meeting_opened\''
    ),
}


@pytest.mark.parametrize("what", ALTERATIONS)
def test_whatever_is_altered_is_found(world: World, objected: Meeting, what: str):
    with database_of(world) as database:
        assert database.execute(ALTERATIONS[what]).rowcount == 1

    found = verify(world)

    assert found.exit_code == 1
    assert objected.room in found.output, found.exception


def test_two_entries_that_changed_places_are_found(world: World, objected: Meeting):
    with database_of(world) as database:
        (room,) = database.execute("SELECT id FROM rooms WHERE kind = 'meeting'").fetchone()
        for one, other in ((1, 9001), (2, 1), (9001, 2)):
            database.execute("UPDATE entries SET seq = ? WHERE seq = ? AND room_id = ?", (other, one, room))

    assert verify(world).exit_code == 1


def test_an_entry_that_was_carried_into_another_room_is_found(world: World, objected: Meeting, ana: Person):
    """The chain knows its room: a group's record cannot lend its entries to another group."""
    with database_of(world) as database:
        group, other = (
            database.execute("SELECT id FROM rooms WHERE kind = 'group' AND number = ?", (n,)).fetchone()[0]
            for n in (1, 2)
        )
        database.execute("DELETE FROM entries WHERE room_id = ?", (other,))
        database.execute("UPDATE entries SET room_id = ? WHERE room_id = ?", (other, group))
        database.execute("UPDATE rooms SET head = (SELECT head FROM rooms WHERE id = ?) WHERE id = ?", (group, other))

    assert "group/2" in verify(world).output


def in_the_record(world: World, meeting: Meeting, look: Callable[[EntryRow], object]) -> object:
    with world.app.app_context(), world.session() as session:
        room = find_room(session, meeting.room)
        return next(look(row) for row in entries_of(session, room) if row.kind == "objection_to_agreement")


@pytest.fixture
def forgotten(world: World, objected: Meeting) -> Meeting:
    """The same, after Cai's words were erased."""
    from sqlalchemy import select
    from sqlalchemy.orm import Session

    with world.app.app_context(), Session(writer_engine()) as session, session.begin():
        forget(session.scalars(select(EntryRow).where(EntryRow.kind == "objection_to_agreement")).one())
    return objected


def test_words_are_read_until_they_are_forgotten(world: World, objected: Meeting):
    assert in_the_record(world, objected, lambda row: row.read_facts()["words"]) == "Too long"


def test_forgetting_leaves_the_record_whole(world: World, forgotten: Meeting):
    found = verify(world)

    assert found.exit_code == 0, found.output


def test_forgotten_words_are_nowhere_in_the_record(world: World, forgotten: Meeting):
    assert in_the_record(world, forgotten, lambda row: row.read_facts()["words"]) is None
    with database_of(world) as database:
        everything = json.dumps(database.execute("SELECT facts, personal FROM entries").fetchall())
    assert "Too long" not in everything


def test_a_forgotten_word_cannot_be_guessed_from_what_is_left(world: World, objected: Meeting, cai: Person):
    """Each value has a salt of its own: the same words twice leave two digests."""
    agreement = in_the_record(world, objected, lambda row: row.read_facts()["agreement"])
    for reply, words in (("no_objection", ""), ("objection", "Too long")):
        said = cai.act(objected.room, "meetings.answer_agreement", agreement=agreement, reply=reply, words=words)
        assert said.ok, said

    with database_of(world) as database:
        rows = database.execute(f"SELECT facts FROM entries WHERE {OBJECTION}").fetchall()
    digests = {json.loads(facts)["forgettable"]["words"] for (facts,) in rows}
    assert len(rows) == len(digests) == 2


def test_forgotten_words_show_as_forgotten_in_the_story(world: World, forgotten: Meeting, ana: Person):
    assert ana.act(forgotten.room, "meetings.close").ok

    story = ana.browser.get(f"/meetings/{forgotten.id}").get_data(as_text=True)

    assert "(words that were forgotten at their author’s wish)" in story


def test_a_record_is_proved_against_the_head_that_was_read(world: World, objected: Meeting):
    """Rewriting everything and its head cannot be seen from inside; a head published earlier shows it."""
    with world.app.app_context(), world.session() as session:
        room = find_room(session, objected.room)
        published = room.head
        assert why_not_intact(session, room) is None
        last = list(entries_of(session, room))[-1]

    assert last.hash == published
