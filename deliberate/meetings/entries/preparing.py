"""The agenda, and the agendas that a group keeps."""

from __future__ import annotations

from dataclasses import dataclass

from deliberate.kernel.record import Entry


@dataclass(frozen=True)
class ItemAdded(Entry):
    """Something is on the agenda."""

    kind = "item_added"
    in_minutes = False

    item: int
    title: str
    purpose: str
    minutes: int | None
    presenter: int | None


@dataclass(frozen=True)
class ItemChanged(ItemAdded):
    """It is worded or planned otherwise."""

    kind = "item_changed"


@dataclass(frozen=True)
class ItemMoved(Entry):
    """It stands elsewhere; `before` is the item that follows it, None at the end; `parent` the item that it is a part of."""

    kind = "item_moved"
    in_minutes = False

    item: int
    before: int | None
    parent: int | None = None


@dataclass(frozen=True)
class ItemRemoved(Entry):
    """It is no longer on the agenda."""

    kind = "item_removed"
    in_minutes = False

    item: int
    title: str


@dataclass(frozen=True)
class AgendaFilled(Entry):
    """The points of another agenda were added; `source` is where they are from."""

    kind = "agenda_filled"
    in_minutes = False

    source: str
    count: int


@dataclass(frozen=True)
class TemplateSaved(Entry):
    """In the record of a group: it keeps an agenda to begin others with."""

    kind = "template_saved"
    in_minutes = False

    template: int
    name: str


@dataclass(frozen=True)
class TemplateRenamed(TemplateSaved):
    """It is called otherwise."""

    kind = "template_renamed"


@dataclass(frozen=True)
class TemplateRemoved(TemplateSaved):
    """It is kept no longer."""

    kind = "template_removed"
