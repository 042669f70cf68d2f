"""What people say beforehand: whether they come, until when they can stay, whether they want letters."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from deliberate.groups.queries import memberships_of
from deliberate.kernel.acts import Act, command
from deliberate.kernel.errors import NotFound
from deliberate.meetings import rules
from deliberate.meetings.commands.shared import the_meeting
from deliberate.meetings.expecting import Answer, Expectation, LettersOff, expectation_of, letters_off
from deliberate.meetings.models import Seat
from deliberate.meetings.queries import seat_of


@command()
def say_whether(act: Act, *, answer: str, words: str) -> None:
    """Say that one comes, and how, or that one cannot."""
    meeting, person_id = the_meeting(act), act.standing.person_id or 0
    seat = seat_of(act.session, meeting.id, person_id)
    act.refuse_if(rules.why_not_say_whether(meeting, is_here=seat is not None and seat.is_here))

    said = expectation_of(act.session, meeting.id, person_id)
    words = words if answer == Answer.CANNOT_COME else ""
    if said is None:
        act.add(Expectation(meeting_id=meeting.id, person_id=person_id, answer=answer, words=words))
    else:
        said.answer, said.words = answer, words


@command()
def take_answer_back(act: Act) -> None:
    """Leave open again whether one comes."""
    meeting = the_meeting(act)
    act.refuse_if(rules.why_over(meeting))
    said = expectation_of(act.session, meeting.id, act.standing.person_id)
    if said is not None:
        act.delete(said)


@command()
def leave_early(act: Act, *, until: time) -> None:
    """Say until when one can stay."""
    meeting, seat = the_meeting(act), act.get(Seat, act.standing.seat_id)
    earliest = max(act.at, meeting.opened_at or meeting.starts_at)
    moment = _next(until, after=earliest.astimezone(ZoneInfo(meeting.zone)))
    why = rules.why_not_stay_until(meeting, moment, ends_at=max(earliest, meeting.ends_at))
    act.refuse_if(why)
    seat.leaves_at = moment


@command()
def stay_to_the_end(act: Act) -> None:
    """Need not leave early after all."""
    act.refuse_if(rules.why_not_come(the_meeting(act)))
    act.get(Seat, act.standing.seat_id).leaves_at = None


@command()
def choose_letters(act: Act, *, group: int, letters: str) -> None:
    """Want letters about the meetings of one's group, or none."""
    if not memberships_of(act.session, act.room.number, [group]):
        raise NotFound
    off = letters_off(act.session, act.room.number, group)
    if letters == "off" and off is None:
        act.add(LettersOff(person_id=act.room.number, group_id=group))
    elif letters == "on" and off is not None:
        act.delete(off)


def _next(wall_clock: time, *, after: datetime) -> datetime:
    """The next time that the clock of the place shows this."""
    today = datetime.combine(after.date(), wall_clock, after.tzinfo)
    return today if today > after else today + timedelta(days=1)
