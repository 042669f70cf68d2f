"""A client that was written from docs/protocol.md alone, by somebody who had not seen the code, takes part in a meeting.

`stranger_client.py` stays as its author wrote it: when it stops working, the wire or its document has changed under somebody's feet.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import Popen

from tests.cast import Meeting, Person
from tests.installation import SLACK, eventually
from tests.wire_client import Client

PROGRAM = Path(__file__).with_name("stranger_client.py")


def stranger(url: str, code: str, *more: str) -> Popen[str]:
    command = [sys.executable, str(PROGRAM), url, code, "Stranger", *more]
    return Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_it_joins_follows_acts_and_ends_with_what_everybody_sees(
    library: str, serve: Callable, meeting: Meeting, ana: Person, cai: Person
) -> None:
    server = serve(library)
    facilitator = Client(server.url, meeting.room, token=ana.token).connect()
    member = Client(server.url, meeting.room, token=cai.token).connect()
    program = stranger(server.url, meeting.code, "--answer", "no_objection", "--until-closed", "--seconds", "60")
    eventually(lambda: arrived(facilitator, "Stranger"), what="the stranger arrives")

    facilitator.do("meetings.open")
    agreement = facilitator.do("meetings.ask_agreement")["ids"]["agreement"]
    eventually(lambda: facilitator.objects[f"agreement/{agreement}"]["no_objection"] == 1, what="the stranger answers")
    facilitator.do("meetings.settle_agreement", agreement=agreement)
    current: int | str = ""
    for item in meeting.items:
        facilitator.do("meetings.start_item", item=item, after=current)
        current = item
    facilitator.do("meetings.close")

    out, err = program.communicate(timeout=60 * SLACK)
    assert program.returncode == 0, err
    told = json.loads(out.splitlines()[-1])
    member.reaches(told["seq"])
    everybodys = {key: value for key, value in member.objects.items() if not key.startswith("my_reply/")}
    assert {key: value for key, value in told["objects"].items() if not key.startswith("my_reply/")} == everybodys
    assert told["epoch"] == member.epoch
    assert [act["ok"] for act in told["acts"]] == [True, True]


def test_a_wrong_code_is_told_in_words(serve: Callable, meeting: Meeting) -> None:
    server = serve()

    program = stranger(server.url, "0000-0000", "--seconds", "5")

    _, err = program.communicate(timeout=30 * SLACK)
    assert program.returncode == 2
    assert "opens no meeting" in err


def arrived(client: Client, name: str) -> bool:
    return any(seat["name"] == name and seat["arrived_at"] for seat in list(client.of("seat").values()))
