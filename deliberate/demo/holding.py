"""Plan, call, hold and call off the meetings of the invented network, each at its time."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from deliberate.attachments import store
from deliberate.demo import shapes
from deliberate.demo.acting import ZONE, Acting
from deliberate.kernel import clock
from deliberate.kernel.db import reading_session
from deliberate.meetings.models import Meeting

EVENING = 18
CALLED = timedelta(days=7)
BEGINS_IN = timedelta(minutes=20)
TALKED = timedelta(minutes=4)


class Holding:
    """The meetings, one after the other."""

    def __init__(self, acting: Acting, folder: Path) -> None:
        self._acting = acting
        self._folder = folder

    def plan(self, meeting: shapes.Meeting) -> None:
        """Call people to a meeting, and let happen what happened in it."""
        starts = self._start_of(meeting)
        facilitator = self._acting.facilitator_of(meeting.groups[0])
        called_for = starts - timedelta(days=meeting.happened.postponed_by)
        with clock.set_to(min(self._acting.now, called_for - CALLED)):
            room = self._convene(meeting, facilitator, called_for)
        if called_for != starts:
            self._postpone(meeting, room, facilitator, called_for, starts)
        if meeting.state == "convened":
            with clock.set_to(self._acting.now):
                self._expect(meeting, room)
            return
        course = {"held": self._hold, "cancelled": self._cancel, "not_held": self._miss, "on_paper": self._enter}
        course[meeting.happened.course](meeting, room, facilitator, starts)

    def _convene(self, meeting: shapes.Meeting, facilitator: str, starts: datetime) -> str:
        host, *others = meeting.groups
        drafted = self._acting.person(
            facilitator,
            self._acting.group_room(host),
            "meetings.draft_meeting",
            kind=meeting.kind,
            title=meeting.title,
            hall=self._acting.halls[meeting.hall],
            place="",
            starts_at=_on_the_clock(starts),
            planned_minutes=meeting.planned_minutes,
            language=meeting.language,
            zone=ZONE,
            with_groups=",".join(str(self._acting.groups[code]) for code in others),
        )
        room = f"meeting/{drafted['meeting']}"
        for item in meeting.agenda:
            self._add(item, room, facilitator)
        self._acting.person(facilitator, room, "meetings.convene")
        return room

    def _add(self, item: shapes.Item, room: str, facilitator: str, parent: int | str = "") -> None:
        added = self._acting.person(
            facilitator,
            room,
            "meetings.add_item",
            title=item.title,
            purpose=item.purpose,
            minutes=item.minutes,
            presenter=self._acting.people[item.presenter] if item.presenter else "",
            parent=parent,
        )
        for part in item.parts:
            self._add(part, room, facilitator, parent=added["item"])
        if item.paper:
            self._attach(item.paper, room, facilitator, added["item"])

    def _attach(self, paper: tuple[str, str], room: str, facilitator: str, item: int) -> None:
        """As a form with a file does: the bytes are kept before the act that hangs them on the item."""
        name, content = paper[0], paper[1].encode()
        digest = store.digest_of(content)
        announced = {"person": self._acting.people[facilitator], "kind": "txt", "size": len(content), "digest": digest}
        file = self._acting.program(room, "attachments.announce_file", **announced)["file"]
        store.write(self._folder, digest, file, content)
        self._acting.person(facilitator, room, "attachments.attach", file=file, item=item, name=name)

    def _expect(self, meeting: shapes.Meeting, room: str) -> None:
        """People say whether they come, and what else they would like to talk about."""
        for point in meeting.suggestions:
            self._acting.person(point.handle, room, "meetings.suggest_item", **point.as_input())
        for reply in meeting.replies:
            self._acting.person(reply.handle, room, "meetings.say_whether", answer=reply.answer, words=reply.words)

    def _postpone(
        self, meeting: shapes.Meeting, room: str, facilitator: str, called_for: datetime, starts: datetime
    ) -> None:
        with clock.set_to(called_for - timedelta(days=2)):
            to = {"reason": meeting.happened.reason, "starts_at": _on_the_clock(starts)}
            self._acting.person(facilitator, room, "meetings.postpone", **to)

    def _cancel(self, meeting: shapes.Meeting, room: str, facilitator: str, starts: datetime) -> None:
        with clock.set_to(starts - timedelta(hours=6)):
            self._acting.person(facilitator, room, "meetings.cancel", reason=meeting.happened.reason)

    def _miss(self, meeting: shapes.Meeting, room: str, facilitator: str, starts: datetime) -> None:
        """Too few came."""
        self._arrive(meeting.attended[:3], room, starts)
        with clock.set_to(starts + timedelta(minutes=25)):
            why = {"because": "no_quorum", "reason": meeting.happened.reason}
            self._acting.person(facilitator, room, "meetings.declare_not_held", **why)

    def _enter(self, meeting: shapes.Meeting, room: str, facilitator: str, starts: datetime) -> None:
        """It was held on paper, and somebody enters it on the next day."""
        beginning, *points = self._items(room)
        told: list[dict[str, Any]] = [{"item": beginning.id, "minutes": 5}]
        for item, words in zip(points, meeting.happened.notes, strict=False):
            told.append({"item": item.id, "minutes": item.minutes, "words": words})
        with clock.set_to(starts + timedelta(days=1)):
            self._acting.person(
                facilitator,
                room,
                "meetings.enter_from_paper",
                began_at=_on_the_clock(starts + timedelta(minutes=5)),
                ended_at=_on_the_clock(starts + timedelta(minutes=meeting.planned_minutes)),
                members=",".join(str(self._acting.people[handle]) for handle in meeting.attended),
                in_full="",
                by_first_name="",
                by_role="",
                items=json.dumps(told),
                agenda="agreed",
                no_objection=len(meeting.attended),
                objections="",
            )

    def _hold(self, meeting: shapes.Meeting, room: str, facilitator: str, starts: datetime) -> None:
        seats = self._arrive(meeting.attended, room, starts)
        at = starts + timedelta(minutes=3)
        with clock.set_to(at):
            self._acting.person(facilitator, room, "meetings.give_role", seat=seats[facilitator], role="facilitator")
            self._acting.person(facilitator, room, "meetings.give_role", seat=seats[meeting.attended[1]], role="scribe")
            self._acting.person(facilitator, room, "meetings.open")
        at = self._agree(meeting, room, facilitator, at)
        at = self._walk(meeting, room, facilitator, at + timedelta(minutes=1))
        kept = [str(item.id) for item in self._items(room) if item.title in meeting.happened.carried_over]
        with clock.set_to(at):
            self._acting.person(facilitator, room, "meetings.close", carry=",".join(kept))

    def _arrive(self, handles: Iterable[str], room: str, starts: datetime) -> dict[str, int]:
        at, seats = starts - timedelta(minutes=6), {}
        for handle in handles:
            at += timedelta(seconds=40)
            with clock.set_to(at):
                seats[handle] = self._acting.person(handle, room, "meetings.arrive", mode="in_the_room")["seat"]
        return seats

    def _agree(self, meeting: shapes.Meeting, room: str, facilitator: str, at: datetime) -> datetime:
        """Ask whether anybody objects to the agenda; whoever does is heard, and takes it back when it was talked about."""
        with clock.set_to(at):
            asked = self._acting.person(facilitator, room, "meetings.ask_agreement")["agreement"]
            objects = meeting.attended[2] if meeting.happened.objection else None
            for handle in meeting.attended:
                words = meeting.happened.objection if handle == objects else ""
                self._answer(handle, room, asked, words)
        if objects:
            at += TALKED
            with clock.set_to(at):
                self._answer(objects, room, asked, "")
        with clock.set_to(at):
            self._acting.person(facilitator, room, "meetings.settle_agreement", agreement=asked)
        return at

    def _answer(self, handle: str, room: str, asked: int, words: str) -> None:
        reply = "objection" if words else "no_objection"
        self._acting.person(handle, room, "meetings.answer_agreement", agreement=asked, reply=reply, words=words)

    def _walk(self, meeting: shapes.Meeting, room: str, facilitator: str, at: datetime) -> datetime:
        """Turn to each item for about its planned time, a little longer or shorter."""
        current = ""
        for place, item in enumerate(self._items(room)):
            if item.title in meeting.happened.carried_over:
                continue
            with clock.set_to(at):
                self._acting.person(facilitator, room, "meetings.start_item", item=item.id, after=current)
                if place == 2 and meeting.happened.left_early:
                    self._leave(meeting.attended[-1], room, at)
            current = str(item.id)
            at += timedelta(minutes=item.minutes or 0, seconds=(place % 3 - 1) * 80)
        return at

    def _leave(self, handle: str, room: str, at: datetime) -> None:
        until = at.astimezone(ZoneInfo(ZONE)) + timedelta(minutes=12)
        self._acting.person(handle, room, "meetings.leave_early", until=until.strftime("%H:%M"))
        with clock.set_to(at + timedelta(minutes=12)):
            self._acting.person(handle, room, "meetings.leave")

    def _items(self, room: str) -> list[shapes.Numbered]:
        with reading_session() as session:
            items = session.get_one(Meeting, int(room.split("/")[1])).items
            return [shapes.Numbered(item.id, item.title, item.minutes) for item in items]

    def _start_of(self, meeting: shapes.Meeting) -> datetime:
        now = self._acting.today()
        if meeting.days_from_today == 0:
            # The one that is about to start: within the hour, whenever the demo is made.
            return (now + BEGINS_IN).replace(second=0, microsecond=0)
        day = now + timedelta(days=meeting.days_from_today)
        return day.replace(hour=EVENING, minute=0, second=0, microsecond=0)


def _on_the_clock(moment: datetime) -> str:
    return moment.astimezone(ZoneInfo(ZONE)).strftime("%Y-%m-%dT%H:%M")
