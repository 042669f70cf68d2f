"""The pages about oneself: signing in and out, who I am, my language."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime

from flask import Response, request
from werkzeug.wrappers import Response as BaseResponse

from deliberate import runtime
from deliberate.kernel import clock, forms, language, pages
from deliberate.kernel.acts import Who
from deliberate.kernel.db import reading
from deliberate.kernel.errors import Invalid, Refused, TooMany
from deliberate.kernel.limits import Limit
from deliberate.people import queries, words
from deliberate.people.forms import NewPassword, OneEmail
from deliberate.people.passwords import hash_password, is_right
from deliberate.people.rules import LINK_LIVES, Why, why_not_trust_sign_in, why_not_use_link
from deliberate.people.tokens import hash_of, new_token
from deliberate.people.views.blueprint import blueprint

# For each address typed, from where it is typed; and from anywhere, so much more that nobody is easily locked out by a stranger.
LINKS = Limit("links", "5/10 minutes")
LINKS_FROM_ANYWHERE = Limit("links from anywhere", "30/10 minutes")
PASSWORDS = Limit("passwords", "10/10 minutes")
PASSWORDS_FROM_ANYWHERE = Limit("passwords from anywhere", "100/10 minutes")

EVERY_ANSWER_TAKES = 0.25
"""Seconds until somebody who asked for a link is told that it was sent, if there is an account with that address."""

# The first mark that is found in what a browser says of itself; the order matters, for most of them also claim to be others.
BROWSERS = (("Firefox/", "Firefox"), ("Edg/", "Edge"), ("OPR/", "Opera"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@blueprint.get("/sign-in")
def sign_in() -> Response:
    """Ask for a link, or give a password."""
    return pages.show("people/sign_in.html", next=request.args.get("next", ""))


@blueprint.post("/sign-in")
def ask_link() -> Response | BaseResponse:
    """Send a link, or sign in by password. What is answered does not tell whether the address is known."""
    try:
        email = _email(request.form.get("email", ""))
        if request.form.get("form") == "password":
            return _by_password(email, request.form.get("password", ""))
        _send_link(email, request.form.get("next"))
    except (Invalid, Refused, TooMany) as unmet:
        refused = pages.refusal_of(unmet, "link")
        return pages.show("people/sign_in.html", refused=refused, next=request.form.get("next", ""))
    return pages.show("people/link_sent.html", address=email, minutes=int(LINK_LIVES.total_seconds() // 60))


@blueprint.get("/sign-in/link/<token>")
def link(token: str) -> Response:
    """One button. Looking at the page, as mail scanners do, uses nothing up."""
    found = queries.link_of(reading(), token)
    why = why_not_use_link(found.used_at, found.expires_at, clock.now()) if found else Why.LINK_USED_OR_OLD
    if found is None or why is not None:
        raise Refused(Why.LINK_USED_OR_OLD)
    next = pages.safe_next(request.args.get("next"), "/")
    return pages.show("people/confirm_link.html", token=token, next=next, name=found.account.person.name)


@blueprint.post("/sign-in/link/<token>")
def use_link(token: str) -> BaseResponse:
    """Sign in with the link; it serves once."""
    found = queries.link_of(reading(), token)
    if found is None:
        raise Refused(Why.LINK_USED_OR_OLD)
    person_id = found.account.person_id
    return begin(person_id, "people.sign_in_by_link", link_hash=hash_of(token))


@blueprint.post("/sign-out")
def sign_out() -> BaseResponse:
    """Be unknown on this device: the one who acts, or another `person` who is known here; the others stay."""
    known = pages.known_here()
    leaving = next((one for one in known if str(one.who.person_id) == request.form.get("person")), None)
    if leaving is None and "person" not in request.form:
        leaving = next((one for one in known if one.who == pages.viewer()), None)
    if leaving is not None:
        _end(leaving.who)
    response = pages.redirect(pages.safe_next(request.form.get("next"), "/"))
    pages.know(response, [one.proof for one in known if one is not leaving])
    return response


@blueprint.get("/me")
def me() -> Response:
    """Who I am here."""
    return _me()


@blueprint.post("/me/do/<act>")
def act(act: str) -> Response | BaseResponse:
    """Change something about oneself."""
    who = pages.signed_in()
    try:
        if act == "set_password":
            return _set_password(who)
        if act == "ask_for_address":
            return _ask_for_address(who)
        pages.perform(f"person/{who.person_id}", f"people.{act}")
    except (Invalid, Refused, TooMany) as unmet:
        return _me(pages.refusal_of(unmet))
    pages.notice(pages.say(words.SAVED))
    response = pages.redirect("/me")
    if act == "introduce_oneself":
        response.delete_cookie(pages.LANGUAGE_COOKIE)
    return response


@blueprint.post("/language")
def choose_language() -> BaseResponse:
    """Read everything in another language, on this device."""
    response = pages.redirect(pages.safe_next(request.form.get("next"), "/"))
    code = request.form.get("language", "")
    if code in language.LANGUAGES:
        _remember(response, pages.LANGUAGE_COOKIE, code)
    return response


@blueprint.post("/theme")
def choose_theme() -> BaseResponse:
    """Light, dark, high contrast, or as the device is set."""
    response = pages.redirect(pages.safe_next(request.form.get("next"), "/"))
    theme = request.form.get("theme", "")
    if theme in pages.THEMES:
        _remember(response, pages.THEME_COOKIE, theme)
    return response


@blueprint.post("/text-size")
def choose_text_size() -> BaseResponse:
    """Bigger text, on this device."""
    response = pages.redirect(pages.safe_next(request.form.get("next"), "/"))
    size = request.form.get("size", "")
    if size in pages.TEXT_SIZES:
        _remember(response, pages.TEXT_SIZE_COOKIE, size)
    return response


@dataclass(frozen=True)
class ShownDevice:
    """A device on which the viewer is signed in."""

    id: int
    name: str
    began_at: datetime
    is_this_one: bool


def _me(refused: pages.Refusal | None = None) -> Response:
    who = pages.signed_in()
    if not who.has_account:
        return pages.show("people/me_guest.html", refused=refused, name=who.name, meeting_id=who.meeting_id)
    devices = [
        ShownDevice(one.id, _device_name(one.device), one.began_at, one.id == who.session_id)
        for one in queries.devices(who, reading())
    ]
    account = queries.account(who, reading())
    added = pages.machine().house.panels("me", reading(), who, account.person)
    return pages.show("people/me.html", refused=refused, me=account, devices=devices, **added)


def _device_name(user_agent: str) -> str:
    """The browser and system, as far as a browser tells them."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return " · ".join(part for part in (browser, system) if part) or pages.say(words.SOME_DEVICE)


def _email(typed: str) -> str:
    checked: str = forms.read(OneEmail, {"email": typed}, pages.reader_language())["email"]
    return checked


def _send_link(email: str, next: str | None) -> None:
    started = time.monotonic()
    LINKS.count(f"{email} {request.remote_addr}")
    LINKS_FROM_ANYWHERE.count(email)
    account = queries.account_of_email(reading(), email)
    if account is not None:
        _act_of(account.person_id, "people.send_link", token=new_token(), next=pages.safe_next(next, "/"))
    # Only for an address that is known something is stored: who counts the time of our answers must not learn that.
    pages.stop_reading()
    runtime.sleep(max(0.0, EVERY_ANSWER_TAKES - (time.monotonic() - started)))


def _by_password(email: str, password: str) -> BaseResponse:
    here = f"{email} {request.remote_addr}"
    PASSWORDS.refuse_if_spent(here)
    PASSWORDS_FROM_ANYWHERE.refuse_if_spent(email)
    account = queries.account_of_email(reading(), email)
    if not is_right(account.password if account else None, password) or account is None:
        PASSWORDS.count(here)
        PASSWORDS_FROM_ANYWHERE.count(email)
        raise Refused(Why.WRONG_PASSWORD)
    return begin(account.person_id, "people.sign_in_by_password")


def _ask_for_address(who: Who) -> BaseResponse:
    if not _gave_password(who):
        began_at = queries.sign_in_of(who, reading()).began_at
        if why := why_not_trust_sign_in(began_at, clock.now()):
            raise Refused(why)
    email = _email(request.form.get("email", ""))
    LINKS.count(f"{who.person_id} {request.remote_addr}")
    LINKS_FROM_ANYWHERE.count(email)
    _act_of(who.person_id, "people.ask_for_address", email=email, token=new_token())
    pages.notice(pages.say(words.ADDRESS_ASKED))
    return pages.redirect("/me")


def _gave_password(who: Who) -> bool:
    """Whether the form has the viewer's present password; False when they have none, and a refusal when it is wrong."""
    stored = queries.account(who, reading()).password
    if stored is None:
        return False
    PASSWORDS.count(f"change {who.person_id}")
    if not is_right(stored, request.form.get("current_password", "")):
        raise Invalid({"current_password": [pages.say(words.NOT_YOUR_PASSWORD)]})
    return True


def _set_password(who: Who) -> BaseResponse:
    _gave_password(who)
    checked = forms.read(NewPassword, {"password": request.form.get("password", "")}, pages.reader_language())
    _act_of(who.person_id, "people.set_password", password_hash=hash_password(checked["password"]))
    # Every device is signed out by it, this one too: it goes on with a proof of its own.
    pages.notice(pages.say(words.SAVED))
    response = begin(who.person_id, "people.sign_in_by_password")
    response.headers["Location"] = "/me"
    return response


def begin(person_id: int, name: str, **inputs: str) -> BaseResponse:
    """Let this device be known by an act that proves who it is, and go on to where one was going."""
    token = new_token()
    device = (request.user_agent.string or "")[:120]
    _act_of(person_id, name, token_hash=hash_of(token), device=device, **inputs)
    response = pages.redirect(pages.safe_next(request.form.get("next"), "/"))
    pages.give_cookie(response, token)
    return response


def _end(who: Who) -> None:
    if who.has_account:
        _act_of(who.person_id, "people.sign_out", sign_in=who.session_id)
    else:
        pages.program(f"meeting/{who.meeting_id}", "meetings.sign_guest_out", {"sign_in": who.session_id})


def _act_of(person_id: int, name: str, **inputs: object) -> None:
    pages.program(f"person/{person_id}", name, inputs)


def _remember(response: BaseResponse, cookie: str, value: str) -> None:
    response.set_cookie(
        cookie, value, max_age=pages.A_YEAR, samesite="Lax", httponly=True, secure=pages.machine().secure
    )
