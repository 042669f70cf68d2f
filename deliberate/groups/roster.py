"""A list of members, as somebody wrote it in a spreadsheet: read, and judged row by row."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from email_validator import EmailNotValidError, validate_email

from deliberate.groups import spreadsheet
from deliberate.kernel import text

BIGGEST_FILE = 256_000
MOST_ROWS = 2000
LONGEST_NAME = 80
LONGEST_EMAIL = 254
LONGEST_CELL = 1000
ROLES = ("facilitator", "scribe", "member", "observer")

# As people write them at the head of a column, in our four languages.
COLUMNS = {
    "name": {"name", "nom", "nombre", "izena", "nom i cognoms", "nombre y apellidos", "izen-abizenak"},
    "email": {
        "e-mail",
        "email",
        "mail",
        "correu",
        "correu electrònic",
        "correo",
        "correo electrónico",
        "posta",
        "helbidea",
        "e-posta",
    },
    "role": {"role", "rol", "paper", "funció", "función", "eginkizuna", "rola"},
    "last_day": {"until", "fins", "fins a", "hasta", "arte", "noiz arte"},
}
ROLE_WORDS = {
    "facilitator": {
        "facilitator",
        "dinamitzadora",
        "persona dinamitzadora",
        "dinamizadora",
        "persona dinamizadora",
        "dinamizatzailea",
    },
    "scribe": {"scribe", "minute-taker", "qui pren acta", "quien toma acta", "akta-hartzailea"},
    "member": {"", "member", "membre", "miembro", "kidea", "integrante", "persona integrant"},
    "observer": {"observer", "observadora", "persona observadora", "behatzailea"},
}


class Trouble(StrEnum):
    """Why a whole file, or one row of it, cannot be taken."""

    TOO_BIG = "too_big"
    TOO_MANY_ROWS = "too_many_rows"
    NOT_A_LIST = "not_a_list"
    NO_NAME = "no_name"
    NAME_TOO_LONG = "name_too_long"
    FORMULA = "formula"
    WRONG_EMAIL = "wrong_email"
    WRONG_ROLE = "wrong_role"
    WRONG_DAY = "wrong_day"
    DAY_PAST = "day_past"
    TWICE = "twice"
    FACILITATOR_WITHOUT_EMAIL = "facilitator_without_email"


@dataclass(frozen=True)
class Row:
    """Somebody on the list; `number` is the row's own in the file."""

    number: int
    name: str
    email: str = ""
    role: str = "member"
    last_day: str = ""


@dataclass(frozen=True)
class Wrong:
    """A row that cannot be taken, with what it began with."""

    number: int
    words: str
    trouble: Trouble


@dataclass(frozen=True)
class Roster:
    """What a file holds: rows that can be taken and rows that cannot; or why it cannot be read at all."""

    rows: tuple[Row, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    trouble: Trouble | None = None


def read(content: bytes, today: date) -> Roster:
    """Read a file, whatever program wrote it."""
    if len(content) > BIGGEST_FILE:
        return Roster(trouble=Trouble.TOO_BIG)
    written = spreadsheet.decode(content)
    if written is None:
        return Roster(trouble=Trouble.NOT_A_LIST)
    try:
        cells = list(spreadsheet.rows(written, most=MOST_ROWS + 2))
    except csv.Error:
        return Roster(trouble=Trouble.NOT_A_LIST)
    if len(cells) > MOST_ROWS + 1:
        return Roster(trouble=Trouble.TOO_MANY_ROWS)
    if not cells:
        return Roster(trouble=Trouble.NOT_A_LIST)
    columns, body = _columns(cells)
    if len(body) > MOST_ROWS:
        return Roster(trouble=Trouble.TOO_MANY_ROWS)
    return judge((_row(number, columns, row) for number, row in body), today)


def judge(rows: Iterable[Row], today: date) -> Roster:
    """Part the rows that can be taken from those that cannot."""
    fine: list[Row] = []
    wrong: list[Wrong] = []
    known: set[str] = set()
    for row in rows:
        clean = _cleaned(row)
        trouble = _trouble(clean, today) or (Trouble.TWICE if _keys(clean) & known else None)
        if trouble:
            wrong.append(Wrong(row.number, text.line(row.name)[:LONGEST_NAME], trouble))
            continue
        known |= _keys(clean)
        fine.append(clean)
    return Roster(tuple(fine), tuple(wrong))


def as_text(rows: Iterable[Row]) -> str:
    """The rows as they travel in the form that takes them in."""
    return json.dumps([list(asdict(row).values()) for row in rows], ensure_ascii=False, separators=(",", ":"))


def from_text(written: str) -> list[Row] | None:
    """The rows as they were written; None when somebody else wrote it."""
    try:
        rows = json.loads(written)
    except (ValueError, RecursionError):
        return None
    if not isinstance(rows, list) or len(rows) > MOST_ROWS:
        return None
    if not all(isinstance(row, list) and len(row) == 5 and _are_cells(row) for row in rows):
        return None
    return [Row(*row) for row in rows]


def _columns(cells: list[tuple[int, list[str]]]) -> tuple[dict[str, int], list[tuple[int, list[str]]]]:
    """Which column holds what: as the first row says, or name, e-mail, role and until in this order."""
    head = [text.line(cell).casefold() for cell in cells[0][1]]
    named = {column: place for place, word in enumerate(head) for column, words in COLUMNS.items() if word in words}
    if "name" in named:
        return named, cells[1:]
    return {column: place for place, column in enumerate(COLUMNS)}, cells


def _row(number: int, columns: dict[str, int], cells: list[str]) -> Row:
    values = {
        column: cells[place].strip()[:LONGEST_CELL] if place < len(cells) else "" for column, place in columns.items()
    }
    return Row(number, **values)


def _cleaned(row: Row) -> Row:
    role = text.line(row.role).casefold()
    known = next((code for code, words in ROLE_WORDS.items() if role in words), row.role)
    name, email = text.line(row.name), text.line(row.email).casefold()
    return Row(row.number, name if text.is_visible(name) else "", email, known, _as_day(row.last_day.strip()))


def _trouble(row: Row, today: date) -> Trouble | None:
    if not row.name:
        return Trouble.NO_NAME
    if row.name.startswith(spreadsheet.FORMULA):
        return Trouble.FORMULA
    if len(row.name) > LONGEST_NAME:
        return Trouble.NAME_TOO_LONG
    if row.email and not _is_email(row.email):
        return Trouble.WRONG_EMAIL
    if row.role not in ROLES:
        return Trouble.WRONG_ROLE
    if row.role == "facilitator" and not row.email:
        return Trouble.FACILITATOR_WITHOUT_EMAIL
    return _trouble_with_day(row.last_day, today)


def _trouble_with_day(written: str, today: date) -> Trouble | None:
    if not written:
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return Trouble.WRONG_DAY
    if not 2000 <= day.year <= today.year + 10:
        return Trouble.WRONG_DAY
    return Trouble.DAY_PAST if day < today else None


def _as_day(typed: str) -> str:
    """`31/3/2026` and `31.03.2026` as `2026-03-31`; anything else as it is."""
    found = re.fullmatch(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})", typed)
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else typed


def _is_email(typed: str) -> bool:
    if len(typed) > LONGEST_EMAIL:
        return False
    try:
        validate_email(typed, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return False
    return True


def _keys(row: Row) -> set[str]:
    """By what two rows are one person: the address, or without one the name."""
    return {row.email or row.name.casefold()}


def _are_cells(row: list[object]) -> bool:
    number, *cells = row
    return isinstance(number, int) and all(isinstance(cell, str) and len(cell) <= LONGEST_CELL for cell in cells)
