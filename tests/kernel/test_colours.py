"""Every theme can be read: the contrast of its colours, computed as WCAG 2.2 asks for (1.4.3, 1.4.11)."""

from __future__ import annotations

import re
from itertools import product

import pytest

from deliberate.config import ROOT

TEXT, SHAPE = 4.5, 3.0
STRONG_TEXT = 7.0

SURFACES = ("paper", "shade", "sheet")
WASHES = ("accent-wash", "agreed-wash", "concern-wash", "attention-wash", "objection-wash")
INKS = ("ink", "quiet", "accent", "accent-strong", "agreed", "concern", "attention", "objection")
# What stands on a wash: its own colour, and what the text there is written in.
ON_WASH = [(meaning, f"{meaning}-wash") for meaning in ("agreed", "concern", "attention", "objection")]
ON_WASH += [
    ("accent-strong", "accent-wash"),
    ("accent", "accent-wash"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
]
ON_WASH += list(product(("ink", "quiet"), WASHES))
SHAPES = ("edge", "focus", "accent", "agreed", "attention", "objection")

BLOCK = re.compile(r"((?:@media[^{]+\{\s*)?):root([^{]*)\{([^}]*)\}")
VALUE = re.compile(r"--([\w-]+):\s*(#[0-9a-f]+|var\(--[\w-]+\))")


def blocks() -> list[tuple[str, dict[str, str]]]:
    """Each rule of the tokens: when it holds, and what it sets."""
    written = (ROOT / "static" / "css" / "tokens.css").read_text()
    return [(f"{media}{which}".strip(), dict(VALUE.findall(body))) for media, which, body in BLOCK.findall(written)]


def theme(*needed: str) -> dict[str, str]:
    """The values of a theme: those of every page, and over them those of the one rule that has all these words."""
    (usual, values), *others = blocks()
    assert usual == ""
    if needed:
        values = values | next(found for when, found in others if all(word in when for word in needed))
    return values


THEMES = {
    "light": (),
    "dark": ('[data-theme="dark"]',),
    "contrast": ('[data-theme="contrast"]',),
    "contrast on a dark device": ("prefers-color-scheme: dark", '[data-theme="contrast"]'),
}


def colour(values: dict[str, str], meaning: str) -> str:
    value = values[f"color-{meaning}"]
    while value.startswith("var("):
        value = values[value[6:-1]]
    return value


def luminance(code: str) -> float:
    digits = code[1:] if len(code) == 7 else "".join(digit * 2 for digit in code[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def too_weak(values: dict[str, str], pairs: list[tuple[str, str]], least: float) -> dict[tuple[str, str], float]:
    found = {pair: contrast(colour(values, pair[0]), colour(values, pair[1])) for pair in pairs}
    return {pair: round(ratio, 2) for pair, ratio in found.items() if ratio < least}


def test_the_measure_is_right():
    assert contrast("#000", "#fff") == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


@pytest.mark.parametrize("name", THEMES)
def test_text_can_be_read_on_every_surface(name: str):
    """T-75: 4.5 to 1, and 7 to 1 where somebody asked for contrast."""
    values = theme(*THEMES[name])
    pairs = [*product(INKS, SURFACES), *ON_WASH]

    assert too_weak(values, pairs, STRONG_TEXT if "contrast" in name else TEXT) == {}


@pytest.mark.parametrize("name", THEMES)
def test_edges_marks_and_the_focus_can_be_seen_on_every_surface(name: str):
    """T-75: 3 to 1."""
    values = theme(*THEMES[name])

    assert too_weak(values, list(product(SHAPES, SURFACES)), SHAPE) == {}


def test_a_theme_is_the_same_whether_the_device_or_its_reader_asks_for_it():
    rules = dict(blocks())

    def of(*words: str) -> list[dict[str, str]]:
        return [values for when, values in rules.items() if all(word in when for word in words)]

    (dark,) = of("@media (prefers-color-scheme: dark)", ":not([data-theme])")
    (more_light,) = of("prefers-contrast: more", "scheme: light")
    (more_dark,) = of("prefers-contrast: more", "scheme: dark")
    assert dark.items() <= theme(*THEMES["dark"]).items()
    assert more_light.items() <= theme(*THEMES["contrast"]).items()
    assert more_dark.items() <= theme(*THEMES["contrast on a dark device"]).items()


def test_themes_change_values_only():
    """What a colour is for is said once; a theme that changed meanings would be a second design."""
    assert [when for when, values in blocks()[1:] if any(name.startswith("color-") for name in values)] == []


# The values themselves; paper; and what old browsers are given, which know no custom properties.
UNTHEMED = ("tokens.css", "print.css", "paper.css", "plain.css")


def test_components_use_meanings_only():
    names = "|".join(name for name, value in blocks()[0][1].items() if value.startswith("#"))
    sheets = [path for path in (ROOT / "static" / "css").glob("*.css") if path.name not in UNTHEMED]
    raw = {path.name: re.findall(rf"var\(--(?:{names})\)|#[0-9a-f]{{3,8}}\b", path.read_text()) for path in sheets}

    # A reader of codes needs black on white, whatever the theme.
    assert {name: found for name, found in raw.items() if found} == {"code.css": ["#fff"]}
