"""Taking in the people of a list."""

from __future__ import annotations

from datetime import date

from deliberate.groups import roster
from deliberate.groups.commands.shared import the_group, watch_last_day
from deliberate.groups.entries import MembersTakenIn
from deliberate.groups.models import Membership
from deliberate.groups.queries import members
from deliberate.groups.roster import Row
from deliberate.groups.rules import Why
from deliberate.kernel import days
from deliberate.kernel.acts import Act, command
from deliberate.people.models import Person, PublicName


@command()
def take_in_members(act: Act, *, rows: str) -> None:
    """Take in whoever on the list is not in the group yet. An e-mail address gets an invitation, whether it is known or not."""
    group = the_group(act)
    known = {one.person.name.casefold() for one in members(act.session, group)}
    listed = roster.judge(roster.from_text(rows) or [], days.today()).rows
    new = [row for row in listed if row.name.casefold() not in known]
    act.refuse_if(None if new else Why.NOBODY_TO_TAKE_IN)

    language = act.session.get_one(Person, act.standing.person_id).language
    invited = [row for row in new if row.email]
    for row in invited:
        _invite(act, row, language)
    joined = [_member(act, row, language) for row in new if not row.email]
    act.session.add_all(joined)
    act.session.flush()
    for membership in joined:
        watch_last_day(act, membership)
    taken_in = [[one.id, one.person_id, one.given_role, days.as_text(one.last_day)] for one in joined]
    act.write(MembersTakenIn(members=taken_in, invited=len(invited)))


def _member(act: Act, row: Row, language: str) -> Membership:
    """Somebody without an account, as a member."""
    # `account=None` says that there is none: otherwise it would be looked for once for each person.
    person = Person(
        name=row.name, public_name=PublicName.FIRST_NAME, language=language, created_at=act.at, account=None
    )
    last_day = date.fromisoformat(row.last_day) if row.last_day else None
    return Membership(group_id=act.room.number, person=person, role=row.role, since=act.at, last_day=last_day)


def _invite(act: Act, row: Row, language: str) -> None:
    invitation = {"email": row.email, "group": act.room.number, "role": row.role, "language": language}
    invitation |= {"last_day": row.last_day, "by": act.standing.person_id}
    act.elsewhere("network/1", "invitations.invite", invitation)
