"""Stories are told with the same browsers as the browser tests; here are their people."""

from collections.abc import Callable

import pytest

from deliberate.people.tokens import hash_of
from tests.browser.conftest import browser, page_for
from tests.cast import Person, World, token_of
from tests.installation import Server
from tests.stories.session import Session, read_session

__all__ = ["browser", "page_for"]


@pytest.fixture
def server(serve: Callable[..., Server]) -> Server:
    """A server for this story alone."""
    return serve()


@pytest.fixture
def session() -> Session:
    """The council's meeting as its minutes tell it."""
    return read_session()


@pytest.fixture
def tc(world: World) -> Person:
    """Facilitates the council, with an account."""
    network = "network/1"
    names = '{"en": "Leadership council"}'
    group = world.program(network, "groups.found_group", code="RLC", kind="assembly", names=names, purposes="{}")[
        "group"
    ]
    person = world.program(
        network,
        "people.register_person",
        name="TC",
        public_name="first_name",
        language="en",
        email="tc@example.org",
    )["person"]
    world.program(f"group/{group}", "groups.admit_member", person=person, role="facilitator")
    world.program(f"person/{person}", "people.sign_in_by_password", token_hash=hash_of(token_of("tc")), device="test")
    return world.person("tc")
