"""Tie the invented network together: organisations, representatives, rules, assignments, roles that end."""

from __future__ import annotations

from datetime import timedelta

from deliberate.demo import shapes, ties
from deliberate.demo.acting import ZONE, Acting
from deliberate.groups.policy import Policy
from deliberate.kernel import clock

NETWORK = "network/1"
SOON_AFTER = timedelta(days=10)
RULES_AGREED = timedelta(days=200)


def bind(acting: Acting) -> None:
    """Let organisations name people, groups agree on rules and ask each other for something, roles have a last day."""
    with clock.set_to(acting.founding + SOON_AFTER):
        _enter_organisations(acting)
        _open_doors(acting)
        _link_groups(acting)
    with clock.set_to(acting.now - RULES_AGREED):
        _agree_on_rules(acting)
    for assignment in ties.ASSIGNMENTS:
        _ask(acting, assignment)
    with clock.set_to(acting.now):
        _let_roles_end(acting)
        _leave_for_next_time(acting)


def _enter_organisations(acting: Acting) -> None:
    entered = {"": 0}
    for one in ties.ORGANISATIONS:
        described = {"name": one.name, "kind": one.kind, "level": one.level, "parent": entered[one.parent] or ""}
        known = acting.program(NETWORK, "organisations.enter_organisation", web_address="", **described)
        entered[one.name] = known["organisation"]
        for handle in one.affiliated:
            room = f"person/{acting.people[handle]}"
            acting.program(room, "organisations.state_affiliation", organisation=entered[one.name])
    for speaker in ties.REPRESENTATIVES:
        named = {
            "organisation": entered[speaker.of],
            "group": acting.groups[speaker.group],
            "person": acting.people[speaker.handle],
        }
        last_day = acting.day(speaker.days_left)
        acting.program(NETWORK, "organisations.name_representative", **named, last_day=last_day, zone=ZONE)


def _open_doors(acting: Acting) -> None:
    for code, openness in ties.OPENNESS.items():
        facilitator = acting.facilitator_of(code)
        acting.person(facilitator, acting.group_room(code), "groups.change_openness", openness=openness)


def _link_groups(acting: Acting) -> None:
    for link in ties.LINKS:
        acting.program(
            acting.group_room(link.of),
            "groups.send_representative",
            membership=acting.memberships[link.handle, link.of],
            group=acting.groups[link.group],
            last_day=acting.day(link.days_left),
        )


def _agree_on_rules(acting: Acting) -> None:
    for agreed in ties.POLICIES:
        rules = {**Policy().as_stored(), **agreed.rules}
        facilitator, room = acting.facilitator_of(agreed.group), acting.group_room(agreed.group)
        acting.person(facilitator, room, "groups.change_policy", version=0, agreed_in="", words=agreed.words, **rules)


def _ask(acting: Acting, assignment: shapes.Assignment) -> None:
    with clock.set_to(acting.now + timedelta(days=assignment.began)):
        acting.person(
            acting.facilitator_of(assignment.delegator),
            acting.group_room(assignment.delegator),
            "groups.give_mandate",
            group=acting.groups[assignment.group],
            purpose=assignment.purpose,
            proposal=assignment.proposal,
            reporting=assignment.reporting,
            starts_on=acting.day(assignment.began),
            ends_on=acting.day(assignment.ends),
        )


def _let_roles_end(acting: Acting) -> None:
    for term in ties.TERMS:
        acting.person(
            acting.facilitator_of(term.group),
            acting.group_room(term.group),
            "groups.change_role",
            membership=acting.memberships[term.handle, term.group],
            role=term.role,
            last_day=acting.day(term.days_left),
        )


def _leave_for_next_time(acting: Acting) -> None:
    """What waits between two meetings: people who ask to be taken in, points for the next agenda."""
    for handle, code, words in ties.REQUESTS:
        acting.program(acting.group_room(code), "groups.ask_to_join", person=acting.people[handle], words=words)
    for code, point in ties.FOR_NEXT_TIME:
        acting.person(point.handle, acting.group_room(code), "meetings.suggest_for_next_time", **point.as_input())
