"""How a page is rendered: the words of its templates, its modules and style sheets, the token of its forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, current_app, get_flashed_messages, render_template, request
from flask_wtf.csrf import CSRFProtect, generate_csrf
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup
from werkzeug.exceptions import SecurityError

from deliberate.kernel import language
from deliberate.kernel.packing import masked, unmasked
from deliberate.kernel.pages.acting import Refusal, new_id
from deliberate.kernel.pages.application import machine
from deliberate.kernel.pages.device import is_shared
from deliberate.kernel.pages.looking import reader_language, text_size, theme, viewer
from deliberate.kernel.static import StaticTree

View = TypeVar("View", bound=Callable[..., Any])


class FormTokens(CSRFProtect):  # type: ignore[misc]
    """Form tokens that look different on each page, so that a packed page's length tells nothing about them (BREACH)."""

    def _get_csrf_token(self) -> str | None:
        return unmasked(super()._get_csrf_token())


csrf = FormTokens()


def without_form_token(view: View) -> View:
    """For addresses that no form of ours posts to and that look at no cookie."""
    csrf.exempt(view)
    return view


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
        "page_modules": lambda entries: _module_tags(tree, entries, code),
        "style_links": lambda names: _style_links(tree, names),
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


def _module_tags(tree: StaticTree, entries: list[str], code: str) -> Markup:
    """These modules, what they need beside them, and the sentences that they say."""
    words = Markup('<script type="application/json" data-for="words">{}</script>').format(
        htmlsafe_json_dumps(language.browser_catalogue(code, tree.modules_for(entries)))
    )
    preload = Markup("").join(
        Markup('<link rel="modulepreload" href="{}">').format(tree.url(path)) for path in tree.needed_for(entries)
    )
    scripts = Markup("").join(
        Markup('<script type="module" src="{}"></script>').format(tree.url(path)) for path in tree.scripts(entries)
    )
    return preload + words + scripts


def _style_links(tree: StaticTree, names: list[str]) -> Markup:
    links = (Markup('<link rel="stylesheet" href="{}">').format(tree.url(path)) for path in tree.sheets(names))
    return Markup("\n").join(links)
