"""One scene for every act of the house: a state of the world in which somebody does it, and what they send.

A scene is told as a story and ends just before its act. A new act without a scene fails `test_every_act_has_a_scene`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from deliberate.groups.models import Group, Membership
from deliberate.people.tokens import hash_of
from tests.cast import Answer, Meeting, Person, World, convened_meeting, draft_meeting, open_meeting
from tests.spaces.places import ATTIC, NEW_SCHOOL, describing, found_mill, hall_of, move_a_day, new_hall, tending, week


@dataclass
class Scene:
    """Who is about to do what, where. `person` is None for what only the program does."""

    world: World
    act: str
    person: Person | None
    room: str
    inputs: dict[str, Any]
    meeting: Meeting | None = None
    done: Answer = field(default_factory=lambda: Answer(False))

    def play(self) -> Answer:
        """Have the act done."""
        if self.person is not None:
            self.done = self.person.act(self.room, self.act, **self.inputs)
        else:
            self.done = Answer(True, ids=self.world.program(self.room, self.act, **self.inputs))
        return self.done


Prepared = tuple[Person | None, str, dict[str, Any]]
SCENES: dict[str, Callable[[World], tuple[Prepared, Meeting | None]]] = {}


def scene(act: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare the scene of an act; the function gives the person, the room (or its meeting) and the inputs."""

    def declare(prepare: Callable[[World], tuple[Person | None, str | Meeting, dict[str, Any]]]) -> Any:
        def prepared(world: World) -> tuple[Prepared, Meeting | None]:
            person, where, inputs = prepare(world)
            meeting = where if isinstance(where, Meeting) else None
            return (person, where.room if isinstance(where, Meeting) else where, inputs), meeting

        SCENES[act] = prepared
        return prepare

    return declare


def set_scene(act: str, world: World) -> Scene:
    """The world as it is just before the act."""
    (person, room, inputs), meeting = SCENES[act](world)
    return Scene(world, act, person, room, inputs, meeting)


# -- people ---------------------------------------------------------------------------------------------------------


@scene("people.register_person")
def somebody_new_comes_into_the_network(world):
    return (
        None,
        "network/1",
        {"name": "Flo", "public_name": "full", "language": "ca", "email": "flo@example.org"},
    )


@scene("people.introduce_oneself")
def cai_wants_to_be_called_otherwise(world):
    return of(world, "cai", {"name": "Cai Bosc", "public_name": "role_only", "language": "ca"})


@scene("people.set_password")
def cai_sets_a_password(world):
    return by_program(world, "cai", {"password_hash": "$argon2id$what-is-stored"})


@scene("people.sign_out")
def cai_signs_out_on_a_lost_phone(world):
    cai = world.person("cai")
    return of(world, "cai", {"sign_in": cai.who.session_id})


@scene("people.sign_out_everywhere")
def cai_signs_out_everywhere(world):
    return of(world, "cai", {})


@scene("people.send_link")
def cai_asks_for_a_link(world):
    return by_program(world, "cai", {"token": "a-token-for-cai"})


@scene("people.make_link")
def the_operator_makes_a_link_for_cai(world):
    return by_program(world, "cai", {"token_hash": hash_of("a-token-for-cai")})


@scene("people.sign_in_by_link")
def cai_follows_the_link(world):
    cai = world.person("cai")
    world.program(f"person/{cai.id}", "people.make_link", token_hash=hash_of("a-token-for-cai"))
    used = {"link_hash": hash_of("a-token-for-cai"), "token_hash": hash_of("the-new-phone"), "device": "a phone"}
    return by_program(world, "cai", used)


@scene("people.sign_in_by_password")
def cai_gives_the_right_password(world):
    return by_program(world, "cai", {"token_hash": hash_of("the-new-phone"), "device": "a phone"})


# -- groups ---------------------------------------------------------------------------------------------------------


@scene("groups.found_group")
def a_group_comes_into_being(world):
    return None, "network/1", {"code": "ENE", "kind": "table", "names": '{"en": "Energy"}', "purposes": "{}"}


@scene("groups.admit_member")
def mobility_takes_eli_in(world):
    return None, group_room(world), {"person": world.person("eli").id, "role": "member"}


@scene("groups.change_role")
def cai_becomes_a_facilitator(world):
    return (
        world.person("ana"),
        group_room(world),
        {"membership": membership(world, "cai"), "role": "facilitator"},
    )


@scene("groups.show_person_anew")
def mobility_sees_that_cai_is_called_otherwise(world):
    return None, group_room(world), called_otherwise(world, "cai")


@scene("groups.end_membership")
def cai_leaves_mobility(world):
    return world.person("ana"), group_room(world), {"membership": membership(world, "cai")}


# -- spaces ---------------------------------------------------------------------------------------------------------


@scene("spaces.found_space")
def a_school_comes_into_the_network(world):
    return tending(world), "network/1", NEW_SCHOOL


@scene("spaces.describe_space")
def the_mill_has_a_lift_now(world):
    mill = found_mill(world)
    hall_of(world, "Attic")
    return tending(world), "network/1", describing(mill, facilities="step_free,lift")


@scene("spaces.set_opening_hours")
def the_mill_is_open_in_the_evening(world):
    return tending(world), "network/1", week(found_mill(world), monday="17-21:30", friday="18:00–02:00")


@scene("spaces.close_space")
def the_mill_gets_a_new_roof(world):
    return tending(world), "network/1", {"space": found_mill(world), "reason": "A new roof until May"}


@scene("spaces.reopen_space")
def the_roof_of_the_mill_is_done(world):
    tender, room, closed = the_mill_gets_a_new_roof(world)
    assert tender.act(room, "spaces.close_space", **closed).ok
    return tender, room, {"space": closed["space"]}


@scene("spaces.add_hall")
def the_mill_opens_its_cellar(world):
    cellar = {**ATTIC, "name": "Cellar", "floor": -1, "facilities": "hearing_loop,step_free"}
    return tending(world), "network/1", {"space": found_mill(world), **cellar}


@scene("spaces.change_hall")
def the_attic_is_smaller_than_thought(world):
    found_mill(world)
    attic = hall_of(world, "Attic")
    return tending(world), "network/1", {"hall": attic, **ATTIC, "capacity": 12}


@scene("spaces.move_hall")
def the_attic_comes_first(world):
    found_mill(world)
    main, attic = hall_of(world, "Main hall"), hall_of(world, "Attic")
    return tending(world), "network/1", {"hall": attic, "before": main}


@scene("spaces.remove_hall")
def the_attic_was_never_a_hall(world):
    found_mill(world)
    return tending(world), "network/1", {"hall": hall_of(world, "Attic")}


@scene("spaces.use_hall_again")
def the_main_hall_is_dry_again(world):
    found_mill(world)
    main = hall_of(world, "Main hall")
    draft_meeting(world, hall=main)
    tender = tending(world)
    assert tender.act("network/1", "spaces.remove_hall", hall=main).ok
    return tender, "network/1", {"hall": main}


@scene("spaces.show_place_anew")
def the_room_sees_that_its_hall_is_another_one_now(world):
    found_mill(world)
    main = hall_of(world, "Main hall")
    meeting = draft_meeting(world, hall=main)
    changed = {"hall": main, "name": "Main hall", "floor": 1, "capacity": 80, "facilities": "projector"}
    assert tending(world).act("network/1", "spaces.change_hall", **changed).ok
    return None, meeting, {}


# -- preparing a meeting --------------------------------------------------------------------------------------------


@scene("meetings.draft_meeting")
def ana_plans_a_session(world):
    ana = world.person("ana")
    world.program(group_room(world, "HOU"), "groups.admit_member", person=ana.id, role="member")
    planned = {
        "kind": "table_session",
        "title": "Summer session",
        "place": "The mill",
        "starts_at": "2026-07-01T18:00",
        "planned_minutes": 90,
        "language": "ca",
        "zone": "Europe/Madrid",
        "with_groups": str(group_number(world, "HOU")),
    }
    return ana, group_room(world), planned


@scene("meetings.describe_meeting")
def ana_moves_the_session_to_the_mill(world):
    found_mill(world)
    moved_to = {"place": "The door at the back", "hall": hall_of(world, "Main hall")}
    described = {"title": "At the mill", **moved_to, "starts_at": "2026-07-02T19:30", "planned_minutes": 60}
    return world.person("ana"), draft_meeting(world), described


@scene("meetings.add_item")
def ana_adds_the_first_item_that_comes_next(world):
    meeting = draft_meeting(world, titles=())
    added = {"title": "Bikes", "purpose": "decide", "presenter": world.person("bo").id, "minutes": 20}
    return world.person("ana"), meeting, added


@scene("meetings.change_item")
def ana_gives_an_item_a_presenter(world):
    meeting = draft_meeting(world)
    changed = {"item": meeting.items[1], "title": "The old mill", "purpose": "decide", "minutes": ""}
    return world.person("ana"), meeting, changed | {"presenter": world.person("cai").id}


@scene("meetings.move_item")
def ana_puts_the_last_item_first(world):
    meeting = draft_meeting(world)
    return world.person("ana"), meeting, {"item": meeting.items[2], "before": meeting.items[0]}


@scene("meetings.remove_item")
def ana_takes_the_first_item_off(world):
    meeting = convened_meeting(world)
    return world.person("ana"), meeting, {"item": meeting.items[0]}


@scene("meetings.convene")
def ana_calls_people(world):
    return world.person("ana"), draft_meeting(world), {}


@scene("meetings.renew_code")
def ana_makes_a_new_code(world):
    return world.person("ana"), convened_meeting(world), {}


@scene("meetings.note_call")
def mobilitys_own_record_keeps_that_it_was_called(world):
    return None, group_room(world), {"meeting": convened_meeting(world).id}


@scene("meetings.settle_hall")
def the_hall_follows_a_meeting_that_was_moved(world):
    meeting = convened_meeting(world, hall=new_hall(world))
    move_a_day(world, meeting.id)
    return None, meeting, {}


@scene("meetings.note_held")
def mobilitys_own_record_keeps_that_it_met(world):
    return None, group_room(world), {"meeting": open_meeting(world).id}


# -- who is here ----------------------------------------------------------------------------------------------------


@scene("meetings.admit_guest")
def rosa_comes_with_the_code(world):
    meeting = open_meeting(world)
    given = {"code": meeting.code, "name": "Rosa", "language": "ca", "token_hash": hash_of("rosa"), "device": "a phone"}
    return None, meeting, given


@scene("meetings.admit_member_of_network")
def dee_comes_with_the_code(world):
    meeting = open_meeting(world)
    return None, meeting, {"code": meeting.code, "person": world.person("dee").id}


@scene("meetings.arrive")
def cai_arrives_at_a_meeting_that_is_on(world):
    return world.person("cai"), open_meeting(world, here=("ana",)), {"mode": "remote"}


@scene("meetings.leave")
def cai_leaves_early(world):
    return world.person("cai"), open_meeting(world), {}


@scene("meetings.seat_person")
def ana_enters_somebody_without_a_device(world):
    return world.person("ana"), open_meeting(world), {"name": "Pau", "person": "", "mode": "in_the_room"}


@scene("meetings.mark_arrival")
def ana_sees_rosa_come_back(world):
    meeting = open_meeting(world)
    rosa = meeting.guest("Rosa")
    return world.person("ana"), meeting, {"seat": seat(rosa, meeting), "mode": "in_the_room"}


@scene("meetings.mark_departure")
def ana_sees_cai_go(world):
    meeting = open_meeting(world)
    return world.person("ana"), meeting, {"seat": seat(world.person("cai"), meeting)}


@scene("meetings.give_role")
def ana_asks_rosa_to_facilitate(world):
    meeting = open_meeting(world)
    return world.person("ana"), meeting, {"seat": seat(meeting.guest("Rosa"), meeting), "role": "facilitator"}


@scene("meetings.take_back_role")
def rosa_hands_facilitating_on(world):
    (ana, meeting, given) = ana_asks_rosa_to_facilitate(world)
    assert ana.act(meeting.room, "meetings.give_role", **given).ok
    return ana, meeting, given


@scene("meetings.withdraw_access")
def rosas_phone_is_lost(world):
    meeting = open_meeting(world)
    return world.person("ana"), meeting, {"seat": seat(meeting.guest("Rosa"), meeting)}


@scene("meetings.sign_guest_out")
def rosa_signs_out_on_a_borrowed_phone(world):
    meeting = open_meeting(world)
    return None, meeting, {"sign_in": meeting.guest("Rosa").who.session_id}


@scene("meetings.show_person_anew")
def the_room_sees_that_cai_is_called_otherwise(world):
    meeting = open_meeting(world)
    item = {"title": "Bikes", "purpose": "inform", "presenter": world.person("cai").id, "minutes": ""}
    assert world.person("ana").act(meeting.room, "meetings.add_item", **item).ok
    return None, meeting, called_otherwise(world, "cai")


# -- agreeing to the agenda -----------------------------------------------------------------------------------------


@scene("meetings.ask_agreement")
def ana_asks_anew_after_an_objection(world):
    meeting, agreement = asked(world)
    object_to(world, meeting, agreement)
    return world.person("ana"), meeting, {}


@scene("meetings.answer_agreement")
def cai_objects_to_the_agenda(world):
    meeting, agreement = asked(world)
    return world.person("cai"), meeting, {"agreement": agreement, "reply": "objection", "words": "Too long"}


@scene("meetings.settle_agreement")
def nobody_objects(world):
    meeting, agreement = asked(world)
    object_to(world, meeting, agreement)
    for handle in ("bo", "cai"):
        answered = world.person(handle).act(
            meeting.room, "meetings.answer_agreement", agreement=agreement, reply="no_objection", words=""
        )
        assert answered.ok, answered
    return world.person("ana"), meeting, {"agreement": agreement}


# -- walking the agenda ---------------------------------------------------------------------------------------------


@scene("meetings.open")
def ana_opens_the_meeting(world):
    return world.person("ana"), convened_meeting(world), {}


@scene("meetings.start_item")
def ana_turns_to_the_next_item(world):
    meeting = in_its_first_item(world)
    return world.person("ana"), meeting, {"item": meeting.items[1], "after": meeting.items[0]}


@scene("meetings.finish_item")
def ana_finishes_the_item(world):
    meeting = in_its_first_item(world)
    return world.person("ana"), meeting, {"item": meeting.items[0]}


@scene("meetings.pause")
def ana_calls_a_break(world):
    return world.person("ana"), in_its_first_item(world), {"reason": "coffee"}


@scene("meetings.resume")
def ana_goes_on_after_the_break(world):
    meeting = in_its_first_item(world)
    assert world.person("ana").act(meeting.room, "meetings.pause", reason="coffee").ok
    return world.person("ana"), meeting, {}


@scene("meetings.close")
def ana_closes_while_something_is_asked(world):
    meeting = in_its_first_item(world)
    assert world.person("ana").act(meeting.room, "meetings.ask_agreement").ok
    return world.person("ana"), meeting, {}


@scene("undo")
def ana_takes_the_removal_of_an_item_back(world):
    (ana, meeting, removed) = ana_takes_the_first_item_off(world)
    done = ana.act(meeting.room, "meetings.remove_item", **removed)
    return ana, meeting, {"seq": done.seq}


# -- what scenes are made of ----------------------------------------------------------------------------------------


def of(world: World, handle: str, inputs: dict[str, Any]) -> Prepared:
    """Somebody does something about themselves."""
    person = world.person(handle)
    return person, f"person/{person.id}", inputs


def by_program(world: World, handle: str, inputs: dict[str, Any]) -> Prepared:
    """The program does something for somebody whom a door has recognised."""
    return None, f"person/{world.person(handle).id}", inputs


def called_otherwise(world: World, handle: str) -> dict[str, Any]:
    """Somebody has introduced themselves anew, and other rooms do not know it yet."""
    person = world.person(handle)
    introduced = {"name": "Somebody Else", "public_name": "full", "language": "en"}
    assert person.act(f"person/{person.id}", "people.introduce_oneself", **introduced).ok
    return {"person": person.id}


def group_number(world: World, code: str = "MOB") -> int:
    """A group's number."""
    with world.app.app_context(), world.session() as session:
        return session.scalars(select(Group.id).where(Group.code == code)).one()


def group_room(world: World, code: str = "MOB") -> str:
    """A group's room."""
    return f"group/{group_number(world, code)}"


def membership(world: World, handle: str, code: str = "MOB") -> int:
    """The number of somebody's membership."""
    with world.app.app_context(), world.session() as session:
        return session.scalars(
            select(Membership.id).where(
                Membership.person_id == world.person(handle).id,
                Membership.group_id == group_number(world, code),
                Membership.until.is_(None),
            )
        ).one()


def seat(person: Person, meeting: Meeting) -> int:
    """The number of somebody's seat."""
    from deliberate.meetings.queries import seat_of

    with meeting.world.app.app_context(), meeting.world.session() as session:
        found = seat_of(session, meeting.id, person.id)
        assert found is not None, "nobody of that name has a seat"
        return found.id


def asked(world: World) -> tuple[Meeting, int]:
    """An open meeting in which everyone is asked whether they object to the agenda."""
    meeting = open_meeting(world)
    answer = world.person("ana").act(meeting.room, "meetings.ask_agreement")
    return meeting, answer.ids["agreement"]


def object_to(world: World, meeting: Meeting, agreement: int) -> None:
    """Cai says what is wrong with the agenda."""
    objected = world.person("cai").act(
        meeting.room, "meetings.answer_agreement", agreement=agreement, reply="objection", words="Too long"
    )
    assert objected.ok, objected


def in_its_first_item(world: World) -> Meeting:
    """An open meeting that has turned to its first item."""
    meeting = open_meeting(world)
    assert world.person("ana").act(meeting.room, "meetings.start_item", item=meeting.items[0], after="").ok
    return meeting
