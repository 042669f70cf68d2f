"""Everybody who is connected to one server, and the loop that serves all their lines.

A line looks only at the few bytes that it needs; a thousand of them cost one core a few microseconds for each message.
"""

from __future__ import annotations

import select
import socket
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench import wire

READ_AT_ONCE = 32768
IN, OUT = select.EPOLLIN | select.EPOLLET, select.EPOLLIN | select.EPOLLOUT | select.EPOLLET
"""What is waited for on a line. Each arrival is told once (ET): a line with nothing new is not looked at again."""
LONGEST_PAUSE = 0.2
"""Seconds after which the loop looks up, even if nothing comes."""

Step = tuple[bytes, bytes | None]
"""How a line gets in: the beginning of what it waits for, and what it then says."""

EXPECTED_HEAD = 4
"""Bytes of the head of a frame of 126 to 65535 bytes from a server: almost all are such."""


class Lost(Exception):
    """Something that should have come did not come in time, or a connection was closed."""


class Line:
    """One connection."""

    __slots__ = (
        "answer",
        "answered_at",
        "arrivals",
        "crowd",
        "inflate",
        "number",
        "rest",
        "said_at",
        "script",
        "socket",
        "step",
        "through_at",
        "unsaid",
    )

    def __init__(self, crowd: Crowd, number: int, connection: socket.socket, script: Sequence[Step]) -> None:
        self.crowd, self.number, self.socket, self.script = crowd, number, connection, script
        self.step = 0
        self.rest = b""
        self.unsaid = b""
        self.said_at = 0.0
        self.answered_at = 0.0
        self.answer = b""
        self.through_at = 0.0
        self.arrivals: list[float] = []
        self.inflate: zlib._Decompress | None = None

    @property
    def is_through(self) -> bool:
        """Whether it has got in."""
        return self.step == len(self.script)

    def hear_changes(self, acts: int, size: int, now: float) -> None:
        """A message of so many bytes came that tells of so many acts."""
        self.crowd.changes += acts
        self.crowd.bytes_of_changes += size
        self.arrivals.append(now) if acts == 1 else self.arrivals.extend([now] * acts)


@dataclass
class Crowd:
    """The lines to one server, and what they have heard together."""

    lines: list[Line] = field(default_factory=list)
    through: int = 0
    changes: int = 0
    answers: int = 0
    bytes_of_changes: int = 0
    payload: int = 0
    """Bytes of text in all frames that came, without the frames' own heads."""
    lost: list[str] = field(default_factory=list)
    """What went wrong on lines that were closed or refused."""

    def begin_anew(self) -> None:
        """Forget what was heard until now."""
        self.changes = self.answers = self.bytes_of_changes = self.payload = 0
        for line in self.lines:
            line.arrivals = []
            line.said_at = line.answered_at = 0.0
            line.answer = b""


class Loop:
    """One epoll for all lines of all crowds, so that pings are answered while another crowd is looked at."""

    def __init__(self) -> None:
        self._epoll = select.epoll()
        self._lines: dict[int, Line] = {}

    def open_line(self, crowd: Crowd, port: int, request: bytes, script: Sequence[Step]) -> Line:
        """Begin to connect."""
        connection = socket.socket()
        connection.setblocking(False)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.connect_ex(("127.0.0.1", port))
        line = Line(crowd, len(crowd.lines), connection, [(wire.SWITCHED, None), *script])
        line.unsaid = request
        crowd.lines.append(line)
        self._lines[connection.fileno()] = line
        self._epoll.register(connection, OUT)
        return line

    def say(self, line: Line, frame: bytes) -> None:
        """Send a frame; what does not fit now follows by itself."""
        if line.unsaid:
            line.unsaid += frame
            return
        try:
            sent = line.socket.send(frame)
        except BlockingIOError:
            sent = 0
        if sent < len(frame):
            line.unsaid = frame[sent:]
            self._epoll.modify(line.socket, OUT)

    def stop_reading(self, line: Line) -> None:
        """From now on nobody takes in what comes on this line."""
        self._epoll.unregister(line.socket)

    def close(self, crowd: Crowd) -> None:
        """Close all lines of a crowd."""
        for line in crowd.lines:
            self._lines.pop(line.socket.fileno(), None)
            line.socket.close()
        crowd.lines.clear()

    def attend(
        self,
        until: Callable[[], bool],
        seconds: float,
        work: Callable[[float], float] | None = None,
        *,
        gather: float = 0.0,
    ) -> bool:
        """Serve all lines until something is true; False when it was not within so many seconds.

        `work` is done between rounds: it is told the time, and says for how many seconds it need not be asked again. `gather` is a pause
        before each round: being woken for each single message costs whoever sends it more than the message itself.
        """
        end = time.perf_counter() + seconds
        while not until():
            now = time.perf_counter()
            if now > end:
                return False
            pause = min(LONGEST_PAUSE, end - now)
            if work is not None:
                pause = min(pause, work(now))
            if gather:
                time.sleep(gather)
            for file, happened in self._epoll.poll(max(0.0, pause)):
                line = self._lines.get(file)
                if line is None:
                    continue
                if happened & select.EPOLLOUT:
                    self._say_the_rest(line)
                if happened != select.EPOLLOUT:
                    self._read(line)
        return True

    def _read(self, line: Line) -> None:
        whole = False
        while not whole:
            try:
                came = line.socket.recv(READ_AT_ONCE)
            except BlockingIOError:
                return
            except OSError as error:
                self._lose(line, type(error).__name__)
                return
            if not came:
                self._lose(line, "closed")
                return
            whole = len(came) < READ_AT_ONCE
            self._take(line, came, time.perf_counter())

    def _take(self, line: Line, came: bytes, now: float) -> None:
        # One whole change and nothing else: the rule, so it is looked for before anything is taken apart.
        if (
            came.startswith(wire.CHANGE, EXPECTED_HEAD)
            and line.through_at
            and not line.rest
            and came[1] == 126
            and EXPECTED_HEAD + (came[2] << 8 | came[3]) == len(came)
        ):
            size = len(came) - EXPECTED_HEAD
            line.crowd.payload += size
            line.hear_changes(wire.acts_told(came, EXPECTED_HEAD), size, now)
        else:
            self._take_apart(line, line.rest + came, now)

    def _take_apart(self, line: Line, came: bytes, now: float) -> None:
        start = 0
        if line.step == 0:
            start = came.find(b"\r\n\r\n") + 4
            if start < 4:
                line.rest = came
                return
            if wire.COMPRESSION in came[:start]:
                line.inflate = zlib.decompressobj(-zlib.MAX_WBITS)
            self._go_on(line, came, 0, now)
        while frame := next_frame(came, start):
            begin, end = frame
            line.crowd.payload += end - begin
            if line.inflate and came[start] & wire.IS_COMPRESSED:
                text = line.inflate.decompress(came[begin:end] + wire.END_OF_COMPRESSED)
                self._hear(line, text, 0, len(text), now)
            else:
                self._hear(line, came, begin, end, now)
            start = end
        line.rest = came[start:]

    def _hear(self, line: Line, came: bytes, begin: int, end: int, now: float) -> None:
        crowd = line.crowd
        if came.startswith(wire.CHANGE, begin):
            line.hear_changes(wire.acts_told(came, begin), end - begin, now)
        elif end == begin + 1 and came.startswith(wire.PING, begin):
            self.say(line, wire.PONG)
        elif came.startswith(wire.REFUSED, begin):
            self._lose(line, came[begin:end].decode())
        elif line.is_through and came.startswith(wire.ANSWER, begin):
            line.answered_at, line.answer = now, came[begin:end]
            crowd.answers += 1
        if not line.is_through:
            self._go_on(line, came, begin, now)

    def _go_on(self, line: Line, came: bytes, begin: int, now: float) -> None:
        awaited, then = line.script[line.step]
        if not came.startswith(awaited, begin):
            return
        line.step += 1
        if then is not None:
            self.say(line, then)
        if line.is_through:
            line.through_at = now
            line.crowd.through += 1

    def _say_the_rest(self, line: Line) -> None:
        try:
            sent = line.socket.send(line.unsaid) if line.unsaid else 0
        except BlockingIOError:
            return
        except OSError as error:
            self._lose(line, type(error).__name__)
            return
        line.unsaid = line.unsaid[sent:]
        if not line.unsaid:
            self._epoll.modify(line.socket, IN)

    def _lose(self, line: Line, why: str) -> None:
        if self._lines.pop(line.socket.fileno(), None) is not None:
            self._epoll.unregister(line.socket)
            line.socket.close()
            line.crowd.lost.append(why)


def next_frame(came: bytes, start: int) -> tuple[int, int] | None:
    """Where the text of the frame that starts there begins and ends; None while it is not whole."""
    if len(came) < start + 2:
        return None
    size, begin = came[start + 1], start + 2
    if size >= 126:
        more = 2 if size == 126 else 8
        if len(came) < begin + more:
            return None
        size, begin = int.from_bytes(came[begin : begin + more], "big"), begin + more
    return (begin, begin + size) if begin + size <= len(came) else None
