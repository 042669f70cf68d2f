"""One scene for every act of the house: a state of the world in which somebody does it, and what they send.

A scene is told as a story and ends just before its act. A new act without a scene fails `test_every_act_has_a_scene`.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from deliberate.groups.models import Group, Membership
from deliberate.groups.policy import DEFAULT
from deliberate.kernel import clock, days
from deliberate.kernel.db import writer_engine
from deliberate.meetings.models import Waiting
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


@scene("people.ask_for_address")
def cai_wants_another_address(world):
    return by_program(world, "cai", {"email": "cai.roca@example.org", "token": "a-token-for-cai"})


@scene("people.confirm_address")
def cai_follows_the_link_to_the_new_address(world):
    (_, room, asked) = cai_wants_another_address(world)
    world.program(room, "people.ask_for_address", **asked)
    used = {"link_hash": hash_of("a-token-for-cai"), "token_hash": hash_of("the-new-phone"), "device": "a phone"}
    return by_program(world, "cai", used)


@scene("people.give_room")
def rosa_wants_to_say_something_about_herself(world):
    return None, "network/1", {"person": open_meeting(world).guest("Rosa").id}


@scene("people.forget_me")
def cai_wants_to_be_forgotten(world):
    return of(world, "cai", {"name": "Cai Roca"})


@scene("people.forget_in_own_room")
def cais_own_room_forgets(world):
    return by_program(world, "cai", {"person": world.person("cai").id})


@scene("people.forget_in_network")
def the_network_forgets_cai(world):
    return None, "network/1", {"person": world.person("cai").id}


# -- organisations --------------------------------------------------------------------------------------------------


@scene("organisations.enter_organisation")
def the_network_gets_to_know_a_federation(world):
    tended_by_ana(world)
    return world.person("ana"), "network/1", {"name": "Neighbours together", "level": 2, **OF_NEIGHBOURS}


@scene("organisations.change_organisation")
def the_mill_is_called_otherwise(world):
    tended_by_ana(world)
    changed = {"organisation": the_mill(world), "name": "The old mill", "level": 1, **OF_NEIGHBOURS}
    return world.person("ana"), "network/1", changed


@scene("organisations.name_representative")
def the_mill_names_cai_to_mobility(world):
    tended_by_ana(world)
    named = {"organisation": the_mill(world), "group": group_number(world), "person": world.person("cai").id}
    return world.person("ana"), "network/1", named | {"last_day": "", "zone": "Europe/Madrid"}


@scene("organisations.end_representation")
def cai_no_longer_speaks_for_the_mill(world):
    (ana, room, named) = the_mill_names_cai_to_mobility(world)
    world.program(group_room(world, "HOU"), "groups.admit_member", person=world.person("cai").id, role="member")
    assert ana.act(room, "organisations.name_representative", **named | {"group": group_number(world, "HOU")}).ok
    representative = ana.act(room, "organisations.name_representative", **named).ids["representative"]
    return ana, room, {"representative": representative}


@scene("organisations.state_affiliation")
def cai_belongs_to_the_mill(world):
    return of(world, "cai", {"organisation": the_mill(world)})


@scene("organisations.forget_person")
def the_network_forgets_for_whom_cai_spoke(world):
    (ana, room, named) = the_mill_names_cai_to_mobility(world)
    assert ana.act(room, "organisations.name_representative", **named).ok
    return None, room, {"person": world.person("cai").id}


# -- invitations ----------------------------------------------------------------------------------------------------


@scene("invitations.invite")
def ana_invites_pau_to_mobility(world):
    return world.person("ana"), "network/1", TO_PAU | {"group": group_number(world)}


@scene("invitations.withdraw")
def ana_takes_the_invitation_back(world):
    (ana, room, letter) = ana_invites_pau_to_mobility(world)
    return ana, room, {"invitation": ana.act(room, "invitations.invite", **letter).ids["invitation"]}


@scene("invitations.accept_as_newcomer")
def pau_comes_in(world):
    introduced = {"name": "Pau Serra", "public_name": "first_name", "language": "ca"}
    known = {"token_hash": hash_of("paus-phone"), "device": "a phone"}
    return None, "network/1", {"link_hash": invited(world), **introduced, **known}


@scene("invitations.accept_as_known")
def dee_comes_into_mobility_too(world):
    return None, "network/1", {"link_hash": invited(world), "person": world.person("dee").id}


# -- groups ---------------------------------------------------------------------------------------------------------


@scene("groups.found_group")
def a_group_comes_into_being(world):
    tended_by_ana(world)
    return (
        world.person("ana"),
        "network/1",
        {"code": "ENE", "kind": "table", "names": '{"en": "Energy"}', "purposes": "{}"},
    )


@scene("groups.admit_member")
def mobility_takes_eli_in(world):
    return None, group_room(world), {"person": world.person("eli").id, "role": "member"}


@scene("groups.describe_group")
def mobility_gets_a_better_name(world):
    tended_by_ana(world)
    described = {"group": group_number(world), "kind": "table", "names": '{"en": "Getting around"}', "purposes": "{}"}
    return world.person("ana"), "network/1", described


@scene("groups.end_group")
def housing_is_wound_up(world):
    tended_by_ana(world)
    return world.person("ana"), "network/1", {"group": group_number(world, "HOU"), "words": "All live in tents"}


@scene("groups.entrust_group")
def housing_lost_its_facilitator_and_eli_is_asked(world):
    tended_by_ana(world)
    leave_by_date(world, "dee", "HOU")
    return (
        world.person("ana"),
        "network/1",
        {"group": group_number(world, "HOU"), "membership": membership(world, "eli", "HOU")},
    )


@scene("groups.note_founding")
def mobilitys_own_record_keeps_its_founding(world):
    return None, group_room(world), {}


@scene("groups.note_description")
def mobility_sees_its_new_name(world):
    world.program("network/1", "groups.describe_group", **mobility_gets_a_better_name(world)[2])
    return None, group_room(world), {}


@scene("groups.note_end")
def mobilitys_own_record_keeps_why_it_ends(world):
    return None, group_room(world), {"words": "Everybody walks now"}


@scene("groups.note_entrusting")
def mobilitys_own_record_keeps_that_ana_was_asked_to_facilitate(world):
    return None, group_room(world), {"person": world.person("ana").id}


@scene("groups.join_group")
def dee_joins_an_open_group(world):
    assert world.person("ana").act(group_room(world), "groups.change_openness", openness="open").ok
    return None, group_room(world), {"person": world.person("dee").id}


@scene("groups.ask_to_join")
def dee_asks_to_join_mobility(world):
    return None, group_room(world), {"person": world.person("dee").id, "words": "I cycle"}


@scene("groups.withdraw_request")
def dee_takes_her_request_back(world):
    return None, group_room(world), {"person": world.person("dee").id, "request": asked_to_join(world, "dee")}


@scene("groups.admit_asker")
def ana_takes_dee_in(world):
    return world.person("ana"), group_room(world), {"request": asked_to_join(world, "dee")}


@scene("groups.decline_asker")
def ana_tells_eli_not_now(world):
    declined = {"request": asked_to_join(world, "eli"), "words": "We are full until spring"}
    return world.person("ana"), group_room(world), declined


@scene("groups.leave_group")
def cai_leaves_by_himself(world):
    assert (
        world.person("ana")
        .act(group_room(world), "groups.change_role", membership=membership(world, "bo"), role="facilitator")
        .ok
    )
    represent_in_housing(world)
    return world.person("cai"), group_room(world), {}


@scene("groups.change_openness")
def mobility_opens_itself(world):
    return world.person("ana"), group_room(world), {"openness": "open"}


@scene("groups.take_in_members")
def ana_takes_in_a_list(world):
    rows = '[[2,"Pep Riera","","member","2027-03-31"],[3,"Flo Serra","flo@example.org","scribe",""]]'
    return world.person("ana"), group_room(world), {"rows": rows}


@scene("groups.change_role")
def cai_becomes_a_facilitator_for_a_time(world):
    return (
        world.person("ana"),
        group_room(world),
        {"membership": membership(world, "cai"), "role": "facilitator", "last_day": "2027-03-31"},
    )


@scene("groups.note_last_day")
def bos_time_as_minute_taker_is_over(world):
    number, yesterday = membership(world, "bo"), days.today() - timedelta(days=1)
    # Not by an act: what it leaves for the end of the day would be done before the scene is played.
    with world.app.app_context(), writer_engine().begin() as connection:
        connection.execute(update(Membership).where(Membership.id == number).values(last_day=yesterday))
    return None, group_room(world), {"membership": number, "last_day": yesterday.isoformat()}


@scene("groups.forget_person")
def mobility_forgets_cai(world):
    return None, group_room(world), {"person": world.person("cai").id}


@scene("groups.show_person_anew")
def mobility_sees_that_cai_is_called_otherwise(world):
    return None, group_room(world), called_otherwise(world, "cai")


@scene("groups.end_membership")
def cai_leaves_mobility(world):
    return world.person("ana"), group_room(world), {"membership": membership(world, "cai")}


@scene("groups.change_policy")
def mobility_agrees_on_rules(world):
    return world.person("ana"), group_room(world), rules_agreed(money_limit=500)


@scene("groups.send_representative")
def cai_speaks_for_mobility_in_housing(world):
    sent = {"membership": membership(world, "cai"), "group": group_number(world, "HOU"), "last_day": "2027-03-31"}
    return world.person("ana"), group_room(world), sent


@scene("groups.recall_representative")
def cai_speaks_for_mobility_no_longer(world):
    return world.person("ana"), group_room(world), {"link": represent_in_housing(world)}


@scene("groups.note_representative")
def mobility_sees_who_speaks_for_housing(world):
    sent = {"membership": membership(world, "eli", "HOU"), "group": group_number(world), "last_day": ""}
    link = world.person("dee").act(group_room(world, "HOU"), "groups.send_representative", **sent).ids["link"]
    return None, group_room(world), {"link": link}


@scene("groups.give_mandate")
def mobility_asks_housing_for_a_plan(world):
    return world.person("ana"), group_room(world), asked_of_housing(world)


@scene("groups.extend_mandate")
def mobility_gives_housing_more_time(world):
    longer = {"mandate": mandate_of_housing(world), "ends_on": "2027-06-30", "words": "Summer came"}
    return world.person("ana"), group_room(world), longer


@scene("groups.close_mandate")
def housing_has_done_it(world):
    return world.person("ana"), group_room(world), {"mandate": mandate_of_housing(world), "words": "A plan"}


@scene("groups.note_mandate")
def mobility_sees_what_it_was_asked(world):
    asked = asked_of_housing(world) | {"group": group_number(world)}
    mandate = world.person("dee").act(group_room(world, "HOU"), "groups.give_mandate", **asked).ids["mandate"]
    return None, group_room(world), {"mandate": mandate, "change": "given"}


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
    meeting = with_parts(world)
    return world.person("ana"), meeting, {"item": meeting.items[2], "before": meeting.items[1], "parent": ""}


@scene("meetings.remove_item")
def ana_takes_the_first_item_off(world):
    meeting = with_parts(world)
    assert world.person("ana").act(meeting.room, "meetings.convene").ok
    return world.person("ana"), meeting, {"item": meeting.items[0]}


@scene("meetings.convene")
def ana_calls_people(world):
    return world.person("ana"), draft_meeting(world), {}


@scene("meetings.drop_draft")
def ana_lets_a_draft_go(world):
    return world.person("ana"), draft_meeting(world), {}


@scene("meetings.cancel")
def ana_cancels_the_session(world):
    return world.person("ana"), convened_meeting(world), {"reason": "The mill is flooded"}


@scene("meetings.postpone")
def ana_postpones_the_session_to_a_date(world):
    meeting = convened_meeting(world)
    says_whether(world, "cai", meeting, "remote")
    assert world.person("bo").act(meeting.room, "meetings.arrive", mode="in_the_room").ok
    return world.person("ana"), meeting, {"reason": "The mill is flooded", "starts_at": "2090-03-05T18:00"}


@scene("meetings.declare_not_held")
def ana_says_that_too_few_came(world):
    meeting = open_meeting(world, here=("ana",))
    assert world.person("ana").act(meeting.room, "meetings.ask_agreement").ok
    return world.person("ana"), meeting, {"because": "no_quorum", "reason": "We were one"}


@scene("meetings.tell_change")
def the_time_has_come_to_tell_what_has_changed(world):
    meeting = convened_meeting(world)
    described = {"title": "At school", "place": "School", "starts_at": "2090-07-02T19:30", "planned_minutes": 60}
    assert world.person("ana").act(meeting.room, "meetings.describe_meeting", **described).ok
    return None, meeting, {}


@scene("meetings.say_whether")
def cai_cannot_come(world):
    return world.person("cai"), convened_meeting(world), {"answer": "cannot_come", "words": "I am ill"}


@scene("meetings.take_answer_back")
def cai_does_not_know_any_more(world):
    meeting = convened_meeting(world)
    says_whether(world, "cai", meeting, "in_the_room")
    return world.person("cai"), meeting, {}


@scene("meetings.leave_early")
def cai_can_stay_an_hour(world):
    meeting = open_meeting(world)
    return world.person("cai"), meeting, {"until": in_an_hour()}


@scene("meetings.stay_to_the_end")
def cai_can_stay_after_all(world):
    meeting = open_meeting(world)
    assert world.person("cai").act(meeting.room, "meetings.leave_early", until=in_an_hour()).ok
    return world.person("cai"), meeting, {}


@scene("meetings.choose_letters")
def cai_wants_no_letters_of_mobility(world):
    return of(world, "cai", {"group": group_number(world), "letters": "off"})


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


@scene("meetings.keep_for_next_time")
def mobility_keeps_what_its_session_did_not_get_to(world):
    meeting = open_meeting(world)
    suggestion = suggested(world, meeting)
    kept = {"items": f"{meeting.items[1]},{meeting.items[2]}", "suggestions": f"{suggestion}"}
    return None, group_room(world), {"meeting": meeting.id, **kept}


@scene("meetings.suggest_item")
def cai_suggests_a_night_bus(world):
    return world.person("cai"), open_meeting(world), NIGHT_BUS


@scene("meetings.reword_suggestion")
def cai_says_it_otherwise(world):
    meeting = convened_meeting(world)
    return world.person("cai"), meeting, NIGHT_BUS | {"suggestion": suggested(world, meeting), "presents": ""}


@scene("meetings.withdraw_suggestion")
def cai_takes_the_suggestion_back(world):
    meeting = convened_meeting(world)
    return world.person("cai"), meeting, {"suggestion": suggested(world, meeting)}


@scene("meetings.decline_suggestion")
def ana_has_no_time_for_the_night_bus(world):
    meeting = convened_meeting(world)
    return world.person("ana"), meeting, {"suggestion": suggested(world, meeting), "words": "In autumn, please"}


@scene("meetings.take_suggestion")
def ana_puts_the_night_bus_under_the_mill(world):
    meeting = convened_meeting(world)
    place = {"parent": meeting.items[1], "before": ""}
    return world.person("ana"), meeting, {"suggestion": suggested(world, meeting), **place}


@scene("meetings.suggest_for_next_time")
def cai_suggests_to_the_group(world):
    return world.person("cai"), group_room(world), NIGHT_BUS


@scene("meetings.reword_for_next_time")
def cai_says_to_the_group_otherwise(world):
    return world.person("cai"), group_room(world), NIGHT_BUS | {"suggestion": suggested(world), "title": "Trams"}


@scene("meetings.withdraw_for_next_time")
def cai_takes_it_back_from_the_group(world):
    return world.person("cai"), group_room(world), {"suggestion": suggested(world)}


@scene("meetings.decline_for_next_time")
def ana_declines_for_the_group(world):
    return world.person("ana"), group_room(world), {"suggestion": suggested(world), "words": "Not our subject"}


@scene("meetings.note_taken")
def the_group_learns_that_its_suggestion_was_taken(world):
    suggestion, item = taken_from_the_group(world)
    return None, group_room(world), {"suggestion": suggestion, "item": item}


@scene("meetings.note_released")
def the_group_learns_that_its_suggestion_is_open_again(world):
    meeting, suggestion = convened_meeting(world), suggested(world)
    place = {"suggestion": suggestion, "parent": "", "before": ""}
    item = world.person("ana").act(meeting.room, "meetings.take_suggestion", **place).ids["item"]
    world.program(group_room(world), "meetings.note_taken", suggestion=suggestion, item=item)
    assert world.person("ana").act(meeting.room, "meetings.remove_item", item=item).ok
    return None, group_room(world), {"suggestion": suggestion, "item": item}


@scene("meetings.forget_suggester")
def the_group_forgets_what_cai_suggested(world):
    suggested(world)
    return None, group_room(world), {"person": world.person("cai").id}


@scene("meetings.show_suggester_anew")
def the_group_sees_that_cai_is_called_otherwise(world):
    suggested(world)
    return None, group_room(world), called_otherwise(world, "cai")


@scene("meetings.fill_agenda")
def ana_begins_with_the_last_agenda(world):
    earlier, meeting = with_parts(world), draft_meeting(world)
    assert world.person("ana").act(earlier.room, "meetings.convene").ok
    return world.person("ana"), meeting, {"source": f"meeting/{earlier.id}"}


@scene("meetings.save_template")
def ana_keeps_the_agenda(world):
    return world.person("ana"), group_room(world), {"meeting": with_parts(world).id, "name": "Our usual evening"}


@scene("meetings.rename_template")
def ana_renames_a_template(world):
    return world.person("ana"), group_room(world), {"template": template(world), "name": "Evenings"}


@scene("meetings.remove_template")
def ana_removes_a_template(world):
    return world.person("ana"), group_room(world), {"template": template(world)}


# -- who is here ----------------------------------------------------------------------------------------------------


@scene("meetings.admit_guest")
def rosa_comes_with_the_code(world):
    meeting = open_meeting(world)
    return None, meeting, {"code": meeting.code, **introduced("Rosa")}


@scene("meetings.admit_companion")
def rosas_neighbour_comes_along_on_her_phone(world):
    meeting = open_meeting(world)
    return None, meeting, {"brought_by": meeting.guest("Rosa").who.session_id, **introduced("Pere")}


@scene("meetings.set_door")
def ana_opens_the_door_for_whoever_waits(world):
    meeting, _ = rosa_waits_at_the_door(world)
    return world.person("ana"), meeting, {"one_by_one": ""}


@scene("meetings.let_in")
def ana_lets_rosa_in(world):
    meeting, waiting = rosa_waits_at_the_door(world)
    return world.person("ana"), meeting, {"waiting": str(waiting)}


@scene("meetings.turn_away")
def ana_does_not_let_rosa_in(world):
    meeting, waiting = rosa_waits_at_the_door(world)
    return world.person("ana"), meeting, {"waiting": waiting, "words": "Only for neighbours today"}


@scene("meetings.make_return_code")
def rosa_lost_her_phone_and_asks_for_a_code(world):
    meeting = open_meeting(world)
    return world.person("ana"), meeting, {"seat": seat(meeting.guest("Rosa"), meeting), "code": CODE, "lost": "true"}


@scene("meetings.come_back")
def rosa_types_the_code_on_another_phone(world):
    (ana, meeting, made) = rosa_lost_her_phone_and_asks_for_a_code(world)
    assert ana.act(meeting.room, "meetings.make_return_code", **made).ok
    phone = {"token_hash": hash_of(f"another phone {uuid.uuid4()}"), "device": "another phone"}
    return None, meeting, {"code_hash": hash_of(CODE), **phone}


@scene("meetings.claim_seat")
def dee_who_objected_as_a_guest_goes_on_with_her_account(world):
    meeting, agreement = asked(world)
    guest, dee = meeting.guest("Dee"), world.person("dee")
    world.program(meeting.room, "meetings.admit_member_of_network", code=meeting.code, person=dee.id)
    assert guest.act(meeting.room, "meetings.arrive", mode="remote").ok
    answer = {"agreement": agreement, "reply": "objection", "words": "Too short"}
    assert guest.act(meeting.room, "meetings.answer_agreement", **answer).ok
    item = {"title": "Bikes", "purpose": "inform", "presenter": guest.id, "minutes": ""}
    assert world.person("ana").act(meeting.room, "meetings.add_item", **item).ok
    return None, meeting, {"guest": guest.who.session_id, "account": dee.who.session_id}


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


@scene("meetings.forget_person")
def the_room_forgets_cai_who_has_objected(world):
    meeting, agreement = asked(world)
    object_to(world, meeting, agreement)
    item = {"title": "Bikes", "purpose": "inform", "presenter": world.person("cai").id, "minutes": ""}
    assert world.person("ana").act(meeting.room, "meetings.add_item", **item).ok
    return None, meeting, {"person": world.person("cai").id}


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


@scene("meetings.answer_for")
def ana_enters_what_rosa_without_a_phone_says(world):
    meeting, agreement = asked(world)
    entered = {"name": "Rosa", "person": "", "mode": "through_a_steward"}
    rosa = world.person("ana").act(meeting.room, "meetings.seat_person", **entered).ids["seat"]
    said = {"agreement": agreement, "seat": rosa, "reply": "objection", "words": "Too long"}
    return world.person("ana"), meeting, said


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


# -- papers ---------------------------------------------------------------------------------------------------------


@scene("attachments.announce_file")
def a_file_of_cai_will_come(world):
    return None, convened_meeting(world), a_file_of(world, "cai")


@scene("attachments.attach")
def ana_hangs_a_map_on_the_mill(world):
    meeting = convened_meeting(world)
    file = world.program(meeting.room, "attachments.announce_file", **a_file_of(world, "ana"))["file"]
    return world.person("ana"), meeting, {"file": file, "item": meeting.items[1], "name": "map.pdf"}


@scene("attachments.forget_person")
def the_meeting_keeps_the_map_of_somebody(world):
    ana, meeting, hung = ana_hangs_a_map_on_the_mill(world)
    assert ana.act(meeting.room, "attachments.attach", **hung).ok
    return None, meeting, {"person": ana.id}


@scene("attachments.remove")
def ana_takes_the_map_away(world):
    ana, meeting, hung = ana_hangs_a_map_on_the_mill(world)
    return ana, meeting, {"attachment": ana.act(meeting.room, "attachments.attach", **hung).ids["attachment"]}


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
    suggested(world, meeting)
    return world.person("ana"), meeting, {"carry": f"{meeting.items[1]}"}


@scene("meetings.enter_from_paper")
def ana_enters_a_meeting_that_was_held_on_paper(world):
    meeting = convened_meeting(world)
    told = [{"item": meeting.items[0], "minutes": 20, "words": "We know each other now."}, {"item": meeting.items[2]}]
    people = {
        "members": str(world.person("cai").id),
        "in_full": "Rosa Pi",
        "by_first_name": "Pau Mas\nAda Roig",
        "by_role": "",
    }
    agenda = {"agenda": "agreed", "no_objection": 3, "objections": "Too long"}
    times = {"began_at": "2026-03-05T18:10", "ended_at": "2026-03-05T19:25"}
    return world.person("ana"), meeting, times | people | agenda | {"items": json.dumps(told)}


@scene("undo")
def ana_takes_the_removal_of_an_item_back(world):
    (ana, meeting, removed) = ana_takes_the_first_item_off(world)
    done = ana.act(meeting.room, "meetings.remove_item", **removed)
    return ana, meeting, {"seq": done.seq}


CODE = "7KQ2-M4XD"


def introduced(name: str) -> dict[str, Any]:
    """What somebody says of themselves at the door, and what is known of their phone."""
    said = {"name": name, "language": "ca", "public_name": "first_name", "is_child": ""}
    return {**said, "token_hash": hash_of(f"phone of {name} {uuid.uuid4()}"), "device": "a phone"}


def rosa_waits_at_the_door(world: World) -> tuple[Meeting, int]:
    """A meeting that lets people in one by one, and the number under which Rosa waits."""
    meeting = open_meeting(world)
    assert world.person("ana").act(meeting.room, "meetings.set_door", one_by_one="true").ok
    answer = world.program(meeting.room, "meetings.admit_guest", code=meeting.code, **introduced("Rosa"))
    return meeting, answer["waiting"]


def let_in_all_but(meeting: Meeting, name: str) -> None:
    """Whoever waits at the door comes in, one excepted."""
    with meeting.world.app.app_context(), meeting.world.session() as session:
        waits = select(Waiting).where(Waiting.meeting_id == meeting.id, Waiting.state == "waiting")
        numbers = [str(one.id) for one in session.scalars(waits) if one.person.name != name]
    if numbers:
        assert meeting.world.person("ana").act(meeting.room, "meetings.let_in", waiting=",".join(numbers)).ok


# -- what scenes are made of ----------------------------------------------------------------------------------------


NIGHT_BUS = {"title": "A night bus", "purpose": "explore", "minutes": 15, "words": "Late shifts", "presents": "true"}


def suggested(world: World, meeting: Meeting | None = None) -> int:
    """Cai has suggested something: for a meeting, or to the group for the next time."""
    room = meeting.room if meeting else group_room(world)
    act = "meetings.suggest_item" if meeting else "meetings.suggest_for_next_time"
    return world.person("cai").act(room, act, **NIGHT_BUS).ids["suggestion"]


def taken_from_the_group(world: World) -> tuple[int, int]:
    """Ana has put what waited in the group on an agenda; the group's room does not know it yet."""
    meeting, suggestion = convened_meeting(world), suggested(world)
    place = {"suggestion": suggestion, "parent": "", "before": ""}
    taken = world.person("ana").act(meeting.room, "meetings.take_suggestion", **place)
    assert taken.ok, taken
    return suggestion, taken.ids["item"]


def with_parts(world: World) -> Meeting:
    """A draft whose last two items are parts of the first one."""
    meeting = draft_meeting(world)
    for item in meeting.items[1:]:
        moved = world.person("ana").act(
            meeting.room, "meetings.move_item", item=item, before="", parent=meeting.items[0]
        )
        assert moved.ok, moved
    return meeting


def a_file_of(world: World, handle: str) -> dict[str, Any]:
    """What the program says of a file that somebody is sending."""
    return {"person": world.person(handle).id, "kind": "pdf", "size": 1200, "digest": "ab" * 32}


def template(world: World) -> int:
    """An agenda that Mobility keeps."""
    kept = {"meeting": draft_meeting(world).id, "name": "Our evening"}
    return world.person("ana").act(group_room(world), "meetings.save_template", **kept).ids["template"]


def of(world: World, handle: str, inputs: dict[str, Any]) -> Prepared:
    """Somebody does something about themselves."""
    person = world.person(handle)
    return person, f"person/{person.id}", inputs


def by_program(world: World, handle: str, inputs: dict[str, Any]) -> Prepared:
    """The program does something for somebody whom a door has recognised."""
    return None, f"person/{world.person(handle).id}", inputs


OF_NEIGHBOURS = {"kind": "association", "parent": "", "web_address": "https://example.org/neighbours"}
TO_PAU = {"email": "pau@example.org", "role": "member", "language": "ca"}


def tended_by_ana(world: World) -> None:
    """Ana facilitates the follow-up group, and so looks after what belongs to the whole network."""
    with world.app.app_context(), world.session() as session:
        if session.scalar(select(Group.id).where(Group.code == "FUP")):
            return
    group = world.program(
        "network/1",
        "groups.found_group",
        code="FUP",
        kind="oversight_group",
        names='{"en": "Follow-up"}',
        purposes="{}",
    )["group"]
    world.program(f"group/{group}", "groups.admit_member", person=world.person("ana").id, role="facilitator")


def the_mill(world: World) -> int:
    """The number of an organisation that the network knows."""
    from deliberate.organisations.models import Organisation

    with world.app.app_context(), world.session() as session:
        known = session.scalar(select(Organisation.id).where(Organisation.name == "The mill"))
    if known:
        return known
    entered = {"name": "The mill", "level": 1, **OF_NEIGHBOURS}
    return world.program("network/1", "organisations.enter_organisation", **entered)["organisation"]


def invited(world: World) -> str:
    """What is stored of the link in the letter to Pau."""
    from deliberate.invitations.models import Invitation

    (ana, room, letter) = ana_invites_pau_to_mobility(world)
    letter |= {"email": f"{uuid.uuid4()}@example.org"}
    number = ana.act(room, "invitations.invite", **letter).ids["invitation"]
    with world.app.app_context(), world.session() as session:
        return session.get_one(Invitation, number).token_hash


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
                Membership.is_current,
            )
        ).one()


def asked_to_join(world: World, handle: str, code: str = "MOB") -> int:
    """Somebody has asked to join: the number of their request."""
    asked = world.program(
        group_room(world, code), "groups.ask_to_join", person=world.person(handle).id, words="I cycle"
    )
    return asked["request"]


def leave_by_date(world: World, handle: str, code: str) -> None:
    """Somebody's time as facilitator was over some days ago; nothing has been done about it since."""
    given = {"membership": membership(world, handle, code), "role": "facilitator"}
    with clock.set_to(clock.now() - timedelta(days=3)):
        person = world.person(handle)
        answer = person.act(group_room(world, code), "groups.change_role", **given, last_day=days.today().isoformat())
    assert answer.ok, answer


def rules_agreed(*, version: int = 0, **changed: Any) -> dict[str, Any]:
    """The input that changes a policy: all of it, the rest as it is by default."""
    return {**DEFAULT.as_stored(), "version": version, "agreed_in": "", "words": "By consent"} | changed


def represent_in_housing(world: World) -> int:
    """Cai represents Mobility in Housing: the number of the link."""
    ana, where, sent = cai_speaks_for_mobility_in_housing(world)
    return ana.act(where, "groups.send_representative", **sent).ids["link"]


def asked_of_housing(world: World) -> dict[str, Any]:
    """What Mobility would like Housing to do."""
    return {
        "group": group_number(world, "HOU"),
        "purpose": "A plan for bicycles in stairways",
        "proposal": "Look at three houses",
        "reporting": "",
        "starts_on": days.today().isoformat(),
        "ends_on": (days.today() + timedelta(days=12)).isoformat(),
    }


def mandate_of_housing(world: World) -> int:
    """Housing was asked by Mobility: the number of the mandate."""
    return world.person("ana").act(group_room(world), "groups.give_mandate", **asked_of_housing(world)).ids["mandate"]


def seat(person: Person, meeting: Meeting) -> int:
    """The number of somebody's seat."""
    from deliberate.meetings.queries import seat_of

    with meeting.world.app.app_context(), meeting.world.session() as session:
        found = seat_of(session, meeting.id, person.id)
        assert found is not None, "nobody of that name has a seat"
        return found.id


def says_whether(world: World, handle: str, meeting: Meeting, answer: str) -> None:
    """Somebody says whether they come."""
    assert world.person(handle).act(meeting.room, "meetings.say_whether", answer=answer, words="").ok


def in_an_hour() -> str:
    """The time of day in an hour and a half, by the clock of the cast's meetings: within the meeting, whenever that is."""
    return (clock.now() + timedelta(minutes=90)).astimezone(ZoneInfo("Europe/Madrid")).strftime("%H:%M")


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
