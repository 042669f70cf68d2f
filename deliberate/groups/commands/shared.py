"""What several commands of a group need."""

from __future__ import annotations

from datetime import date

from deliberate.groups.entries import MemberAdmitted, MembershipEnded, RepresentativeRecalled
from deliberate.groups.models import Group, JoinRequest, Link, Membership, RequestState
from deliberate.groups.queries import links_of, memberships_of, open_request
from deliberate.groups.rules import REMINDED_BEFORE, Why
from deliberate.kernel import days
from deliberate.kernel.acts import Act
from deliberate.kernel.errors import NotFound
from deliberate.people.models import Person


def the_group(act: Act) -> Group:
    """The group whose room the act is in."""
    return act.session.get_one(Group, act.room.number)


def a_group(act: Act, number: int) -> Group:
    """Another group, which has not ended."""
    group = act.session.get(Group, number) if number < 2**31 else None
    if group is None:
        raise NotFound
    act.refuse_if(Why.HAS_ENDED if group.has_ended else None)
    return group


def a_person(act: Act, number: int) -> Person:
    """Somebody who can belong to a group: no child, and nobody who has asked to be forgotten meanwhile."""
    person = act.session.get(Person, number) if number < 2**31 else None
    if person is None or person.is_child or person.forgotten_at is not None:
        raise NotFound
    return person


def belongs(act: Act, person: int) -> bool:
    """Whether somebody is in the group whose room the act is in."""
    return bool(memberships_of(act.session, person, [act.room.number]))


def take_in(act: Act, *, person: int, role: str, last_day: date | None = None) -> Membership:
    """From now on the person belongs to the group; what they had asked for is answered by it."""
    joined: Membership = act.add(
        Membership(group_id=act.room.number, person_id=person, role=role, since=act.at, last_day=last_day)
    )
    asked = open_request(act.session, act.room.number, person)
    if asked is not None:
        settle(act, asked, RequestState.ADMITTED)
    act.ids["membership"] = joined.id
    act.write(MemberAdmitted(joined.id, person, role, days.as_text(last_day)))
    watch_last_day(act, joined)
    act.rights_changed([person])
    return joined


def end(act: Act, membership: Membership) -> None:
    """The person no longer belongs to the group, nor represents it anywhere."""
    membership.until = act.at
    act.write(MembershipEnded(membership=membership.id, person=membership.person_id))
    act.rights_changed([membership.person_id])
    for link in links_of(act.session, membership.group_id, membership.person_id):
        recall(act, link)


def recall(act: Act, link: Link) -> None:
    """Somebody represents the group no longer."""
    link.until = act.at
    act.write(RepresentativeRecalled(link.id, link.person_id, link.group_id, link.to_group_id))
    act.elsewhere(link.to_group.room, "groups.note_representative", {"link": link.id})


def settle(act: Act, asked: JoinRequest, state: RequestState, answer: str = "") -> None:
    """A request has come to its end."""
    asked.state, asked.answer, asked.settled_at = state, answer, act.at


def watch_last_day(act: Act, membership: Membership) -> None:
    """A week before the last day people are reminded; when it is over, whoever is connected loses what ended with it.

    Nothing depends on either being done in time: the date is looked at wherever it matters.
    """
    if membership.last_day is None:
        return
    ends = days.end_of(membership.last_day)
    due = {"membership": membership.id, "last_day": days.as_text(membership.last_day)}
    if ends - REMINDED_BEFORE > act.at:
        act.later("groups.remind_of_last_day", due, due=ends - REMINDED_BEFORE)
    act.elsewhere(act.room.reference, "groups.note_last_day", due, due=ends)
