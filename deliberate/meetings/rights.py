"""Who may do what in a meeting, and who may see its pages."""

from __future__ import annotations

from sqlalchemy.orm import Session

from deliberate.kernel.acts import Standing, Who
from deliberate.kernel.feature import Right, anyone
from deliberate.meetings import queries
from deliberate.meetings.rules import Why


def _facilitates(standing: Standing) -> bool:
    return standing.desk


def _takes_part(standing: Standing) -> bool:
    return standing.seat_id is not None or standing.member


def _has_a_seat(standing: Standing) -> bool:
    return standing.seat_id is not None


FACILITATES = Right(_facilitates, Why.ONLY_FACILITATORS)
TAKES_PART = Right(_takes_part, Why.NEEDS_A_SEAT)
HAS_A_SEAT = Right(_has_a_seat, Why.NEEDS_A_SEAT)
# Done by the program, for whoever came with the right code or as the effect of another act; no client can send it.
THE_PROGRAM = Right(lambda standing: standing.is_system, Why.ONLY_BY_JOINING)

RIGHTS = {
    "meetings.draft_meeting": FACILITATES,
    "meetings.describe_meeting": FACILITATES,
    "meetings.convene": FACILITATES,
    "meetings.open": FACILITATES,
    "meetings.pause": FACILITATES,
    "meetings.resume": FACILITATES,
    "meetings.close": FACILITATES,
    "meetings.add_item": FACILITATES,
    "meetings.change_item": FACILITATES,
    "meetings.move_item": FACILITATES,
    "meetings.remove_item": FACILITATES,
    "meetings.start_item": FACILITATES,
    "meetings.finish_item": FACILITATES,
    "meetings.ask_agreement": FACILITATES,
    "meetings.answer_agreement": HAS_A_SEAT,
    "meetings.settle_agreement": FACILITATES,
    "meetings.arrive": TAKES_PART,
    "meetings.leave": HAS_A_SEAT,
    "meetings.seat_person": FACILITATES,
    "meetings.mark_arrival": FACILITATES,
    "meetings.mark_departure": FACILITATES,
    "meetings.give_role": FACILITATES,
    "meetings.take_back_role": FACILITATES,
    "meetings.withdraw_access": FACILITATES,
    "meetings.renew_code": FACILITATES,
    "meetings.sign_guest_out": THE_PROGRAM,
    "meetings.show_person_anew": THE_PROGRAM,
    "meetings.settle_hall": THE_PROGRAM,
    "meetings.note_call": THE_PROGRAM,
    "meetings.note_held": THE_PROGRAM,
    "meetings.admit_guest": THE_PROGRAM,
    "meetings.admit_member_of_network": THE_PROGRAM,
}


def may_read(session: Session, viewer: Who | None, *, number: int, **_: object) -> bool:
    """Whoever may read the meeting; the query raises NotFound for the others."""
    queries.meeting_for(viewer, session, number)
    return True


def takes_part(session: Session, viewer: Who | None, *, number: int, **_: object) -> bool:
    """Whoever has a place in the meeting's room."""
    return queries.standing_of(viewer, session, queries.meeting_for(viewer, session, number)) is not None


def facilitates(session: Session, viewer: Who | None, *, number: int, **_: object) -> bool:
    """Whoever facilitates the meeting."""
    standing = queries.standing_of(viewer, session, queries.meeting_for(viewer, session, number))
    return standing is not None and standing.desk


PAGES = {
    "meetings.home": anyone,
    "meetings.join": anyone,
    "meetings.join_by_code": anyone,
    "meetings.do_join": anyone,
    "meetings.api_join": anyone,
    "meetings.plan": anyone,
    "meetings.do_plan": anyone,
    "meetings.show": may_read,
    "meetings.live_page": may_read,
    "meetings.act": takes_part,
    "meetings.show_code": facilitates,
    "meetings.code_image": facilitates,
}
