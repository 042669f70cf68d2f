"""What fault tests share: everything here kills, cuts or fills something."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.forge import Forge


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder is marked `faults`."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.faults)


@pytest.fixture(scope="session")
def forges() -> Iterator[Callable[[str], Forge]]:
    """Where servers come from quickly, for each library."""
    made: dict[str, Forge] = {}

    def forge_of(library: str) -> Forge:
        if library not in made:
            made[library] = Forge(library)
        return made[library]

    yield forge_of
    for forge in made.values():
        forge.close()
