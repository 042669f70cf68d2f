"""A command line client of the meeting protocol: it joins with a code, follows the room and says what is current."""

from __future__ import annotations

import argparse
import json
import queue
import random
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any

import socketio

Json = dict[str, Any]
NAMESPACE = "/room"
HEARD = ("change", "head", "refresh", "gone", "disconnect")
ANSWER_WITHIN = 8.0
CONNECT_WITHIN = 5.0
BETWEEN_CONNECTIONS = 2.0
SILENT_CONNECTIONS = 3
RANK = {None: 0, "hole": 1, "rest": 2, "all": 3}


class Refused(Exception):
    """The server said no, and this is its error."""

    def __init__(self, error: Json) -> None:
        """Keep the error's code and words."""
        super().__init__(error.get("words") or error.get("code"))
        self.code = str(error.get("code"))
        self.words = str(error.get("words") or "")


class NotConnected(Exception):
    """There is no connection to be had just now; `silent` when the server took it and then said nothing."""

    def __init__(self, why: object, silent: bool = False) -> None:
        """Keep why."""
        super().__init__(str(why))
        self.silent = silent


def error_of(status: int, body: bytes) -> Json:
    """Find the error in the body of an HTTP refusal, whether it is bare or under `error`."""
    try:
        data = json.loads(body)
    except ValueError:
        data = None
    if not isinstance(data, dict):
        return {"code": f"http_{status}", "words": f"The server answered {status}."}
    error: Json = data.get("error", data)
    return error


def words_of(error: Json) -> str:
    """Say an error in one line: its words, and what is wrong with each field."""
    fields = [f"{name}: {' '.join(what)}" for name, what in (error.get("fields") or {}).items()]
    return " ".join([error.get("words") or error.get("code", "?"), *fields])


def join(url: str, code: str, name: str, language: str) -> Json:
    """Trade the join code for a token, a room and a seat."""
    body = json.dumps({"code": code, "name": name, "language": language}).encode()
    request = urllib.request.Request(f"{url}/api/v1/join", body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=ANSWER_WITHIN) as answer:
            place: Json = json.load(answer)
            return place
    except urllib.error.HTTPError as refusal:
        error = error_of(refusal.code, refusal.read())
        raise Refused(error | {"words": words_of(error)}) from refusal
    except (OSError, ValueError) as trouble:
        raise Refused({"code": "unreachable", "words": f"No answer from {url}: {trouble}"}) from trouble


@dataclass
class Copy:
    """The objects of the room, the number they are at, and messages that cannot be used yet."""

    epoch: str | None = None
    seq: int | None = None
    objects: dict[str, Json] = field(default_factory=dict)
    kept: list[Json] = field(default_factory=list)

    def take(self, answer: Json) -> None:
        """Take the answer to a catch_up: all of it anew, or the messages that were missed."""
        if "snapshot" in answer:
            self.epoch, self.seq, self.objects = answer["epoch"], answer["seq"], dict(answer["snapshot"])
            self.kept = [message for message in self.kept if message["epoch"] == self.epoch]
        else:
            self.kept = answer["messages"] + self.kept

    def follow(self) -> Iterator[Json]:
        """Treat the kept messages by the rule: forget the old, apply and yield the next, keep the others."""
        waiting, self.kept = sorted(self.kept, key=lambda message: message["seq"]), []
        for message in waiting:
            if message["epoch"] != self.epoch:
                self.kept.append(message)
            elif message["after"] <= (self.seq or 0) < message["seq"]:
                self.apply(message)
                yield message
            elif message["seq"] > (self.seq or 0):
                self.kept.append(message)

    def apply(self, message: Json) -> None:
        """Put what a message changed into the map."""
        for key, thing in message["changed"].items():
            if thing is None:
                self.objects.pop(key, None)
            else:
                self.objects[key] = thing
        self.seq = message["seq"]

    def missing(self) -> str | None:
        """Say which catch_up the messages that are still kept ask for."""
        if any(message["epoch"] != self.epoch for message in self.kept):
            return "all"
        return "hole" if self.kept else None


def instant(text: str) -> float:
    """Turn the server's form of a time into seconds."""
    return datetime.fromisoformat(text).timestamp()


@dataclass
class Clock:
    """The difference between the server's clock and ours, from the quickest answer so far."""

    offset: float = 0.0
    round_trip: float = float("inf")

    def measure(self, sent: float, received: float, server: str) -> bool:
        """Take one measurement, and say whether it was better than those before."""
        if received - sent >= self.round_trip:
            return False
        self.round_trip = received - sent
        self.offset = instant(server) - (sent + received) / 2
        return True

    def now(self) -> float:
        """Give the server's time."""
        return time.time() + self.offset


@dataclass
class Act:
    """One act, with the id under which it is asked until there is an answer."""

    name: str
    input: Json
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    due: float = 0.0
    answer: Json | None = None

    def outcome(self) -> Json:
        """Give the form in which the last line tells of it; an act without an answer has the error null."""
        answer = self.answer or {"ok": False}
        if answer["ok"]:
            return {"name": self.name, "ok": True, "seq": answer.get("seq")}
        return {"name": self.name, "ok": False, "error": answer.get("error", {}).get("code")}


@dataclass
class Asked:
    """A catch_up that is under way."""

    what: str
    at: float


@dataclass
class Event:
    """Something that came over a connection, with the number of that connection."""

    connection: int
    name: str
    data: tuple[Any, ...]
    at: float = field(default_factory=time.time)


class Wire:
    """One connection at a time; whatever it brings ends up in one queue, so that one thread does all the thinking."""

    def __init__(self, url: str, auth: Json) -> None:
        """Keep where to connect and with which proof."""
        self.url = url
        self.auth = auth
        self.connection = 0
        self.io: socketio.Client | None = None
        self.events: queue.Queue[Event] = queue.Queue()

    def open(self) -> None:
        """Make a new connection in place of the last one."""
        self.close()
        refusals: list[Any] = []
        self.io = self._listener(refusals)
        try:
            self.io.connect(
                self.url, auth=self.auth, transports=["websocket"], namespaces=[NAMESPACE], wait_timeout=CONNECT_WITHIN
            )
        except socketio.exceptions.ConnectionError as trouble:
            self._explain(refusals, trouble)

    def _listener(self, refusals: list[Any]) -> socketio.Client:
        """Make a client whose events go into the queue; no Origin is sent, so that none can be wrong."""
        io = socketio.Client(reconnection=False, handle_sigint=False, websocket_extra_options={"suppress_origin": True})
        io.on("connect_error", refusals.append, NAMESPACE)
        for name in HEARD:
            io.on(name, partial(self._put, self.connection, name), NAMESPACE)
        return io

    def _explain(self, refusals: list[Any], trouble: Exception) -> None:
        """Tell a refusal by the server from a connection that did not come about; `busy` will pass by itself."""
        for refusal in refusals:
            if isinstance(refusal, dict) and refusal.get("message") != "busy":
                raise Refused((refusal.get("data") or {}) | {"code": refusal.get("message")}) from trouble
        words = [refusal["message"] if isinstance(refusal, dict) else str(refusal) for refusal in refusals]
        raise NotConnected(words[0] if words else "no answer", silent=not refusals) from trouble

    def _put(self, connection: int, name: str, *data: Any) -> None:
        """Queue what came, with the time at which it came."""
        self.events.put(Event(connection, name, data))

    def send(self, name: str, data: Json, answered: str, about: object) -> None:
        """Send an event; its answer comes as the event `answered`, along with what it is about."""
        assert self.io is not None
        try:
            self.io.emit(name, data, NAMESPACE, callback=partial(self._put, self.connection, answered, about))
        except socketio.exceptions.SocketIOError:
            self._put(self.connection, "disconnect", "not connected")

    def next(self, seconds: float) -> Event | None:
        """Give what came over the present connection next, or None after some time."""
        try:
            event = self.events.get(timeout=seconds)
        except queue.Empty:
            return None
        return event if event.connection == self.connection else None

    def close(self) -> None:
        """End the connection; what it still brings does not count."""
        self.connection += 1
        if self.io is not None:
            self.io.disconnect()


def title_of(item: Json | None, number: int) -> str:
    """Name an agenda item as people say it."""
    return f"{item['number']}. {item['title']}" if item else f"item {number}"


def current(room: str, objects: dict[str, Json]) -> dict[str, str]:
    """Give what is current in the meeting, a line for each side of it."""
    meeting = objects.get(room, {})
    item, agreement = meeting.get("current_item"), meeting.get("agreement")
    asked = objects.get(f"agreement/{agreement}", {})
    return {
        "meeting": meeting.get("state", "unknown"),
        "current": title_of(objects.get(f"agenda_item/{item}"), item) if item is not None else "nothing",
        "agenda": meeting.get("agenda_state", "unknown"),
        "agreement": f"{agreement} {asked.get('state', 'unknown')}" if agreement is not None else "none",
    }


def spent(item: Json, now: float) -> str:
    """Say how much of its time an agenda item has used by the server's clock."""
    seconds = item.get("spent_seconds") or 0
    if item.get("running_since"):
        seconds += max(0.0, now - instant(item["running_since"]))
    return f" ({seconds:.0f} s of {item.get('minutes') or '?'} min)"


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)


class Follower:
    """Somebody in the room: keeps the copy up to date, acts, and says what is current."""

    def __init__(self, wire: Wire, place: Json, options: argparse.Namespace) -> None:
        """Begin with nothing known and no connection."""
        self.wire, self.options = wire, options
        self.room, self.seat = str(place["room"]), int(place["seat"])
        self.copy, self.clock = Copy(), Clock()
        self.acts: list[Act] = []
        self.said: dict[str, str] = {}
        self.online, self.tried_at, self.come_at, self.silent = False, 0.0, 0.0, 0
        self.wanted: str | None = None
        self.wanted_at = 0.0
        self.asked: Asked | None = None
        self.ends_at = time.time() + options.seconds if options.seconds is not None else float("inf")
        self.exit_code: int | None = None

    def run(self) -> int:
        """Follow the room until there is a reason to stop, and give the exit code."""
        while self.exit_code is None:
            self.connect()
            self.catch_up()
            self.send_acts()
            event = self.wire.next(0.05)
            if event is not None:
                self.hear(event)
            if time.time() >= self.ends_at or self.is_over():
                self.stop(0)
        self.wire.close()
        return self.exit_code

    def stop(self, code: int, *why: str) -> None:
        """Note that this is the end, unless there is an earlier reason."""
        if self.exit_code is None:
            self.exit_code = code
            if why:
                print(*why, file=sys.stderr, flush=True)

    def is_over(self) -> bool:
        """Say whether the meeting is closed and that is what we waited for, with every act answered."""
        closed = self.copy.objects.get(self.room, {}).get("state") == "closed"
        return self.options.until_closed and closed and all(act.answer for act in self.acts)

    # The connection

    def connect(self) -> None:
        """Connect when there is no connection and it is time for the next attempt."""
        if self.online or self.exit_code is not None or time.time() < self.come_at:
            return
        self.tried_at = time.time()
        try:
            self.wire.open()
        except Refused as refused:
            self.stop(3, f"connect_error: {refused.code}", refused.words)
        except NotConnected as trouble:
            self.not_connected(trouble)
        else:
            self.connected()

    def connected(self) -> None:
        """Ask for what was missed, and again for every act without an answer."""
        self.online, self.silent = True, 0
        self.want("rest")
        for act in self.acts:
            act.due = 0.0

    def not_connected(self, trouble: NotConnected) -> None:
        """Try again soon, but give up on a server that takes the connection and never answers it."""
        self.silent = self.silent + 1 if trouble.silent else 0
        self.lose(str(trouble))
        if self.silent >= SILENT_CONNECTIONS:
            self.stop(3, "connect_error: no_answer", "The server neither accepts nor refuses the connection.")

    def lose(self, reason: object) -> None:
        """Plan to come back: after 0.2 to 0.5 s, and not twice within 2 s."""
        self.online, self.asked = False, None
        self.come_at = max(time.time() + random.uniform(0.2, 0.5), self.tried_at + BETWEEN_CONNECTIONS)
        say(f"connection: lost ({reason})")

    # Events

    def hear(self, event: Event) -> None:
        """Give an event to the method of its name."""
        getattr(self, f"on_{event.name}")(event.at, *event.data)

    def on_disconnect(self, at: float, reason: object = None) -> None:
        """Come back after a lost connection."""
        self.lose(reason)

    def on_change(self, at: float, message: Json) -> None:
        """Treat a message by the rule, or keep it while a catch_up is under way."""
        self.copy.kept.append(message)
        self.settle()

    def on_head(self, at: float, head: Json) -> None:
        """Catch up when the silent room is somewhere else than we are."""
        if head["epoch"] != self.copy.epoch:
            self.want("all")
        elif head["seq"] != self.copy.seq:
            self.want("rest")

    def on_refresh(self, at: float, *_: Json) -> None:
        """Ask for everything anew, for our standing changed."""
        self.want("all")

    def on_gone(self, at: float, error: Json) -> None:
        """Stop, and do not come back."""
        say(f"gone: {words_of(error.get('error', error))}")
        self.stop(0)

    def on_caught_up(self, at: float, asked: Asked, answer: Json) -> None:
        """Take the answer to the catch_up that is under way."""
        if asked is not self.asked:
            return
        self.asked = None
        if not answer.get("ok"):
            self.not_caught_up(asked, answer.get("error", {}))
            return
        if self.clock.measure(asked.at, at, answer["now"]):
            say(f"clock: {self.clock.offset:+.3f} s to the server's, measured within {self.clock.round_trip:.3f} s")
        self.take(answer)

    def on_answered(self, at: float, act: Act, answer: Json) -> None:
        """Keep the answer to an act, or ask again when the server only kept it."""
        error = answer.get("error", {})
        if error.get("code") == "kept":
            act.due = time.time() + random.uniform(1.0, 2.0)
        elif act.answer is None:
            act.answer = answer
            say(f"act: {act.name} " + (f"done, {answer.get('seq')}" if answer["ok"] else f"refused: {words_of(error)}"))

    # Knowing what is

    def want(self, what: str, at: float = 0.0) -> None:
        """Note which catch_up is needed and from when on: the hole, the rest or all."""
        if RANK[what] > RANK[self.wanted]:
            self.wanted, self.wanted_at = what, at

    def catch_up(self) -> None:
        """Ask for what is wanted when it is time, one question after the other."""
        now = time.time()
        if self.asked is not None and now - self.asked.at > ANSWER_WITHIN:
            self.want(self.asked.what)
            self.asked = None
        if not self.online or self.asked or self.wanted is None or now < self.wanted_at:
            return
        what, self.wanted = self.wanted, None
        if what == "hole" and self.copy.missing() is None:
            return
        self.ask(what)

    def ask(self, what: str) -> None:
        """Send the question from where we are, or from nothing."""
        epoch, after = (None, None) if what == "all" else (self.copy.epoch, self.copy.seq)
        self.asked = Asked(what, time.time())
        self.wire.send("catch_up", {"epoch": epoch, "after": after}, "caught_up", self.asked)

    def not_caught_up(self, asked: Asked, error: Json) -> None:
        """Stop when the server does not know us any more, else ask again a little later."""
        if error.get("code") in ("not_signed_in", "not_found"):
            self.stop(3, f"catch_up: {error['code']}", words_of(error))
        self.want(asked.what, time.time() + random.uniform(1.0, 2.0))

    def take(self, answer: Json) -> None:
        """Take the answer in, and ask for all when it did not bring us to where it says it does."""
        if self.copy.epoch is None:
            self.acts.append(Act("meetings.arrive", {"mode": "in_the_room"}))
        self.copy.take(answer)
        self.report()
        self.settle()
        if (self.copy.seq or 0) < answer["seq"]:
            self.want("all")

    def settle(self) -> None:
        """Treat what is kept by the rule, unless an answer is under way that will say more."""
        if self.asked is not None or self.copy.epoch is None:
            return
        for _ in self.copy.follow():
            self.report()
        missing = self.copy.missing()
        if missing is not None:
            self.want(missing, time.time() + random.uniform(0.3, 1.0) if missing == "hole" else 0.0)

    # Telling and acting

    def report(self) -> None:
        """Say what is current where it changed, and answer an agreement that is asked."""
        now = current(self.room, self.copy.objects)
        for side, line in now.items():
            if self.said.get(side) != line:
                say(f"{side}: {line}{self.time_spent() if side == 'current' else ''}")
        self.said = now
        self.answer_agreement()

    def time_spent(self) -> str:
        """Say the time of the current item, if there is one."""
        number = self.copy.objects.get(self.room, {}).get("current_item")
        item = self.copy.objects.get(f"agenda_item/{number}")
        return spent(item, self.clock.now()) if item else ""

    def answer_agreement(self) -> None:
        """Answer the agreement on the agenda once, if it is open, we are here and did not answer before."""
        number = self.copy.objects.get(self.room, {}).get("agreement")
        asked = self.copy.objects.get(f"agreement/{number}", {})
        tried = any(act.input.get("agreement") == number for act in self.acts)
        if not self.options.answer or tried or f"my_reply/{number}" in self.copy.objects or not self.is_here():
            return
        if asked.get("state") == "asked" and asked.get("about") == "agenda":
            self.acts.append(Act("meetings.answer_agreement", {"agreement": number, "reply": self.options.answer}))

    def is_here(self) -> bool:
        """Say whether our seat has arrived and not left."""
        seat = self.copy.objects.get(f"seat/{self.seat}", {})
        return bool(seat.get("arrived_at")) and not seat.get("left_at")

    def send_acts(self) -> None:
        """Send every act that has no answer and is due, with its own id."""
        for act in self.acts:
            if self.online and act.answer is None and time.time() >= act.due:
                act.due = time.time() + ANSWER_WITHIN
                self.wire.send("act", {"id": act.id, "name": act.name, "input": act.input}, "answered", act)

    def last_line(self) -> str:
        """Give where we ended, as JSON."""
        copy, acts = self.copy, [act.outcome() for act in self.acts]
        return json.dumps({"seq": copy.seq, "epoch": copy.epoch, "objects": copy.objects, "acts": acts})


def options_of(arguments: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", help="where the server is, like http://127.0.0.1:5055")
    parser.add_argument("code", help="the join code of the meeting")
    parser.add_argument("name", help="the name under which to join")
    parser.add_argument("--language", default="en", help="of the sentences the server sends: en, ca, es or eu")
    parser.add_argument("--answer", choices=["no_objection"], help="the answer to an agreement on the agenda")
    parser.add_argument("--until-closed", action="store_true", help="stop when the meeting is closed")
    parser.add_argument("--seconds", type=float, help="stop after so many seconds")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    """Join, follow, and print where we ended."""
    options = options_of(arguments)
    url = options.url.rstrip("/")
    try:
        place = join(url, options.code, options.name, options.language)
    except Refused as refused:
        print(refused.words, file=sys.stderr)
        return 2
    say(f"joined: {place['room']} at seat {place['seat']}")
    follower = Follower(Wire(url, {"room": place["room"], "token": place["token"]}), place, options)
    try:
        return follower.run()
    except KeyboardInterrupt:
        return 130
    finally:
        say(follower.last_line())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
