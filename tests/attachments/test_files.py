"""Papers of a meeting: who adds them, who reads them, and what is left on the disk."""

from __future__ import annotations

import io
import os
import re
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from deliberate.attachments import jobs, rules, store
from deliberate.attachments.models import Attachment
from deliberate.kernel.feature import Tools
from tests.attachments.test_content import FILES, PLACE
from tests.cast import Browser, Meeting, Person, World, draft_meeting
from tests.installation import SECRET
from tests.meetings.pages import page_of


def send_file(person: Person, meeting: Meeting, body: bytes, *, name: str = "map.pdf", item: Any = "", token: str = ""):
    page = f"/meetings/{meeting.id}/files"
    fields = {"csrf_token": token or person.browser.form_token("/sign-in"), "form": "attach", "item": str(item)}
    return person.browser.client.post(
        page, data=fields | {"file": (io.BytesIO(body), name)}, content_type="multipart/form-data"
    )


def attached(world: World) -> list[Attachment]:
    with world.app.app_context(), world.session() as session:
        return list(session.scalars(select(Attachment).order_by(Attachment.id)))


def on_disk(world: World) -> list[Path]:
    return [place for place in (world.installation.folder / "files").glob("**/*") if place.is_file()]


def sweep(world: World) -> None:
    with world.app.app_context():
        tools = Tools(None, lambda path: path, SECRET, world.installation.folder)  # type: ignore[arg-type]
        jobs.jobs(tools)["attachments.sweep"]({})


def grow_old(places: list[Path]) -> None:
    for place in places:
        os.utime(place, (time.time() - 7300, time.time() - 7300))


def test_a_paper_hangs_on_its_item_for_everybody_who_reads_the_meeting(world: World, meeting: Meeting, ana: Person):
    assert send_file(ana, meeting, FILES["pdf"], item=meeting.items[1]).status_code == 303

    for reader in (ana, world.person("dee"), Browser(world.app)):
        (path,) = re.findall(rf"/meetings/{meeting.id}/files/[\w-]{{20,}}", page_of(reader, meeting))
        browser = reader.browser if isinstance(reader, Person) else reader
        answer = browser.get(path)
        assert answer.data == FILES["pdf"]


def test_it_leaves_as_a_download_that_runs_nothing(world: World, meeting: Meeting, ana: Person):
    """T-43"""
    send_file(ana, meeting, b"<script>alert(1)</script>", name="evil.html")
    (one,) = attached(world)

    answer = ana.browser.get(one.path)

    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Content-Disposition"] == "attachment; filename=evil.html.txt"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_files_of_a_draft_are_for_its_groups(world: World, ana: Person, cai: Person, dee: Person):
    """T-43, T-36: also for who knows the whole address, and as if there were nothing."""
    draft = draft_meeting(world)
    send_file(ana, draft, FILES["pdf"])
    (one,) = attached(world)

    assert cai.browser.get(one.path).status_code == 200
    for stranger in (dee.browser, Browser(world.app)):
        assert stranger.get(one.path).status_code == 404
        assert stranger.get(f"/meetings/{draft.id}/files").status_code == 404


def test_a_file_has_no_second_address(world: World, ana: Person, meeting: Meeting):
    """T-43: not by its number, not through another meeting."""
    other = draft_meeting(world)
    send_file(ana, meeting, FILES["pdf"])
    (one,) = attached(world)

    assert ana.browser.get(one.path).status_code == 200
    assert ana.browser.get(f"/meetings/{meeting.id}/files/{one.id}").status_code == 404
    assert ana.browser.get(f"/meetings/{other.id}/files/{one.key}").status_code == 404


def test_who_presents_a_point_adds_its_papers_and_no_others(world: World, meeting: Meeting, ana: Person, cai: Person):
    assert send_file(cai, meeting, FILES["pdf"]).status_code == 404
    presented = {"item": meeting.items[1], "title": "The mill", "purpose": "explore", "minutes": ""}
    assert ana.act(meeting.room, "meetings.change_item", **presented, presenter=cai.id).ok

    assert send_file(cai, meeting, FILES["pdf"], item=meeting.items[1]).status_code == 303
    assert send_file(cai, meeting, FILES["pdf"], item=meeting.items[0]).status_code == 409
    assert len(attached(world)) == len(on_disk(world)) == 1


@pytest.mark.parametrize(
    ("body", "name"),
    [(b"\x7fELF\2\1\1", "map.pdf"), (b"", "empty.pdf"), (FILES["png"][:40], "cut.png"), (b"x" * 10_000_001, "big.txt")],
)
def test_a_refused_file_leaves_nothing(world: World, meeting: Meeting, ana: Person, body: bytes, name: str):
    refused = send_file(ana, meeting, body, name=name)

    assert refused.status_code == 409
    assert "notice--refusal" in refused.get_data(as_text=True)
    assert attached(world) == []
    assert on_disk(world) == []


def test_a_file_for_a_point_that_is_gone_leaves_nothing(world: World, meeting: Meeting, ana: Person):
    assert send_file(ana, meeting, FILES["pdf"], item=999999).status_code == 404

    assert on_disk(world) == []


def test_a_photograph_is_kept_without_the_place_where_it_was_taken(world: World, meeting: Meeting, ana: Person):
    assert PLACE in FILES["jpg"]

    send_file(ana, meeting, FILES["jpg"], name="mill.jpg")

    (place,) = on_disk(world)
    assert PLACE not in place.read_bytes()
    assert ana.browser.get(attached(world)[0].path).data == place.read_bytes()


def test_only_who_may_add_files_sends_more_than_a_form(world: World, meeting: Meeting, ana: Person, dee: Person):
    """T-66: the body of anybody else is not read beyond what a form of words needs."""
    big = b"%PDF-1.7\n" + bytes(3_000_000)
    token = dee.browser.form_token("/sign-in")

    assert send_file(dee, meeting, big, token=token).status_code in (404, 413)
    assert send_file(ana, meeting, big).status_code == 303
    assert send_file(ana, meeting, b"x" * 13_000_000).status_code == 413
    elsewhere = ana.browser.client.post(f"/meetings/{meeting.id}/do/add_item", data={"title": "x" * 2_000_000})
    assert elsewhere.status_code == 413


def test_a_form_of_many_parts_is_not_taken(meeting: Meeting, ana: Person):
    """T-66"""
    parts = {f"part-{n}": "x" for n in range(500)}
    token = ana.browser.form_token("/sign-in")

    answer = ana.browser.client.post(
        f"/meetings/{meeting.id}/files",
        data={"csrf_token": token, **parts, "file": (io.BytesIO(FILES["pdf"]), "map.pdf")},
        content_type="multipart/form-data",
    )

    assert answer.status_code == 413


def test_a_meeting_holds_only_so_many_files(
    world: World, meeting: Meeting, ana: Person, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(rules, "MOST_FILES", 2)
    for _ in range(2):
        assert send_file(ana, meeting, FILES["pdf"]).status_code == 303

    assert send_file(ana, meeting, FILES["pdf"]).status_code == 409
    assert len(on_disk(world)) == 2


def test_nobody_hangs_up_what_somebody_else_has_sent(world: World, meeting: Meeting, ana: Person, bo: Person):
    announced = {"person": ana.id, "kind": "pdf", "size": 12, "digest": "ab" * 32}
    file = world.program(meeting.room, "attachments.announce_file", **announced)["file"]

    assert bo.act(meeting.room, "attachments.attach", file=file, item="", name="x").code == "not_found"
    assert ana.act(meeting.room, "attachments.attach", file=file, item="", name="x").ok


def test_a_removed_file_is_gone_for_everybody_and_comes_back_within_ten_seconds(
    world: World, meeting: Meeting, ana: Person
):
    send_file(ana, meeting, FILES["pdf"])
    (one,) = attached(world)
    removed = ana.act(meeting.room, "attachments.remove", attachment=one.id)
    assert ana.browser.get(one.path).status_code == 404

    grow_old(on_disk(world))
    sweep(world)
    assert ana.act(meeting.room, "undo", seq=removed.seq).ok

    assert ana.browser.get(one.path).data == FILES["pdf"]


def test_what_a_crash_left_is_swept_and_what_is_needed_stays(world: World, meeting: Meeting, ana: Person):
    """A file whose act never came, one that was cut off while it was written, and one on its way."""
    send_file(ana, meeting, FILES["pdf"])
    needed = set(on_disk(world))
    folder = world.installation.folder
    store.write(folder, "cd" * 32, 4711, b"never attached")
    (folder / "files" / "cd" / f"{'cd' * 32}.4712.unfinished").write_bytes(b"half")
    grow_old(on_disk(world))
    store.write(folder, "ef" * 32, 4713, b"just arriving")
    arriving = set(on_disk(world)) - needed - {place for place in on_disk(world) if "cd" * 32 in place.name}

    sweep(world)

    assert set(on_disk(world)) == needed | arriving
    assert len(arriving) == 1


def test_each_file_that_comes_has_a_sweeping_after_it(world: World, meeting: Meeting, ana: Person):
    """Whatever stops it on the way: the sweeping is decided before the first byte is kept."""
    from deliberate.kernel.outbox import OutboxRow

    announced = {"person": ana.id, "kind": "pdf", "size": 12, "digest": "ab" * 32}
    world.program(meeting.room, "attachments.announce_file", **announced)

    with world.app.app_context(), world.session() as session:
        assert session.scalars(select(OutboxRow.kind).where(OutboxRow.kind == "attachments.sweep")).all()


@pytest.mark.parametrize("name", ["<img src=x onerror=alert(1)>.pdf", "\u202egpj.exe.pdf", "‮"])
def test_a_hostile_name_is_only_a_name(world: World, meeting: Meeting, ana: Person, name: str):
    """T-44, T-45"""
    assert send_file(ana, meeting, FILES["pdf"], name=name).status_code == 303
    (one,) = attached(world)

    page = ana.browser.get(f"/meetings/{meeting.id}/files").get_data(as_text=True)
    answer = ana.browser.get(one.path)

    assert "<img src=x" not in page
    assert "\u202e" not in one.name
    assert "\n" not in one.name
    assert answer.headers["Content-Disposition"].startswith("attachment;")


def test_a_closed_meeting_keeps_its_files(world: World, under_way: Meeting, ana: Person):
    send_file(ana, under_way, FILES["pdf"])
    (one,) = attached(world)
    assert ana.act(under_way.room, "meetings.close").ok

    assert ana.browser.get(one.path).status_code == 200
    assert ana.act(under_way.room, "attachments.remove", attachment=one.id).code == "is_closed"
    assert send_file(ana, under_way, FILES["pdf"]).status_code == 409


def test_files_announced_together_are_not_kept_beyond_what_a_meeting_keeps(
    world: World, meeting: Meeting, ana: Person, monkeypatch: pytest.MonkeyPatch
):
    """Each was announced while there was room for it: what counts is what hangs there when it is hung up."""
    monkeypatch.setattr(rules, "MOST_FILES", 1)
    announced = {"person": ana.id, "kind": "pdf", "size": 1200, "digest": "ab" * 32}
    files = [world.program(meeting.room, "attachments.announce_file", **announced)["file"] for _ in range(2)]

    first, second = (ana.act(meeting.room, "attachments.attach", file=file, item="", name="a.pdf") for file in files)

    assert first.ok
    assert second.code == "too_many_files"


def test_a_guest_does_not_take_back_what_the_desk_did(world: World, under_way: Meeting, ana: Person):
    """Whoever is in the room may remove their own papers; undoing the removal of another's is not theirs."""
    assert send_file(ana, under_way, FILES["pdf"]).status_code == 303
    removed = ana.act(under_way.room, "attachments.remove", attachment=attached(world)[0].id)
    rosa = under_way.guest("Rosa")

    assert rosa.act(under_way.room, "undo", seq=removed.seq).code == "cannot_be_undone"

    assert attached(world)[0].removed_at is not None
    assert ana.act(under_way.room, "undo", seq=removed.seq).ok
