"""What is held about a person among organisations, and where it is blanked when they ask to be forgotten."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from deliberate.kernel.acts import Elsewhere
from deliberate.kernel.feature import Held
from deliberate.kernel.language import N_
from deliberate.organisations.models import Representative
from deliberate.organisations.queries import affiliation_of


def where(session: Session, person_id: int) -> list[Elsewhere]:
    """In the network's room."""
    return [("network/1", "organisations.forget_person")]


def held(session: Session, person_id: int, language: str) -> Iterable[Held]:
    """To which organisation they say to belong, and for whom they speak or spoke."""
    stated = affiliation_of(session, person_id)
    rows = [{"organisation": stated.organisation.name, "stated_at": stated.stated_at}] if stated else []
    labels = {"organisation": N_("Organisation"), "stated_at": N_("Since")}
    yield Held("affiliation", N_("The organisation that you belong to"), labels, rows)

    named = session.scalars(select(Representative).where(Representative.person_id == person_id))
    rows = [
        {
            "organisation": one.organisation.name,
            "group": one.group.name_in(language),
            "since": one.since,
            "until": one.until,
        }
        for one in named
    ]
    labels = {"organisation": N_("Organisation"), "group": N_("Group"), "since": N_("Since"), "until": N_("Until")}
    yield Held("representations", N_("For whom you speak"), labels, rows)
