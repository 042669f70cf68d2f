"""What every test can ask for: an installation with the cast in it, people, meetings, and the services behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deliberate.kernel import limits
from tests import services
from tests.cast import Meeting, Person, World, convened_meeting, open_meeting
from tests.installation import Installation

BEGUN_FIRST = ("stories", "demo", "browser", "faults", "wire", "every")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long begins first, the longest tests before all, so that at the end nobody waits for one."""
    folders = {name: place for place, name in enumerate(BEGUN_FIRST)}
    items.sort(key=lambda item: folders.get(item.path.parent.name, len(folders)))


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An installation with the cast, made once; tests get copies."""
    installation = Installation(tmp_path_factory.mktemp("prepared"))
    installation.migrate()
    world = World(installation)
    world.fill()
    # Packed once for all: the copies link to it.
    world.app.extensions["deliberate"].static.serve(world.app.wsgi_app)
    return installation


@pytest.fixture
def installation(prepared: Installation, tmp_path: Path) -> Installation:
    """An installation of this test's own, on SQLite."""
    return prepared.copy_to(tmp_path)


@pytest.fixture(scope="session")
def common_world(prepared: Installation, tmp_path_factory: pytest.TempPathFactory) -> World:
    """A world in which one test comes after the other: what was learned about its queries and templates is kept."""
    return World(prepared.copy_to(tmp_path_factory.mktemp("common") / "installation"))


@pytest.fixture
def world(request: pytest.FixtureRequest, prepared: Installation) -> World:
    """An installation seen from inside: this test's own when it asks for one or for a server, else the common one, as on its first day."""
    if "installation" in request.fixturenames or "serve" in request.fixturenames:
        return World(request.getfixturevalue("installation"))
    common: World = request.getfixturevalue("common_world")
    prepared.renew(common.installation)
    common.app.extensions["deliberate"].writer.publish_to(lambda bundles: None)
    common.doors._pace._paid_until.clear()
    return common


@pytest.fixture
def ana(world: World) -> Person:
    """Facilitates Mobility."""
    return world.person("ana")


@pytest.fixture
def bo(world: World) -> Person:
    """Takes minutes for Mobility."""
    return world.person("bo")


@pytest.fixture
def cai(world: World) -> Person:
    """A member of Mobility."""
    return world.person("cai")


@pytest.fixture
def dee(world: World) -> Person:
    """Facilitates Housing; a stranger to Mobility."""
    return world.person("dee")


@pytest.fixture
def meeting(world: World) -> Meeting:
    """A convened session of Mobility with three items."""
    return convened_meeting(world)


@pytest.fixture
def under_way(world: World) -> Meeting:
    """The same, open, with Ana, Bo and Cai in the room."""
    return open_meeting(world)


@pytest.fixture(autouse=True)
def nobody_has_tried_yet() -> None:
    """What other tests typed in vain does not count: the limits of this process are kept in its memory."""
    limits.tries.own.storage.reset()


@pytest.fixture(scope="session")
def postgres() -> Iterator[services.Postgres]:
    """A PostgreSQL server, started once when the first test asks."""
    with services.postgres() as server:
        yield server


@pytest.fixture
def redis() -> Iterator[services.Redis]:
    """A Redis server of this test's own."""
    with services.redis_server() as server:
        yield server


@pytest.fixture(scope="session")
def prepared_on_postgres(postgres: services.Postgres, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a database with the cast in it."""
    installation = Installation(tmp_path_factory.mktemp("template"), database=postgres.fresh_database())
    installation.migrate()
    World(installation).fill()
    return installation.database.rsplit("/", 1)[1]


@pytest.fixture
def several_world(
    postgres: services.Postgres, prepared_on_postgres: str, redis: services.Redis, tmp_path: Path
) -> World:
    """The cast, on PostgreSQL and with Redis, so that several processes may serve it."""
    database = postgres.fresh_database(like=prepared_on_postgres)
    settings = {"DELIBERATE_REDIS": redis.url, "DELIBERATE_DRAIN": "1"}
    return World(Installation(tmp_path, database=database, settings=settings))


@pytest.fixture(params=["eventlet", "gevent"])
def library(request: pytest.FixtureRequest) -> str:
    """Both green libraries, one after the other."""
    return str(request.param)


@pytest.fixture
def serve(world: World) -> Iterator[Callable]:
    """Start a server for this test's installation: `serve()` or `serve("gevent")`. It ends with the test."""
    from contextlib import ExitStack

    with ExitStack() as stack:
        yield lambda library="eventlet", **more: stack.enter_context(world.installation.serving(library, **more))
