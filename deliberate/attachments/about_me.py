"""What is held about a person among papers, and what becomes of it when they ask to be forgotten."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from deliberate.attachments.models import Attachment
from deliberate.kernel.acts import Elsewhere
from deliberate.kernel.feature import Held
from deliberate.kernel.language import N_
from deliberate.meetings.about_me import meetings_of


def where(session: Session, person_id: int) -> list[Elsewhere]:
    """In every meeting that has something of theirs."""
    return [(f"meeting/{number}", "attachments.forget_person") for number in meetings_of(session, person_id)]


def held(session: Session, person_id: int, language: str) -> Iterable[Held]:
    """Which papers they added."""
    found = session.scalars(select(Attachment).where(Attachment.person_id == person_id).order_by(Attachment.id))
    rows = [
        {"meeting": one.meeting.title, "name": one.name, "added_at": one.added_at, "removed_at": one.removed_at}
        | {"size": one.file.size, "path": one.path}
        for one in found
    ]
    labels = {"meeting": N_("Meeting"), "name": N_("Name"), "added_at": N_("When")}
    yield Held("attachments", N_("Papers that you added"), labels, rows)
