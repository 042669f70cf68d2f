"""Acts of one room, done by several processes, in the order of their numbers: whatever comes too early waits a moment for the others."""

from __future__ import annotations

from deliberate.kernel.messages import Bundle

PATIENCE = 0.1
"""Seconds that a bundle waits for those before it. Then it is told without them, and whoever misses them asks."""
REMEMBERED = 10_000


class Order:
    """Where each room is, as far as this process has heard."""

    def __init__(self) -> None:
        self._reached: dict[str, int] = {}
        self._held: dict[str, dict[int, tuple[float, Bundle]]] = {}
        self._epoch: str | None = None

    def now_in(self, epoch: str) -> None:
        """The installation is in that epoch: what was heard in another one counts no more."""
        if epoch != self._epoch:
            self._epoch = epoch
            self._reached.clear()
            for room, held in list(self._held.items()):
                self._held[room] = {seq: one for seq, one in held.items() if one[1].epoch == epoch}
                if not self._held[room]:
                    del self._held[room]

    def forget(self, room: str) -> None:
        """Begin with this room anew, as if nothing had been heard of it."""
        self._reached.pop(room, None)

    def reached(self, room: str) -> int:
        """The number up to which this process has heard of the room; 0 when it never has."""
        return self._reached.get(room, 0)

    def pass_over(self, room: str, seq: int) -> list[Bundle]:
        """What has a number up to this need not come any more; what waited for it can be told now."""
        if seq > self._reached.get(room, -1):
            self._remember(room, seq)
        return self._ready(room)

    def take(self, bundle: Bundle, now: float) -> list[Bundle]:
        """What can be told now that this bundle is here; nothing while others must come first, or when it comes too late.

        The first that is heard of a room waits in any case: nobody knows yet whether one before it is on its way.
        """
        reached = self._reached.get(bundle.room)
        if (reached is not None and bundle.seq <= reached) or self._epoch not in (None, bundle.epoch):
            return []
        self._held.setdefault(bundle.room, {})[bundle.seq] = (now, bundle)
        return [] if reached is None else self._ready(bundle.room)

    def overdue(self, now: float) -> list[Bundle]:
        """What has waited long enough, and what follows it."""
        told = []
        for room, held in list(self._held.items()):
            since, first = held[min(held)]
            if since + PATIENCE <= now:
                self._remember(room, first.after)
                told += self._ready(room)
        return told

    def _ready(self, room: str) -> list[Bundle]:
        held, ready = self._held.pop(room, {}), []
        for seq in sorted(held):
            _, bundle = held[seq]
            if bundle.after > self._reached[room]:
                break
            del held[seq]
            if seq > self._reached[room]:
                self._remember(room, seq)
                ready.append(bundle)
        if held:
            self._held[room] = held
        return ready

    def _remember(self, room: str, seq: int) -> None:
        self._reached.pop(room, None)
        self._reached[room] = seq
        if len(self._reached) > REMEMBERED:
            del self._reached[next(iter(self._reached))]
