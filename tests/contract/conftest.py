"""One contract for both databases: a world on SQLite and one on PostgreSQL, in which the same is done."""

from __future__ import annotations

from dataclasses import dataclass

import psycopg2
import pytest

from deliberate.kernel.db import Base, db
from tests.cast import World
from tests.installation import Installation

TABLES = sorted(Base.metadata.tables)
KEEP = "CREATE SCHEMA kept; " + "".join(f"CREATE TABLE kept.{table} AS TABLE public.{table}; " for table in TABLES)
# As replicas do: what is put back was whole, and is put back table by table.
EMPTY = "SET session_replication_role = replica; " + "".join(f"DELETE FROM public.{table}; " for table in TABLES)
PUT_BACK = "INSERT INTO public.{table} SELECT * FROM kept.{table}; "
COUNT_ANEW = "SELECT setval(format('public.%I', name)::regclass, at, called) FROM kept.numbers"
KEEP_NUMBERS = (
    "CREATE TABLE kept.numbers AS SELECT sequencename AS name, coalesce(last_value, 1) AS at, last_value IS NOT NULL AS called"
    " FROM pg_sequences WHERE schemaname = 'public'"
)


@dataclass
class OnPostgres:
    """A world on PostgreSQL that can be brought back to its first day, as `World` on SQLite is."""

    world: World

    def __post_init__(self) -> None:
        self._say(KEEP + KEEP_NUMBERS)
        filled = [table for table in TABLES if self._say(f"SELECT count(*) FROM {table}")]
        self._put_back = EMPTY + "".join(PUT_BACK.format(table=table) for table in filled) + COUNT_ANEW
        # What a power cut leaves is not looked at here.
        name = self.world.installation.database.rsplit("/", 1)[1]
        self._say(f"ALTER DATABASE {name} SET synchronous_commit = off")
        with self.world.app.app_context():
            for engine in db.engines.values():
                engine.dispose()

    def renew(self) -> World:
        """The world, whatever has happened in it since."""
        self._say(self._put_back)
        self.world.app.extensions["deliberate"].writer.publish_to(lambda bundles: None)
        self.world.doors._pace._paid_until.clear()
        return self.world

    def _say(self, words: str) -> int:
        """Have SQL done in one transaction; the first number that it finds, if it finds any."""
        with psycopg2.connect(self.world.installation.database.replace("+psycopg2", "")) as connection:
            cursor = connection.cursor()
            cursor.execute(words)
            found = cursor.fetchone() if cursor.description else None
        connection.close()
        return found[0] if found else 0


@pytest.fixture(scope="session")
def on_postgres(postgres, tmp_path_factory) -> OnPostgres:
    """The cast on PostgreSQL, in a database that sorts as Catalans do, and not by numbers of letters as SQLite."""
    database = postgres.fresh_database(sorted_as="ca-ES")
    installation = Installation(tmp_path_factory.mktemp("contract"), database=database)
    installation.migrate()
    world = World(installation)
    world.fill()
    return OnPostgres(world)


@pytest.fixture
def other_world(on_postgres: OnPostgres) -> World:
    """The same world as `world`, on PostgreSQL."""
    return on_postgres.renew()


@pytest.fixture
def both(world: World, other_world: World) -> tuple[World, World]:
    """The world on each database."""
    return world, other_world


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest) -> World:
    """The world on one database, and then on the other."""
    found: World = request.getfixturevalue("world" if request.param == "sqlite" else "other_world")
    return found
