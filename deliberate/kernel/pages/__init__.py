"""What every page shares: who looks at it, in which language, which act its form asks for, how it is rendered."""

from __future__ import annotations

from deliberate.kernel.pages.acting import (
    NOT_INPUT,
    NOT_KEPT,
    Refusal,
    new_id,
    notice,
    perform,
    perform_with,
    program,
    redirect,
    refusal_of,
    refuse_if_another_acts,
    safe_next,
    stop_reading,
)
from deliberate.kernel.pages.application import Machine, machine
from deliberate.kernel.pages.device import give_cookie, know, known_here
from deliberate.kernel.pages.looking import (
    A_YEAR,
    LANGUAGE_COOKIE,
    TEXT_SIZE_COOKIE,
    TEXT_SIZES,
    THEME_COOKIE,
    THEMES,
    read_in,
    reader_language,
    say,
    signed_in,
    viewer,
)
from deliberate.kernel.pages.rendering import install, show, without_form_token

__all__ = [
    "A_YEAR",
    "LANGUAGE_COOKIE",
    "NOT_INPUT",
    "NOT_KEPT",
    "TEXT_SIZES",
    "TEXT_SIZE_COOKIE",
    "THEMES",
    "THEME_COOKIE",
    "Machine",
    "Refusal",
    "give_cookie",
    "install",
    "know",
    "known_here",
    "machine",
    "new_id",
    "notice",
    "perform",
    "perform_with",
    "program",
    "read_in",
    "reader_language",
    "redirect",
    "refusal_of",
    "refuse_if_another_acts",
    "safe_next",
    "say",
    "show",
    "signed_in",
    "stop_reading",
    "viewer",
    "without_form_token",
]
