"""What people do in and about a meeting."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from deliberate.groups.models import Group
from deliberate.groups.queries import memberships_of
from deliberate.kernel.acts import Act, command
from deliberate.kernel.clock import iso
from deliberate.kernel.errors import NotFound
from deliberate.kernel.record import open_room
from deliberate.meetings import entries, rules
from deliberate.meetings.joining import new_code
from deliberate.meetings.models import (
    AgendaItem,
    Agreement,
    AgreementReply,
    AgreementState,
    ItemState,
    Meeting,
    MeetingGroup,
    MeetingState,
    Reply,
    Seat,
    SeatMode,
)
from deliberate.meetings.queries import meeting_of_code, seat_of
from deliberate.meetings.rules import Why
from deliberate.people.models import Person, PublicName, SignIn
from deliberate.people.rules import GUEST_SESSION

# -- preparing ------------------------------------------------------------------------------------------------------


@command()
def draft_meeting(
    act: Act,
    *,
    kind: str,
    title: str,
    place: str,
    starts_at: datetime,
    planned_minutes: int,
    language: str,
    zone: str,
    with_groups: list[int],
) -> None:
    """Think of a meeting of this group, perhaps with others."""
    meeting = act.add(
        Meeting(
            kind=kind,
            title=title,
            place=place,
            starts_at=starts_at.replace(tzinfo=ZoneInfo(zone)),
            planned_minutes=planned_minutes,
            language=language,
            zone=zone,
            join_code=new_code(),
            state=MeetingState.DRAFT,
        )
    )
    meeting.room_id = open_room(act.session, "meeting", meeting.id).id
    for position, group_id in enumerate(dict.fromkeys([act.room.number, *with_groups])):
        if act.session.get(Group, group_id) is None:
            raise NotFound
        act.session.add(MeetingGroup(meeting_id=meeting.id, group_id=group_id, position=position))
    act.ids["meeting"] = meeting.id


@command()
def describe_meeting(act: Act, *, title: str, place: str, starts_at: datetime, planned_minutes: int) -> None:
    """Say what the meeting is called, where and when it is."""
    meeting = _meeting(act)
    act.refuse_if(rules.why_not_prepare(meeting))

    meeting.title, meeting.place, meeting.planned_minutes = title, place, planned_minutes
    meeting.starts_at = starts_at.replace(tzinfo=ZoneInfo(meeting.zone))
    act.write(
        entries.MeetingDescribed(
            title=title, starts_at=iso(meeting.starts_at) or "", planned_minutes=planned_minutes, place=place
        )
    )


@command()
def add_item(act: Act, *, title: str, purpose: str, presenter: int | None, minutes: int | None) -> None:
    """Put something at the end of the agenda."""
    meeting = _meeting(act)
    act.refuse_if(rules.why_not_prepare(meeting))
    act.refuse_if(Why.TOO_MANY_ITEMS if len(meeting.items) >= rules.MOST_ITEMS else None)

    item = act.add(
        AgendaItem(
            meeting_id=meeting.id,
            position=len(meeting.items),
            title=title,
            purpose=purpose,
            presenter_id=_presenter(act, meeting, presenter),
            minutes=minutes,
            state=ItemState.PLANNED,
            spent_seconds=0,
        )
    )
    act.ids["item"] = item.id
    act.write(entries.ItemAdded(item.id, title, purpose, minutes, presenter))


@command()
def change_item(act: Act, *, item: int, title: str, purpose: str, presenter: int | None, minutes: int | None) -> None:
    """Word or plan an item otherwise."""
    changed = act.get(AgendaItem, item)
    act.refuse_if(rules.why_not_prepare(changed.meeting))

    changed.title, changed.purpose, changed.minutes = title, purpose, minutes
    changed.presenter_id = _presenter(act, changed.meeting, presenter)
    act.session.flush()
    act.session.expire(changed, ["presenter"])
    act.write(entries.ItemChanged(changed.id, title, purpose, minutes, presenter))


@command(undoable=True)
def move_item(act: Act, *, item: int, before: int | None) -> None:
    """Put an item before another one, or at the end."""
    moved = act.get(AgendaItem, item)
    follower = act.get(AgendaItem, before) if before is not None else None
    act.refuse_if(rules.why_not_prepare(moved.meeting))
    if follower is moved:
        return

    others = [one for one in moved.meeting.items if one is not moved]
    others.insert(others.index(follower) if follower else len(others), moved)
    _number(others)
    act.write(entries.ItemMoved(item=moved.id, before=before))


@command(undoable=True)
def remove_item(act: Act, *, item: int) -> None:
    """Take something off the agenda that was not begun."""
    removed = act.get(AgendaItem, item)
    act.refuse_if(rules.why_not_remove(removed.meeting, removed))

    others = [one for one in removed.meeting.items if one is not removed]
    act.delete(removed)
    _number(others)
    act.write(entries.ItemRemoved(item=removed.id, title=removed.title))


@command()
def convene(act: Act) -> None:
    """Call people to the meeting: from now on its date, place and agenda are public."""
    meeting = _meeting(act)
    act.refuse_if(rules.why_not_convene(meeting, items=len(meeting.items)))

    meeting.state = MeetingState.CONVENED
    act.write(entries.MeetingConvened())
    _tell_groups(act, meeting, "meetings.note_call")


@command()
def renew_code(act: Act) -> None:
    """Let people in by another code; the old one opens nothing any more."""
    meeting = _meeting(act)
    act.refuse_if(rules.why_not_prepare(meeting))

    meeting.join_code = new_code()
    act.write(entries.CodeRenewed())


# -- who is here ----------------------------------------------------------------------------------------------------


@command()
def admit_guest(act: Act, *, code: str, name: str, language: str, token_hash: str, device: str) -> None:
    """Give a seat to somebody who came with the code and has no account."""
    meeting = _meeting_of_code(act, code)
    # The door tells a guest that the name they type is the one everybody reads.
    person = act.add(Person(name=name, language=language, public_name=PublicName.FULL, created_at=act.at))
    act.add(
        SignIn(
            person_id=person.id,
            token_hash=token_hash,
            meeting_id=meeting.id,
            device=device,
            began_at=act.at,
            expires_at=act.at + GUEST_SESSION,
        )
    )
    act.ids["seat"], act.ids["person"] = _new_seat(act, meeting, person.id).id, person.id


@command()
def admit_member_of_network(act: Act, *, code: str, person: int) -> None:
    """Give a seat to somebody who came with the code and has an account."""
    meeting = _meeting_of_code(act, code)
    seat = seat_of(act.session, meeting.id, person) or _new_seat(act, meeting, person)
    act.ids["seat"] = seat.id


@command()
def arrive(act: Act, *, mode: str) -> None:
    """Be here: in the room, remote or by telephone."""
    meeting = _meeting(act)
    act.refuse_if(rules.why_not_come(meeting))

    seat = act.session.get(Seat, act.standing.seat_id) if act.standing.seat_id else None
    if seat is None:
        seat = _new_seat(act, meeting, act.standing.person_id)
        act.rights_changed([seat.person_id])
    _arrives(act, seat, mode)


@command()
def leave(act: Act) -> None:
    """Be here no longer."""
    act.refuse_if(rules.why_not_come(_meeting(act)))
    _leaves(act, act.get(Seat, act.standing.seat_id))


@command()
def seat_person(act: Act, *, name: str, person: int | None, mode: str) -> None:
    """Enter somebody who has no device, or a member whom the desk sees in the room."""
    meeting = _meeting(act)
    act.refuse_if(rules.why_not_come(meeting))
    if person is not None:
        act.refuse_if(None if _is_member(act, meeting, person) else Why.NOT_A_MEMBER)
    else:
        someone = Person(name=name, language=meeting.language, public_name=PublicName.FIRST_NAME, created_at=act.at)
        person = act.add(someone).id

    seat = seat_of(act.session, meeting.id, person) or _new_seat(act, meeting, person)
    _arrives(act, seat, mode)


@command()
def mark_arrival(act: Act, *, seat: int, mode: str) -> None:
    """Say for somebody that they are here."""
    arrived = act.get(Seat, seat)
    act.refuse_if(rules.why_not_come(arrived.meeting))
    _arrives(act, arrived, mode)


@command()
def mark_departure(act: Act, *, seat: int) -> None:
    """Say for somebody that they are here no longer."""
    left = act.get(Seat, seat)
    act.refuse_if(rules.why_not_come(left.meeting))
    _leaves(act, left)


@command()
def give_role(act: Act, *, seat: int, role: str) -> None:
    """Ask somebody to do something for this meeting."""
    given = act.get(Seat, seat)
    act.refuse_if(rules.why_not_come(given.meeting))
    if role in given.roles:
        return

    given.roles = [*given.roles, role]
    act.write(entries.RoleGiven(seat=given.id, role=role))
    act.rights_changed([given.person_id])


@command()
def take_back_role(act: Act, *, seat: int, role: str) -> None:
    """Somebody does it no longer."""
    given = act.get(Seat, seat)
    act.refuse_if(rules.why_not_come(given.meeting))
    if role not in given.roles:
        return

    given.roles = [one for one in given.roles if one != role]
    act.write(entries.RoleTakenBack(seat=given.id, role=role))
    act.rights_changed([given.person_id])


@command()
def withdraw_access(act: Act, *, seat: int) -> None:
    """End all devices of a guest: a phone was lost, a code got into wrong hands. The seat stays."""
    withdrawn = act.get(Seat, seat)
    act.refuse_if(Why.HAS_AN_ACCOUNT if withdrawn.person.account else None)

    still_open = select(SignIn).where(SignIn.person_id == withdrawn.person_id, SignIn.ended_at.is_(None))
    for sign_in in act.session.scalars(still_open):
        sign_in.ended_at = act.at
    act.write(entries.AccessWithdrawn(seat=withdrawn.id))
    act.rights_changed([withdrawn.person_id])


# -- agreeing to the agenda -----------------------------------------------------------------------------------------


@command()
def ask_agreement(act: Act) -> None:
    """Ask everyone: any objection to this agenda? Asking again sets the earlier question aside."""
    meeting = _meeting(act)
    act.refuse_if(rules.why_not_go_on(meeting))

    for earlier in meeting.agreements:
        if earlier.state == AgreementState.ASKED:
            earlier.state, earlier.settled_at = AgreementState.SET_ASIDE, act.at
            act.write(entries.AgreementSetAside(agreement=earlier.id))
    asked = act.add(Agreement(meeting_id=meeting.id, about="agenda", state=AgreementState.ASKED, asked_at=act.at))
    act.ids["agreement"] = asked.id
    act.write(entries.AgreementAsked(agreement=asked.id, about=asked.about))


@command()
def answer_agreement(act: Act, *, agreement: int, reply: str, words: str) -> None:
    """Say whether one objects. It can be changed until it is settled; only its author takes an objection back."""
    asked = act.get(Agreement, agreement)
    seat = act.get(Seat, act.standing.seat_id)
    objects = reply == Reply.OBJECTION
    act.refuse_if(rules.why_not_under_way(asked.meeting))
    act.refuse_if(rules.why_not_answer(asked.state, is_here=seat.is_here, objects=objects, words=words))

    before = next((one for one in asked.replies if one.seat_id == seat.id), None)
    objected_before = before is not None and before.reply == Reply.OBJECTION
    mine = before or act.add(AgreementReply(agreement_id=asked.id, seat_id=seat.id, reply=reply))
    mine.reply, mine.words, mine.objected = reply, words if objects else mine.words, mine.objected or objects
    if objects:
        act.write(entries.ObjectionToAgreement(agreement=asked.id, seat=seat.id, words=words))
    elif objected_before:
        act.write(entries.ObjectionToAgreementWithdrawn(agreement=asked.id, seat=seat.id))


@command(undoable=True)
def settle_agreement(act: Act, *, agreement: int) -> None:
    """Note that nobody objects: it is agreed."""
    asked = act.get(Agreement, agreement)
    act.refuse_if(rules.why_not_go_on(asked.meeting))
    act.refuse_if(rules.why_not_settle(asked.state, objections=len(asked.standing_objections)))

    asked.state, asked.settled_at = AgreementState.AGREED, act.at
    present = act.session.scalar(
        select(func.count()).where(
            Seat.meeting_id == asked.meeting_id, Seat.arrived_at.is_not(None), Seat.left_at.is_(None)
        )
    )
    act.write(
        entries.AgreementSettled(
            agreement=asked.id,
            about=asked.about,
            present=present or 0,
            no_objection=sum(reply.reply == Reply.NO_OBJECTION for reply in asked.replies),
        )
    )


# -- walking the agenda ---------------------------------------------------------------------------------------------


@command(undoable=True)
def open(act: Act) -> None:
    """Begin."""
    meeting = _meeting(act)
    act.refuse_if(rules.why_not_open(meeting))

    meeting.state, meeting.opened_at = MeetingState.OPEN, act.at
    act.write(entries.MeetingOpened())


@command(undoable=True)
def start_item(act: Act, *, item: int, after: int | None) -> None:
    """Turn to an item, from the one that is current (none before the first); that one is done."""
    started = act.get(AgendaItem, item)
    meeting = started.meeting
    if meeting.current_item_id == started.id:
        return
    act.refuse_if(rules.why_not_start(meeting, after=after))

    if after is not None:
        _finish(act, act.get(AgendaItem, after))
    started.state, started.ended_at, started.running_since = ItemState.CURRENT, None, act.at
    started.started_at = started.started_at or act.at
    meeting.current_item_id = started.id
    act.write(entries.ItemStarted(item=started.id))


@command(undoable=True)
def finish_item(act: Act, *, item: int) -> None:
    """Be done with the current item, with nothing current after it."""
    finished = act.get(AgendaItem, item)
    act.refuse_if(rules.why_not_finish(finished.meeting, finished))

    _finish(act, finished)
    finished.meeting.current_item_id = None


@command(undoable=True)
def pause(act: Act, *, reason: str) -> None:
    """Interrupt the meeting; no item's time runs."""
    meeting = _meeting(act)
    act.refuse_if(rules.why_not_go_on(meeting))

    meeting.state, meeting.paused_at, meeting.pause_reason = MeetingState.PAUSED, act.at, reason
    for item in meeting.items:
        _stop_time(item, act.at)
    act.write(entries.MeetingPaused(reason=reason))


@command(undoable=True)
def resume(act: Act) -> None:
    """Go on where it was interrupted."""
    meeting = _meeting(act)
    act.refuse_if(rules.why_not_resume(meeting))

    meeting.state, meeting.paused_at, meeting.pause_reason = MeetingState.OPEN, None, ""
    for item in meeting.items:
        if item.state == ItemState.CURRENT:
            item.running_since = act.at
    act.write(entries.MeetingResumed())


@command(undoable=True)
def close(act: Act) -> None:
    """End the meeting: what is current is done, who is here has been until now."""
    meeting = _meeting(act)
    act.refuse_if(rules.why_not_under_way(meeting))

    for item in meeting.items:
        if item.state == ItemState.CURRENT:
            _finish(act, item)
    for asked in meeting.agreements:
        if asked.state == AgreementState.ASKED:
            asked.state, asked.settled_at = AgreementState.SET_ASIDE, act.at
            act.write(entries.AgreementSetAside(agreement=asked.id))
    meeting.state, meeting.closed_at, meeting.current_item_id = MeetingState.CLOSED, act.at, None
    meeting.paused_at, meeting.pause_reason = None, ""
    act.write(entries.MeetingClosed())
    _tell_groups(act, meeting, "meetings.note_held")


@command()
def note_call(act: Act, *, meeting: int) -> None:
    """Keep in a group's own record that it was called to a meeting."""
    act.write(entries.GroupCalled(meeting=meeting))


@command()
def note_held(act: Act, *, meeting: int) -> None:
    """Keep in a group's own record that it has met."""
    act.write(entries.GroupMet(meeting=meeting))


def _meeting(act: Act) -> Meeting:
    return act.session.get_one(Meeting, act.room.number)


def _meeting_of_code(act: Act, code: str) -> Meeting:
    # Looked up again under the lock: the code may have been renewed while the person typed their name.
    meeting = meeting_of_code(act.session, code)
    if meeting is None or meeting.id != act.room.number:
        raise NotFound
    return meeting


def _tell_groups(act: Act, meeting: Meeting, name: str) -> None:
    for group in meeting.groups:
        act.elsewhere(f"group/{group.id}", name, {"meeting": meeting.id})


def _presenter(act: Act, meeting: Meeting, person_id: int | None) -> int | None:
    if person_id is None:
        return None
    if not _is_member(act, meeting, person_id) and seat_of(act.session, meeting.id, person_id) is None:
        act.refuse_if(Why.NOT_A_MEMBER)
    return person_id


def _is_member(act: Act, meeting: Meeting, person_id: int) -> bool:
    return bool(memberships_of(act.session, person_id, [group.id for group in meeting.groups]))


def _number(items: list[AgendaItem]) -> None:
    for position, item in enumerate(items):
        item.position = position


def _new_seat(act: Act, meeting: Meeting, person_id: int | None) -> Seat:
    seats = act.session.scalar(select(func.count()).where(Seat.meeting_id == meeting.id)) or 0
    act.refuse_if(Why.MEETING_IS_FULL if seats >= rules.MOST_SEATS else None)
    if person_id is None:
        raise NotFound
    member = _is_member(act, meeting, person_id)
    seat: Seat = act.add(Seat(meeting_id=meeting.id, person_id=person_id, roles=[], member=member))
    return seat


def _arrives(act: Act, seat: Seat, mode: str) -> None:
    act.ids["seat"] = seat.id
    if seat.is_here and seat.mode == mode:
        return
    seat.mode, seat.left_at = SeatMode(mode), None
    seat.arrived_at = seat.arrived_at or act.at
    act.write(entries.PersonArrived(seat=seat.id, mode=mode))


def _leaves(act: Act, seat: Seat) -> None:
    act.ids["seat"] = seat.id
    if not seat.is_here:
        return
    seat.left_at = act.at
    act.write(entries.PersonLeft(seat=seat.id))


def _finish(act: Act, item: AgendaItem) -> None:
    _stop_time(item, act.at)
    item.state, item.ended_at = ItemState.DONE, act.at
    act.write(entries.ItemFinished(item=item.id))


def _stop_time(item: AgendaItem, at: datetime) -> None:
    item.spent_seconds += rules.seconds_run(item.running_since, at)
    item.running_since = None
