"""Which green library the server runs on: eventlet (the default), gevent, or none.

`DELIBERATE_ASYNC` chooses. The command line's short jobs and the test process run on none: plain threads, nothing patched.
"""

from __future__ import annotations

import gc
import os
import resource
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

T = TypeVar("T")

LIBRARIES = ("eventlet", "gevent")
CONNECTIONS = 8192
NEEDED_DESCRIPTORS = 1024
COLLECTED_AFTER = (5_000, 20, 50)
"""Objects that are new, and collections of the young, before garbage is looked for."""
HOPELESS = 25
"""After so many times the limit a blocked hub is reported without waiting for it to turn again."""

patched: str | None = None


class Event(Protocol):
    """Something that happens once and can be waited for."""

    def set(self) -> Any: ...
    def wait(self, timeout: float | None = None) -> Any: ...
    def is_set(self) -> bool: ...


def patch() -> None:
    """Make the standard library cooperative. Must run before anything else is imported."""
    global patched
    wanted = os.environ.get("DELIBERATE_ASYNC", "eventlet")
    if wanted not in LIBRARIES:
        raise SystemExit(f"DELIBERATE_ASYNC is {wanted!r}; it must be one of: {', '.join(LIBRARIES)}")
    if patched:
        return

    if wanted == "eventlet":
        _patch_eventlet()
    else:
        _patch_gevent()
    patched = wanted


def _patch_eventlet() -> None:
    # The retirement notice is known and answered by gevent being tested beside it: see docs/choices.md.
    os.environ.setdefault("EVENTLET_HUB", "epolls" if sys.platform == "linux" else "poll")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import eventlet

    eventlet.monkey_patch()


def _patch_gevent() -> None:
    from gevent import monkey

    monkey.patch_all()
    _let_psycopg2_wait_in_gevent()


def _let_psycopg2_wait_in_gevent() -> None:
    """eventlet patches psycopg2 by itself; under gevent its waiting is ours to arrange."""
    from gevent.socket import wait_read, wait_write
    from psycopg2 import OperationalError, extensions

    def wait(connection: Any) -> None:
        while True:
            state = connection.poll()
            if state == extensions.POLL_OK:
                return
            if state == extensions.POLL_READ:
                wait_read(connection.fileno())
            elif state == extensions.POLL_WRITE:
                wait_write(connection.fileno())
            else:
                raise OperationalError(f"psycopg2 waits for something unknown: {state}")

    extensions.set_wait_callback(wait)


def socketio_mode() -> str:
    """The name of this runtime among Socket.IO's async modes."""
    return patched or "threading"


def spawn(work: Callable[..., Any], *arguments: Any) -> None:
    """Start work beside this one: a greenlet, or a daemon thread when nothing is patched."""
    if patched == "eventlet":
        import eventlet

        eventlet.spawn(work, *arguments)
    elif patched == "gevent":
        import gevent

        gevent.spawn(work, *arguments)
    else:
        threading.Thread(target=work, args=arguments, daemon=True).start()


def sleep(seconds: float = 0) -> None:
    """Let others run, for at least so long."""
    if patched == "eventlet":
        import eventlet

        eventlet.sleep(seconds)
    elif patched == "gevent":
        import gevent

        gevent.sleep(seconds)
    else:
        time.sleep(seconds)


def new_event() -> Event:
    """An event of the runtime's own kind (patched threading gives cooperative ones)."""
    return threading.Event()


def offload(work: Callable[[], T]) -> T:
    """Run `work` in a real thread while the hub goes on.

    Only the commit of a SQLite connection and the hashing of a password are given to it: C code that waits or computes and
    touches nothing of ours. A lock shared between a real thread and the hub deadlocks, so no logging and no SQLAlchemy there.
    """
    if patched == "eventlet":
        from eventlet import tpool

        return tpool.execute(work)  # type: ignore[no-any-return]
    if patched == "gevent":
        import gevent

        return gevent.get_hub().threadpool.apply(work)  # type: ignore[no-any-return]
    return work()


def collect_garbage_seldom() -> None:
    """What is loaded by now stays. Looking through all of it for garbage, again and again, would stop everybody for tenths of a second."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED_AFTER)


def raise_descriptor_limit() -> int:
    """Ask for as many open files as the system allows; the number that a thousand people need is checked by the caller."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS * 2 if hard == resource.RLIM_INFINITY else min(hard, CONNECTIONS * 2)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    return soft


def watch_for_blocking(limit: float, report: Callable[[str], None]) -> None:
    """Report the stack of whatever keeps the hub from turning for longer than `limit` seconds (used by the tests).

    The watcher is a real thread; it touches no lock of the hub's and only reads its frames. Time in which the machine gave this
    process no core is not held against it; that is known only once the hub turns again, so it is the hub that judges. When the
    watcher itself could not look, either the hub kept the interpreter and its core, or the machine stood still.
    """
    hub = os.getpid()
    turned, busy = [_own_time(hub)], [_busy_time(hub)]
    stacks: list[str] = []
    hub_thread = _real("threading").get_ident()

    def turn() -> None:
        while True:
            late, worked = _own_time(hub) - turned[0], _busy_time(hub) - busy[0]
            if late > limit and (stacks or worked > limit / 2):
                report(_blocked(late, stacks))
            turned[0], busy[0] = _own_time(hub), _busy_time(hub)
            stacks.clear()
            sleep(limit / 10)

    def watch() -> None:
        pause = _real("time").sleep
        while True:
            pause(limit / 4)
            late = _own_time(hub) - turned[0]
            if late > limit / 2 and not stacks:
                frame = sys._current_frames().get(hub_thread)
                stacks.append("".join(traceback.format_stack(frame)) if frame else "")
            if late > limit * HOPELESS and len(stacks) == 1:
                report(_blocked(late, stacks))
                stacks.append("told")

    spawn(turn)
    _real("_thread").start_new_thread(watch, ())


def _blocked(seconds: float, stacks: list[str]) -> str:
    return f"the hub was blocked for {seconds:.3f} s\n{stacks[0] if stacks else '(nobody could look where)'}\n"


def _own_time(thread: int) -> float:
    """Seconds that went by, less those in which this thread wanted a core and had none (Linux tells them)."""
    return time.monotonic() - _schedule(thread)[1]


def _busy_time(thread: int) -> float:
    """Seconds in which this thread had a core."""
    return _schedule(thread)[0]


def _schedule(thread: int) -> tuple[float, float]:
    try:
        with open(f"/proc/self/task/{thread}/schedstat", "rb") as file:
            ran, waited, _ = file.read().split()
    except OSError:
        return 0.0, 0.0
    return int(ran) / 1e9, int(waited) / 1e9


def _real(module: str) -> Any:
    """A standard module as it was before patching."""
    if patched == "eventlet":
        from eventlet import patcher

        return patcher.original(module)
    if patched == "gevent":
        from gevent import monkey

        class Original:
            def __getattr__(self, name: str) -> Any:
                return monkey.get_original(module, name)

        return Original()
    import importlib

    return importlib.import_module(module)
