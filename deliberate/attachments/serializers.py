"""Files as devices in a meeting's room see them."""

from __future__ import annotations

from typing import Any

from deliberate.attachments.models import Attachment
from deliberate.attachments.queries import attachments_in
from deliberate.kernel.feature import Shown


def attachment(one: Attachment) -> dict[str, Any] | None:
    """A file with its address; one that was removed is not shown."""
    if one.removed_at is not None:
        return None
    return {
        "item": one.item_id,
        "name": one.name,
        "kind": one.file.kind,
        "size": one.file.size,
        "person": one.person_id,
        "path": one.path,
    }


SHOWN = (Shown("attachment", Attachment, attachments_in, attachment),)
