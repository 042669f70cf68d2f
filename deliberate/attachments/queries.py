"""Reading about files; the viewer comes first."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from deliberate.attachments.models import Attachment, StoredFile
from deliberate.kernel.acts import Standing, Who
from deliberate.kernel.errors import NotFound
from deliberate.kernel.record import Room
from deliberate.meetings import queries as meetings
from deliberate.meetings.models import Meeting
from deliberate.meetings.rules import why_over


def files_of(session: Session, meeting: Meeting) -> Sequence[Attachment]:
    """The files of a meeting that the viewer may read, in the order in which they were added."""
    chosen = select(Attachment).where(Attachment.meeting_id == meeting.id, Attachment.removed_at.is_(None))
    return session.scalars(chosen.order_by(Attachment.id)).all()


def attachments_in(session: Session, room: Room) -> Sequence[Attachment]:
    """The files of the meeting whose room it is."""
    chosen = select(Attachment).join(Meeting).where(Meeting.room_id == room.id, Attachment.removed_at.is_(None))
    return session.scalars(chosen.order_by(Attachment.id)).all()


def file_for(viewer: Who | None, session: Session, meeting_id: int, key: str) -> Attachment:
    """One file, for whoever may read its meeting now."""
    meeting = meetings.meeting_for(viewer, session, meeting_id)
    found = session.scalar(
        select(Attachment).where(
            Attachment.meeting_id == meeting.id, Attachment.key == key, Attachment.removed_at.is_(None)
        )
    )
    if found is None:
        raise NotFound
    return found


def may_attach(viewer: Who | None, session: Session, meeting: Meeting) -> bool:
    """Whoever facilitates the meeting or presents something in it, until it is over."""
    return may_attach_with(meetings.standing_of(viewer, session, meeting), meeting)


def may_attach_with(standing: Standing | None, meeting: Meeting) -> bool:
    """The same for whoever's standing is known already."""
    if standing is None or why_over(meeting) is not None:
        return False
    return standing.desk or any(item.presenter_id == standing.person_id for item in meeting.items)


def held_by(session: Session, meeting_id: int) -> tuple[int, int]:
    """How many files a meeting has, and how big they are together."""
    counted = select(func.count(), func.coalesce(func.sum(StoredFile.size), 0)).select_from(Attachment)
    files, size = session.execute(
        counted.join(StoredFile, Attachment.file_id == StoredFile.id).where(
            Attachment.meeting_id == meeting_id, Attachment.removed_at.is_(None)
        )
    ).one()
    return int(files), int(size)
