"""What every page shares: who looks at it, in which language, which act its form asks for, how it is rendered."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, flash, g, get_flashed_messages, render_template, request
from flask import redirect as flask_redirect
from flask_wtf.csrf import CSRFProtect, generate_csrf
from markupsafe import Markup
from werkzeug.exceptions import SecurityError
from werkzeug.wrappers import Response as BaseResponse

from deliberate.kernel import language, phone
from deliberate.kernel.acts import UNDO_FOR, Who
from deliberate.kernel.db import reading
from deliberate.kernel.doors import Doors
from deliberate.kernel.errors import Invalid, NotSignedIn, Refused, Unmet
from deliberate.kernel.feature import House
from deliberate.kernel.packing import masked, unmasked
from deliberate.kernel.static import StaticTree
from deliberate.kernel.wording import together
from deliberate.kernel.writer import Writer

LANGUAGE_COOKIE = "language"
THEME_COOKIE = "theme"
THEMES = ("auto", "light", "dark", "contrast")
TEXT_SIZE_COOKIE = "text_size"
TEXT_SIZES = ("100", "125", "150")
NOT_INPUT = {"csrf_token", "act_id", "form", "next", "acting"}
NOT_KEPT = {"csrf_token", "act_id", "form", "acting", "password", "current_password"}
A_YEAR = 365 * 24 * 3600
SIXTY_DAYS = 60 * 24 * 3600

View = TypeVar("View", bound=Callable[..., Any])


class FormTokens(CSRFProtect):  # type: ignore[misc]
    """Form tokens that look different on each page, so that a packed page's length tells nothing about them (BREACH)."""

    def _get_csrf_token(self) -> str | None:
        return unmasked(super()._get_csrf_token())


csrf = FormTokens()


@dataclass(frozen=True)
class Refusal:
    """An act that a page sent in vain: what was typed, and why it was not done. The page shows both, at the form it came from."""

    form: str
    words: str
    errors: dict[str, list[str]]
    typed: dict[str, str]
    status: int

    def context(self) -> dict[str, Any]:
        """What `templates/parts/_form.html` looks for."""
        return {"refused_form": self.form, "refusal": self.words, "errors": self.errors, "drafts": self.typed}


@dataclass
class Machine:
    """What the pages of this process work with."""

    house: House
    doors: Doors
    writer: Writer
    static: StaticTree
    secret: str
    secure: bool
    zone: str
    home_language: str
    data_folder: Path
    demo: bool
    hall: bool = False
    """This is a laptop in a hall: reached by its addresses, without mail."""
    wifi: tuple[str, str] = ("", "")
    """The hall's wifi and its password, to be shown."""

    @property
    def cookie(self) -> str:
        """The cookie that says who somebody is; over https no other host of our domain can set it for us."""
        return "__Host-deliberate" if self.secure else "deliberate"


def machine() -> Machine:
    """The running application's parts."""
    found: Machine = current_app.extensions["deliberate"]
    return found


# -- who looks, and how ---------------------------------------------------------------------------------------------


def viewer() -> Who | None:
    """Whoever asks for this page: the one who acts on this device, or a program by its bearer token.

    When that proof has ended nobody else of the device takes the place unasked: what was meant by one would be done as another.
    """
    if "viewer" not in g:
        token = _bearer() or next(iter(_proofs()), None)
        g.viewer = machine().house.identify(reading(), token) if token else None
    found: Who | None = g.viewer
    return found


@dataclass(frozen=True)
class Known:
    """Somebody who is known on this device."""

    proof: str
    who: Who


def known_here() -> list[Known]:
    """Everybody who is known on this device, the one who acts first; those whose proof has ended are not."""
    found = ((proof, machine().house.identify(reading(), proof)) for proof in _proofs())
    return [Known(proof, who) for proof, who in found if who is not None]


def is_shared() -> bool:
    """Whether this device holds proofs of several people."""
    return len(_proofs()) > 1


def signed_in() -> Who:
    """The viewer; raises NotSignedIn when there is none."""
    who = viewer()
    if who is None:
        raise NotSignedIn
    return who


def reader_language() -> str:
    """The language for this reader: their own choice here, else the account's, else the browser's, else the house's."""
    if "read_in" in g:
        return str(g.read_in)
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    if chosen in language.LANGUAGES:
        return chosen
    if who := viewer():
        return language.known(who.language)
    wishes = [wish for wish, _ in request.accept_languages]
    return language.best_of([*wishes, machine().home_language])


def read_in(code: str) -> None:
    """Show this one page in a language of its own, such as that of the people whom it is printed for."""
    if code in language.LANGUAGES:
        g.read_in = code


def theme() -> str:
    """Light, dark, with high contrast, or as the device is set."""
    chosen = request.cookies.get(THEME_COOKIE, "auto")
    return chosen if chosen in THEMES else "auto"


def text_size() -> str:
    """How big the text is, in percent of what the device shows."""
    chosen = request.cookies.get(TEXT_SIZE_COOKIE, "100")
    return chosen if chosen in TEXT_SIZES else "100"


def say(sentence: str, **holes: Any) -> str:
    """A sentence in the reader's language."""
    return language.say(reader_language(), sentence, **holes)


def without_form_token(view: View) -> View:
    """For addresses that no form of ours posts to and that look at no cookie."""
    csrf.exempt(view)
    return view


# -- acts from pages ------------------------------------------------------------------------------------------------


def perform(room: str, name: str, **more: str) -> dict[str, Any]:
    """Do the act that the posted form asks for, with `more` for what it left open; raises what `Doors.act` raises."""
    return perform_with(room, name, more | together(_typed(without=NOT_INPUT)))


def perform_with(room: str, name: str, inputs: dict[str, Any]) -> dict[str, Any]:
    """Do the act of the posted form with inputs that the page has made of what was typed."""
    who = signed_in()
    refuse_if_another_acts(who)
    stop_reading()
    act_id = request.form.get("act_id") or new_id()
    return machine().doors.act(
        who, room=room, name=name, inputs=inputs, act_id=act_id, reader_language=reader_language()
    )


def refuse_if_another_acts(who: Who) -> None:
    """A page that was opened for one person of a shared phone does nothing as another."""
    if request.form.get("acting", "") not in ("", str(who.person_id)):
        raise Refused("another_person_acts")


def program(room: str, name: str, inputs: dict[str, Any], act_id: str = "") -> dict[str, Any]:
    """Do what the program itself does for whoever has just proved something to a page."""
    stop_reading()
    return machine().doors.act_as_system(room=room, name=name, inputs=inputs, act_id=act_id or new_id())


def stop_reading() -> None:
    """Give the page's reading connection back: an act waits for the writer, and the writer needs connections, too."""
    reading().rollback()


def refusal_of(unmet: Unmet, form: str = "") -> Refusal:
    """Why the posted form was not done, with all that was typed but passwords."""
    error = machine().doors.error(unmet, reader_language())
    fields = unmet.fields if isinstance(unmet, Invalid) else {}
    return Refusal(request.form.get("form", form), error["words"], fields, _typed(without=NOT_KEPT), unmet.status)


def _typed(*, without: set[str]) -> dict[str, str]:
    """What the form sent; of several ticked boxes with one name, the values with commas between."""
    return {key: ",".join(request.form.getlist(key)) for key in request.form if key not in without}


def notice(words: str, *, tone: str = "agreed", undo: str | None = None, seq: int | None = None) -> None:
    """Something the next page says once; with `undo` (where to post) it offers to take act `seq` back."""
    said: Any = {"tone": tone, "words": words, "undo": undo, "seq": seq, "seconds": int(UNDO_FOR.total_seconds())}
    flash(said)


def redirect(to: str) -> BaseResponse:
    """See another page, by GET."""
    return flask_redirect(to, code=303)


def safe_next(wanted: str | None, otherwise: str) -> str:
    """A path of ours to go on to; anything that could lead elsewhere is replaced."""
    if not wanted or not wanted.startswith("/") or wanted.startswith(("//", "/\\")):
        return otherwise
    parts = urlsplit(wanted)
    if parts.scheme or parts.netloc or "\\" in wanted or any(ord(letter) < 32 for letter in wanted):
        return otherwise
    return wanted


def give_cookie(response: BaseResponse, token: str) -> None:
    """Let somebody be known on this device, and act on it now; the others who are known here stay."""
    newcomer = machine().house.identify(reading(), token)
    staying = [one for one in known_here() if newcomer is None or not _gives_way(one.who, newcomer)]
    if newcomer is not None:
        # When there are too many, those of other meetings go first.
        staying.sort(key=lambda one: one.who.meeting_id not in (None, newcomer.meeting_id))
    know(response, [token, *(one.proof for one in staying)])


def know(response: BaseResponse, proofs: list[str]) -> None:
    """Let this device be known by these proofs, the first acting: sent back to us only, unreadable for scripts.

    The cookie lives as long as the longest proof may count; each proof ends by itself.
    """
    if not proofs:
        response.delete_cookie(machine().cookie, secure=machine().secure)
        return
    value = phone.as_cookie(proofs[: phone.MOST_PEOPLE])
    response.set_cookie(
        machine().cookie, value, max_age=SIXTY_DAYS, httponly=True, samesite="Lax", secure=machine().secure
    )


def _gives_way(known: Who, newcomer: Who) -> bool:
    """One person has one proof on a device, and a device one account."""
    return known.person_id == newcomer.person_id or (known.has_account and newcomer.has_account)


def new_id() -> str:
    """An id for an act."""
    return str(uuid.uuid4())


# -- rendering ------------------------------------------------------------------------------------------------------


def show(template: str, status: int = 200, *, refused: Refusal | None = None, **context: Any) -> Response:
    """A rendered page; with `refused`, the form that was sent in vain keeps what was typed and says why."""
    if refused is not None:
        status, context = refused.status, context | refused.context()
    return current_app.make_response((render_template(template, **context), status))


def install(app: Flask) -> None:
    """Give the application its form tokens and the words of its templates."""
    csrf.init_app(app)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda sentence: language.translations(reader_language()).gettext(sentence),
        lambda one, many, n: language.translations(reader_language()).ngettext(one, many, n),
        newstyle=True,
    )
    app.context_processor(_context)


def _context() -> dict[str, Any]:
    code = reader_language()
    tree = machine().static
    return {
        "viewer": viewer(),
        "is_shared": is_shared(),
        "language": code,
        "languages": list(language.LANGUAGES.items()),
        "theme": theme(),
        "text_size": text_size(),
        "csrf_token": lambda: masked(generate_csrf()),
        "hall": machine().hall,
        "sends_mail": not machine().hall,
        "new_id": new_id,
        "notices": get_flashed_messages(),
        "here": request.full_path.rstrip("?") if request.method == "GET" else "/",
        "printed_from": _address(),
        "static": tree.url,
        "icon": lambda name: Markup(
            '<svg class="icon" width="20" height="20" aria-hidden="true"><use href="{}#{}"/></svg>'
        ).format(tree.url("icons/sprite.svg"), name),
        "page_modules": lambda entries: _module_tags(tree, entries),
        "style_links": lambda names: _style_links(tree, names),
        "browser_words": lambda: language.browser_catalogue(code),
        "format_when": lambda moment, zone=None: language.day_and_time(code, moment, zone or machine().zone),
        "format_day": lambda moment, zone=None: language.day(code, moment, zone or machine().zone),
        "format_date": lambda day: language.date(code, day),
        "format_time": lambda moment, zone=None: language.time(code, moment, zone or machine().zone),
        "format_duration": lambda seconds: language.duration(code, seconds),
    }


def _address() -> str:
    """Where this page is, for whoever reads it on paper. A host that is not ours is answered with an error page."""
    try:
        return request.base_url
    except SecurityError:
        return ""


def _module_tags(tree: StaticTree, entries: list[str]) -> Markup:
    preload = Markup("").join(
        Markup('<link rel="modulepreload" href="{}">').format(tree.url(path)) for path in tree.needed_for(entries)
    )
    scripts = Markup("").join(
        Markup('<script type="module" src="{}"></script>').format(tree.url(path)) for path in tree.scripts(entries)
    )
    return preload + scripts


def _style_links(tree: StaticTree, names: list[str]) -> Markup:
    links = (Markup('<link rel="stylesheet" href="{}">').format(tree.url(path)) for path in tree.sheets(names))
    return Markup("\n").join(links)


def _proofs() -> list[str]:
    return phone.proofs_in(request.cookies.get(machine().cookie))


def _bearer() -> str | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else None
