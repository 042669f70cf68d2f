"""What organisations write in the network's record."""

from __future__ import annotations

from dataclasses import dataclass

from deliberate.kernel.record import Entry


@dataclass(frozen=True)
class OrganisationEntered(Entry):
    """The network knows of an organisation."""

    kind = "organisation_entered"

    organisation: int
    name: str
    level: int
    parent: int | None


@dataclass(frozen=True)
class OrganisationChanged(OrganisationEntered):
    """It is called or placed otherwise."""

    kind = "organisation_changed"


@dataclass(frozen=True)
class RepresentativeNamed(Entry):
    """A member of a group speaks for an organisation there."""

    kind = "representative_named"

    representative: int
    organisation: int
    group: int
    person: int
    until: str | None


@dataclass(frozen=True)
class RepresentationEnded(Entry):
    """They no longer do."""

    kind = "representation_ended"

    representative: int
    organisation: int
    group: int
    person: int
