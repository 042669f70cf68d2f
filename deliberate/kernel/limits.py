"""How often something may be tried, and how fast somebody may act; in memory. Never by address alone: a whole hall shares one."""

from __future__ import annotations

import time

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from deliberate import runtime
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


class Pace:
    """How fast each key may go: so many at once, then so many a second; what comes faster waits its turn.

    The generic cell rate algorithm (ITU-T I.371): for each key one moment is kept, at which all that it did so far is paid for.
    """

    LONGEST_WAIT = 5.0
    """Seconds that somebody is made to wait; what would have to wait longer is refused."""
    REMEMBERED = 10_000

    def __init__(self, *, at_once: int, per_second: float) -> None:
        self._between = 1 / per_second
        self._ahead = at_once / per_second
        self._paid_until: dict[int, float] = {}

    def take_turn(self, key: int) -> None:
        """Wait until it is this key's turn; raises TooMany at once when it would have to wait too long."""
        now = time.monotonic()
        paid_until = max(now, self._paid_until.get(key, now)) + self._between
        wait = paid_until - self._ahead - now
        if wait > self.LONGEST_WAIT:
            raise TooMany("too_fast")
        if len(self._paid_until) >= self.REMEMBERED:
            self._paid_until = {key: moment for key, moment in self._paid_until.items() if moment > now}
        self._paid_until[key] = paid_until
        if wait > 0:
            runtime.sleep(wait)
