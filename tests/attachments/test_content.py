"""What a file is, is judged by its bytes; pictures lose what a camera wrote about their owner."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberate.attachments import content, rules

PLACE = b"41.4036N 2.1744E on Ana's telephone"


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png() -> bytes:
    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    drawn = zlib.compress(b"\0\xff\0\0")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        [
            chunk(b"IHDR", head),
            chunk(b"tEXt", b"Comment\0" + PLACE),
            chunk(b"eXIf", PLACE),
            chunk(b"IDAT", drawn),
            chunk(b"IEND", b""),
        ]
    )


def jpeg(orientation: int = 1) -> bytes:
    tiff = b"II*\0" + struct.pack("<IHHHIHHI", 8, 1, 0x0112, 3, 1, orientation, 0, 0) + PLACE

    def segment(marker: int, body: bytes) -> bytes:
        return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body

    return b"".join(
        [
            b"\xff\xd8",
            segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"),
            segment(0xE1, b"Exif\0\0" + tiff),
            segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + PLACE),
            segment(0xFE, PLACE),
            segment(0xDB, bytes(65)),
            segment(0xDA, b"\1\1\0\0\x3f\0"),
            b"the picture itself",
            b"\xff\xd9",
            PLACE,
        ]
    )


def webp() -> bytes:
    def part(name: bytes, body: bytes) -> bytes:
        return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)

    body = (
        b"WEBP"
        + part(b"VP8X", bytes([0x0C]) + bytes(9))
        + part(b"VP8 ", b"drawn")
        + part(b"EXIF", PLACE)
        + part(b"XMP ", PLACE)
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def archive(*members: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, body in members:
            packed.writestr(name, body)
    return file.getvalue()


def odf(kind: str) -> bytes:
    return archive(("mimetype", f"application/vnd.oasis.opendocument.{kind}".encode()), ("content.xml", b"<x/>"))


OOXML = ("[Content_Types].xml", b"<Types/>")
FILES = {
    "pdf": b"%PDF-1.7\n...",
    "png": png(),
    "jpg": jpeg(),
    "webp": webp(),
    "txt": "Què fem amb el molí?\n".encode(),
    "odt": odf("text"),
    "ods": odf("spreadsheet"),
    "docx": archive(OOXML, ("word/document.xml", b"<x/>")),
    "xlsx": archive(OOXML, ("xl/workbook.xml", b"<x/>")),
}


def test_there_is_an_example_of_each_kind():
    assert FILES.keys() == rules.KINDS.keys()


@pytest.mark.parametrize("kind", FILES)
def test_a_file_is_what_its_bytes_say(kind: str):
    assert content.kind_of(FILES[kind]) == kind


@pytest.mark.parametrize(
    "other",
    [
        b"",
        b"\x7fELF\2\1\1",
        b"GIF89a\1\0\1\0",
        b"MZ\x90\0\3",
        b"\xff\xfe<\0h\0",
        b"text with a \0 in it",
        b"text with \x1b[31m in it",
        archive(("evil.exe", b"MZ")),
        archive(OOXML, ("word/document.xml", b""), ("word/vbaProject.bin", b"macro")),
        odf("presentation"),
        b"PK\3\4",
        b"PK\3\4" + b"\xff" * 40,
    ],
)
def test_anything_else_is_not_taken(other: bytes):
    assert content.kind_of(other) is None


@pytest.mark.parametrize("picture", ["png", "jpg", "webp"])
def test_a_picture_loses_place_time_and_device_and_stays_a_picture(picture: str):
    assert PLACE in FILES[picture]

    kept = content.without_traces(picture, FILES[picture])

    assert kept
    assert PLACE not in kept
    assert content.kind_of(kept) == picture
    assert content.without_traces(picture, kept) == kept


def test_what_draws_the_picture_is_untouched():
    kept = content.without_traces("png", FILES["png"]) or b""

    assert zlib.compress(b"\0\xff\0\0") in kept
    assert b"the picture itself" in (content.without_traces("jpg", FILES["jpg"]) or b"")


def test_a_photograph_is_still_shown_the_right_way_up():
    kept = content.without_traces("jpg", jpeg(orientation=6)) or b""

    assert PLACE not in kept
    assert content._orientation(kept[kept.index(b"Exif\0\0") + 6 :]) == 6


@pytest.mark.parametrize("picture", ["png", "jpg", "webp"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.8])
def test_a_picture_that_is_cut_off_is_not_taken(picture: str, part: float):
    whole = FILES[picture]

    assert content.without_traces(picture, whole[: int(len(whole) * part)]) is None


@given(st.sampled_from(sorted(FILES)), st.integers(0, 400), st.binary(max_size=30))
def test_no_file_however_broken_breaks_the_judge(kind: str, place: int, noise: bytes):
    broken = FILES[kind][:place] + noise + FILES[kind][place + len(noise) :]

    judged = content.kind_of(broken)
    if judged is not None:
        assert judged in rules.KINDS
        content.without_traces(judged, broken)


@pytest.mark.parametrize(
    ("typed", "kind", "shown"),
    [
        ("map.pdf", "pdf", "map.pdf"),
        ("../../etc/passwd", "txt", "etc passwd.txt"),
        ("C:\\Users\\Ana\\plan.docx", "docx", "C Users Ana plan.docx"),
        ("picture.exe", "png", "picture.exe.png"),
        ("photo.JPEG", "jpg", "photo.jpg"),
        ('a"b;c\n.pdf', "pdf", "a b;c.pdf"),
        ("...", "pdf", "file.pdf"),
        ("", "pdf", "file.pdf"),
        ("x" * 400, "pdf", "x" * 120 + ".pdf"),
    ],
)
def test_the_name_is_no_path_and_says_what_the_file_is(typed: str, kind: str, shown: str):
    """T-44, T-45"""
    assert rules.name_for(typed, kind) == shown
