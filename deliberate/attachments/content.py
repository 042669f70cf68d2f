"""What a file is, judged by its bytes and never by its name; and pictures without what a camera wrote about its owner.

Nothing is unpacked: an archive's list of contents is read, not what is in it, so a small file cannot become a big one here.
"""

from __future__ import annotations

import struct

MOST_MEMBERS = 5000
_ODF = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
_CLEAN_PNG = {
    b"IHDR",
    b"PLTE",
    b"IDAT",
    b"IEND",
    b"tRNS",
    b"gAMA",
    b"cHRM",
    b"sRGB",
    b"iCCP",
    b"sBIT",
    b"bKGD",
    b"pHYs",
}
_ORIENTATION = 0x0112


def kind_of(content: bytes) -> str | None:
    """The kind of file, as `rules.KINDS` names it; None for anything that is not taken."""
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_archive(content)
    return "txt" if _is_text(content) else None


def without_traces(kind: str, content: bytes) -> bytes | None:
    """The same picture without place, time, device and remarks; None when it is not whole. Other kinds stay as they are."""
    cleaners = {"jpg": _clean_jpeg, "png": _clean_png, "webp": _clean_webp}
    if kind not in cleaners:
        return content
    try:
        return cleaners[kind](content)
    except (struct.error, IndexError, ValueError):
        return None


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return bool(content) and not any(letter < " " and letter not in "\t\n\r\f" for letter in set(text))


def _kind_of_archive(content: bytes) -> str | None:
    """ODF says what it is in its first member; OOXML by the names of its members. With macros it is not taken."""
    name_length, extra_length = struct.unpack_from("<HH", content, 26) if len(content) >= 30 else (0, 0)
    if content[30 : 30 + name_length] == b"mimetype" and content[8:10] == b"\0\0":
        begins = 30 + name_length + extra_length
        size = struct.unpack_from("<I", content, 18)[0]
        return _ODF.get(content[begins : begins + size])
    names = _members(content)
    if b"[Content_Types].xml" not in names or any(name.endswith(b"vbaProject.bin") for name in names):
        return None
    if b"word/document.xml" in names:
        return "docx"
    return "xlsx" if b"xl/workbook.xml" in names else None


def _members(content: bytes) -> set[bytes]:
    end = content.rfind(b"PK\x05\x06", max(0, len(content) - 66_000))
    if end < 0 or end + 22 > len(content):
        return set()
    count, _, place = struct.unpack_from("<HII", content, end + 10)
    names: set[bytes] = set()
    for _ in range(min(count, MOST_MEMBERS)):
        if content[place : place + 4] != b"PK\x01\x02" or place + 46 > len(content):
            return set()
        name, extra, comment = struct.unpack_from("<HHH", content, place + 28)
        names.add(content[place + 46 : place + 46 + name])
        place += 46 + name + extra + comment
    return names


def _clean_jpeg(content: bytes) -> bytes:
    """Keeps what draws the picture; of the camera's remarks only which way is up."""
    kept, place, orientation = [content[:2]], 2, 1
    while True:
        if content[place] != 0xFF:
            raise ValueError("no segment here")
        marker = content[place + 1]
        if marker == 0xFF:  # padding
            place += 1
            continue
        if marker == 0xDA:  # the picture itself
            break
        length = struct.unpack_from(">H", content, place + 2)[0]
        segment = content[place : place + 2 + length]
        if length < 2 or len(segment) < 2 + length:
            raise ValueError("a segment is cut off")
        if marker == 0xE1 and segment[4:10] == b"Exif\0\0":
            orientation = _orientation(segment[10:])
        if (
            not (0xE1 <= marker <= 0xEF or marker == 0xFE)
            or (marker == 0xE2 and segment[4:15] == b"ICC_PROFILE")
            or marker == 0xEE
        ):
            kept.append(segment)
        place += 2 + length
    end = content.rfind(b"\xff\xd9")
    if end < place:
        raise ValueError("the picture has no end")
    if orientation != 1:
        kept.insert(1, _only_orientation(orientation))
    return b"".join([*kept, content[place : end + 2]])


def _orientation(tiff: bytes) -> int:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    place = struct.unpack_from(f"{order}I", tiff, 4)[0]
    for n in range(min(struct.unpack_from(f"{order}H", tiff, place)[0], 200)):
        tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, place + 2 + 12 * n)
        if tag == _ORIENTATION:
            return value if 1 <= value <= 8 else 1
    return 1


def _only_orientation(value: int) -> bytes:
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, value, 0, 0)
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _clean_png(content: bytes) -> bytes:
    kept, place = [content[:8]], 8
    while True:
        length, name = struct.unpack_from(">I4s", content, place)
        chunk = content[place : place + 12 + length]
        if len(chunk) < 12 + length:
            raise ValueError("a chunk is cut off")
        if name in _CLEAN_PNG:
            kept.append(chunk)
        place += 12 + length
        if name == b"IEND":
            return b"".join(kept)


def _clean_webp(content: bytes) -> bytes:
    kept, place, end = [], 12, 8 + struct.unpack_from("<I", content, 4)[0]
    if end > len(content):
        raise ValueError("the picture is cut off")
    while place + 8 <= end:
        name, length = struct.unpack_from("<4sI", content, place)
        chunk = content[place : place + 8 + length + length % 2]
        if len(chunk) < 8 + length:
            raise ValueError("a chunk is cut off")
        if name == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~0x0C]) + chunk[9:]  # it no longer has remarks
        if name not in (b"EXIF", b"XMP "):
            kept.append(chunk)
        place += 8 + length + length % 2
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body
