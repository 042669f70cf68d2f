"""The link to a new e-mail address: one button, for whoever asked for it and is signed in here."""

from __future__ import annotations

from flask import Response
from werkzeug.wrappers import Response as BaseResponse

from deliberate.kernel import clock, pages
from deliberate.kernel.acts import Who
from deliberate.kernel.db import reading
from deliberate.kernel.errors import NotSignedIn, Refused
from deliberate.people import queries, words
from deliberate.people.models import AddressChange
from deliberate.people.rules import Why, why_not_use_link
from deliberate.people.tokens import hash_of
from deliberate.people.views.accounts import begin
from deliberate.people.views.blueprint import blueprint


@blueprint.get("/me/address/<token>")
def address_link(token: str) -> Response:
    """One button. Looking at the page, as mail scanners do, uses nothing up."""
    change = _change(_account_holder(), token)
    return pages.show("people/confirm_address.html", token=token, email=change.email)


@blueprint.post("/me/address/<token>")
def use_address_link(token: str) -> BaseResponse:
    """Have the new address; this device goes on with a proof of its own, all others have to sign in again."""
    who = _account_holder()
    email = _change(who, token).email
    response = begin(who.person_id, "people.confirm_address", link_hash=hash_of(token))
    pages.notice(pages.say(words.ADDRESS_CHANGED, address=email))
    response.headers["Location"] = "/me"
    return response


def _account_holder() -> Who:
    # Whoever reads the new address is not known to be the one who asked: only a sign-in says so.
    who = pages.signed_in()
    if not who.has_account:
        raise NotSignedIn
    return who


def _change(who: Who, token: str) -> AddressChange:
    change = queries.address_change_of(who, reading(), token)
    if change is None or why_not_use_link(change.used_at, change.expires_at, clock.now()):
        raise Refused(Why.LINK_USED_OR_OLD)
    return change
