"""The database goes up and down with data in it, and is what the models say, on both engines (T-68)."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade
from sqlalchemy import MetaData, inspect, select

from deliberate.config import ROOT
from deliberate.kernel.db import Base, writer_engine
from deliberate.kernel.record import Room, why_not_intact
from tests.cast import World, open_meeting
from tests.installation import Installation

FOLDER = str(ROOT / "migrations")
REVISIONS = [script.revision for script in reversed(list(ScriptDirectory(FOLDER).walk_revisions()))]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Installation:
    """An installation whose database has nothing in it, on both engines."""
    if request.param == "sqlite":
        return Installation(tmp_path)
    return Installation(tmp_path, database=request.getfixturevalue("postgres").fresh_database())


@pytest.fixture
def lived_in(empty: Installation) -> World:
    """The same with the cast in it, and a meeting that is on."""
    empty.migrate()
    world = World(empty)
    world.fill()
    open_meeting(world)
    return world


def test_the_migrated_database_is_what_the_models_say(empty: Installation):
    """T-68"""
    empty.migrate()

    with empty.app().app_context(), writer_engine().connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_it_goes_down_and_up_again_with_data_in_it(lived_in: World):
    """T-68: each step back and forth, down to nothing."""
    with lived_in.app.app_context():
        for earlier in [*reversed(REVISIONS[:-1]), "base"]:
            downgrade(FOLDER, revision=earlier)
        left = set(inspect(writer_engine()).get_table_names())
        assert left == {"alembic_version"}

        for later in REVISIONS:
            upgrade(FOLDER, revision=later)
        assert set(inspect(writer_engine()).get_table_names()) == {"alembic_version", *Base.metadata.tables}


def test_a_server_is_ready_when_its_database_is_set_up(empty: Installation):
    """T-59: and says so to whoever asks."""
    assert empty.app().test_client().get("/ready").status_code == 503

    empty.migrate()

    assert empty.app().test_client().get("/ready").status_code == 200


def test_going_up_twice_changes_nothing(lived_in: World):
    with lived_in.app.app_context():
        before = rows_of_everything()
        upgrade(FOLDER)

        assert rows_of_everything() == before


def test_the_record_is_whole_on_both_engines(lived_in: World):
    with lived_in.app.app_context(), lived_in.session() as session:
        rooms = session.scalars(select(Room)).all()

        assert len(rooms) > 10
        assert [why for room in rooms if (why := why_not_intact(session, room))] == []


def test_pages_are_read_on_both_engines(lived_in: World):
    ana = lived_in.person("ana").browser

    for path in ("/", "/groups", "/groups/MOB", "/me", "/meetings/1", "/meetings/1/live"):
        assert ana.get(path).status_code == 200, path


def test_a_senseless_address_is_not_found_on_both_engines(lived_in: World):
    ana = lived_in.person("ana").browser

    for path in (
        "/groups/%00",
        "/groups/" + "x" * 3000,
        f"/meetings/{2**63}",
        f"/meetings/{2**31}",
        "/join/%00",
        "/groups/%ED%A0%80",
    ):
        assert ana.get(path).status_code == 404, path
    assert ana.get("/meetings/" + "9" * 5000).status_code == 404


def test_a_senseless_number_is_refused_on_both_engines(lived_in: World):
    ana = lived_in.person("ana")

    for number in (2**31, 2**53 - 1):
        assert ana.act("meeting/1", "meetings.remove_item", item=number).code == "not_found"
        assert ana.act("meeting/1", "undo", seq=number).code == "cannot_be_undone"
        assert (
            ana.act("meeting/1", "meetings.seat_person", person=number, name="", mode="remote").code == "not_a_member"
        )
        assert ana.act(f"meeting/{number}", "meetings.leave").code == "not_found"


def rows_of_everything() -> dict[str, int]:
    metadata = MetaData()
    with writer_engine().connect() as connection:
        metadata.reflect(connection)
        return {name: len(connection.execute(select(table)).all()) for name, table in metadata.tables.items()}
