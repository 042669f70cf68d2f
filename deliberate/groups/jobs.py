"""What is carried out for groups after an act: the reminder that a role is about to end."""

from __future__ import annotations

from typing import Any

from deliberate.groups.models import Membership, Role
from deliberate.groups.queries import members
from deliberate.groups.words import REMINDER, REMINDER_SUBJECT, ROLES
from deliberate.kernel import language
from deliberate.kernel.db import reading_session
from deliberate.kernel.feature import Tools
from deliberate.kernel.outbox import Job
from deliberate.people.models import Person


def jobs(tools: Tools) -> dict[str, Job]:
    """The jobs by name."""

    def remind_of_last_day(payload: dict[str, Any]) -> None:
        """Tell the person and the group's facilitators, unless the role has been changed or prolonged meanwhile."""
        with reading_session() as session:
            found = session.get(Membership, payload["membership"])
            if found is None or not found.is_current or str(found.role_until) != payload["last_day"]:
                return
            facilitators = [one.person for one in members(session, found.group) if one.role == Role.FACILITATOR]
            for person in {one.id: one for one in [found.person, *facilitators]}.values():
                _remind(tools, person, found)

    return {"groups.remind_of_last_day": remind_of_last_day}


def _remind(tools: Tools, person: Person, ending: Membership) -> None:
    if person.account is None or ending.last_day is None:
        return
    reader = person.language
    holes = {
        "group": ending.group.name_in(reader),
        "day": language.date(reader, ending.last_day),
        "person": ending.person.name,
        "role": language.say(reader, ROLES[ending.role]),
        "page": tools.address(f"/groups/{ending.group.code}"),
    }
    tools.mailer.send(
        to=person.account.email,
        subject=language.say(reader, REMINDER_SUBJECT, **holes),
        text=language.say(reader, REMINDER, **holes),
    )
