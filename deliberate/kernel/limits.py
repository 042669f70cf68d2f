"""How often something may be tried, in memory. Never by address alone: a whole hall shares one."""

from __future__ import annotations

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from deliberate.kernel.errors import TooMany

# Fixed windows, because the memory storage forgets their keys; those of moving windows it keeps for ever.
_tries = FixedWindowRateLimiter(MemoryStorage())


class Limit:
    """So many tries, such as `10/10 minutes`, for each key."""

    def __init__(self, name: str, allowed: str) -> None:
        self._name = name
        self._allowed = parse(allowed)

    def count(self, key: str) -> None:
        """Count one try; raises TooMany when there were enough."""
        if not _tries.hit(self._allowed, self._name, key):
            raise TooMany

    def refuse_if_spent(self, key: str) -> None:
        """Raise TooMany when no try is left, without counting one."""
        if not _tries.test(self._allowed, self._name, key):
            raise TooMany
