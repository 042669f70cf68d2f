"""Questions of one kind that come at the same moment, answered together: for a thousand people who come back at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from deliberate import runtime

Asked = TypeVar("Asked")
Told = TypeVar("Told")

ANSWERED_AT_ONCE = 100
"""Questions that are answered before others may run."""


@dataclass
class _Batch(Generic[Asked, Told]):
    asked: list[Asked] = field(default_factory=list)
    answered: runtime.Event = field(default_factory=runtime.new_event)
    told: Sequence[Told | Exception] = ()


class Gathered(Generic[Asked, Told]):
    """One place where questions are asked. Answered together is what came before the hub turned, or during the answer before.

    `answer` is given all of them, and returns for each, in their order, what it is told, or the exception that is raised to it.
    """

    def __init__(self, answer: Callable[[Sequence[Asked]], Sequence[Told | Exception]]) -> None:
        self._answer = answer
        self._waiting: deque[_Batch[Asked, Told]] = deque()
        self._at_work = False

    def ask(self, asked: Asked) -> Told:
        """Ask one question, and wait for what it is told."""
        if not self._waiting or len(self._waiting[-1].asked) == ANSWERED_AT_ONCE:
            self._waiting.append(_Batch())
        batch = self._waiting[-1]
        number = len(batch.asked)
        batch.asked.append(asked)
        if not self._at_work:
            self._at_work = True
            runtime.spawn(self._answer_all)
        batch.answered.wait()
        told = batch.told[number]
        if isinstance(told, Exception):
            raise told
        return told

    def _answer_all(self) -> None:
        try:
            while self._waiting:
                batch = self._waiting.popleft()
                try:
                    batch.told = self._answer(batch.asked)
                except Exception as error:  # noqa: BLE001 - whatever it is, those who asked must hear of it
                    batch.told = [error] * len(batch.asked)
                batch.answered.set()
                runtime.sleep()
        finally:
            self._at_work = False
