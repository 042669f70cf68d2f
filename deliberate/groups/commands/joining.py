"""Coming into a group and leaving it: by oneself, by asking, by being admitted."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from deliberate.groups.commands.shared import a_person, belongs, end, settle, take_in, the_group
from deliberate.groups.entries import OpennessChanged
from deliberate.groups.models import JoinRequest, PolicyVersion, RequestState, Role
from deliberate.groups.queries import count_facilitators, membership_of, memberships_of, open_request, requests_of
from deliberate.groups.rules import (
    Why,
    why_not_ask,
    why_not_change_role,
    why_not_join,
    why_not_settle_request,
    why_not_until,
)
from deliberate.kernel import days
from deliberate.kernel.acts import Act, command
from deliberate.kernel.errors import NotFound
from deliberate.kernel.forgetting import when_did


@command()
def admit_member(act: Act, *, person: int, role: str, last_day: date | None) -> None:
    """Take a person into the group."""
    a_person(act, person)
    act.refuse_if(Why.HAS_ENDED if the_group(act).has_ended else None)
    act.refuse_if(Why.BELONGS_ALREADY if belongs(act, person) else None)
    act.refuse_if(why_not_until(last_day, days.today()))

    take_in(act, person=person, role=role, last_day=last_day)


@command()
def join_group(act: Act, *, person: int) -> None:
    """Come into an open group."""
    a_person(act, person)
    group = the_group(act)
    act.refuse_if(why_not_join(has_ended=group.has_ended, belongs=belongs(act, person), openness=group.openness))

    take_in(act, person=person, role=Role.MEMBER)


@command()
def ask_to_join(act: Act, *, person: int, words: str) -> None:
    """Ask the facilitators to be taken in."""
    a_person(act, person)
    group = the_group(act)
    asked = open_request(act.session, group.id, person)
    act.refuse_if(
        why_not_ask(
            has_ended=group.has_ended,
            belongs=belongs(act, person),
            openness=group.openness,
            has_asked=asked is not None,
        )
    )
    request = act.add(
        JoinRequest(group_id=group.id, person_id=person, words=words, state=RequestState.ASKED, asked_at=act.at)
    )
    act.ids["request"] = request.id


@command()
def withdraw_request(act: Act, *, person: int, request: int) -> None:
    """Take one's own request back."""
    asked = act.get(JoinRequest, request)
    if asked.person_id != person:
        raise NotFound
    act.refuse_if(why_not_settle_request(asked.state))

    settle(act, asked, RequestState.WITHDRAWN)


@command()
def admit_asker(act: Act, *, request: int) -> None:
    """Take in somebody who asked."""
    asked = act.get(JoinRequest, request)
    act.refuse_if(why_not_settle_request(asked.state))

    take_in(act, person=asked.person_id, role=Role.MEMBER)


@command()
def decline_asker(act: Act, *, request: int, words: str) -> None:
    """Do not take in somebody who asked, and tell them why."""
    asked = act.get(JoinRequest, request)
    act.refuse_if(why_not_settle_request(asked.state))
    act.refuse_if(None if words else Why.SAY_WHY)

    settle(act, asked, RequestState.DECLINED, words)


@command()
def leave_group(act: Act) -> None:
    """Belong to the group no longer."""
    person = act.standing.person_id or 0
    left = membership_of(act.session, act.room.number, person)
    if left is None:
        raise NotFound
    act.refuse_if(
        why_not_change_role(
            has_left=False,
            is_facilitator=left.role == Role.FACILITATOR,
            facilitators=count_facilitators(act.session, act.room.number),
            becomes_facilitator=False,
        )
    )
    end(act, left)


@command()
def change_openness(act: Act, *, openness: str) -> None:
    """Let people come in by themselves, by asking, or only by being admitted."""
    group = the_group(act)
    if group.openness == openness:
        return
    group.openness = openness
    act.write(OpennessChanged(openness=openness))


@command()
def forget_person(act: Act, *, person: int) -> None:
    """Somebody asked to be forgotten: they belong to the group no longer, and what they wrote to get in is gone."""
    for membership in memberships_of(act.session, person, [act.room.number]):
        end(act, membership)
    for asked in requests_of(act.session, act.room.number, person):
        asked.words, asked.answer = "", ""
        if asked.state == RequestState.ASKED:
            settle(act, asked, RequestState.WITHDRAWN)
    _forget_what_they_said_to_others(act, person)
    act.forget_words(person)
    act.rights_changed([person])


def _forget_what_they_said_to_others(act: Act, person: int) -> None:
    """Why they did not take somebody in, and why rules were changed."""
    declined = when_did(act.session, act.room, person, "groups.decline_asker")
    answered = JoinRequest.group_id == act.room.number, JoinRequest.settled_at.in_(declined)
    for request in act.session.scalars(select(JoinRequest).where(*answered)):
        request.answer = ""
    changed = PolicyVersion.group_id == act.room.number, PolicyVersion.changed_by == person
    for version in act.session.scalars(select(PolicyVersion).where(*changed)):
        version.words = ""


@command()
def show_person_anew(act: Act, *, person: int) -> None:
    """Somebody is called otherwise now: what shows them looks different."""
    act.touch(*memberships_of(act.session, person, [act.room.number]))
    asked = open_request(act.session, act.room.number, person)
    if asked is not None:
        act.touch(asked)
