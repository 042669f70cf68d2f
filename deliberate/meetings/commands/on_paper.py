"""A meeting that was held without the program: entered afterwards, whole, in one act."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from deliberate.groups.models import Membership
from deliberate.kernel.acts import Act, command
from deliberate.kernel.clock import iso
from deliberate.meetings import entries, rules
from deliberate.meetings.commands.placing import settle_hall_later
from deliberate.meetings.commands.shared import moment_at, tell_groups, the_meeting
from deliberate.meetings.models import (
    AgendaItem,
    AgendaOnPaper,
    Agreement,
    AgreementState,
    ItemState,
    Meeting,
    MeetingState,
    Seat,
    SeatMode,
)
from deliberate.meetings.rules import Why
from deliberate.people.models import Person, PublicName

ItemOnPaper = tuple[int, int | None, str]


@command(undoable=True)
def enter_from_paper(
    act: Act,
    *,
    began_at: datetime,
    ended_at: datetime,
    members: list[int],
    in_full: list[str],
    by_first_name: list[str],
    by_role: list[str],
    children: int | None,
    items: list[ItemOnPaper],
    agenda: str,
    no_objection: int | None,
    objections: list[str],
) -> None:
    """Make a meeting of what the paper tells: it is over, and its record says that it was entered afterwards.

    `children`: how many under 14 were there; nobody has to write their names.
    """
    meeting = the_meeting(act)
    began, ended = moment_at(began_at, meeting.zone), moment_at(ended_at, meeting.zone)
    act.refuse_if(rules.why_not_enter_from_paper(meeting, began=began, ended=ended, now=act.at))

    meeting.state, meeting.opened_at, meeting.closed_at = MeetingState.CLOSED, began, ended
    meeting.entered_at, meeting.entered_by_id = act.at, act.standing.person_id
    act.write(entries.MeetingHeldOnPaper(began_at=iso(began) or "", ended_at=iso(ended) or ""))
    named = {PublicName.FULL: in_full, PublicName.FIRST_NAME: by_first_name, PublicName.ROLE_ONLY: by_role}
    present = _seat_everybody(act, meeting, members, named, children or 0)
    _enter_agenda(act, meeting, agenda, present=present, no_objection=no_objection, objections=objections)
    _enter_items(act, meeting, items)
    settle_hall_later(act, meeting)
    tell_groups(act, meeting, "meetings.note_held")


def _seat_everybody(
    act: Act, meeting: Meeting, members: list[int], named: dict[PublicName, list[str]], children: int
) -> int:
    """Those who were there have been there from the beginning; how many they are."""
    strangers = [(name, how, False) for how, names in named.items() for name in names]
    strangers += [("", PublicName.ROLE_ONLY, True)] * children
    people = [
        Person(name=name, language=meeting.language, public_name=how, is_child=is_child, created_at=act.at)
        for name, how, is_child in strangers
    ]
    act.session.add_all(people)
    act.session.flush()
    seats = {seat.person_id: seat for seat in meeting.seats}
    belong = _members_of(act, meeting)
    chosen = list(dict.fromkeys(members))
    act.refuse_if(None if belong.issuperset(one for one in chosen if one not in seats) else Why.NOT_A_MEMBER)
    new = [one for one in [*chosen, *(person.id for person in people)] if one not in seats]
    act.refuse_if(Why.MEETING_IS_FULL if len(seats) + len(new) > rules.MOST_SEATS else None)

    added = [Seat(meeting_id=meeting.id, person_id=one, roles=[], member=one in belong) for one in new]
    there = [*(seats[one] for one in chosen if one in seats), *added]
    there += [seat for seat in seats.values() if seat.is_here and seat not in there]
    act.refuse_if(None if there else Why.NOBODY_WAS_THERE)
    for seat in there:
        seat.mode, seat.arrived_at, seat.left_at = seat.mode or SeatMode.IN_THE_ROOM, meeting.opened_at, None
    act.session.add_all(added)
    act.session.flush()
    act.rights_changed(new)
    act.write(entries.PeopleWereThere(seats=tuple(sorted(seat.id for seat in there)), present=len(there)))
    return len(there)


def _enter_agenda(
    act: Act, meeting: Meeting, agenda: str, *, present: int, no_objection: int | None, objections: list[str]
) -> None:
    """What was said to the agenda: the slips carry no names, so their words stand in the record only."""
    if agenda == AgendaOnPaper.NOT_ASKED:
        return
    agreed = agenda == AgendaOnPaper.AGREED
    asked = act.add(
        Agreement(
            meeting_id=meeting.id,
            about="agenda",
            state=AgreementState.AGREED if agreed else AgreementState.SET_ASIDE,
            asked_at=meeting.opened_at,
            settled_at=meeting.opened_at,
        )
    )
    for words in objections:
        act.write(entries.ObjectionOnPaper(agreement=asked.id, words=words))
    if agreed:
        act.write(entries.AgreedOnPaper(asked.id, asked.about, present, no_objection))
    else:
        act.write(entries.NotAgreedOnPaper(asked.id, asked.about, no_objection))


def _enter_items(act: Act, meeting: Meeting, items: list[ItemOnPaper]) -> None:
    told = {act.get(AgendaItem, item).id: (minutes, words) for item, minutes, words in items}
    for item in meeting.items:
        if item.id not in told:
            act.write(entries.ItemNotDealtWith(item=item.id))
            continue
        minutes, words = told[item.id]
        item.state, item.spent_seconds = ItemState.DONE, (minutes or 0) * 60
        act.write(entries.ItemDealtWith(item=item.id, minutes=minutes))
        if words:
            act.write(entries.ItemNoted(item=item.id, words=words))


def _members_of(act: Act, meeting: Meeting) -> set[int]:
    groups = [group.id for group in meeting.groups]
    return set(
        act.session.scalars(
            select(Membership.person_id).where(Membership.group_id.in_(groups), Membership.until.is_(None))
        )
    )
