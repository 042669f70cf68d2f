"""Who may do what in a meeting, and who may see its pages."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

from deliberate.groups import queries as groups
from deliberate.groups.models import Role
from deliberate.groups.queries import groups_of
from deliberate.kernel.acts import Standing, Who
from deliberate.kernel.feature import Right, anyone
from deliberate.meetings import queries
from deliberate.meetings.models import SeatRole
from deliberate.meetings.rules import Why
from deliberate.people.rights import ONESELF


def _facilitates(standing: Standing) -> bool:
    return standing.desk


def _takes_part(standing: Standing) -> bool:
    return standing.seat_id is not None or standing.member


def _has_a_seat(standing: Standing) -> bool:
    return standing.seat_id is not None


def _helps(standing: Standing) -> bool:
    return standing.desk or SeatRole.STEWARD in standing.roles


FACILITATES = Right(_facilitates, Why.ONLY_FACILITATORS)
HELPS = Right(_helps, Why.ONLY_HELPERS)
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
    "meetings.enter_from_paper": FACILITATES,
    "meetings.add_item": FACILITATES,
    "meetings.change_item": FACILITATES,
    "meetings.move_item": FACILITATES,
    "meetings.remove_item": FACILITATES,
    "meetings.fill_agenda": FACILITATES,
    "meetings.save_template": FACILITATES,
    "meetings.rename_template": FACILITATES,
    "meetings.remove_template": FACILITATES,
    "meetings.suggest_item": TAKES_PART,
    "meetings.reword_suggestion": TAKES_PART,
    "meetings.withdraw_suggestion": TAKES_PART,
    "meetings.decline_suggestion": FACILITATES,
    "meetings.take_suggestion": FACILITATES,
    "meetings.suggest_for_next_time": TAKES_PART,
    "meetings.reword_for_next_time": TAKES_PART,
    "meetings.withdraw_for_next_time": TAKES_PART,
    "meetings.decline_for_next_time": FACILITATES,
    "meetings.note_taken": THE_PROGRAM,
    "meetings.note_released": THE_PROGRAM,
    "meetings.show_suggester_anew": THE_PROGRAM,
    "meetings.start_item": FACILITATES,
    "meetings.finish_item": FACILITATES,
    "meetings.ask_agreement": FACILITATES,
    "meetings.answer_agreement": HAS_A_SEAT,
    "meetings.answer_for": HELPS,
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
    "meetings.drop_draft": FACILITATES,
    "meetings.cancel": FACILITATES,
    "meetings.postpone": FACILITATES,
    "meetings.declare_not_held": FACILITATES,
    "meetings.say_whether": TAKES_PART,
    "meetings.take_answer_back": TAKES_PART,
    "meetings.leave_early": HAS_A_SEAT,
    "meetings.stay_to_the_end": HAS_A_SEAT,
    "meetings.choose_letters": ONESELF,
    "meetings.tell_change": THE_PROGRAM,
    "meetings.sign_guest_out": THE_PROGRAM,
    "meetings.forget_person": THE_PROGRAM,
    "meetings.forget_suggester": THE_PROGRAM,
    "meetings.show_person_anew": THE_PROGRAM,
    "meetings.settle_hall": THE_PROGRAM,
    "meetings.note_call": THE_PROGRAM,
    "meetings.note_held": THE_PROGRAM,
    "meetings.keep_for_next_time": THE_PROGRAM,
    "meetings.admit_guest": THE_PROGRAM,
    "meetings.admit_companion": THE_PROGRAM,
    "meetings.admit_member_of_network": THE_PROGRAM,
    "meetings.set_door": FACILITATES,
    "meetings.let_in": FACILITATES,
    "meetings.turn_away": FACILITATES,
    "meetings.make_return_code": FACILITATES,
    "meetings.come_back": THE_PROGRAM,
    "meetings.claim_seat": THE_PROGRAM,
}


def may_read(session: Session, viewer: Who | None, *, number: int, **_: object) -> bool:
    """Whoever may read the meeting; the query raises NotFound for the others."""
    queries.meeting_for(viewer, session, number)
    return True


def belongs(session: Session, viewer: Who | None, *, code: str, **_: object) -> bool:
    """Whoever belongs to the group; the query raises NotFound when there is none."""
    return groups.belongs(viewer, session, [groups.group_of_code(session, code).id])


def takes_part(session: Session, viewer: Who | None, *, number: int, **_: object) -> bool:
    """Whoever has a place in the meeting's room."""
    return queries.standing_of(viewer, session, queries.meeting_for(viewer, session, number)) is not None


def facilitates(session: Session, viewer: Who | None, *, number: int, **_: object) -> bool:
    """Whoever facilitates the meeting."""
    standing = queries.standing_of(viewer, session, queries.meeting_for(viewer, session, number))
    return standing is not None and standing.desk


def facilitates_somewhere(session: Session, viewer: Who | None, **_: object) -> bool:
    """Whoever facilitates some group."""
    return viewer is not None and any(one.role == Role.FACILITATOR for one in groups_of(viewer, session))


PAGES: dict[str, Callable[..., bool]] = {
    "meetings.home": anyone,
    "meetings.join": anyone,
    "meetings.join_by_code": anyone,
    "meetings.do_join": anyone,
    "meetings.api_join": anyone,
    "meetings.do_come_back": anyone,
    "meetings.wait": may_read,
    "meetings.api_waiting": may_read,
    "meetings.phone": may_read,
    "meetings.change_acting": may_read,
    "meetings.add_to_phone": takes_part,
    "meetings.claim": may_read,
    "meetings.door": facilitates,
    "meetings.do_at_door": facilitates,
    "meetings.plan": anyone,
    "meetings.do_plan": anyone,
    "meetings.next_time": belongs,
    "meetings.act_next_time": belongs,
    "meetings.show": may_read,
    "meetings.live_page": may_read,
    "meetings.plain_page": may_read,
    "meetings.follow_plainly": may_read,
    "meetings.act": takes_part,
    "meetings.calendar": may_read,
    "meetings.letters": anyone,
    "meetings.turn_letters": anyone,
    "meetings.my_letters": anyone,
    "meetings.act_plainly": takes_part,
    "meetings.paper_pack": facilitates,
    "meetings.from_paper": facilitates,
    "meetings.enter_from_paper": facilitates,
    "meetings.show_hall": facilitates_somewhere,
    "meetings.show_code": facilitates,
    "meetings.code_image": facilitates,
}
