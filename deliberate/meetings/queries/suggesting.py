"""What waits for an agenda, what became of it, and the agendas that a group keeps."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from deliberate.groups.models import Group, Membership
from deliberate.groups.queries import belongs
from deliberate.kernel.acts import Who
from deliberate.kernel.record import Room
from deliberate.meetings.models import AgendaItem
from deliberate.meetings.queries.listing import LISTED
from deliberate.meetings.waiting import AgendaTemplate, Suggestion, SuggestionState


def suggestions_in(session: Session, room: Room) -> Sequence[Suggestion]:
    """Everything suggested in a room, oldest first, but for what was forgotten at its author's wish."""
    told = select(Suggestion).where(Suggestion.room_id == room.id, Suggestion.title != "")
    return session.scalars(told.order_by(Suggestion.id)).all()


def open_suggestions_in(session: Session, room: Room) -> Sequence[Suggestion]:
    """What waits in a room, oldest first."""
    waiting = select(Suggestion).where(Suggestion.room_id == room.id, Suggestion.state == SuggestionState.OPEN)
    return session.scalars(waiting.order_by(Suggestion.id)).all()


def waiting_in_group(viewer: Who | None, session: Session, group: Group) -> Sequence[Suggestion]:
    """What waits for a group's next agenda, what was carried over first: for its members."""
    if viewer is None or not viewer.has_account:
        return []
    # Asked together: this stands on the page of every meeting.
    belongs_to_it = (
        select(Membership.id)
        .where(Membership.person_id == viewer.person_id, Membership.group_id == group.id, Membership.until.is_(None))
        .exists()
    )
    on_an_agenda = select(AgendaItem.id).where(AgendaItem.suggestion_id == Suggestion.id).exists()
    return session.scalars(
        select(Suggestion)
        .where(Suggestion.room_id == group.room_id, Suggestion.state == SuggestionState.OPEN)
        .where(~on_an_agenda, belongs_to_it)
        .order_by(Suggestion.from_item_id.is_(None), Suggestion.id)
    ).all()


def answered_in_group(viewer: Who | None, session: Session, group: Group) -> Sequence[Suggestion]:
    """What became of what was suggested to a group, latest first: for its members."""
    if not belongs(viewer, session, [group.id]):
        return []
    return session.scalars(
        select(Suggestion)
        .where(Suggestion.room_id == group.room_id, Suggestion.state != SuggestionState.OPEN, Suggestion.title != "")
        .order_by(Suggestion.settled_at.desc(), Suggestion.id.desc())
        .limit(LISTED)
    ).all()


def templates_of(viewer: Who | None, session: Session, group: Group) -> Sequence[AgendaTemplate]:
    """The agendas that a group keeps: for its members."""
    if not belongs(viewer, session, [group.id]):
        return []
    kept = select(AgendaTemplate).where(AgendaTemplate.room_id == group.room_id)
    return session.scalars(kept.order_by(AgendaTemplate.name, AgendaTemplate.id)).all()
