"""What a process does again and again, for as long as it lives."""

from __future__ import annotations

from collections.abc import Callable

import redis
import structlog
from sqlalchemy.exc import SQLAlchemyError

from deliberate import runtime

log = structlog.get_logger("deliberate.routine")


def keep_doing(work: Callable[[], None], *, every: float) -> None:
    """Do it from now on, with so many seconds between. Whatever goes wrong once, it is done the next time."""
    runtime.spawn(_again_and_again, work, every)


def _again_and_again(work: Callable[[], None], every: float) -> None:
    while True:
        try:
            work()
        except (SQLAlchemyError, redis.RedisError, OSError) as error:
            log.warning("routine.waits", work=work.__qualname__, error=type(error).__name__)
        except Exception:
            log.exception("routine.broke", work=work.__qualname__)
        runtime.sleep(every)
