"""Inviting somebody, taking it back, accepting."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from deliberate.groups.models import Group, Role
from deliberate.groups.queries import memberships_of
from deliberate.invitations.models import Invitation
from deliberate.invitations.queries import sent_in_a_day, waiting
from deliberate.invitations.rules import ADDRESS_KEPT, INVITATION_LIVES, Why, why_not_accept, why_not_invite
from deliberate.invitations.words import THE_NETWORK
from deliberate.kernel import days, outbox
from deliberate.kernel.acts import Act, command
from deliberate.kernel.errors import NotFound, Refused
from deliberate.kernel.language import say
from deliberate.kernel.record import Room, find_room
from deliberate.people.commands.accounts import begin_sign_in, open_account
from deliberate.people.models import Account, Person, PublicName
from deliberate.people.tokens import hash_of, new_token


@command()
def invite(
    act: Act, *, email: str, group: int | None, role: str, language: str, last_day: date | None, by: int | None
) -> None:
    """Send a letter that lets whoever reads it come into a group, or into the network. Whether they are known here is not told.

    `by` names whose list it is that the program sends letters for; from anybody else it says nothing.
    """
    room = find_room(act.session, f"group/{group}") if group else act.room
    sender = by if act.standing.is_system else act.standing.person_id
    act.refuse_if(_why_not_invite(act, room, group, email, sender))

    token = new_token()
    sent = Invitation(
        room_id=room.id,
        email=email,
        language=language,
        role=role if group else "",
        last_day=last_day if group else None,
        token_hash=hash_of(token),
        invited_by_id=sender,
        invited_at=act.at,
        expires_at=act.at + INVITATION_LIVES,
    )
    act.ids["invitation"] = act.add(sent).id
    reader = _language_of(act, email) or language
    letter = {"to": email, "language": reader, "token": token, "invitation": sent.id}
    act.later("invitations.mail", letter | {"where": _called(act, group, reader)})
    end = sent.expires_at + ADDRESS_KEPT
    act.elsewhere(act.room.reference, "invitations.withdraw", {"invitation": sent.id}, due=end)


@command()
def withdraw(act: Act, *, invitation: int) -> None:
    """Take an invitation back; only who sent it can."""
    sent = act.session.get(Invitation, invitation)
    if sent is None or (sent.invited_by_id != act.standing.person_id and not act.standing.is_system):
        raise NotFound
    act.refuse_if(Why.INVITATION_OVER if sent.accepted_at or sent.withdrawn_at else None)

    take_back(act, sent)


@command()
def accept_as_newcomer(
    act: Act, *, link_hash: str, name: str, public_name: str, language: str, token_hash: str, device: str
) -> None:
    """Come in, with an account of one's own at the address that the letter went to."""
    invitation = _open_invitation(act, link_hash)
    known = act.session.scalar(select(Account.id).where(Account.email == invitation.email))
    act.refuse_if(Why.SIGN_IN_FIRST if known else None)

    person = Person(name=name, public_name=PublicName(public_name), language=language, created_at=act.at)
    open_account(act, act.add(person), invitation.email)
    begin_sign_in(act, token_hash, device, person_id=person.id)
    _accept(act, invitation, person.id)


@command()
def accept_as_known(act: Act, *, link_hash: str, person: int) -> None:
    """Come in as somebody who has an account already."""
    known = act.session.get(Person, person)
    if known is None or known.account is None:
        raise NotFound
    _accept(act, _open_invitation(act, link_hash), known.id)


def take_back(act: Act, invitation: Invitation) -> None:
    """Let an invitation lead nowhere, and its letter stay here if it has not left; the address is erased."""
    invitation.withdrawn_at, invitation.email = act.at, ""
    outbox.cancel_letters(act.session, at=act.at, invitation=invitation.id)


def _accept(act: Act, invitation: Invitation, person_id: int) -> None:
    invitation.accepted_at, invitation.accepted_by_id, invitation.email = act.at, person_id, ""
    act.ids["person"] = person_id
    if invitation.group_id is not None:
        admitted = {"person": person_id, "role": invitation.role, "last_day": days.as_text(invitation.last_day)}
        act.elsewhere(invitation.room.reference, "groups.admit_member", admitted)


def _open_invitation(act: Act, link_hash: str) -> Invitation:
    invitation = act.session.scalar(select(Invitation).where(Invitation.token_hash == link_hash))
    if invitation is None:
        raise Refused(Why.INVITATION_OVER)
    why = why_not_accept(
        accepted_at=invitation.accepted_at,
        withdrawn_at=invitation.withdrawn_at,
        expires_at=invitation.expires_at,
        now=act.at,
    )
    act.refuse_if(why)
    return invitation


def _why_not_invite(act: Act, room: Room, group: int | None, email: str, person_id: int | None) -> Why | None:
    memberships = memberships_of(act.session, person_id, [group]) if person_id and group else ()
    to_them = select(func.count()).where(
        Invitation.room_id == room.id,
        Invitation.email == email,
        Invitation.invited_by_id == person_id,
        Invitation.expires_at > act.at,
        waiting(),
    )
    return why_not_invite(
        facilitates_group=any(one.role == Role.FACILITATOR for one in memberships),
        tends_network=act.standing.desk or act.standing.is_system,
        open_ones_to_them=act.session.scalar(to_them) or 0,
        # A list of people that a facilitator takes in is sent by the program: it is counted by its rows.
        today=0 if act.standing.is_system else sent_in_a_day(act.session, person_id, act.at),
    )


def _language_of(act: Act, email: str) -> str | None:
    """The language of the account with that address, if there is one: known to the letter, not to who sends it."""
    return act.session.scalar(select(Person.language).join(Account).where(Account.email == email))


def _called(act: Act, group: int | None, language: str) -> str:
    if group is None:
        return say(language, THE_NETWORK)
    return act.session.get_one(Group, group).name_in(language)
