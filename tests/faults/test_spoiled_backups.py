"""Backups that a bad disk has changed, or that somebody else has made: they are refused before anything is touched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from deliberate.keeping import archive
from deliberate.keeping.errors import CannotKeep
from deliberate.keeping.taking import take
from tests.attachments.test_files import send_file
from tests.cast import World, open_meeting
from tests.faults.backups import A_PAPER, leave, name_of, papers_of, restore
from tests.faults.forged_backups import MANIFEST, Forged
from tests.installation import Installation

DATABASE = "database.sqlite"
PAPER = name_of(A_PAPER)
COMMAND = b"* * * * * root true\n"


@pytest.fixture(scope="module")
def good(prepared, tmp_path_factory) -> Path:
    """A backup on SQLite, of a meeting with a paper, in which nothing is wrong."""
    world = World(prepared.copy_to(tmp_path_factory.mktemp("good") / "here"))
    send_file(world.person("ana"), open_meeting(world), A_PAPER)
    made = take(world.installation.read_settings(), tmp_path_factory.mktemp("backups"))
    leave(world)
    return made.place


def test_one_that_is_good_is_restored(good, tmp_path):
    """T-67: what is spoiled below, unspoiled."""
    elsewhere = Installation(tmp_path / "elsewhere")

    done = restore(elsewhere, Forged(good).write(tmp_path / "same.zip"))

    assert done.exit_code == 0, done.output
    assert [content for _, content in papers_of(World(elsewhere))] == [A_PAPER]


def as_postgresql(backup: Forged) -> None:
    content = backup.parts[DATABASE]
    backup.take_out(DATABASE)
    backup.put("database.dump", content)
    backup.say(database="postgresql")


SPOILED: dict[str, tuple[Callable[[Forged], object], str]] = {
    "another paper": (lambda backup: backup.parts.update({PAPER: A_PAPER.swapcase()}), "not what was kept"),
    "a longer paper": (lambda backup: backup.parts.update({PAPER: A_PAPER * 2}), "not hold what"),
    "a paper under the name of another": (lambda backup: backup.put(name_of(b"other"), A_PAPER), "not what was kept"),
    "another database": (lambda backup: backup.put(DATABASE, b"no database"), "not the one of its manifest"),
    "an empty database": (lambda backup: backup.put(DATABASE, b""), "not the one of its manifest"),
    "a way up": (lambda backup: backup.put("files/../../../../etc/cron.d/x", COMMAND), "no backup holds"),
    "a whole path": (lambda backup: backup.put("/etc/cron.d/x", COMMAND), "no backup holds"),
    "a way up with the other strokes": (lambda backup: backup.put("files\\..\\..\\x", COMMAND), "no backup holds"),
    "a folder": (lambda backup: backup.put("files/", b""), "no backup holds"),
    "a link": (lambda backup: backup.links.append(PAPER), "or a link"),
    "a huge paper": (lambda backup: backup.claim(PAPER, 2**40), "would be 1099511627776 bytes"),
    "a huge database": (lambda backup: backup.claim(DATABASE, 2**60), "are free"),
    "a longer database than there is": (lambda backup: backup.claim(DATABASE, 10**7), "not what was kept"),
    "two manifests": (lambda backup: backup.twice.append(MANIFEST), "something twice"),
    "no manifest": (lambda backup: backup.parts.pop(MANIFEST), "no manifest"),
    "half a manifest": (lambda backup: backup.parts.update({MANIFEST: backup.parts[MANIFEST][:300]}), "be understood"),
    "a deep manifest": (lambda backup: backup.parts.update({MANIFEST: b"[" * 100_000}), "be understood"),
    "a manifest of other things": (lambda backup: backup.say(rooms=[1], parts=None), "be understood"),
    "a part too few": (lambda backup: backup.parts.pop(PAPER), "not hold what"),
    "a part too many": (lambda backup: backup.parts.update(secret=b"s" * 64), "not hold what"),
    "no database": (lambda backup: backup.take_out(DATABASE), "be understood"),
    "a time that is none": (lambda backup: backup.say(made_at="\x1b[2J"), "be understood"),
    "a lost file that was none": (lambda backup: backup.say(missing=["\x1b[2J"]), "no backup lacks"),
    "a newer schema": (lambda backup: backup.say(schema="9999"), "made by a newer deliberate"),
    "a newer format": (lambda backup: backup.say(format=2), "made by a newer deliberate"),
    "other rooms": (lambda backup: backup.say(rooms={}), "not the one of its manifest"),
    "a database of another kind": (as_postgresql, "holds a postgresql database"),
}


@pytest.mark.parametrize("way", SPOILED)
def test_one_that_is_spoiled_is_refused_before_anything_is_touched(way, good, tmp_path):
    """T-67."""
    spoil, sentence = SPOILED[way]
    backup, elsewhere = Forged(good), Installation(tmp_path / "elsewhere")
    spoil(backup)

    refused = restore(elsewhere, backup.write(tmp_path / "spoiled.zip"))

    assert sentence in refused.output
    assert isinstance(refused.exception, SystemExit), "told as a sentence, not as a fault of the program"
    assert refused.exit_code == 1
    assert not elsewhere.folder.exists() or not list(elsewhere.folder.iterdir())
    assert {place.name for place in tmp_path.iterdir()} <= {"spoiled.zip", "elsewhere"}


def test_whatever_was_cut_off_or_changed_it_is_refused_or_the_same(good, tmp_path):
    """T-67: cut short at many places, and one byte changed at each of many."""
    whole, right, spoiled = good.read_bytes(), unpacked(good, tmp_path / "right"), tmp_path / "spoiled.zip"
    cut = [whole[: len(whole) * part // 20] for part in range(20)]
    changed = [
        whole[:at] + bytes([whole[at] ^ 0x20]) + whole[at + 1 :] for at in range(0, len(whole), len(whole) // 150)
    ]

    refused = 0
    for n, content in enumerate([*cut, *changed]):
        spoiled.write_bytes(content)
        try:
            assert unpacked(spoiled, tmp_path / str(n)) == right
            assert n >= len(cut)
        except CannotKeep:
            refused += 1

    assert refused > len(cut) + len(changed) // 2


def unpacked(file: Path, folder: Path) -> dict[str, bytes | str]:
    """All that a backup has in it, once it was checked."""
    with archive.opened(file) as backup:
        backup.check()
        for name in backup.manifest.parts:
            backup.unpack(name, folder / name)
        parts = {name: (folder / name).read_bytes() for name in backup.manifest.parts}
        return parts | {MANIFEST: backup.manifest.as_text()}
