"""How often something may be tried, and how fast somebody may act. Never by address alone: a whole hall shares one."""

from __future__ import annotations

import hashlib
import hmac
import time

import redis
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import FixedWindowRateLimiter

from deliberate import runtime
from deliberate.kernel.errors import TooMany

PATIENCE = 0.5
"""Seconds that the counters of all processes are waited for; without them each process counts by itself."""


class Tries:
    """Where tries are counted: in the memory of this process, or for all processes of an installation together."""

    def __init__(self) -> None:
        # Fixed windows, because the memory storage forgets their keys; those of moving windows it keeps for ever.
        self.own = FixedWindowRateLimiter(MemoryStorage())
        self._shared: FixedWindowRateLimiter | None = None
        self._secret = b""

    def share(self, url: str, secret: str) -> None:
        """Count in that Redis from now on. What is tried for (an e-mail address) cannot be read there."""
        pool = redis.ConnectionPool.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE)
        self._secret = secret.encode()
        prefix = f"deliberate:{self._sealed('tries')[:16]}"
        self._shared = FixedWindowRateLimiter(RedisStorage("redis://", connection_pool=pool, key_prefix=prefix))

    def hit(self, allowed: RateLimitItem, name: str, key: str) -> bool:
        """Count one try; False when there were enough."""
        return self._asked("hit", allowed, name, key)

    def test(self, allowed: RateLimitItem, name: str, key: str) -> bool:
        """Whether a try is left."""
        return self._asked("test", allowed, name, key)

    def _asked(self, question: str, allowed: RateLimitItem, name: str, key: str) -> bool:
        if self._shared is not None:
            try:
                return bool(getattr(self._shared, question)(allowed, name, self._sealed(key)))
            except (redis.RedisError, ValueError):  # it is away, or somebody has put something else there
                pass  # each process by itself is better than no limit, and than nobody coming in
        return bool(getattr(self.own, question)(allowed, name, key))

    def _sealed(self, key: str) -> str:
        return hmac.new(self._secret, key.encode(), hashlib.sha256).hexdigest()


tries = Tries()


class Limit:
    """So many tries, such as `10/10 minutes`, for each key."""

    def __init__(self, name: str, allowed: str) -> None:
        self._name = name
        self._allowed = parse(allowed)

    def count(self, key: str) -> None:
        """Count one try; raises TooMany when there were enough."""
        if not tries.hit(self._allowed, self._name, key):
            raise TooMany

    def refuse_if_spent(self, key: str) -> None:
        """Raise TooMany when no try is left, without counting one."""
        if not tries.test(self._allowed, self._name, key):
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
