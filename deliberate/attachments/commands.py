"""Adding papers to a meeting and taking them away."""

from __future__ import annotations

import secrets
from datetime import timedelta

from deliberate.attachments import entries, rules
from deliberate.attachments.models import Attachment, StoredFile
from deliberate.attachments.queries import held_by
from deliberate.kernel.acts import Act, command
from deliberate.kernel.errors import NotFound
from deliberate.meetings.commands.shared import the_meeting
from deliberate.meetings.models import AgendaItem
from deliberate.meetings.rules import why_not_prepare

SWEEP = "attachments.sweep"
SWEPT_AFTER = timedelta(hours=rules.LEFT_ALONE_HOURS + 1)


@command()
def announce_file(act: Act, *, person: int, kind: str, size: int, digest: str) -> None:
    """Say that a file will come, before its bytes are kept: whatever stops it then, they are swept away."""
    files, held = held_by(act.session, act.room.number)
    act.refuse_if(why_not_prepare(the_meeting(act)))
    act.refuse_if(rules.why_not_keep(files=files, held=held, size=size))

    file = act.add(
        StoredFile(room_id=act.room.id, person_id=person, kind=kind, size=size, digest=digest, announced_at=act.at)
    )
    act.ids["file"] = file.id
    act.later(SWEEP, {}, due=act.at + SWEPT_AFTER)


@command()
def attach(act: Act, *, file: int, item: int | None, name: str) -> None:
    """Hang a file that one has just sent on the meeting, or on one of its items."""
    sent = act.session.get(StoredFile, file)
    if sent is None or sent.room_id != act.room.id or sent.person_id != act.standing.person_id:
        raise NotFound
    about = act.get(AgendaItem, item) if item is not None else None
    presents = about is not None and about.presenter_id == act.standing.person_id
    act.refuse_if(why_not_prepare(the_meeting(act)))
    act.refuse_if(rules.why_not_attach(desk=act.standing.desk, presents=presents))

    attachment = act.add(
        Attachment(
            meeting_id=act.room.number,
            item_id=item,
            file_id=sent.id,
            key=secrets.token_urlsafe(16),
            name=rules.name_for(name, sent.kind),
            person_id=act.standing.person_id,
            added_at=act.at,
        )
    )
    act.ids["attachment"] = attachment.id
    act.write(entries.FileAttached(attachment=attachment.id, item=item, name=attachment.name, digest=sent.digest))


@command(undoable=True)
def remove(act: Act, *, attachment: int) -> None:
    """Take a paper away; its bytes are forgotten some time later."""
    removed = act.get(Attachment, attachment)
    if removed.removed_at is not None:
        raise NotFound
    act.refuse_if(why_not_prepare(the_meeting(act)))
    act.refuse_if(rules.why_not_remove(desk=act.standing.desk, added_it=removed.person_id == act.standing.person_id))

    removed.removed_at = act.at
    act.write(entries.FileRemoved(attachment=removed.id, name=removed.name))
    act.later(SWEEP, {}, due=act.at + SWEPT_AFTER)
