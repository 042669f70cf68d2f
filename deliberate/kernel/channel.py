"""How processes tell each other at once what was done: a channel of Redis (or Valkey).

It is a hint and nothing more. What it loses is found in the database; while it is away, everything else goes on.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import time
from collections import deque
from collections.abc import Callable

import redis
import structlog
from redis.backoff import NoBackoff
from redis.retry import Retry

from deliberate import runtime
from deliberate.kernel.messages import Bundle
from deliberate.kernel.routine import keep_doing

WAITING_TO_BE_SENT = 10_000
"""Bundles that wait while the channel is away; of more, the oldest are dropped."""
PATIENCE = 2.0
"""Seconds without a sign after which the channel counts as lost."""
BEAT_EVERY = 0.5
RETRY_AFTER = 0.3
WARN_EVERY = 2.0
SEAL = hashlib.sha256().digest_size

log = structlog.get_logger("deliberate.channel")


class Channel:
    """This process's end of it. What is sent is sealed with the installation's secret: others may use the same Redis."""

    def __init__(self, url: str, secret: str, hear: Callable[[Bundle], None]) -> None:
        self._secret = secret.encode()
        self._name = f"deliberate:{self._seal(b'channel').hex()[:16]}"
        self._me = secrets.token_bytes(8)
        self._hear = hear
        self._unsent: deque[bytes] = deque(maxlen=WAITING_TO_BE_SENT)
        self._wake = runtime.new_event()
        self._heard_at = 0.0
        self._forged = 0
        self._client = redis.Redis.from_url(
            url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE, retry=Retry(NoBackoff(), 0)
        )

    @property
    def is_up(self) -> bool:
        """Whether what is sent comes back to us: then others hear it, too."""
        return time.monotonic() - self._heard_at < PATIENCE

    def start(self) -> None:
        """Listen and send from now on, whenever the channel is there."""
        keep_doing(self._warn, every=WARN_EVERY)
        keep_doing(self._listen, every=RETRY_AFTER)
        keep_doing(self._send, every=RETRY_AFTER)

    def tell(self, bundle: Bundle) -> None:
        """Have the other processes told, soon; never waits."""
        self._put(json.dumps(bundle.as_json(), ensure_ascii=False, separators=(",", ":")).encode())

    def _put(self, text: bytes) -> None:
        said = self._me + text
        self._unsent.append(self._seal(said) + said)
        self._wake.set()

    def _listen(self) -> None:
        with self._client.pubsub(ignore_subscribe_messages=True) as listening:  # type: ignore[no-untyped-call]
            listening.subscribe(self._name)
            since = time.monotonic()
            while True:
                message = listening.get_message(timeout=PATIENCE)
                if message is not None:
                    self._take(message["data"])
                    runtime.sleep()  # whoever floods the channel must not stop this process
                elif time.monotonic() - max(since, self._heard_at) > PATIENCE:
                    raise redis.TimeoutError("not even our own signs come back")

    def _take(self, sealed: bytes) -> None:
        seal, said = sealed[:SEAL], sealed[SEAL:]
        if not hmac.compare_digest(seal, self._seal(said)):
            self._forged += 1
        elif said.startswith(self._me):
            self._heard_at = time.monotonic()
        elif text := said[len(self._me) :]:
            self._read(text)

    def _warn(self) -> None:
        if self._forged:
            log.warning("channel.forged", messages=self._forged)
            self._forged = 0

    def _read(self, text: bytes) -> None:
        try:
            bundle = Bundle.from_json(json.loads(text))
        except (ValueError, TypeError, KeyError, AttributeError):
            # A process of another version has said it; what it did is found in the database.
            log.warning("channel.unread")
            return
        self._hear(bundle)

    def _send(self) -> None:
        while True:
            if not self._unsent:
                self._wake = runtime.new_event()
                if not self._unsent and not self._wake.wait(BEAT_EVERY):
                    self._put(b"")
            sealed = self._unsent[0]
            self._client.publish(self._name, sealed)
            # It may have been dropped meanwhile, being the oldest of too many.
            if self._unsent and self._unsent[0] is sealed:
                self._unsent.popleft()

    def _seal(self, text: bytes) -> bytes:
        return hmac.digest(self._secret, text, "sha256")
