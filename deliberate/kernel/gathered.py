"""Questions of one kind that come at the same moment, answered together: for a thousand people who come back at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from deliberate import runtime

Asked = TypeVar("Asked")
Told = TypeVar("Told")

ANSWERED_AT_ONCE = 100
"""Questions that are answered before others may run."""


@dataclass
class _Question(Generic[Asked, Told]):
    asked: Asked
    answered: runtime.Event = field(default_factory=runtime.new_event)
    told: Told | Exception | None = None


class Gathered(Generic[Asked, Told]):
    """One place where questions are asked. Answered together is what came before the hub turned, or during the answer before.

    `answer` is given all of them, and returns for each, in their order, what it is told, or the exception that is raised to it.
    """

    def __init__(self, answer: Callable[[Sequence[Asked]], Sequence[Told | Exception]]) -> None:
        self._answer = answer
        self._waiting: list[_Question[Asked, Told]] = []
        self._at_work = False

    def ask(self, asked: Asked) -> Told:
        """Ask one question, and wait for what it is told."""
        question: _Question[Asked, Told] = _Question(asked)
        self._waiting.append(question)
        if not self._at_work:
            self._at_work = True
            runtime.spawn(self._answer_all)
        question.answered.wait()
        if isinstance(question.told, Exception):
            raise question.told
        return question.told  # type: ignore[return-value]

    def _answer_all(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:ANSWERED_AT_ONCE], self._waiting[ANSWERED_AT_ONCE:]
                for question, told in zip(batch, self._told([one.asked for one in batch]), strict=True):
                    question.told = told
                    question.answered.set()
                runtime.sleep()
        finally:
            self._at_work = False

    def _told(self, asked: Sequence[Asked]) -> Sequence[Told | Exception]:
        try:
            return self._answer(asked)
        except Exception as error:  # noqa: BLE001 - whatever it is, those who asked must hear of it
            return [error] * len(asked)
