"""Our modules, joined into few files, do what they do alone."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from deliberate.config import ROOT
from deliberate.kernel.joined import Joined, tightened
from deliberate.kernel.static import SHEETS, StaticTree
from tests import provide

COUNTER = """/** How often it was asked. */
let asked = 0

export function ask() {
  asked += 1 // not a comment of its own
  return asked
}
"""
FAMILY = {
    "js/lib/counter.js": COUNTER,
    "js/room/half.js": 'import { ask } from "../lib/counter.js"\n\nexport const half = (n) => n / 2 + ask() - ask() + 1\n',
    "js/room/main.js": """import { ask as count } from "../lib/counter.js"
import { half } from "./half.js"

/** Starts. */
export async function start() {
  const { later } = await import("./desk.js")
  console.log(count(), half(8), later(), "// stays")
}

start()
""",
    "js/room/desk.js": 'import { ask } from "../lib/counter.js"\n\nexport const later = () => `desk ${ask()}`\n',
    "js/room/types.js": "/** @typedef {string} Word */\nexport {}\n",
    "js/other/main.js": 'import { ask } from "../lib/counter.js"\n\nconsole.log("other", ask())\n',
}


def run(joined: Joined, folder: Path, entry: str) -> str:
    for path, code in joined.files():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(code)
    (folder / "package.json").write_text('{"type": "module"}')
    (script,) = joined.scripts([entry])
    ran = subprocess.run([provide.node(), folder / script], capture_output=True, text=True, timeout=30)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


def test_what_two_parts_share_is_loaded_and_run_once(tmp_path: Path):
    joined = Joined(FAMILY)

    assert run(joined, tmp_path, "js/room/main.js") == "1 4 desk 4 // stays"
    needed = joined.needed_for(["js/room/main.js"])
    assert needed == ["joined/room/main-1.js", "joined/room/main.js"]
    assert "joined/room/desk.js" in joined.needed_for(["js/room/main.js", "js/room/desk.js"])


def test_another_page_brings_what_it_needs_itself(tmp_path: Path):
    joined = Joined(FAMILY)

    assert run(joined, tmp_path, "js/other/main.js") == "other 1"
    assert joined.needed_for(["js/other/main.js"]) == ["joined/other/main.js"]


def test_two_entries_that_would_run_the_same_module_twice_are_refused():
    with pytest.raises(ValueError, match="would run twice"):
        Joined(FAMILY).needed_for(["js/room/main.js", "js/other/main.js"])


def test_modules_that_import_each_other_are_refused():
    circle = {
        "js/a.js": 'import { b } from "./b.js"\nb()\n',
        "js/b.js": 'import { c } from "./c.js"\nexport const b = c\n',
    }
    circle["js/c.js"] = 'import { b } from "./b.js"\nexport const c = b\n'

    with pytest.raises(ValueError, match=r"import each other: .*js/b\.js → js/c\.js → js/b\.js"):
        Joined(circle)


def test_a_way_of_exporting_that_we_do_not_know_is_refused_and_not_lost():
    odd = {"js/a.js": "const a = 1\nexport { a }\nexport default a\n"}

    with pytest.raises(ValueError, match=r"js/a\.js: this cannot be joined"):
        list(Joined(odd).files())


def test_a_sheet_loses_its_comments_and_nothing_else():
    assert tightened("/* Paper. */\n.a {\n  color: red; /* ink */\n}\n") == ".a {\ncolor: red;\n}\n"


def test_every_sheet_and_module_of_ours_can_be_joined(tmp_path: Path):
    """All of `static/`, as it is served: each script is one that a browser can read."""
    tree = StaticTree(ROOT / "static", tmp_path)
    tree.serve(lambda environ, start: [])
    packed = tmp_path / tree.hash

    for script in packed.glob("joined/**/*.js"):
        checked = subprocess.run(
            [provide.node(), "--check", "--input-type=module"],
            input=script.read_text(),
            text=True,
            capture_output=True,
            timeout=30,
        )
        assert checked.returncode == 0, (script, checked.stderr)
    assert (packed / "joined" / "page.css").read_text().startswith("@layer reset, tokens")
    assert (packed / "js" / "room" / "main.js").read_bytes() == (ROOT / "static/js/room/main.js").read_bytes()


def test_a_sheet_that_is_worn_already_is_not_worn_twice(tmp_path: Path):
    tree, written = (StaticTree(ROOT / "static", tmp_path, as_written=way) for way in (False, True))

    assert tree.sheets(["page", "live", "seats", "story"]) == ["joined/page.css", "joined/live.css", "css/story.css"]
    assert written.sheets(["page", "seats", "seats"]) == [
        *(f"css/{name}.css" for name in SHEETS["page"]),
        "css/seats.css",
    ]
    assert written.scripts(["room/main.js"]) == ["js/room/main.js"]
