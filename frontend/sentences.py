"""Finds the sentences of scripts for the catalogues: `t("…")` and `tn("…", "…", n)`, wherever they stand.

Babel's own extractor loses what stands in a template inside a template, which is where most of a panel's words are.
"""

import re
from collections.abc import Iterator
from typing import IO

STRING = r'("(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\')'
CALL = re.compile(rf"(?<![\w$])(?:t\(\s*{STRING}|tn\(\s*{STRING}\s*,\s*{STRING})")
ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|.)")


def extract(script: IO[bytes], *_: object, **__: object) -> Iterator[tuple[int, str, str | tuple[str, str], list[str]]]:
    """Line, function, sentence (or singular and plural) and comments, as Babel asks its extractors for them."""
    text = script.read().decode()
    for call in CALL.finditer(text):
        line = text.count("\n", 0, call.start()) + 1
        one, singular, plural = (value and spoken(value) for value in call.groups())
        yield (line, "t", one, []) if one else (line, "tn", (singular, plural), [])


def spoken(literal: str) -> str:
    """What a JavaScript string literal says."""
    return ESCAPE.sub(lambda found: unescaped(found[1]), literal[1:-1])


def unescaped(code: str) -> str:
    if len(code) > 1:
        return chr(int(code[1:], 16))
    return {"n": "\n", "t": "\t"}.get(code, code)
