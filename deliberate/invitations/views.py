"""The pages of invitations: inviting, and what the letter's link opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as BaseResponse

from deliberate.groups import queries as groups
from deliberate.groups.models import Group
from deliberate.invitations import queries, words
from deliberate.invitations.models import Invitation
from deliberate.invitations.rules import INVITATION_LIVES, Why, why_not_accept
from deliberate.kernel import clock, pages
from deliberate.kernel.acts import Who
from deliberate.kernel.db import reading
from deliberate.kernel.doors import checked_id
from deliberate.kernel.errors import Invalid, NotFound, NotSignedIn, Refused
from deliberate.people.models import Person
from deliberate.people.queries import account_of_email
from deliberate.people.tokens import hash_of, token_for

blueprint = Blueprint("invitations", __name__)

NETWORK = "network/1"


@blueprint.get("/invitations")
def mine() -> Response:
    """Invite somebody; and what one has sent that nobody has answered yet."""
    return _mine()


@blueprint.post("/invitations/do/<act>")
def act(act: str) -> Response | BaseResponse:
    """Send an invitation, or take one back."""
    _inviter()
    try:
        pages.perform(NETWORK, f"invitations.{act}", **({"group": ""} if act == "invite" else {}))
    except (Invalid, Refused) as unmet:
        return _mine(pages.refusal_of(unmet))
    pages.notice(pages.say(words.SENT if act == "invite" else words.WITHDRAWN))
    return pages.redirect("/invitations")


@blueprint.get("/invitation/<token>")
def letter(token: str) -> Response:
    """Where the letter leads, and one button. Looking at the page, as mail scanners do, uses nothing up."""
    return _letter(token)


@blueprint.post("/invitation/<token>")
def accept(token: str) -> Response | BaseResponse:
    """Come in: as whoever is signed in on this device, or with a new account."""
    invitation = queries.invitation_of(reading(), token)
    if invitation is None:
        raise Refused(Why.INVITATION_OVER)
    group = _group_of(invitation)
    inside = pages.redirect(f"/groups/{group.code}" if group else "/")
    welcome = pages.say(words.WELCOME, where=_called(group))
    viewer = pages.viewer()
    try:
        if viewer:
            pages.refuse_if_another_acts(viewer)
        if viewer and viewer.has_account:
            inputs = {"link_hash": hash_of(token), "person": viewer.person_id}
            pages.program(NETWORK, "invitations.accept_as_known", inputs)
        else:
            _let_newcomer_in(token, inside)
    except (Invalid, Refused) as unmet:
        return _letter(token, pages.refusal_of(unmet, "accept"))
    pages.notice(welcome)
    return inside


@dataclass(frozen=True)
class ShownInvitation:
    """A letter that was sent and not answered, for who sent it."""

    id: int
    email: str
    where: str
    expires_at: datetime
    is_over: bool


def group_panel(session: Session, viewer: Who | None, group: Group) -> dict[str, Any]:
    """Whether the viewer may invite to a group, for its page."""
    return {"may_invite": groups.facilitates(viewer, session, group) or groups.tends_network(viewer, session)}


def my_panel(session: Session, viewer: Who, person: Person) -> dict[str, Any]:
    """Whether one may invite somewhere, for one's own page."""
    return {"may_invite": bool(queries.groups_to_invite_to(viewer, session))}


def _inviter() -> Who:
    who = pages.signed_in()
    if not who.has_account:
        raise NotSignedIn
    if not queries.groups_to_invite_to(who, reading()):
        raise NotFound
    return who


def _mine(refused: pages.Refusal | None = None) -> Response:
    who = _inviter()
    every = {group.id: group for group in groups.all_groups(reading())}
    now = clock.now()
    sent = [
        ShownInvitation(one.id, one.email, _called(every.get(one.group_id or 0)), one.expires_at, one.expires_at <= now)
        for one in queries.sent_by(who, reading())
    ]
    return pages.show(
        "invitations/mine.html",
        refused=refused,
        places=_places(who),
        chosen=next((group.id for group in every.values() if group.code == request.args.get("group")), ""),
        sent=sent,
        days=INVITATION_LIVES.days,
    )


def _places(who: Who) -> list[tuple[int | str, str]]:
    language = pages.reader_language()
    places: list[tuple[int | str, str]] = [
        (group.id, group.name_in(language)) for group in queries.groups_to_invite_to(who, reading())
    ]
    if groups.tends_network(who, reading()):
        places.append(("", pages.say(words.NO_GROUP_YET)))
    return places


def _letter(token: str, refused: pages.Refusal | None = None) -> Response:
    invitation = _open(token)
    group = _group_of(invitation)
    return pages.show(
        "invitations/letter.html",
        refused=refused,
        token=token,
        group=group,
        role=invitation.role,
        has_account=account_of_email(reading(), invitation.email) is not None,
        email=invitation.email,
    )


def _let_newcomer_in(token: str, response: BaseResponse) -> None:
    """Whoever sends the form again because the first answer was lost gets the same account and the same proof."""
    act_id = checked_id(request.form.get("act_id"), pages.reader_language())
    proof = token_for(pages.machine().secret, NETWORK, act_id)
    typed = {key: request.form.get(key, "") for key in ("name", "public_name", "language")}
    device = (request.user_agent.string or "")[:120]
    inputs = typed | {"link_hash": hash_of(token), "token_hash": hash_of(proof), "device": device}
    pages.program(NETWORK, "invitations.accept_as_newcomer", inputs, act_id)
    pages.give_cookie(response, proof)


def _open(token: str) -> Invitation:
    found = queries.invitation_of(reading(), token)
    if found is None or why_not_accept(
        accepted_at=found.accepted_at,
        withdrawn_at=found.withdrawn_at,
        expires_at=found.expires_at,
        now=clock.now(),
    ):
        raise Refused(Why.INVITATION_OVER)
    return found


def _group_of(invitation: Invitation) -> Group | None:
    return reading().get_one(Group, invitation.group_id) if invitation.group_id else None


def _called(group: Group | None) -> str:
    return group.name_in(pages.reader_language()) if group else pages.say(words.THE_NETWORK)
