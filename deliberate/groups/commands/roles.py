"""Who does what in a group, and until when."""

from __future__ import annotations

from datetime import date

from deliberate.groups.commands.shared import end, the_group, watch_last_day
from deliberate.groups.entries import RoleChanged
from deliberate.groups.models import PASSING, Membership, Role
from deliberate.groups.queries import count_facilitators
from deliberate.groups.rules import Why, why_not_change_role, why_not_until
from deliberate.kernel import days
from deliberate.kernel.acts import Act, command


@command()
def change_role(act: Act, *, membership: int, role: str, last_day: date | None) -> None:
    """Let a member do something else in the group, or the same until another day; none is open-ended."""
    changed = act.get(Membership, membership)
    act.refuse_if(Why.HAS_ENDED if the_group(act).has_ended else None)
    act.refuse_if(_why_not(act, changed, becomes_facilitator=role == Role.FACILITATOR))
    act.refuse_if(why_not_until(last_day, days.today()))
    act.refuse_if(Why.NEEDS_ACCOUNT if role == Role.FACILITATOR and changed.person.account is None else None)

    changed.role, changed.last_day = role, last_day
    act.write(RoleChanged(changed.id, changed.person_id, role, days.as_text(last_day)))
    watch_last_day(act, changed)
    act.rights_changed([changed.person_id])


@command()
def note_last_day(act: Act, *, membership: int, last_day: date | None) -> None:
    """A last day is over: the record says so, and open connections are given what is left of the person's rights."""
    over = act.get(Membership, membership)
    if over.until is not None or over.last_day != last_day or not over.role_is_over:
        return  # prolonged, changed or ended meanwhile
    if over.given_role in PASSING:
        over.role, over.last_day = Role.MEMBER, None
        act.write(RoleChanged(over.id, over.person_id, Role.MEMBER))
        act.rights_changed([over.person_id])
    else:
        end(act, over)


@command()
def end_membership(act: Act, *, membership: int) -> None:
    """Say that somebody no longer belongs to the group."""
    ended = act.get(Membership, membership)
    act.refuse_if(_why_not(act, ended, becomes_facilitator=False))

    end(act, ended)


def _why_not(act: Act, membership: Membership, *, becomes_facilitator: bool) -> Why | None:
    return why_not_change_role(
        has_left=not membership.is_current,
        is_facilitator=membership.role == Role.FACILITATOR,
        facilitators=count_facilitators(act.session, membership.group_id),
        becomes_facilitator=becomes_facilitator,
    )
