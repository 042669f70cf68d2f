"""What the demonstration tells whoever starts it: how to get in, in the language of their terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator

from deliberate.demo import network
from deliberate.demo.load import account_of, next_meeting
from deliberate.demo.shapes import Person
from deliberate.kernel.db import reading_session
from deliberate.kernel.language import DEFAULT, LANGUAGES, N_, day_and_time, in_language, say

READY = N_("The demonstration is ready. Its people, places and meetings are invented.")
SOON = N_("The meeting “%(title)s” (%(group)s) begins: %(when)s.")
FACILITATOR = N_("Lead it, on a laptop: sign in as %(name)s")
MEMBER = N_("Or look on as a member: sign in as %(name)s")
JOIN = N_("Take part without an account, in another browser or on a phone:")
ONCE = N_("A link for signing in works once, within half an hour. For new ones: %(command)s")
THEIR_LANGUAGE = N_("You see the pages as these people read them; the language is chosen at the foot of each page.")
SIMULATED = N_("Simulated members come to the meeting: %(count)s. To send them home: %(command)s")


def lines(address: str, *, sign_in_path: Callable[[int], str], coming: int) -> Iterator[str]:
    """The lines, as they are printed; `coming` simulated members are wanted."""
    reader = of_terminal()
    with reading_session() as session:
        meeting = next_meeting(session)
        host, code, when = meeting.host, meeting.join_code, day_and_time(reader, meeting.starts_at, meeting.zone)
        soon = say(reader, SOON, title=meeting.title, group=in_language(reader, host.names), when=when)
        leading, member = ((one, account_of(session, one.handle).person_id) for one in _two_of(host.code))

    yield say(reader, READY)
    yield soon
    for sentence, (person, number) in ((FACILITATOR, leading), (MEMBER, member)):
        yield ""
        yield say(reader, sentence, name=person.name)
        yield f"  {address}{sign_in_path(number)}"
    yield ""
    yield say(reader, JOIN)
    yield f"  {address}/join/{code}"
    yield ""
    yield say(reader, THEIR_LANGUAGE)
    command = f"DELIBERATE_DEMO=1 {os.path.relpath(sys.executable)} -m deliberate demo"
    yield say(reader, ONCE, command=command)
    if coming:
        yield say(reader, SIMULATED, count=coming, command=f"{command} --people 0")


def _two_of(code: str) -> Iterator[Person]:
    for role in ("facilitator", "member"):
        yield next(one for one in network.PEOPLE if (code, role) in one.memberships)


def of_terminal() -> str:
    """The language of whoever sits at the terminal, if it is one of ours."""
    wished = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return wished[:2] if wished[:2] in LANGUAGES else DEFAULT
