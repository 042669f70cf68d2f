"""Who may do what with files."""

from __future__ import annotations

from sqlalchemy.orm import Session

from deliberate.attachments import queries
from deliberate.attachments.rules import Why
from deliberate.kernel.acts import Who
from deliberate.kernel.feature import PageRight, Right
from deliberate.meetings import queries as meetings
from deliberate.meetings.rights import THE_PROGRAM

# Whether somebody presents the item, or added the file, is asked by the command.
IN_THE_ROOM = Right(lambda standing: standing.seat_id is not None or standing.member, Why.NOT_YOUR_PAPERS)

RIGHTS = {
    "attachments.announce_file": THE_PROGRAM,
    "attachments.forget_person": THE_PROGRAM,
    "attachments.attach": IN_THE_ROOM,
    "attachments.remove": IN_THE_ROOM,
}


def may_read(session: Session, viewer: Who | None, *, number: int, **_: object) -> bool:
    """Whoever may read the meeting; the query raises NotFound for the others."""
    meetings.meeting_for(viewer, session, number)
    return True


def may_attach(session: Session, viewer: Who | None, *, number: int, **_: object) -> bool:
    """Whoever facilitates the meeting or presents something in it."""
    return queries.may_attach(viewer, session, meetings.meeting_for(viewer, session, number))


def takes_part(session: Session, viewer: Who | None, *, number: int, **_: object) -> bool:
    """Whoever has a place in the meeting's room."""
    return meetings.standing_of(viewer, session, meetings.meeting_for(viewer, session, number)) is not None


PAGES: dict[str, PageRight] = {
    "attachments.files": may_read,
    "attachments.add": may_attach,
    "attachments.act": takes_part,
    "attachments.download": may_read,
}
