"""Files that spreadsheets write and read, whatever their letters and separators; written so that nothing in them is run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def decode(content: bytes) -> str | None:
    """The text of a file: UTF-8 or UTF-16 with their marks, UTF-8 without, else the Windows code page of our languages."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            return None
    if b"\0" in content:
        return None
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def rows(written: str, *, most: int) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, with their numbers; after so many it stops reading."""
    reader = csv.reader(io.StringIO(written, newline=""), delimiter=_delimiter(written))
    count = 0
    for row in reader:
        if any(cell.strip() for cell in row):
            count += 1
            yield reader.line_num, row
        if count == most:
            return


def _delimiter(written: str) -> str:
    head = written.lstrip().split("\n", 1)[0]
    return max(";\t,", key=head.count)


def written(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A file for a spreadsheet: it opens with the right letters, and what looks like a formula is a text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def harmless(cell: str) -> str:
    """The cell with a mark before it when a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.lstrip().startswith(FORMULA) or cell.startswith(FORMULA) else cell
