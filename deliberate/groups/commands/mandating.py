"""One group asks another to do something, for a time."""

from __future__ import annotations

from datetime import date

from deliberate.groups import entries
from deliberate.groups.commands.shared import a_group
from deliberate.groups.models import Mandate
from deliberate.groups.rules import Why, why_not_extend_mandate, why_not_until
from deliberate.kernel import days
from deliberate.kernel.acts import Act, command
from deliberate.kernel.errors import NotFound


@command()
def give_mandate(
    act: Act, *, group: int, purpose: str, proposal: str, reporting: str, starts_on: date, ends_on: date
) -> None:
    """Ask a group to do something, from one day to another."""
    asked = a_group(act, group)
    act.refuse_if(Why.TO_ITSELF if asked.id == act.room.number else None)
    act.refuse_if(Why.ENDS_BEFORE_IT_BEGINS if ends_on < starts_on else None)
    act.refuse_if(why_not_until(ends_on, days.today()))

    mandate = act.add(
        Mandate(
            group_id=asked.id,
            delegator_id=act.room.number,
            purpose=purpose,
            proposal=proposal,
            reporting=reporting,
            starts_on=starts_on,
            ends_on=ends_on,
            extensions=[],
        )
    )
    act.ids["mandate"] = mandate.id
    act.write(_given(mandate))
    act.elsewhere(asked.room, "groups.note_mandate", {"mandate": mandate.id, "change": "given"})


@command()
def extend_mandate(act: Act, *, mandate: int, ends_on: date, words: str) -> None:
    """Give more time, or less."""
    extended = act.get(Mandate, mandate)
    act.refuse_if(
        why_not_extend_mandate(
            is_closed=extended.closed_at is not None,
            starts_on=extended.starts_on,
            ends_on=ends_on,
            today=days.today(),
        )
    )
    if ends_on == extended.ends_on:
        return
    before = extended.ends_on
    extended.ends_on = ends_on
    extended.extensions = [
        *extended.extensions,
        {
            "on": days.as_text(days.day_of(act.at)),
            "from": days.as_text(before),
            "to": days.as_text(ends_on),
            "words": words,
        },
    ]
    act.write(entries.MandateExtended(mandate, days.as_text(ends_on), words))
    act.elsewhere(extended.group.room, "groups.note_mandate", {"mandate": mandate, "change": "extended"})


@command()
def close_mandate(act: Act, *, mandate: int, words: str) -> None:
    """Say that it is done, and what came of it."""
    closed = act.get(Mandate, mandate)
    act.refuse_if(Why.MANDATE_CLOSED if closed.closed_at else None)

    closed.closed_at, closed.outcome = act.at, words
    act.write(entries.MandateClosed(mandate, words))
    act.elsewhere(closed.group.room, "groups.note_mandate", {"mandate": mandate, "change": "closed"})


@command()
def note_mandate(act: Act, *, mandate: int, change: str) -> None:
    """The asked group's own record keeps what it was asked to do, how that was extended, and that it was closed."""
    noted = act.session.get(Mandate, mandate)
    if noted is None or noted.group_id != act.room.number:
        raise NotFound
    act.touch(noted)
    if change == "given":
        act.write(_given(noted))
    elif change == "extended":
        last = noted.extensions[-1]
        act.write(entries.MandateExtended(mandate, last["to"], last["words"]))
    else:
        act.write(entries.MandateClosed(mandate, noted.outcome))


def _given(mandate: Mandate) -> entries.MandateGiven:
    return entries.MandateGiven(
        mandate.id, mandate.group_id, mandate.delegator_id, mandate.purpose, days.as_text(mandate.ends_on)
    )
