"""Adding papers to a meeting and taking them away."""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy import select

from deliberate.attachments import entries, rules
from deliberate.attachments.models import Attachment, StoredFile
from deliberate.attachments.queries import held_by
from deliberate.kernel.acts import Act, command
from deliberate.kernel.errors import NotFound
from deliberate.kernel.forgetting import entries_about, forget_value
from deliberate.meetings.commands.shared import the_meeting
from deliberate.meetings.models import AgendaItem
from deliberate.meetings.queries import seats_ever
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
    # Several may have been announced while none hung here yet.
    files, held = held_by(act.session, act.room.number)
    act.refuse_if(rules.why_not_keep(files=files, held=held, size=sent.size))

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


@command()
def forget_person(act: Act, *, person: int) -> None:
    """A paper is the meeting's and stays; the name that its sender gave it goes, for it is their word and often has their name in it."""
    seats = frozenset(seat.id for seat in seats_ever(act.session, the_meeting(act), person))
    theirs = entries_about(act.session, act.room, person, seats)
    added = [entry.read_facts()["attachment"] for entry in theirs if entry.kind == entries.FileAttached.kind]
    for attachment in act.session.scalars(select(Attachment).where(Attachment.id.in_(added))):
        attachment.name = rules.name_for("", attachment.file.kind)
    forget_value(act.session, act.room, "name", named="attachment", ids=added)
    act.forget_words(person, seats=seats)
