"""A member of one group represents it in another."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from deliberate.groups import entries
from deliberate.groups.commands.shared import a_group, recall
from deliberate.groups.models import Link, Membership
from deliberate.groups.rules import Why, why_not_until
from deliberate.kernel import days
from deliberate.kernel.acts import Act, command
from deliberate.kernel.errors import NotFound


@command()
def send_representative(act: Act, *, membership: int, group: int, last_day: date | None) -> None:
    """Have a member represent this group in another one."""
    member = act.get(Membership, membership)
    to = a_group(act, group)
    act.refuse_if(None if member.is_current else Why.HAS_LEFT)
    act.refuse_if(Why.TO_ITSELF if to.id == act.room.number else None)
    act.refuse_if(why_not_until(last_day, days.today()))
    act.refuse_if(Why.LINKED_ALREADY if _is_linked(act, member.person_id, to.id) else None)

    link = act.add(
        Link(group_id=member.group_id, to_group_id=to.id, person_id=member.person_id, since=act.at, last_day=last_day)
    )
    act.ids["link"] = link.id
    act.write(_sent(link))
    act.elsewhere(to.room, "groups.note_representative", {"link": link.id})


@command()
def recall_representative(act: Act, *, link: int) -> None:
    """Have somebody represent this group no longer."""
    recalled = act.get(Link, link)
    act.refuse_if(None if recalled.is_current else Why.LINK_ENDED)

    recall(act, recalled)


@command()
def note_representative(act: Act, *, link: int) -> None:
    """The other group's record keeps who represents whom in it, and who no longer does."""
    noted = act.session.get(Link, link)
    if noted is None or noted.to_group_id != act.room.number:
        raise NotFound
    act.touch(noted)
    act.write(_sent(noted) if noted.is_current else _recalled(noted))


def _is_linked(act: Act, person: int, to_group: int) -> bool:
    there = select(Link.id).where(
        Link.group_id == act.room.number, Link.to_group_id == to_group, Link.person_id == person, Link.is_current
    )
    return act.session.scalar(there) is not None


def _sent(link: Link) -> entries.RepresentativeSent:
    return entries.RepresentativeSent(
        link.id, link.person_id, link.group_id, link.to_group_id, days.as_text(link.last_day)
    )


def _recalled(link: Link) -> entries.RepresentativeRecalled:
    return entries.RepresentativeRecalled(link.id, link.person_id, link.group_id, link.to_group_id)
