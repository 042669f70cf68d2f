"""Who may do and see what: every act and every page, for every kind of person (T-33, T-36).

The lists of acts and pages are taken from the code, what is expected of them stands here to be read. A new act or page without a row fails.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask

from deliberate.app import FEATURES
from deliberate.kernel.acts import Act, Standing, command
from deliberate.kernel.errors import NotSignedIn
from deliberate.kernel.feature import Door, Feature, House, Right
from deliberate.kernel.forms import ActForm
from deliberate.kernel.permissions import guard_pages
from deliberate.kernel.record import find_room
from deliberate.kernel.undoing import UNDO
from deliberate.spaces.hours import WEEKDAYS
from tests.cast import Browser, Meeting, Person, World, convened_meeting, draft_meeting, open_meeting
from tests.every.scenes import (
    Scene,
    a_file_of,
    group_number,
    let_in_all_but,
    membership,
    rules_agreed,
    seat,
    set_scene,
    tended_by_ana,
    the_mill,
)
from tests.installation import Installation
from tests.spaces.places import DESCRIPTION, found_mill, space_number

HOUSE = House(FEATURES)
ACTS = sorted([*HOUSE.acts, UNDO])

NO_RIGHT = {
    "not_signed_in",
    "not_found",
    "only_facilitators",
    "only_group_facilitators",
    "only_group_members",
    "needs_a_seat",
    "only_helpers",
    "only_by_joining",
    "only_yourself",
    "only_the_program",
    "only_network_tenders",
    "not_yours_to_invite",
    "only_its_author",
    "not_your_papers",
}

# facilitator: of the group that convenes, and of the assembly in acts about spaces
# member: of that group, and oneself in acts about people · guest: has a seat by the code
# helper: a guest who facilitates this meeting · visitor: an account of another group that joined by the code
# stranger: an account of another group · elsewhere: a guest of another meeting · nobody: not signed in
KINDS = ["facilitator", "member", "guest", "helper", "visitor", "stranger", "elsewhere", "nobody"]
MAY_ACT = """
                                facilitator member guest helper visitor stranger elsewhere nobody
attachments.announce_file       -           -      -     -      -       -        -         -
attachments.attach              may         -      -     -      -       -        -         -
attachments.forget_person       -           -      -     -      -       -        -         -
attachments.remove              may         -      -     may    -       -        -         -
groups.admit_asker              may         -      -     -      -       -        -         -
groups.admit_member             -           -      -     -      -       -        -         -
groups.ask_to_join              -           -      -     -      -       -        -         -
groups.change_openness          may         -      -     -      -       -        -         -
groups.change_policy            may         -      -     -      -       -        -         -
groups.change_role              may         -      -     -      -       -        -         -
groups.close_mandate            may         -      -     -      -       -        -         -
groups.decline_asker            may         -      -     -      -       -        -         -
groups.describe_group           may         -      -     -      -       -        -         -
groups.end_group                may         -      -     -      -       -        -         -
groups.end_membership           may         -      -     -      -       -        -         -
groups.entrust_group            may         -      -     -      -       -        -         -
groups.extend_mandate           may         -      -     -      -       -        -         -
groups.forget_person            -           -      -     -      -       -        -         -
groups.found_group              may         -      -     -      -       -        -         -
groups.give_mandate             may         -      -     -      -       -        -         -
groups.join_group               -           -      -     -      -       -        -         -
groups.leave_group              may         may    -     -      -       -        -         -
groups.note_description         -           -      -     -      -       -        -         -
groups.note_end                 -           -      -     -      -       -        -         -
groups.note_entrusting          -           -      -     -      -       -        -         -
groups.note_founding            -           -      -     -      -       -        -         -
groups.note_last_day            -           -      -     -      -       -        -         -
groups.note_mandate             -           -      -     -      -       -        -         -
groups.note_representative      -           -      -     -      -       -        -         -
groups.recall_representative    may         -      -     -      -       -        -         -
groups.send_representative      may         -      -     -      -       -        -         -
groups.show_person_anew         -           -      -     -      -       -        -         -
groups.take_in_members          may         -      -     -      -       -        -         -
groups.withdraw_request         -           -      -     -      -       -        -         -
invitations.accept_as_known     -           -      -     -      -       -        -         -
invitations.accept_as_newcomer  -           -      -     -      -       -        -         -
invitations.invite              may         -      -     -      -       -        -         -
invitations.withdraw            may         -      -     -      -       -        -         -
meetings.add_item               may         -      -     may    -       -        -         -
meetings.admit_companion        -           -      -     -      -       -        -         -
meetings.admit_guest            -           -      -     -      -       -        -         -
meetings.admit_member_of_network -          -      -     -      -       -        -         -
meetings.answer_agreement       may         may    may   may    may     -        -         -
meetings.answer_for             may         -      -     may    -       -        -         -
meetings.arrive                 may         may    may   may    may     -        -         -
meetings.ask_agreement          may         -      -     may    -       -        -         -
meetings.cancel                 may         -      -     may    -       -        -         -
meetings.change_item            may         -      -     may    -       -        -         -
meetings.choose_letters         -           may    -     -      -       -        -         -
meetings.claim_seat             -           -      -     -      -       -        -         -
meetings.close                  may         -      -     may    -       -        -         -
meetings.come_back              -           -      -     -      -       -        -         -
meetings.convene                may         -      -     may    -       -        -         -
meetings.declare_not_held       may         -      -     may    -       -        -         -
meetings.decline_for_next_time  may         -      -     -      -       -        -         -
meetings.decline_suggestion     may         -      -     may    -       -        -         -
meetings.describe_meeting       may         -      -     may    -       -        -         -
meetings.draft_meeting          may         -      -     -      -       -        -         -
meetings.drop_draft             may         -      -     may    -       -        -         -
meetings.enter_from_paper       may         -      -     may    -       -        -         -
meetings.fill_agenda            may         -      -     may    -       -        -         -
meetings.finish_item            may         -      -     may    -       -        -         -
meetings.forget_person          -           -      -     -      -       -        -         -
meetings.forget_suggester       -           -      -     -      -       -        -         -
meetings.give_role              may         -      -     may    -       -        -         -
meetings.keep_for_next_time     -           -      -     -      -       -        -         -
meetings.leave                  may         may    may   may    may     -        -         -
meetings.leave_early            may         may    may   may    may     -        -         -
meetings.let_in                 may         -      -     may    -       -        -         -
meetings.make_return_code       may         -      -     may    -       -        -         -
meetings.mark_arrival           may         -      -     may    -       -        -         -
meetings.mark_departure         may         -      -     may    -       -        -         -
meetings.move_item              may         -      -     may    -       -        -         -
meetings.note_call              -           -      -     -      -       -        -         -
meetings.note_held              -           -      -     -      -       -        -         -
meetings.note_released          -           -      -     -      -       -        -         -
meetings.note_taken             -           -      -     -      -       -        -         -
meetings.open                   may         -      -     may    -       -        -         -
meetings.pause                  may         -      -     may    -       -        -         -
meetings.postpone               may         -      -     may    -       -        -         -
meetings.remove_item            may         -      -     may    -       -        -         -
meetings.remove_template        may         -      -     -      -       -        -         -
meetings.rename_template        may         -      -     -      -       -        -         -
meetings.renew_code             may         -      -     may    -       -        -         -
meetings.resume                 may         -      -     may    -       -        -         -
meetings.reword_for_next_time   -           may    -     -      -       -        -         -
meetings.reword_suggestion      -           may    -     -      -       -        -         -
meetings.save_template          may         -      -     -      -       -        -         -
meetings.say_whether            may         may    may   may    may     -        -         -
meetings.seat_person            may         -      -     may    -       -        -         -
meetings.set_door               may         -      -     may    -       -        -         -
meetings.settle_agreement       may         -      -     may    -       -        -         -
meetings.settle_hall            -           -      -     -      -       -        -         -
meetings.show_person_anew       -           -      -     -      -       -        -         -
meetings.show_suggester_anew    -           -      -     -      -       -        -         -
meetings.sign_guest_out         -           -      -     -      -       -        -         -
meetings.start_item             may         -      -     may    -       -        -         -
meetings.stay_to_the_end        may         may    may   may    may     -        -         -
meetings.suggest_for_next_time  may         may    -     -      -       -        -         -
meetings.suggest_item           may         may    may   may    may     -        -         -
meetings.take_answer_back       may         may    may   may    may     -        -         -
meetings.take_back_role         may         -      -     may    -       -        -         -
meetings.take_suggestion        may         -      -     may    -       -        -         -
meetings.tell_change            -           -      -     -      -       -        -         -
meetings.turn_away              may         -      -     may    -       -        -         -
meetings.withdraw_access        may         -      -     may    -       -        -         -
meetings.withdraw_for_next_time -           may    -     -      -       -        -         -
meetings.withdraw_suggestion    -           may    -     -      -       -        -         -
organisations.change_organisation may         -      -     -      -       -        -         -
organisations.end_representation may         may    -     -      -       -        -         -
organisations.enter_organisation may         -      -     -      -       -        -         -
organisations.forget_person     -           -      -     -      -       -        -         -
organisations.name_representative may         -      -     -      -       -        -         -
organisations.state_affiliation -           may    -     -      -       -        -         -
people.ask_for_address          -           -      -     -      -       -        -         -
people.confirm_address          -           -      -     -      -       -        -         -
people.forget_in_network        -           -      -     -      -       -        -         -
people.forget_in_own_room       -           -      -     -      -       -        -         -
people.forget_me                -           may    -     -      -       -        -         -
people.give_room                -           -      -     -      -       -        -         -
people.introduce_oneself        -           may    -     -      -       -        -         -
people.make_link                -           -      -     -      -       -        -         -
people.register_person          -           -      -     -      -       -        -         -
people.send_link                -           -      -     -      -       -        -         -
people.set_password             -           -      -     -      -       -        -         -
people.sign_in_by_link          -           -      -     -      -       -        -         -
people.sign_in_by_password      -           -      -     -      -       -        -         -
people.sign_out                 -           may    -     -      -       -        -         -
people.sign_out_everywhere      -           may    -     -      -       -        -         -
spaces.add_hall                 may         -      -     -      -       -        -         -
spaces.change_hall              may         -      -     -      -       -        -         -
spaces.close_space              may         -      -     -      -       -        -         -
spaces.describe_space           may         -      -     -      -       -        -         -
spaces.found_space              may         -      -     -      -       -        -         -
spaces.move_hall                may         -      -     -      -       -        -         -
spaces.remove_hall              may         -      -     -      -       -        -         -
spaces.reopen_space             may         -      -     -      -       -        -         -
spaces.set_opening_hours        may         -      -     -      -       -        -         -
spaces.show_place_anew          -           -      -     -      -       -        -         -
spaces.use_hall_again           may         -      -     -      -       -        -         -
undo                            may         -      -     may    -       -        -         -
"""

# What each page answers. (draft): the same about a meeting nobody was called to yet. POSTs are sent with a valid form token.
READERS = ["nobody", "guest", "stranger", "member", "facilitator"]
ANSWERS = """
                                          nobody guest stranger member facilitator
GET  /                                    200    200   200      200    200
POST /api/v1/join                         201    201   201      201    201
GET  /api/v1/spaces                       200    200   200      200    200
POST /csp-report                          204    204   204      204    204
GET  /groups                              200    200   200      200    200
GET  /groups/<code>                       200    200   200      200    200
POST /groups/<code>/do/<act>              401    404   404      409    303
GET  /groups/<code>/edit                  401    404   404      404    200
POST /groups/<code>/edit                  401    404   404      404    303
POST /groups/<code>/join                  401    401   303      409    409
GET  /groups/<code>/meetings/new          401    404   404      404    200
POST /groups/<code>/meetings/new          401    404   404      404    303
GET  /groups/<code>/members               200    200   200      200    200
GET  /groups/<code>/members.csv           401    404   404      404    200
GET  /groups/<code>/members/import        401    404   404      404    200
POST /groups/<code>/members/import        401    404   404      404    303
GET  /groups/<code>/policy                200    200   200      200    200
POST /groups/<code>/policy                401    404   404      404    303
GET  /groups/new                          401    404   404      404    200
POST /groups/new                          401    404   404      404    303
GET  /groups/<code>/next-time             404    404   404      200    200
POST /groups/<code>/next-time/do/<act>    404    404   404      303    303
GET  /hall                                404    404   404      404    404
GET  /health                              200    200   200      200    200
GET  /words/<language>                    200    200   200      200    200
GET  /invitation/<token>                  409    409   409      409    409
POST /invitation/<token>                  409    409   409      409    409
GET  /invitations                         401    401   200      404    200
POST /invitations/do/<act>                401    401   409      404    303
GET  /join                                200    200   200      200    200
POST /join                                404    404   404      404    404
GET  /join/<code>                         200    303   200      303    303
POST /join/<code>                         303    303   303      303    303
POST /language                            303    303   303      303    303
GET  /letters/<int:number>/<int:person>/<token> 404 404 404      404    404
POST /letters/<int:number>/<int:person>/<token> 404 404 404      404    404
POST /text-size                           303    303   303      303    303
GET  /me                                  401    200   200      200    200
GET  /me/address/<token>                  401    401   409      409    409
POST /me/address/<token>                  401    401   409      409    409
GET  /me/data                             401    200   200      200    200
GET  /me/data.json                        401    200   200      200    200
POST /me/letters                          401    404   404      303    303
POST /me/do/<act>                         401    404   303      303    303
GET  /me/forget                           401    200   200      200    200
POST /me/forget                           401    409   409      409    409
POST /me/organisation                     401    404   303      303    303
GET  /meetings/<int:number>               200    200   200      200    200
POST /meetings/<int:number>/do/<act>      404    409   404      409    303
GET  /meetings/<int:number>/calendar.ics  200    200   200      200    200
GET  /meetings/<int:number>/door          404    404   404      404    200
GET  /meetings/<int:number>/files         200    200   200      200    200
GET  /meetings/<int:number>/files/<key>   404    404   404      404    404
POST /meetings/<int:number>/door/do/<act> 404    404   404      404    303
POST /meetings/<int:number>/files         404    404   404      404    409
POST /meetings/<int:number>/files/do/<act> 404   409   404      409    303
GET  /meetings/<int:number>/live          303    200   303      200    200
GET  /meetings/<int:number>/phone         303    200   200      200    200
POST /meetings/<int:number>/phone/add     404    303   404      303    303
POST /meetings/<int:number>/phone/change  401    401   401      401    401
POST /meetings/<int:number>/phone/claim   404    404   404      404    404
GET  /meetings/<int:number>/wait          303    303   303      303    303
GET  /api/v1/meetings/<int:number>/waiting 404   404   404      404    404
GET  /meetings/<int:number>/from-paper    404    404   404      404    303
POST /meetings/<int:number>/from-paper    404    404   404      404    409
GET  /meetings/<int:number>/paper         404    404   404      404    200
GET  /meetings/<int:number>/plain         303    200   303      200    200
GET  /meetings/<int:number>/plain/following 303  200   303      200    200
POST /meetings/<int:number>/plain/do/<act> 404   409   404      409    303
GET  /meetings/<int:number>/qr            404    404   404      404    200
GET  /meetings/<int:number>/qr.svg        404    404   404      404    200
GET  /organisations                       200    200   200      200    200
POST /organisations                       401    404   409      409    303
GET  /organisations/<int:number>          200    200   200      200    200
POST /organisations/<int:number>/do/<act> 401    404   409      409    303
GET  /ready                               200    200   200      200    200
GET  /styleguide                          404    404   404      404    404
GET  /sign-in                             200    200   200      200    200
POST /sign-in                             200    200   200      200    200
GET  /sign-in/link/<token>                409    409   409      409    409
POST /sign-in/link/<token>                409    409   409      409    409
POST /sign-out                            303    303   303      303    303
GET  /spaces                              200    200   200      200    200
GET  /spaces/<code>                       200    200   200      200    200
GET  /spaces/<code>/change                401    404   404      404    200
POST /spaces/<code>/do/<act>              401    404   404      404    303
GET  /spaces/new                          401    404   404      404    200
POST /spaces/new                          401    404   404      404    303
POST /theme                               303    303   303      303    303
GET  /meetings/<int:number> (draft)       404    404   404      200    200
POST /meetings/<int:number>/do/<act> (draft) 404 404   404      409    303
GET  /meetings/<int:number>/calendar.ics (draft) 404 404 404      404    404
GET  /meetings/<int:number>/files (draft) 404    404   404      200    200
GET  /meetings/<int:number>/live (draft)  404    404   404      200    200
GET  /meetings/<int:number>/from-paper (draft) 404 404 404      404    200
GET  /meetings/<int:number>/paper (draft) 404    404   404      404    200
GET  /meetings/<int:number>/plain (draft) 404    404   404      200    200
GET  /meetings/<int:number>/plain/following (draft) 404 404 404 200    200
POST /meetings/<int:number>/plain/do/<act> (draft) 404 404 404  409    303
GET  /meetings/<int:number>/qr (draft)    404    404   404      404    200
GET  /meetings/<int:number>/qr.svg (draft) 404   404   404      404    200
"""


def rows(table: str, columns: list[str]) -> dict[str, dict[str, str]]:
    """A table as it is read: what stands in each column, by the row's name."""
    head, *lines = [line.split() for line in table.strip().splitlines()]
    assert head == columns
    return {" ".join(line[: -len(columns)]): dict(zip(columns, line[-len(columns) :], strict=True)) for line in lines}


# -- acts -----------------------------------------------------------------------------------------------------------


@dataclass
class Crowd:
    """One person of each kind, around one scene."""

    scene: Scene
    people: dict[str, Person | None]

    def try_act(self, kind: str) -> str:
        """What becomes of the scene's act when that kind of person does it: the code of the refusal, or nothing.

        What can be taken back is, so that the next one finds the same state.
        """
        person = self.people[kind]
        if person is None:
            return self._by_nobody()
        answer = person.act(self.scene.room, self.scene.act, **self.scene.inputs)
        if answer.undo_until:
            assert person.act(self.scene.room, UNDO, seq=answer.seq).ok
        return answer.code

    def seq(self) -> int:
        """The room's number: it grows with everything that changes."""
        with self.scene.world.app.app_context(), self.scene.world.session() as session:
            return find_room(session, self.scene.room).seq

    def _by_nobody(self) -> str:
        world, scene = self.scene.world, self.scene
        with world.app.app_context():
            try:
                world.doors.act(None, room=scene.room, name=scene.act, inputs=scene.inputs, act_id="")
            except NotSignedIn as refused:
                return refused.code
        return ""


def crowd_around(scene: Scene) -> Crowd:
    world, ana = scene.world, scene.world.person("ana")
    meeting = scene.meeting or convened_meeting(world)
    if not meeting.items:
        ana.act(meeting.room, "meetings.add_item", title="Hello", purpose="check_in", minutes="", presenter="")
    ana.act(meeting.room, "meetings.convene")
    elsewhere = convened_meeting(world).guest("Vera")
    helper, guest = meeting.guest("Helper"), meeting.guest("Guest")
    with world.app.app_context():
        world.program(meeting.room, "meetings.admit_member_of_network", code=meeting.code, person=visitor(world).id)
    let_in_all_but(meeting, "Rosa")
    given = ana.act(meeting.room, "meetings.give_role", seat=seat(helper, meeting), role="facilitator")
    assert given.ok, given
    people: dict[str, Person | None] = {
        "facilitator": ana,
        "member": world.person("cai"),
        "guest": guest,
        "helper": helper,
        "visitor": visitor(world),
        "stranger": world.person("dee"),
        "elsewhere": elsewhere,
        "nobody": None,
    }
    return Crowd(scene, people)


def visitor(world: World) -> Person:
    return world.person("eli")


def test_every_act_has_a_row_of_expectations():
    """T-33: a new act cannot be forgotten here."""
    assert sorted(rows(MAY_ACT, KINDS)) == ACTS


@pytest.mark.parametrize("act", ACTS)
def test_only_those_who_may_do_an_act_are_let(world: World, act: str):
    """T-33: whoever may not changes nothing; whoever may is stopped at most by the state of things."""
    crowd, expected = crowd_around(set_scene(act, world)), rows(MAY_ACT, KINDS)[act]
    before = crowd.seq()

    refused = {kind: crowd.try_act(kind) for kind in KINDS if expected[kind] == "-"}
    assert refused.keys() == {kind for kind, code in refused.items() if code in NO_RIGHT}, refused
    assert crowd.seq() == before, "somebody without the right changed something"

    for kind in KINDS:
        if expected[kind] == "may":
            assert crowd.try_act(kind) not in NO_RIGHT, kind


def test_whoever_may_not_know_of_a_meeting_learns_nothing_by_acting_in_it(world: World, dee: Person):
    """T-36: for a stranger, whatever they try, a draft and a meeting that was never planned answer alike."""
    draft = draft_meeting(world)

    for act in (name for name, door in HOUSE.acts.items() if door.room == "meeting"):
        inputs = set_scene(act, world).inputs
        in_a_draft, in_none = (dee.act(room, act, **inputs) for room in (draft.room, "meeting/999999"))

        assert in_a_draft == in_none, act
        assert in_a_draft.code == "not_found", act


def test_the_program_does_what_nobody_may(world: World):
    """The acts without a single "may" are not dead: the program itself does them."""
    nobodys = [act for act, row in rows(MAY_ACT, KINDS).items() if "may" not in row.values()]

    assert nobodys
    assert all(set_scene(act, world).person is None for act in nobodys if not act.startswith("people.register"))


# -- pages ----------------------------------------------------------------------------------------------------------


@dataclass
class Visit:
    """A page that somebody opens or posts to."""

    method: str
    path: str
    fields: dict[str, Any]
    json: dict[str, Any] | None = None


def routes(app: Flask) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            yield f"{method} {rule.rule}"


def visit(row: str, *, meeting: Meeting, draft: Meeting) -> Visit:
    """What stands for a row of the table."""
    method, rule, *drafted = row.split(" ")
    about = draft if drafted else meeting
    number = ORGANISATION if rule.startswith("/organisations") else about.id
    path = rule.replace("<int:number>", str(number)).replace("<token>", "no-such-token")
    path = path.replace("<int:person>", "1").replace("<language>", "ca")
    if rule.startswith("/groups/"):
        doing = "suggest_for_next_time" if "next-time" in rule else "change_role"
        path = path.replace("<code>", "MOB").replace("<act>", doing)
    if rule.startswith("/spaces/"):
        path = path.replace("<code>", "MILL").replace("<act>", "set_opening_hours")
    if "/door/" in rule:
        path = path.replace("<act>", "set_door")
    if rule.startswith("/meetings/"):
        doing = "meetings.add_item" if "/plain/" in rule else "remove" if "/files/" in rule else "add_item"
        path = path.replace("<act>", doing).replace("<key>", "no-such-file")
    if rule.startswith("/organisations"):
        path = path.replace("<act>", "change_organisation")
    if rule.startswith("/invitations"):
        path = path.replace("<act>", "invite")
    path = path.replace("<code>", meeting.code).replace("<act>", "sign_out_everywhere")
    return Visit(method, path, FIELDS.get(f"{method} {rule}", lambda _: {})(meeting), json_of(rule, meeting))


def json_of(rule: str, meeting: Meeting) -> dict[str, Any] | None:
    return {"code": meeting.code, "name": "Rosa", "language": "en"} if rule == "/api/v1/join" else None


def a_change_of_role(meeting: Meeting) -> dict[str, Any]:
    return {"membership": membership(meeting.world, "cai"), "role": "observer"}


def hours_of_the_mill(meeting: Meeting) -> dict[str, Any]:
    return {"space": space_number(meeting.world), "monday": "9-14", **dict.fromkeys(WEEKDAYS[1:], "")}


ORGANISATION = 1  # the one of the town
AN_ORGANISATION = {"name": "Neighbours", "kind": "association", "level": "1", "parent": "", "web_address": ""}
SAID_AT_THE_DOOR = {"name": "Rosa", "language": "en", "public_name": "first_name"}


def no_letters(meeting: Meeting) -> dict[str, Any]:
    return {"group": group_number(meeting.world), "letters": "off"}


AN_ITEM = {"title": "Bikes", "purpose": "inform", "presenter": "", "minutes": ""}


def a_file_to_remove(meeting: Meeting) -> dict[str, Any]:
    ana = meeting.world.person("ana")
    file = meeting.world.program(meeting.room, "attachments.announce_file", **a_file_of(meeting.world, "ana"))["file"]
    hung = ana.act(meeting.room, "attachments.attach", file=file, item="", name="map")
    return {"attachment": hung.ids["attachment"]}


FIELDS: dict[str, Callable[[Meeting], dict[str, Any]]] = {
    "POST /me/letters": no_letters,
    "POST /sign-in": lambda _: {"email": "nobody@example.org", "form": "link"},
    "POST /join": lambda _: {"code": "XXXX-XXXX", "act_id": str(uuid.uuid4())},
    "POST /join/<code>": lambda _: SAID_AT_THE_DOOR | {"act_id": str(uuid.uuid4())},
    "POST /meetings/<int:number>/phone/add": lambda _: SAID_AT_THE_DOOR | {"act_id": str(uuid.uuid4())},
    "POST /meetings/<int:number>/phone/change": lambda _: {"person": "999999"},
    "POST /meetings/<int:number>/door/do/<act>": lambda _: {"one_by_one": "true"},
    "POST /language": lambda _: {"language": "ca"},
    "POST /text-size": lambda _: {"size": "125"},
    "POST /theme": lambda _: {"theme": "dark"},
    "POST /groups/<code>/do/<act>": a_change_of_role,
    "POST /groups/<code>/edit": lambda _: {"form": "describe_group", "kind": "table", "name_en": "Getting around"},
    "POST /groups/new": lambda _: {"code": "ene", "kind": "table", "name_en": "Energy"},
    "POST /groups/<code>/join": lambda _: {"form": "ask_to_join", "words": "I cycle"},
    "POST /groups/<code>/members/import": lambda _: {"form": "take_in_members", "rows": '[[2,"Pep","","member",""]]'},
    "POST /groups/<code>/policy": lambda _: rules_agreed(money_limit=500),
    "POST /invitations/do/<act>": lambda meeting: {
        "email": "pau@example.org",
        "group": str(group_number(meeting.world)),
        "role": "member",
        "language": "ca",
    },
    "POST /me/forget": lambda _: {"name": "Somebody Else"},
    "POST /organisations": lambda _: AN_ORGANISATION,
    "POST /organisations/<int:number>/do/<act>": lambda _: AN_ORGANISATION | {"name": "The mill"},
    "POST /groups/<code>/next-time/do/<act>": lambda _: {"title": "Bikes", "purpose": "inform"},
    "POST /groups/<code>/meetings/new": lambda _: {
        "title": "Summer session",
        "kind": "table_session",
        "starts_at": "2026-07-01T18:00",
        "planned_minutes": "90",
        "place": "",
        "language": "en",
    },
    "POST /meetings/<int:number>/files/do/<act>": a_file_to_remove,
    "POST /spaces/<code>/do/<act>": hours_of_the_mill,
    "POST /spaces/new": lambda _: {"code": "SCHOOL", "names.en": "School", **DESCRIPTION},
    "POST /meetings/<int:number>/do/<act>": lambda _: AN_ITEM,
    "POST /meetings/<int:number>/plain/do/<act>": lambda _: AN_ITEM,
    "POST /meetings/<int:number>/from-paper": lambda _: {
        "began_at": "2026-03-05T18:10",
        "ended_at": "2026-03-05T19:25",
        "in_full": "Rosa Pi",
        "agenda": "not_asked",
    },
}


def answer_to(browser: Browser, asked: Visit) -> int:
    if asked.method == "GET":
        return browser.get(asked.path).status_code
    if asked.json is not None:
        return browser.client.post(asked.path, json=asked.json).status_code
    fields = asked.fields | ({"act_id": str(uuid.uuid4())} if "act_id" in asked.fields else {})
    return browser.send("/sign-in", asked.path, **fields).status_code


def test_every_page_has_a_row_of_expectations(world: World):
    """T-33: a new page cannot be forgotten here."""
    expected = {row for row in rows(ANSWERS, READERS) if not row.endswith("(draft)")}

    assert expected == set(routes(world.app))


@dataclass
class Town:
    """A meeting that is on, a draft, and everybody who may look at their pages."""

    meeting: Meeting
    draft: Meeting
    readers: dict[str, Browser]


def town_in(world: World) -> Town:
    found_mill(world)
    meeting = open_meeting(world, here=("ana", "cai"))
    tended_by_ana(world)
    assert the_mill(world) == ORGANISATION
    readers = {
        "nobody": Browser(world.app),
        "guest": meeting.guest("Rosa").browser,
        "stranger": world.person("dee").browser,
        "member": world.person("cai").browser,
        "facilitator": world.person("ana").browser,
    }
    return Town(meeting, draft_meeting(world), readers)


@pytest.fixture(scope="module")
def read_only_town(prepared: Installation, tmp_path_factory: pytest.TempPathFactory) -> Town:
    """For looking only: nothing in it is changed."""
    return town_in(World(prepared.copy_to(tmp_path_factory.mktemp("town"))))


@pytest.mark.parametrize("row", sorted(row for row in rows(ANSWERS, READERS) if row.startswith("GET")))
def test_each_page_answers_each_reader_as_expected(read_only_town: Town, row: str):
    """T-33"""
    assert answers(read_only_town, row) == rows(ANSWERS, READERS)[row]


@pytest.mark.parametrize("row", sorted(row for row in rows(ANSWERS, READERS) if row.startswith("POST")))
def test_each_form_answers_each_sender_as_expected(world: World, row: str):
    """T-33"""
    assert answers(town_in(world), row) == rows(ANSWERS, READERS)[row]


def answers(town: Town, row: str) -> dict[str, str]:
    asked = visit(row, meeting=town.meeting, draft=town.draft)
    return {reader: str(answer_to(town.readers[reader], asked)) for reader in READERS}


@pytest.mark.parametrize("page", ["", "/live", "/plain", "/plain/following", "/paper", "/from-paper", "/qr", "/qr.svg"])
def test_a_foreign_draft_cannot_be_told_from_a_meeting_that_was_never_planned(
    world: World, ana: Person, dee: Person, page: str
):
    """T-36"""
    draft = draft_meeting(world)
    assert ana.browser.get(f"/meetings/{draft.id}{page}").status_code == 200
    missing = draft.id + 1000

    for stranger in (dee.browser, Browser(world.app)):
        of_draft = stranger.get(f"/meetings/{draft.id}{page}")
        of_none = stranger.get(f"/meetings/{missing}{page}")

        assert of_draft.status_code == of_none.status_code == 404
        assert told(of_draft, draft.id) == told(of_none, missing)


def told(response: Any, number: int) -> tuple[str, list[tuple[str, str]]]:
    """What a page says, without what is always different: form tokens and its own address."""
    body = re.sub(r'(name="csrf_token" value=)"[^"]*"', r"\1", response.get_data(as_text=True))
    headers = [(name, value) for name, value in response.headers if name not in ("Set-Cookie", "Content-Length")]
    return body.replace(f"/meetings/{number}", "/meetings/…"), headers


# -- nothing is open by being forgotten -----------------------------------------------------------------------------


@command()
def whisper(act: Act) -> None:
    """Something that a feature lets people do."""


WHISPER = {"tests.whisper": Door("meeting", ActForm, whisper)}


def test_an_act_without_a_right_stops_the_start():
    """T-33"""
    with pytest.raises(RuntimeError, match=r"without a row of rights: tests\.whisper"):
        House([*FEATURES, Feature("tests", acts=WHISPER)])


def test_an_act_with_a_right_is_taken_in():
    anyone = Right(lambda standing: isinstance(standing, Standing), "not_found")

    house = House([*FEATURES, Feature("tests", acts=WHISPER, rights={"tests.whisper": anyone})])

    assert "tests.whisper" in house.acts


def test_an_act_declared_twice_stops_the_start():
    """Two features cannot quietly overwrite each other's rights."""
    with pytest.raises(RuntimeError, match="declared twice"):
        House([*FEATURES, *FEATURES])


def test_every_right_belongs_to_an_act():
    """A right without an act is a misspelt one: the act it was meant for is open or dead."""
    assert HOUSE.rights.keys() == HOUSE.acts.keys()


def test_a_page_without_a_right_stops_the_start():
    """T-33"""
    app = Flask("tests", static_folder=None)
    app.add_url_rule("/whisper", "tests.whisper", lambda: "")

    with pytest.raises(RuntimeError, match=r"pages without a row of rights: tests\.whisper"):
        guard_pages(app, House(FEATURES))


def test_every_right_of_a_page_belongs_to_a_page(world: World):
    pages = {rule.endpoint for rule in world.app.url_map.iter_rules()}

    assert world.house.page_rights.keys() <= pages
