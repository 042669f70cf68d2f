"""Those who come back together are told what each would be told alone."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from deliberate.kernel.acts import Who
from deliberate.kernel.admission import Knock, Stood, stand, stand_together
from deliberate.kernel.connections import Connection
from deliberate.kernel.errors import NotFound, NotSignedIn, Unmet
from deliberate.kernel.recent import Recent
from deliberate.kernel.returning import Return, Returning
from tests.cast import Meeting, Person, World, draft_meeting

SOMEBODY = Who(session_id=0, person_id=0, name="", language="en", has_account=False)


@pytest.fixture
def guest(under_way: Meeting) -> Person:
    return under_way.guest("Rosa")


def knocks(world: World, meeting: Meeting, guest: Person) -> list[Knock]:
    """Everybody who may come, and everybody who may not."""
    ana, cai, dee = (world.person(handle).token for handle in ("ana", "cai", "dee"))
    room, other = meeting.room, draft_meeting(world, host="dee", group="HOU").room
    return [
        Knock((ana,), room),
        Knock((cai,), room),
        Knock((dee,), room),
        Knock((dee,), other),
        Knock((guest.token,), room),
        Knock((guest.token,), other),
        Knock(("wrong",), room),
        Knock((), room),
        Knock(("wrong", cai), room),
        Knock(("wrong", cai), room, world.person("cai").id),
        Knock((ana, cai), room, world.person("cai").id),
        Knock((ana, cai), room),
        Knock((cai,), room, world.person("ana").id),
        Knock((cai,), "network/1"),
        Knock((guest.token,), "network/1"),
        Knock((cai,), f"person/{world.person('cai').id}"),
        Knock((ana,), f"person/{world.person('cai').id}"),
        *(Knock((cai,), wrong) for wrong in (None, 7, [room], {room: 1}, room.upper(), "meeting/999", f" {room}")),
    ]


def test_who_stands_where_is_the_same_together_and_alone(world: World, under_way: Meeting, guest: Person):
    everybody = knocks(world, under_way, guest)

    with world.app.app_context(), world.session() as session:
        together = stand_together(session, world.house, everybody)
        alone = [alone_at_the_door(session, world, knock) for knock in everybody]

    assert [said(one) for one in together] == [said(one) for one in alone]
    assert {type(one) for one in together} == {Stood, NotFound, NotSignedIn}


def alone_at_the_door(session, world: World, knock: Knock) -> Stood | Unmet:
    try:
        return stand(session, world.house, knock)
    except Unmet as unmet:
        return unmet


def said(one: Stood | Unmet):
    return one.code if isinstance(one, Unmet) else (one.proof, one.who, one.room.reference, one.standing)


def test_what_each_is_told_is_the_same_together_and_alone(world: World, under_way: Meeting, guest: Person):
    asked = [*(world.person(handle) for handle in ("ana", "bo", "cai")), guest]
    assert world.person("ana").act(under_way.room, "meetings.ask_agreement").ok
    everybody = [back(under_way, person) for person in asked]
    lost = replace(everybody[0], connection=replace(everybody[0].connection, token="ended"))

    together = answers(world, [*everybody, lost])
    alone = [answer for one in [*everybody, lost] for answer in answers(world, [one])]

    assert together == alone
    assert together[-1] == "not_signed_in"
    assert len({json.dumps(answer["me"]) for answer in together[:-1]}) == len(asked)


def test_what_is_for_one_seat_goes_to_that_seat_alone(
    world: World, under_way: Meeting, guest: Person, bo: Person, cai: Person
):
    agreement = world.person("ana").act(under_way.room, "meetings.ask_agreement").ids["agreement"]
    for person, words in ((bo, "Too long"), (cai, "Too short")):
        said = {"agreement": agreement, "reply": "objection", "words": words}
        assert person.act(under_way.room, "meetings.answer_agreement", **said).ok

    told = answers(world, [back(under_way, person) for person in (guest, bo, cai)])

    mine = [
        [thing["words"] for key, thing in answer["snapshot"].items() if key.startswith("my_reply/")] for answer in told
    ]
    assert mine == [[], ["Too long"], ["Too short"]]


def back(meeting: Meeting, person: Person) -> Return:
    return Return(Connection("", person.token, SOMEBODY, meeting.room, None, False), {})


def answers(world: World, returns: list[Return]) -> list:
    """What they are told, as it arrives, but for the clock."""
    told = Returning(world.house, Recent(world.house), world.app.app_context).answers(returns)
    return [one.code if isinstance(one, Unmet) else json.loads(one[1].text) | {"now": None} for one in told]
