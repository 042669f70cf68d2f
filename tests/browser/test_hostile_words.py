"""Whatever people type is shown as what they typed (T-44).

The fields are taken from the forms of all acts, the way to fill them from their scenes: a new field is tried as soon as its act has one.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from deliberate.app import FEATURES
from deliberate.groups.models import Group
from deliberate.kernel.errors import Unmet
from deliberate.kernel.feature import House
from deliberate.kernel.forms import WordsField
from deliberate.meetings.models import Meeting as MeetingRow
from tests.browser.visits import REFUSED_PAGE, Visits, policy_reports
from tests.cast import World
from tests.every.scenes import SCENES, set_scene
from tests.installation import Installation
from tests.looks import LOOKS, see
from tests.town import Town, town_of

# Leaves every place that words can stand in: text, attribute, title, script, template of ours, template of the browser.
POLYGLOT = "x'\"></title></script></textarea><img src=x onerror=alert(1)>{{7*7}}%(a)s"
CORPUS = [
    POLYGLOT,
    "</script><script>alert(1)</script>",
    "<svg/onload=alert(1)>",
    "javascript:alert(1)//",
    "<a href=javascript:alert(1)>here</a>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "${alert(1)}{{constructor.constructor('alert(1)')()}}",
    "<style>*{display:none}</style><base href=//evil.example>",
]
# What has a shape of its own: proofs and their hashes, codes, addresses, and choices from a list.
SHAPED = ("_hash", "token", "email", "code", "zone", "next", "web_address", "website", "source")
# After these somebody or something of the town is no longer there for the others.
LAST = ("groups.end_group", "groups.note_end", "people.confirm_address", "spaces.change_hall")
# What refuses other words than those that are right: proofs that serve once, and one's own name when one asks to be forgotten.
REFUSES = {
    "meetings.admit_guest",
    "people.confirm_address",
    "people.forget_me",
    "people.sign_in_by_link",
    "people.sign_in_by_password",
}
BREACHES = """() => [...document.querySelectorAll(
  "img[src=x], [onerror], [onload], iframe, base, a[href^='javascript:'], style, script:not([src], [type='application/json'])",
)].map((one) => one.outerHTML.slice(0, 120))"""


def words_of(act: str) -> dict[str, str]:
    """The fields of an act into which people write, each with as much of the corpus as it takes; no two acts name a thing alike."""
    fields = House(FEATURES).acts[act].form()._fields.items()
    lines = {name: field.longest for name, field in fields if isinstance(field, WordsField)}
    words = " ".join([act, *CORPUS])
    return {name: words[:longest].rstrip() for name, longest in lines.items() if not name.endswith(SHAPED)}


@pytest.fixture(scope="module")
def installation(prepared: Installation, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """As the demonstration, so that every page is open."""
    copy = prepared.copy_to(tmp_path_factory.mktemp("hostile"))
    copy.settings["DELIBERATE_DEMO"] = "1"
    return copy


def plant(world: World) -> dict[str, str]:
    """Have every act that has a scene done with hostile words; which ones would not take them, and why."""
    refused = {}
    for act in sorted(SCENES, key=lambda act: (act in LAST, act)):
        hostile = words_of(act) if act in House(FEATURES).acts else {}
        if not hostile:
            continue
        try:
            scene = set_scene(act, world)
        except AssertionError as twice:
            refused[act] = str(twice)  # the world has been changed by another scene
            continue
        scene.inputs = scene.inputs | {name: words for name, words in hostile.items() if scene.inputs.get(name)}
        try:
            done = scene.play()
        except Unmet as unmet:
            refused[act] = unmet.code
            continue
        if not done.ok:
            refused[act] = f"{done.code} {done.fields}"
    return refused


@pytest.mark.timeout(300)
def test_no_words_of_anybody_become_more_than_words(browser, server, world):
    """T-44: no dialog, no report of a breach, no element that somebody typed; on every page, for who reads and who facilitates."""
    town = town_of(world)
    refused = plant(world)
    assert refused.keys() <= REFUSES, refused
    visits = Visits(browser, server.url)
    visits.excuse(*REFUSED_PAGE)
    dialogs: list[str] = []
    shown = 0

    for page in pages_of(world, town, visits, dialogs):
        assert page.evaluate(BREACHES) == [], page.url
        shown += POLYGLOT[:60] in page.evaluate("document.body.innerText")

    assert dialogs == []
    assert visits.unexcused() == []
    assert policy_reports(server) == []
    assert shown >= 3, "nothing hostile was shown at all"
    visits.close()


def pages_of(world: World, town: Town, visits: Visits, dialogs: list[str]) -> Iterator[Page]:
    """Every look, and the pages of everything that the scenes made."""
    readers = {reader: visits(person, language="en") for reader, person in town.readers.items()}
    for page in readers.values():
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for look in LOOKS:
        if look.first is None:
            see(readers[look.reader], town, look)
            yield readers[look.reader]
    with world.app.app_context(), world.session() as session:
        numbers = list(session.scalars(select(MeetingRow.id)))
        codes = list(session.scalars(select(Group.code)))
    for path in [f"/groups/{code}" for code in codes] + [f"/meetings/{number}" for number in numbers]:
        for reader in ("nobody", "facilitator"):
            readers[reader].goto(path)
            yield readers[reader]
    for number in numbers:
        readers["facilitator"].goto(f"/meetings/{number}/live")
        readers["facilitator"].wait_for_timeout(150)
        yield readers["facilitator"]
