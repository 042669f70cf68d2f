"""Simulated members: they arrive, answer and leave, so that one person alone can try a whole meeting.

What they know to do is `HABITS`: one function for each kind of thing that a meeting asks of its members.
A new kind of act gets its habit here.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from deliberate.demo.device import Device, LostLine, SentAway, a_moment
from deliberate.kernel import clock, language
from deliberate.kernel.language import N_
from deliberate.meetings.models import NOT_LIVE

MARKED = N_("%(name)s · simulation")
OBJECTION = N_("The decision needs more time than is planned for it. Could we give it ten minutes more?")
POINT = N_("A bench where one can wait sitting down")
WHY = N_("Many of us cannot stand for long. It would take five minutes.")

STEP = 0.5
COMES_BACK_AFTER = (0.5, 3.0)
AWAY_FOR = (15.0, 25.0)
PONDERS = (2.0, 9.0)
TAKES_BACK_AFTER = (20.0, 30.0)
ASKS_AT_THE_DOOR = (2.0, 4.0)
CAN_STAY = timedelta(minutes=6)


@dataclass(frozen=True)
class Character:
    """Who a simulated member is. `arrives` is after how many seconds, counted from the opening for who comes late."""

    name: str
    mode: str = "in_the_room"
    arrives: float = 3.0
    comes_late: bool = False
    objects_first: bool = False
    has_a_point: bool = False
    leaves_early: bool = False
    has_bad_wifi: bool = False


CHARACTERS = (
    Character("Fina", arrives=2),
    Character("Bakartxo", arrives=5, has_a_point=True),
    Character("Gaspar", arrives=9, objects_first=True),
    Character("Wren", mode="remote", arrives=14, has_bad_wifi=True),
    Character("Ezti", arrives=20),
    Character("Celestí", arrives=27, leaves_early=True),
    Character("Hortensia", mode="remote", arrives=35),
    Character("Odei", arrives=20, comes_late=True),
    Character("Perpetua", arrives=42),
    Character("Quimet", arrives=46),
    Character("Zuriñe", mode="telephone", arrives=50),
    Character("Basil", arrives=55),
)
MOST = len(CHARACTERS)


class Member:
    """One simulated member in one meeting, from the door to the end."""

    def __init__(self, character: Character, address: str, code: str, *, reader_language: str, zone: str) -> None:
        self.character = character
        self.language = reader_language
        self.zone = ZoneInfo(zone)
        name = language.say(reader_language, MARKED, name=character.name)
        self.device = Device(address, code, name=name, language=reader_language)
        self._intended: dict[Any, tuple[float, Callable[[], object]]] = {}
        self._done: set[Any] = set()

    def take_part(self, still_wanted: Callable[[], bool]) -> None:
        """Live in the meeting until it is over, or until nobody wants simulated members any more."""
        try:
            while self.device.waits and still_wanted():
                time.sleep(a_moment(*ASKS_AT_THE_DOOR))
                self.device.ask_at_the_door()
            self._connect()
            while still_wanted() and not self._is_over:
                self._follow()
            if self.is_here and not self._is_over:
                self.device.act("meetings.leave")
        except SentAway:
            pass
        finally:
            self.device.drop()

    @property
    def is_here(self) -> bool:
        """Arrived and not gone."""
        seat = self.device.my_seat
        return bool(seat.get("arrived_at")) and not seat.get("left_at")

    @property
    def _is_over(self) -> bool:
        return self.device.meeting.get("state") in NOT_LIVE

    def intend(self, what: Any, *, after: float, do: Callable[[], object]) -> None:
        """Do something once, after so many seconds; saying it again changes nothing."""
        if what not in self._done and what not in self._intended:
            self._intended[what] = (time.monotonic() + after, do)

    def act(self, name: str, /, **inputs: Any) -> Callable[[], object]:
        """An act to be done later."""
        return lambda: self.device.act(name, **inputs)

    def lose_the_line(self) -> None:
        """Be without a connection for a while, as happens on bad wifi."""
        self.device.drop()
        time.sleep(a_moment(*AWAY_FOR))
        self._connect()

    def _follow(self) -> None:
        try:
            self.device.listen(STEP)
            for habit in HABITS:
                habit(self)
            self._do_what_is_due()
        except LostLine:
            time.sleep(a_moment(*COMES_BACK_AFTER))
            self._connect()

    def _do_what_is_due(self) -> None:
        now = time.monotonic()
        for what in [what for what, (due, _) in self._intended.items() if due <= now]:
            _, do = self._intended.pop(what)
            self._done.add(what)
            do()

    def _connect(self) -> None:
        for attempt in range(20):
            try:
                return self.device.connect()
            except LostLine:
                time.sleep(a_moment(*COMES_BACK_AFTER) + attempt)
        raise SentAway("no answer")


def say_whether(member: Member) -> None:
    """Say beforehand that one comes, and how."""
    character, state = member.character, member.device.meeting.get("state")
    if state == "convened" and not member.device.my_seat.get("arrived_at"):
        member.intend(
            "say whether", after=a_moment(0, 2), do=member.act("meetings.say_whether", answer=character.mode, words="")
        )


def arrive(member: Member) -> None:
    """Come in, also after the program was started anew; who comes late waits until the meeting has begun."""
    character, state = member.character, member.device.meeting.get("state")
    if character.comes_late and state == "convened":
        return
    if not member.is_here:
        member.intend("arrive", after=character.arrives, do=member.act("meetings.arrive", mode=character.mode))


def answer_agreement(member: Member) -> None:
    """Say whether one objects. One member objects to the first question, with a reason, and takes it back after a while."""
    asked = member.device.of("agreement")
    for number, agreement in asked.items():
        if agreement["state"] != "asked" or not member.is_here:
            continue
        answer = {"agreement": number, "reply": "no_objection", "words": ""}
        if member.character.objects_first and number == min(asked):
            objection = {**answer, "reply": "objection", "words": language.say(member.language, OBJECTION)}
            member.intend(
                ("object", number), after=a_moment(*PONDERS), do=member.act("meetings.answer_agreement", **objection)
            )
            member.intend(
                ("answer", number),
                after=a_moment(*TAKES_BACK_AFTER),
                do=member.act("meetings.answer_agreement", **answer),
            )
        else:
            member.intend(
                ("answer", number), after=a_moment(*PONDERS), do=member.act("meetings.answer_agreement", **answer)
            )


def suggest_a_point(member: Member) -> None:
    """One member has something for the agenda, and says so soon after arriving."""
    me = member.device.my_seat.get("person")
    said = any((it["person"] or {}).get("person") == me for it in member.device.of("suggestion").values())
    if member.character.has_a_point and member.is_here and not said:
        point = {"title": language.say(member.language, POINT), "words": language.say(member.language, WHY)}
        asks = member.act("meetings.suggest_item", purpose="consult", minutes=5, presents="", **point)
        member.intend("suggest", after=a_moment(*PONDERS), do=asks)


def leave_early(member: Member) -> None:
    """Say that one has to leave early, and go then, or already when any other business begins."""
    seat, meeting = member.device.my_seat, member.device.meeting
    if not member.character.leaves_early or not member.is_here or meeting.get("state") != "open":
        return
    until = (clock.now() + CAN_STAY).astimezone(member.zone).strftime("%H:%M")
    member.intend("say until when", after=a_moment(*PONDERS), do=member.act("meetings.leave_early", until=until))

    current = member.device.of("agenda_item").get(meeting.get("current_item") or 0, {})
    time_is_up = bool(seat.get("leaves_at")) and seat["leaves_at"] <= clock.iso(clock.now())
    if time_is_up or current.get("purpose") == "any_other_business":
        member.intend("leave", after=a_moment(*PONDERS), do=member.act("meetings.leave"))


def lose_the_line(member: Member) -> None:
    """Lose the connection once, some time after the meeting has begun, and come back to where everybody is."""
    if member.character.has_bad_wifi and member.is_here and member.device.meeting.get("state") == "open":
        member.intend("lose the line", after=a_moment(20, 40), do=member.lose_the_line)


HABITS: tuple[Callable[[Member], None], ...] = (
    say_whether,
    arrive,
    suggest_a_point,
    answer_agreement,
    leave_early,
    lose_the_line,
)
