"""What is carried out for files after a while: forgetting the bytes that nothing refers to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import or_, select

from deliberate.attachments import rules, store
from deliberate.attachments.commands import SWEEP
from deliberate.attachments.models import Attachment
from deliberate.kernel import clock
from deliberate.kernel.db import reading_session
from deliberate.kernel.feature import Tools
from deliberate.kernel.outbox import Job

LEFT_ALONE = timedelta(hours=rules.LEFT_ALONE_HOURS)


def jobs(tools: Tools) -> dict[str, Job]:
    """The jobs by name."""

    def sweep(payload: dict[str, Any]) -> None:
        store.sweep(tools.data_folder, _is_needed, older_than=LEFT_ALONE.total_seconds())

    return {SWEEP: sweep}


def _is_needed(number: int) -> bool:
    """Something refers to it, or did until a moment ago: removing can be undone."""
    still = or_(Attachment.removed_at.is_(None), Attachment.removed_at > clock.now() - LEFT_ALONE)
    with reading_session() as session:
        return session.scalar(select(Attachment.id).where(Attachment.file_id == number, still)) is not None
