"""By which rules a group decides."""

from __future__ import annotations

from typing import Any

from deliberate.groups.entries import PolicyChanged
from deliberate.groups.models import PolicyVersion
from deliberate.groups.policy import Policy
from deliberate.groups.queries import has_met, newest_policy
from deliberate.groups.rules import Why
from deliberate.kernel.acts import Act, command


@command()
def change_policy(act: Act, *, version: int, agreed_in: int | None, words: str, **rules: Any) -> None:
    """Decide by other rules from now on; `version` is the one that was looked at, so that nobody overwrites what they have not seen."""
    before = newest_policy(act.session, act.room.number)
    policy = Policy.stored(rules)
    changes = (before.policy if before else Policy()).changes_to(policy)
    act.refuse_if(Why.POLICY_CHANGED if version != (before.version if before else 0) else None)
    act.refuse_if(None if changes else Why.POLICY_SAME)
    if agreed_in is not None and not has_met(act.session, act.room, agreed_in):
        act.refuse_if(Why.MEETING_NOT_HELD)

    act.add(
        PolicyVersion(
            group_id=act.room.number,
            version=version + 1,
            rules=policy.as_stored(),
            changed_at=act.at,
            changed_by=act.standing.person_id,
            agreed_in=agreed_in,
            words=words,
        )
    )
    act.write(PolicyChanged(version=version + 1, changes=changes, agreed_in=agreed_in, words=words))
